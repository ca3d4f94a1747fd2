//! What is asked of candidates: who is meant by a mention, and what is known of each who may be.

use super::gather::{Draft, Voice};
use super::ranker::{self, Sheet};
use super::referent::Referent;
use super::sweep::Sweep;
use crate::list::Gender;
use crate::reading::Reading;
use crate::tag::Upos;
use std::ops::Range;

/// Who is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// "he", "him", "his".
    He,
    /// "she", "her".
    She,
    /// "they".
    They,
    /// "it".
    It,
    /// "the senator".
    Person,
    /// "officials".
    Group,
    /// "the committee".
    Body,
    /// "the report".
    Paper,
    /// "Mrs. Byron", "Ada": a part of a name.
    Namesake,
}

/// How a description begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Article {
    /// "the", "this".
    Definite,
    /// "her", "my".
    Possessive,
    /// "a", "one", "some".
    Indefinite,
    /// None.
    Bare,
}

/// The case of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// "he".
    Subject,
    /// "him", "himself".
    Object,
    /// "his".
    Possessive,
}

/// What a mention is in its sentence, as far as the words beside it tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Function {
    /// A verb follows.
    Subject,
    /// A verb stands before it.
    Object,
    /// A preposition stands before it.
    Oblique,
    /// "Byron's", "his".
    Possessor,
    #[default]
    Other,
}

impl Function {
    /// The function of the mention `tokens`; titles and articles before it do not count.
    pub(super) fn of(reading: &Reading<'_>, tokens: &Range<usize>) -> Self {
        use Upos::{Adj, Adp, Adv, Aux, Det, Noun, Part, Propn, Verb};
        let upos = reading.tags.upos();
        let next = upos.get(tokens.end).copied();
        if next == Some(Part) && matches!(reading.form(tokens.end), "'s" | "’s" | "'" | "’")
            || matches!(reading.form(tokens.start), "his" | "His" | "its" | "Its" | "their" | "Their")
        {
            return Self::Possessor;
        }
        let mut start = tokens.start;
        while start > 0 && tokens.start - start < 3 && matches!(upos[start - 1], Adj | Det | Noun | Propn) {
            start -= 1;
        }
        let before = start.checked_sub(1).map(|before| upos[before]);
        let after = if next == Some(Adv) { upos.get(tokens.end + 1).copied() } else { next };
        match (before, after) {
            (Some(Adp), _) => Self::Oblique,
            (_, Some(Verb | Aux)) => Self::Subject,
            (Some(Verb), _) => Self::Object,
            _ => Self::Other,
        }
    }
}

/// A title before a name, as far as it tells people apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Title {
    Mr,
    Mrs,
    Miss,
    /// "Captain", "Dr", "Aunt".
    Other,
}

impl Title {
    /// The title that a word is, if it is one that becomes part of a name: not an office, such as "Senator".
    pub(super) fn of(word: &str) -> Option<Self> {
        if word.len() > 12 || !word.starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        Some(match word.trim_end_matches('.') {
            "Mr" | "Sir" | "Lord" | "Master" | "Monsieur" | "Signor" | "Herr" | "Mister" => Self::Mr,
            "Mrs" | "Lady" | "Madame" | "Madam" | "Signora" | "Frau" | "Mistress" => Self::Mrs,
            "Miss" | "Ms" | "Mademoiselle" | "Signorina" | "Mlle" => Self::Miss,
            "Aunt" | "Uncle" | "Captain" | "Capt" | "Colonel" | "Col" | "Major" | "Doctor" | "Dr" | "Father"
            | "Sister" | "Brother" | "Count" | "Countess" | "Baron" | "Prince" | "Princess" | "Dame" | "Squire"
            | "Sergeant" => Self::Other,
            _ => return None,
        })
    }
}

/// A question with all that the mention tells.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    pub(super) question: Question,
    pub(super) draft: &'a Draft,
    pub(super) gender: Option<Gender>,
    pub(super) case: Option<Case>,
    pub(super) article: Option<Article>,
    pub(super) title: Option<Title>,
    /// The head of a description, or the part of a name, in lower case; and one word for all that mean the same.
    pub(super) head: &'a str,
    pub(super) role: &'a str,
    /// The country that a description names.
    pub(super) country: Option<u32>,
}

impl<'a> Asked<'a> {
    pub(super) const fn new(question: Question, draft: &'a Draft, gender: Option<Gender>) -> Self {
        Self { question, draft, gender, case: None, article: None, title: None, head: "", role: "", country: None }
    }
}

/// Features of a candidate.
pub(super) const FEATURES: usize = 105;

