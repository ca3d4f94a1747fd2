//! The lexicon of words that report: its file, its inflected forms, and finding an entry by the form in the text.

use super::Medium;
use rustc_hash::FxHashMap;

/// The words that report, one a line; `docs/quotes.md` says what the columns mean.
const CUES: &str = include_str!("cues.tsv");
/// The words that hold clauses together, one class a line.
const FUNCTION_WORDS: &str = include_str!("function_words.tsv");

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
}

/// In which frames an entry reports, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames(u32);

impl Frames {
    pub const QUOTE: Self = Self(1);
    pub const THAT: Self = Self(2);
    pub const TO: Self = Self(4);
    pub const WHOM: Self = Self(8);
    pub const OBJECT: Self = Self(16);
    pub const PASSIVE: Self = Self(32);
    pub const RAISE: Self = Self(64);
    pub const SOURCE: Self = Self(128);
    /// The first of the prepositions, which follow in the order of `PREPOSITIONS`.
    const FIRST_PREPOSITION: u32 = 8;

    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub fn takes(self, preposition: Preposition) -> bool {
        self.0 & (1 << (Self::FIRST_PREPOSITION + u32::from(preposition.0))) != 0
    }

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The frame of one name in the file, `None` if there is none such.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "quote" => Self::QUOTE,
            "that" => Self::THAT,
            "to" => Self::TO,
            "whom" => Self::WHOM,
            "np" => Self::OBJECT,
            "passive" => Self::PASSIVE,
            "raise" => Self::RAISE,
            "source" => Self::SOURCE,
            _ => {
                let number =
                    PREPOSITIONS.iter().position(|&preposition| name.strip_prefix('+') == Some(preposition))?;
                Self(1 << (Self::FIRST_PREPOSITION + number as u32))
            }
        })
    }
}

/// Prepositions before a content, numbered.
const PREPOSITIONS: [&str; 16] = [
    "about", "of", "for", "on", "against", "with", "to", "as", "at", "over", "in", "toward", "towards", "from", "by",
    "upon",
];

/// A preposition as its number in the list of those that can stand before a content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Preposition(u8);

impl Preposition {
    pub const TO: Self = Self(6);
}

/// Which form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "say", and every form of a word that is no verb.
    Base,
    /// "says".
    Third,
    /// "said": past tense or participle.
    Past,
    /// "saying".
    Ing,
}

/// What a function word does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Function {
    #[default]
    None,
    That,
    To,
    /// who, which: they stand for the noun before.
    Relative,
    /// what, whether, how: they open a content.
    Question,
    Be,
    Have,
    Do,
    Modal,
    Not,
    /// and, or.
    And,
    But,
    /// because, while: they open a clause.
    Subordinate,
    /// he, she, they, I: subjects only.
    Subject,
    /// him, them.
    Objective,
    /// his, their.
    Possessive,
    Determiner,
    /// Days and other words of time that stand between a cue and its content without a preposition.
    Time,
}

impl Function {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "that" => Self::That,
            "to" => Self::To,
            "relative" => Self::Relative,
            "question" => Self::Question,
            "be" => Self::Be,
            "have" => Self::Have,
            "do" => Self::Do,
            "modal" => Self::Modal,
            "not" => Self::Not,
            "and" => Self::And,
            "but" => Self::But,
            "subordinate" => Self::Subordinate,
            "subject" => Self::Subject,
            "objective" => Self::Objective,
            "possessive" => Self::Possessive,
            "determiner" => Self::Determiner,
            "time" => Self::Time,
            _ => return None,
        })
    }
}

/// One entry of the lexicon.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub lemma: Box<str>,
    pub part: Part,
    pub medium: Medium,
    pub frames: Frames,
    /// How much more often it reports than others do in the same pattern: log odds.
    pub strength: f32,
}

/// The number of an entry.
pub(super) type EntryId = u16;

/// One way to read a form: as this form of this entry, if the words of `rest` follow.
#[derive(Clone, Debug)]
pub(super) struct Sense {
    pub entry: EntryId,
    pub form: Form,
    /// The other words of an entry of several words.
    pub rest: Box<[Box<str>]>,
}

