//! The lexicon of words that report: its file, its inflected forms, and finding an entry by the words of a cue.

use super::Medium;
use super::piece::Piece;
use crate::reading::Reading;
use crate::tag::Upos;
use rustc_hash::FxHashMap;

/// The words that report, one a line; `docs/quotes.md` says what the columns mean.
const CUES: &str = include_str!("cues.tsv");

/// What a reporting word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Part {
    /// "say", "point out".
    Verb,
    /// "claim", as in "his claim that".
    Noun,
    /// "confident", as in "is confident that".
    Adjective,
    /// "according to".
    Phrase,
}

impl Part {
    /// The name in `cues.tsv`.
    pub const fn as_str(self) -> &'static str {
        ["verb", "noun", "adjective", "phrase"][self as usize]
    }

    /// Whether a word of that part of speech can be one.
    fn fits(self, upos: Upos) -> bool {
        match self {
            Self::Verb => matches!(upos, Upos::Verb | Upos::Aux),
            Self::Noun => matches!(upos, Upos::Noun | Upos::Propn),
            Self::Adjective => upos == Upos::Adj,
            Self::Phrase => true,
        }
    }
}

/// One entry of the lexicon.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub lemma: Box<str>,
    pub part: Part,
    pub medium: Medium,
}

/// One way to read a form: as a form of this entry, if the words of `rest` follow.
#[derive(Clone, Debug)]
struct Sense {
    entry: usize,
    rest: Box<[Box<str>]>,
}

/// The reporting words, by their lower-case forms.
#[derive(Debug)]
pub(super) struct Lexicon {
    entry: Vec<Entry>,
    senses: FxHashMap<Box<str>, Vec<Sense>>,
}

impl Lexicon {
    /// The built-in lexicon with the caller's own verbs, given in any form: "tweet" or "tweeted".
    pub fn new(own: &[String]) -> Self {
        let mut lexicon = Self { entry: Vec::new(), senses: FxHashMap::default() };
        for line in rows(CUES).skip(1) {
            lexicon.add_row(line);
        }
        for word in own {
            lexicon.add_own(word);
        }
        lexicon
    }

    /// The entry that a cue is a form of: the one of most words, of those the one whose part of speech fits, and of those
    /// the one that the anchor is.
    pub fn find(&self, reading: &Reading<'_>, cue: Piece, anchor: usize) -> Option<&Entry> {
        let senses = |token: usize| {
            let senses = self.senses.get(&*reading.form(token).to_lowercase()).map_or(&[][..], Vec::as_slice);
            senses.iter().map(move |sense| (token, sense))
        };
        let fits = |(token, sense): &(usize, &Sense)| {
            let words = token + 1..cue.end.min(token + 1 + sense.rest.len());
            words.len() == sense.rest.len()
                && words.zip(&sense.rest).all(|(at, word)| reading.form(at).eq_ignore_ascii_case(word))
        };
        let rank = |(token, sense): &(usize, &Sense)| {
            let part = self.entry[sense.entry].part;
            (sense.rest.len(), part.fits(reading.tags.upos()[*token]), *token == anchor)
        };
        let found = cue.tokens().take(LONGEST).flat_map(senses).filter(fits).max_by_key(rank);
        found.map(|(_, sense)| &self.entry[sense.entry])
    }

    fn add_row(&mut self, line: &str) {
        let mut column = line.split('\t');
        let (Some(lemma), Some(part), Some(medium)) = (column.next(), column.next(), column.next()) else { return };
        let part = match part {
            "verb" => Part::Verb,
            "noun" => Part::Noun,
            "adjective" => Part::Adjective,
            _ => Part::Phrase,
        };
        let medium = Medium::ALL.into_iter().find(|known| known.as_str() == medium).unwrap_or(Medium::Speech);
        let irregular = column.next().unwrap_or("");
        self.add(Entry { lemma: lemma.into(), part, medium }, irregular);
    }

    fn add(&mut self, entry: Entry, irregular: &str) {
        let number = self.entry.len();
        let mut words = entry.lemma.split(' ');
        let mut forms = inflect(words.next().unwrap_or(""), entry.part);
        let rest: Box<[Box<str>]> = words.map(Into::into).collect();
        let mut irregular = irregular.split(' ').filter(|form| !form.is_empty()).peekable();
        if irregular.peek().is_some() {
            forms.retain(|form| !form.ends_with("ed"));
        }
        forms.extend(irregular.map(Into::into));
        self.entry.push(entry);
        for form in forms {
            let senses = self.senses.entry(form.into()).or_default();
            if senses.iter().all(|known| known.entry != number) {
                senses.push(Sense { entry: number, rest: rest.clone() });
            }
        }
    }

    /// Adds a caller's verb.
    fn add_own(&mut self, word: &str) {
        for lemma in lemmas(&word.trim().to_lowercase()) {
            if !self.entry.iter().any(|entry| *entry.lemma == *lemma && entry.part == Part::Verb) {
                self.add(Entry { lemma: lemma.into(), part: Part::Verb, medium: Medium::Speech }, "");
            }
        }
    }
}