impl Sweep<'_> {
    /// The likeliest of the candidates, or `None` if likelier it is nobody of them; and how likely.
    ///
    /// A part of a name without a title is never somebody new.
    pub(super) fn choose(&mut self, asked: &Asked<'_>, candidates: &[usize]) -> (Option<usize>, f32) {
        let mut choices = self.choices.take();
        let may_be_nobody = asked.question != Question::Namesake || asked.title.is_some();
        let shared = |is_nobody: bool, sheet: &mut Sheet| self.of_mention(asked, candidates.len(), is_nobody, sheet);
        let own = |rank: usize, candidate: usize, sheet: &mut Sheet| self.of_candidate(asked, rank, candidate, sheet);
        let told = choices.as_mut().map(|choices| (self.number, choices));
        let chosen = self.linker.ranker.choose(candidates, may_be_nobody, shared, own, told);
        self.choices = choices;
        chosen
    }

    fn of_mention(&self, asked: &Asked<'_>, rivals: usize, is_nobody: bool, sheet: &mut Sheet) {
        let draft = asked.draft;
        sheet.one_of(asked.question as usize, 9);
        sheet.flag(is_nobody);
        // Novels call people otherwise than news do, and are longer.
        sheet.number((self.voices.len() as f32).log2() / 16.0);
        sheet.flag(draft.source);
        sheet.flag(self.first);
        sheet.one_of(self.function as usize, 5);
        sheet.one_of(self.voice(draft), 3);
        sheet.one_of(asked.case.map_or(9, |case| case as usize), 3);
        sheet.one_of(asked.article.map_or(9, |article| article as usize), 4);
        sheet.one_of(asked.title.map_or(4, |title| title as usize), 5);
        sheet.one_of(rivals.min(6), 7);
    }

    fn voice(&self, draft: &Draft) -> usize {
        match self.voices[draft.tokens.start] {
            Voice::Writer => 0,
            Voice::Direct(_) => 1,
            Voice::Indirect(_) => 2,
        }
    }

    fn of_candidate(&self, asked: &Asked<'_>, rank: usize, candidate: usize, sheet: &mut Sheet) {
        let own = &self.referents[candidate];
        sheet.one_of(ranker::class(own.label), 5);
        let agrees = match (asked.gender, own.gender) {
            (None, _) => 3,
            (_, None) => 2,
            (Some(asked), Some(known)) => usize::from(asked != known),
        };
        sheet.one_of(agrees, 3);
        sheet.one_of(own.gender.map_or(2, |gender| gender as usize), 2);
        sheet.flag(own.is_firm);
        sheet.flag(own.is_named);
        sheet.flag(own.has_given);
        sheet.one_of(rank.min(4), 5);
        self.of_distance(asked.draft, own, sheet);
        sheet.one_of(own.last.kind as usize, 3);
        sheet.flag(own.last.is_first);
        sheet.one_of(own.last.function as usize, 5);
        sheet.flag(own.count > 0 && own.last.function == self.function);
        sheet.number(own.salience_at(self.sentence));
        sheet.flag(own.last.is_spoken);
        sheet.flag(own.last.is_source);
        sheet.number((1.0 + own.count as f32).log2() / 4.0);
        sheet.number(own.count as f32 / (1.0 + self.number as f32));
        sheet.one_of(own.spoke_at.map_or(5, |at| self.quote.saturating_sub(at).min(4)), 5);
        sheet.flag(self.reports(asked.draft) == Some(candidate));
        sheet.flag(own.spoke_at.is_some() && self.speaker.get(self.quote).copied().flatten() == Some(candidate));
        let is_called = own.heads.iter().any(|head| head == asked.head);
        let has_role = own.roles.iter().any(|role| role == asked.role);
        let of_country = asked.country.is_some() && asked.country == own.country;
        sheet.flag(is_called);
        sheet.flag(has_role);
        sheet.flag(of_country);
        sheet.flag(of_country && has_role);
        sheet.flag(!asked.role.is_empty() && !has_role && !own.roles.is_empty());
        sheet.flag(asked.country.is_some() && own.country.is_some() && !of_country);
        let same_title = asked.title.is_some_and(|title| own.titles >> title as u8 & 1 == 1);
        sheet.flag(same_title);
        sheet.flag(asked.title.is_some() && !same_title && own.titles != 0);
        let is_part = asked.question == Question::Namesake;
        sheet.flag(is_part && self.people.surname(asked.head).contains(&candidate));
        sheet.flag(is_part && self.people.given(asked.head).contains(&candidate));
        sheet.number((1.0 + own.uses as f32).log2() / 4.0);
        sheet.one_of(if own.titles == 0 { 4 } else { own.titles.trailing_zeros() as usize }, 4);
    }

    fn of_distance(&self, draft: &Draft, own: &Referent, sheet: &mut Sheet) {
        // Before its first mention only a name found later tells of it.
        if own.count == 0 {
            sheet.skip(10);
            return;
        }
        let sentences = self.sentence.saturating_sub(own.last.sentence);
        sheet.one_of([0, 1, 2, 3, 3, 4, 4, 4, 4, 5][sentences.min(9)], 6);
        sheet.one_of(self.paragraph.saturating_sub(own.last.paragraph), 2);
        let tokens = draft.tokens.start.saturating_sub(own.last.token);
        sheet.number((1.0 + tokens as f32).log2() / 8.0);
        sheet.flag(tokens < 4);
    }

    /// Whoever reports the words that a mention stands in: "Byron said that she would go".
    pub(super) fn reports(&self, draft: &Draft) -> Option<usize> {
        match self.voices[draft.tokens.start] {
            Voice::Indirect(quote) if !draft.source => self.speaker[quote as usize],
            _ => None,
        }
    }
}