/// What is known of a form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub function: Function,
    pub preposition: Option<Preposition>,
    /// Where its senses are in `Lexicon::senses`, from 1; 0 if it reports nothing.
    pub senses: u16,
}

/// Everything about words, by their lower-case forms.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub entry: Vec<Entry>,
    senses: Vec<Vec<Sense>>,
    word: FxHashMap<Packed, Word>,
}

/// A form in lower case as a number: nothing to copy, and equal at one comparison.
type Packed = (u128, u64);

/// No form in the lexicon is longer, in bytes.
const LONGEST: usize = 24;

/// The bytes of a form in lower case, one after another; 0 for one longer than any in the lexicon.
#[inline]
fn packed(form: &str) -> Packed {
    if form.len() > LONGEST {
        return (0, 0);
    }
    let (head, tail) = form.as_bytes().split_at(form.len().min(16));
    let head = head.iter().fold(0, |all: u128, byte| all << 8 | u128::from(byte.to_ascii_lowercase()));
    (head, tail.iter().fold(0, |all, byte| all << 8 | u64::from(byte.to_ascii_lowercase())))
}

impl Lexicon {
    /// The built-in lexicon with the caller's own verbs, given in any form: "tweet" or "tweeted".
    pub fn new(own: &[String], strength: impl Fn(&str, Part) -> f32) -> Self {
        let mut lexicon = Self { entry: Vec::new(), senses: vec![Vec::new()], word: FxHashMap::default() };
        for line in rows(FUNCTION_WORDS) {
            lexicon.add_function_words(line);
        }
        for (number, preposition) in PREPOSITIONS.iter().enumerate() {
            lexicon.word(preposition).preposition = Some(Preposition(number as u8));
        }
        for line in rows(CUES).skip(1) {
            lexicon.add_row(line, &strength);
        }
        for word in own {
            lexicon.add_own(&word.trim().to_lowercase());
        }
        lexicon
    }

    /// What is known of a word as written.
    #[inline]
    pub fn look_up(&self, form: &str) -> Word {
        self.word.get(&packed(form)).copied().unwrap_or_default()
    }

    fn word(&mut self, form: &str) -> &mut Word {
        self.word.entry(packed(form)).or_default()
    }

    /// The ways to read a word that reports something.
    pub fn senses(&self, word: Word) -> &[Sense] {
        &self.senses[word.senses as usize]
    }

    fn add_function_words(&mut self, line: &str) {
        let Some((class, words)) = line.split_once('\t') else { return };
        let Some(function) = Function::named(class) else { return };
        for word in words.split(' ') {
            self.word(word).function = function;
        }
    }

    fn add_row(&mut self, line: &str, strength: impl Fn(&str, Part) -> f32) {
        let mut column = line.split('\t');
        let (Some(lemma), Some(part), Some(medium)) = (column.next(), column.next(), column.next()) else { return };
        let (frames, irregular) = (column.next().unwrap_or(""), column.next().unwrap_or(""));
        let part = match part {
            "verb" => Part::Verb,
            "noun" => Part::Noun,
            "adjective" => Part::Adjective,
            _ => Part::Phrase,
        };
        let medium = Medium::ALL.into_iter().find(|known| known.as_str() == medium).unwrap_or(Medium::Speech);
        let frames = frames.split(' ').filter_map(Frames::named).fold(Frames::default(), Frames::with);
        let strength = strength(lemma, part);
        self.add(Entry { lemma: lemma.into(), part, medium, frames, strength }, irregular);
    }

    fn add(&mut self, entry: Entry, irregular: &str) {
        let id = self.entry.len() as EntryId;
        let mut words = entry.lemma.split(' ');
        let first = words.next().unwrap_or("").to_owned();
        let rest: Box<[Box<str>]> = words.map(Into::into).collect();
        let mut forms = inflect(&first, entry.part);
        for (number, form) in irregular.split(' ').filter(|form| !form.is_empty()).enumerate() {
            if number == 0 {
                forms.retain(|(_, kind)| *kind != Form::Past);
            }
            forms.push((form.to_owned(), Form::Past));
        }
        self.entry.push(entry);
        for (form, kind) in forms {
            self.add_sense(&form, Sense { entry: id, form: kind, rest: rest.clone() });
        }
    }

