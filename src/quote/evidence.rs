//! Why something was taken for a quotation, kept with it and told in plain words.

use super::Medium;
use super::cue::{Lexicon, Part};
use super::join::Scored;
use super::score::{self, Record, SIGNS};
use super::source::Place;
use serde::{Deserialize, Serialize};

/// How a quotation was found: the order of its parts and what holds them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Pattern {
    /// “…,” he said
    QuoteSourceCue,
    /// “…,” said the mayor
    QuoteCueSource,
    /// He said: “…”
    CueQuote,
    /// One thing was clear to the mayor: “…”
    ColonQuote,
    /// Mayor: “…”
    NameQuote,
    /// “…” as a paragraph of its own
    QuoteParagraph,
    /// “…” at a paragraph's start, without a cue
    QuoteAlone,
    /// he said that …
    That,
    /// he said he would …; he asked whether …
    Clause,
    /// he promised to …
    Infinitive,
    /// he told her that …
    WhomThat,
    /// he told her she would …
    WhomClause,
    /// he urged her to …
    WhomInfinitive,
    /// he praised …
    Object,
    /// he called it …
    ObjectQuote,
    /// he warned of …
    Preposition,
    /// he accused her of …
    WhomPreposition,
    /// …, he said
    ContentSourceCue,
    /// …, said the mayor
    ContentCueSource,
    /// …, he said, …
    Around,
    /// according to the mayor, …
    Phrase,
    /// Mayor: …
    NameColon,
    /// his claim that …
    NounThat,
    /// his promise to …
    NounInfinitive,
    /// his criticism of …
    NounPreposition,
    /// he is confident that …
    AdjectiveThat,
    /// he is willing to …
    AdjectiveInfinitive,
    /// he is worried about …
    AdjectivePreposition,
    /// it is expected to …
    Passive,
    /// it seems to …
    Raise,
    /// he avoided that “…”: no word of the lexicon
    ThatQuote,
    /// “…” — Ann Lee
    QuoteDashName,
    /// —No, he said.
    DashDialogue,
    /// None: the quotation was given, not found.
    #[default]
    Given,
}

impl Pattern {
    /// All patterns, in the order of their numbers.
    pub const ALL: [Self; 34] = [
        Self::QuoteSourceCue,
        Self::QuoteCueSource,
        Self::CueQuote,
        Self::ColonQuote,
        Self::NameQuote,
        Self::QuoteParagraph,
        Self::QuoteAlone,
        Self::That,
        Self::Clause,
        Self::Infinitive,
        Self::WhomThat,
        Self::WhomClause,
        Self::WhomInfinitive,
        Self::Object,
        Self::ObjectQuote,
        Self::Preposition,
        Self::WhomPreposition,
        Self::ContentSourceCue,
        Self::ContentCueSource,
        Self::Around,
        Self::Phrase,
        Self::NameColon,
        Self::NounThat,
        Self::NounInfinitive,
        Self::NounPreposition,
        Self::AdjectiveThat,
        Self::AdjectiveInfinitive,
        Self::AdjectivePreposition,
        Self::Passive,
        Self::Raise,
        Self::ThatQuote,
        Self::QuoteDashName,
        Self::DashDialogue,
        Self::Given,
    ];

    /// The order of the parts, as people read it.
    pub const fn as_str(self) -> &'static str {
        [
            "content in marks, source, cue",
            "content in marks, cue, source",
            "cue, content in marks",
            "clause, colon, content in marks",
            "source, colon, content in marks",
            "a paragraph in marks",
            "a sentence in marks",
            "cue, that, content",
            "cue, clause as content",
            "cue, infinitive as content",
            "cue, somebody, that, content",
            "cue, somebody, clause as content",
            "cue, somebody, infinitive as content",
            "cue, noun phrase as content",
            "cue, somebody or something, content in marks",
            "cue, preposition, content",
            "cue, somebody, preposition, content",
            "content, source, cue",
            "content, cue, source",
            "content, source, cue, content",
            "phrase, source, content",
            "source, colon, content",
            "noun, that, content",
            "noun, infinitive as content",
            "noun, preposition, content",
            "adjective, that, content",
            "adjective, infinitive as content",
            "adjective, preposition, content",
            "content around a passive cue",
            "content around a cue of seeming",
            "any verb, that, content in marks",
            "content in marks, dash, source",
            "content after a dash, source and cue",
            "given with the document",
        ][self as usize]
    }
}