/// No cue has more words that matter.
const LONGEST: usize = 16;

/// All forms of a caller's verb, itself given in any; of several words those of the first.
pub(super) fn forms(word: &str) -> Vec<String> {
    let first = |lemma: &String| lemma.split(' ').next().unwrap_or("").to_owned();
    let lemmas = lemmas(&word.trim().to_lowercase());
    lemmas.iter().map(first).flat_map(|lemma| inflect(&lemma, Part::Verb)).collect()
}

/// The lines of a table that are no remarks.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The regular forms of a word. Doubled and single consonants are both made: one of the two is no word at all.
fn inflect(lemma: &str, part: Part) -> Vec<String> {
    let mut forms = vec![lemma.to_owned()];
    match part {
        Part::Phrase | Part::Adjective => {}
        Part::Noun => forms.push(with_s(lemma)),
        Part::Verb => {
            forms.push(with_s(lemma));
            for stem in stems(lemma) {
                forms.extend([format!("{stem}ed"), format!("{stem}ing")]);
            }
            if let Some(stem) = lemma.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
                forms.push(format!("{stem}ied"));
            }
            if let Some(stem) = lemma.strip_suffix("ie") {
                forms.push(format!("{stem}ying"));
            }
        }
    }
    forms
}

fn with_s(lemma: &str) -> String {
    match lemma.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh"].iter().any(|hiss| lemma.ends_with(hiss)) => format!("{lemma}es"),
        None => format!("{lemma}s"),
    }
}

/// What -ed and -ing are added to.
fn stems(lemma: &str) -> Vec<String> {
    if let Some(stem) = lemma.strip_suffix('e').filter(|stem| !stem.ends_with('e')) {
        return vec![stem.to_owned()];
    }
    let mut stems = vec![lemma.to_owned()];
    let last = lemma.chars().next_back().unwrap_or('a');
    let before = &lemma[..lemma.len() - last.len_utf8()];
    if !"aeiouwxyhk".contains(last) && ends_in_vowel(before) {
        stems.push(format!("{lemma}{last}"));
    }
    stems
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

/// The lemmas that a caller's word can be a form of; those that are no words do no harm.
fn lemmas(word: &str) -> Vec<String> {
    let mut lemmas = vec![word.to_owned()];
    let (first, rest) = word.split_once(' ').map_or((word, String::new()), |(first, rest)| (first, format!(" {rest}")));
    let stems = [first.strip_suffix("ed"), first.strip_suffix("ing")].into_iter().flatten();
    for stem in stems.filter(|stem| stem.len() > 1) {
        lemmas.extend([format!("{stem}{rest}"), format!("{stem}e{rest}")]);
        let mut end = stem.chars().rev();
        if let (Some(last), true) = (end.next(), stem.chars().rev().nth(1) == stem.chars().next_back()) {
            lemmas.push(format!("{}{rest}", &stem[..stem.len() - last.len_utf8()]));
        }
        lemmas.extend(stem.strip_suffix('i').map(|stem| format!("{stem}y{rest}")));
    }
    lemmas.extend(first.strip_suffix('s').map(|stem| format!("{stem}{rest}")));
    lemmas
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(own: &[&str]) -> Lexicon {
        Lexicon::new(&own.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    fn knows(lexicon: &Lexicon, form: &str, lemma: &str) -> bool {
        let senses = lexicon.senses.get(form).map_or(&[][..], Vec::as_slice);
        senses.iter().any(|sense| *lexicon.entry[sense.entry].lemma == *lemma)
    }

    #[test]
    fn inflected_forms_are_found() {
        let lexicon = lexicon(&[]);
        for (form, lemma) in [
            ("said", "say"),
            ("says", "say"),
            ("denied", "deny"),
            ("denies", "deny"),
            ("admitted", "admit"),
            ("lying", "lie"),
            ("written", "write"),
            ("argued", "argue"),
            ("agreeing", "agree"),
            ("claims", "claim"),
            ("according", "according to"),
        ] {
            assert!(knows(&lexicon, form, lemma), "{form} is a form of {lemma}");
        }
        assert!(!knows(&lexicon, "sayed", "say"));
    }

    #[test]
    fn a_callers_verb_is_found_in_every_form() {
        for own in ["rap", "rapped", "rapping", "raps"] {
            let lexicon = lexicon(&[own]);
            for form in ["rap", "raps", "rapped", "rapping"] {
                assert!(knows(&lexicon, form, "rap"), "{form} from {own}");
                assert!(forms(own).iter().any(|known| known == form), "{form} from {own}");
            }
        }
        assert!(knows(&lexicon(&["vibed"]), "vibing", "vibe"));
    }

    #[test]
    fn every_row_of_the_lexicon_is_understood() {
        for row in rows(CUES).skip(1) {
            let column: Vec<&str> = row.split('\t').collect();
            assert!((3..=4).contains(&column.len()), "{row}");
            assert!(["verb", "noun", "adjective", "phrase"].contains(&column[1]), "{row}");
            assert!(Medium::ALL.iter().any(|medium| medium.as_str() == column[2]), "{row}");
        }
    }
}