    fn add_sense(&mut self, form: &str, sense: Sense) {
        let next = self.senses.len() as u16;
        let word = self.word(form);
        if word.senses == 0 {
            word.senses = next;
        }
        let number = word.senses as usize;
        if number == self.senses.len() {
            self.senses.push(Vec::new());
        }
        let senses = &mut self.senses[number];
        if !senses.iter().any(|known| known.entry == sense.entry && known.form == sense.form) {
            senses.push(sense);
        }
    }

    /// Adds a caller's verb: it may do whatever "say" does. Nobody has counted how often it reports.
    fn add_own(&mut self, word: &str) {
        if word.is_empty() || self.entry.len() >= EntryId::MAX as usize {
            return;
        }
        let frames = Frames::QUOTE.with(Frames::THAT).with(Frames::OBJECT);
        for lemma in lemmas(word) {
            let known = self.entry.iter_mut().find(|entry| *entry.lemma == *lemma && entry.part == Part::Verb);
            if let Some(entry) = known {
                entry.frames = entry.frames.with(frames);
                entry.strength = entry.strength.max(1.0);
            } else {
                let entry =
                    Entry { lemma: lemma.into(), part: Part::Verb, medium: Medium::Speech, frames, strength: 1.0 };
                self.add(entry, "");
            }
        }
    }
}

/// The lines of a table that are no remarks.
pub(super) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The regular forms of a word. Doubled and single consonants are both made: one of the two is no word at all.
fn inflect(lemma: &str, part: Part) -> Vec<(String, Form)> {
    let mut forms = vec![(lemma.to_owned(), Form::Base)];
    match part {
        Part::Phrase | Part::Adjective => {}
        Part::Noun => forms.push((with_s(lemma), Form::Base)),
        Part::Verb => {
            forms.push((with_s(lemma), Form::Third));
            for stem in stems(lemma) {
                forms.push((format!("{stem}ed"), Form::Past));
                forms.push((format!("{stem}ing"), Form::Ing));
            }
            if let Some(stem) = lemma.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
                forms.push((format!("{stem}ied"), Form::Past));
            }
            if let Some(stem) = lemma.strip_suffix("ie") {
                forms.push((format!("{stem}ying"), Form::Ing));
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
        Lexicon::new(&own.iter().map(|&word| word.to_owned()).collect::<Vec<_>>(), |_, _| 0.0)
    }

    fn knows(lexicon: &Lexicon, form: &str, lemma: &str) -> bool {
        let word = lexicon.look_up(form);
        lexicon.senses(word).iter().any(|sense| *lexicon.entry[sense.entry as usize].lemma == *lemma)
    }

    #[test]
    fn inflected_forms_are_found() {
        let lexicon = lexicon(&[]);
        for (form, lemma) in [
            ("said", "say"),
            ("Says", "say"),
            ("denied", "deny"),
            ("denies", "deny"),
            ("admitted", "admit"),
            ("lying", "lie"),
            ("written", "write"),
            ("argued", "argue"),
            ("agreeing", "agree"),
            ("claims", "claim"),
            ("According", "according to"),
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
            }
        }
        assert!(knows(&lexicon(&["vibed"]), "vibing", "vibe"));
    }

    #[test]
    fn every_row_of_the_lexicon_is_understood() {
        for row in rows(CUES).skip(1) {
            let column: Vec<&str> = row.split('\t').collect();
            assert!((4..=5).contains(&column.len()), "{row}");
            assert!(["verb", "noun", "adjective", "phrase"].contains(&column[1]), "{row}");
            assert!(Medium::ALL.iter().any(|medium| medium.as_str() == column[2]), "{row}");
            assert!(column[3].split(' ').all(|frame| Frames::named(frame).is_some()), "{row}");
            assert!(column[0].split(' ').next().is_some_and(|first| first.len() + 4 <= LONGEST), "{row}");
        }
    }
}