/// Why something was taken for a quotation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The order of its parts.
    pub pattern: Pattern,
    /// The entry of the lexicon that its cue is a form of; `None` where marks or a colon alone say that it is one.
    pub lemma: Option<String>,
    /// What that entry is.
    pub part: Option<Part>,
    /// How the entry presents what is said.
    pub medium: Medium,
    /// Where the source stands; `None` if there is none.
    pub place: Option<Place>,
    /// How many cues report it: 2 where one stands on either side of the same words.
    pub cues: u32,
    /// How many quotation marks with their contents belong to it.
    pub marks: u32,
    /// In how many pieces the content comes.
    pub pieces: u32,
    /// What else spoke for or against it, one bit a sign, in the order of [`Evidence::sign_names`].
    pub signs: u32,
}

impl Evidence {
    pub(super) fn of(lexicon: &Lexicon, found: &Scored) -> Self {
        let entry = found.candidate.entry.map(|entry| &lexicon.entry[entry as usize]);
        Self {
            pattern: found.candidate.pattern,
            lemma: entry.map(|entry| entry.lemma.to_string()),
            part: entry.map(|entry| entry.part),
            medium: found.candidate.medium,
            place: found.candidate.source.as_ref().map(|source| source.place),
            cues: u32::from(!found.candidate.cue.is_empty()) + u32::from(found.also.is_some()),
            marks: found.marks as u32,
            pieces: found.candidate.content.len() as u32,
            signs: found.signs,
        }
    }

    /// The names of the signs, in the order of their bits in [`Evidence::signs`].
    pub const fn sign_names() -> &'static [&'static str] {
        &SIGNS
    }

    /// How often its pattern was right in the training texts; `None` for a pattern that was not counted there.
    pub fn record(&self) -> Option<Record> {
        score::record(self.pattern)
    }

    /// The evidence in sentences. `cue` and `source` are the words of the text, empty if there are none.
    pub fn explain(&self, cue: &str, source: &str) -> Vec<String> {
        if self.pattern == Pattern::Given {
            return vec!["it was given with the document".to_owned()];
        }
        let mut told = Vec::new();
        if let (Some(lemma), Some(part)) = (&self.lemma, self.part) {
            let kind = part.as_str();
            told.push(format!("“{cue}” is a form of the reporting {kind} “{lemma}” ({})", self.medium.as_str()));
        } else if !cue.is_empty() {
            told.push(format!("“{cue}” is what introduces it"));
        } else {
            told.push("no word reports it: the quotation marks alone say that it is quoted".to_owned());
        }
        told.push(match self.place {
            Some(place) => format!("the source “{source}” {}", place.told()),
            None => "no source is named beside it".to_owned(),
        });
        if self.cues > 1 {
            told.push("two cues report the same words, one on either side".to_owned());
        }
        told.extend(self.told_marks());
        told.push(self.told_record());
        told
    }

    fn told_marks(&self) -> Option<String> {
        let marks = match self.marks {
            0 => None,
            1 => Some("it has one stretch in quotation marks".to_owned()),
            many => Some(format!("it has {many} stretches in quotation marks")),
        };
        let joined = (self.pieces > 1).then(|| format!("its {} pieces are one utterance", self.pieces));
        match (marks, joined) {
            (Some(marks), Some(joined)) => Some(format!("{marks}; {joined}")),
            (marks, joined) => marks.or(joined),
        }
    }

    fn told_record(&self) -> String {
        let found = format!("found by the pattern: {}", self.pattern.as_str());
        match self.record() {
            Some(record) => {
                let rate = (100.0 * f64::from(record.right) / f64::from(record.of)).round();
                format!("{found}: right in {rate} of 100 cases in the training texts")
            }
            None => found,
        }
    }
}

impl Place {
    /// What it says, after "the source …".
    const fn told(self) -> &'static str {
        match self {
            Self::Before => "is the noun phrase right before it",
            Self::BeforeAside => "is the noun phrase before it, with an aside between commas",
            Self::After => "is the noun phrase right after it",
            Self::Shared => "is the subject of the verb before, which it shares",
            Self::Owner => "is the one to whom the noun belongs",
            Self::BeforeColon => "stands before the colon",
        }
    }
}
