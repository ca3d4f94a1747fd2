//! Pronouns. "he" and "she": whoever is nearest in the text and in its course, and fits.

use super::Name;
use super::gather::{Draft, Voice};
use super::link::Link;
use super::source::Pronoun;
use super::sweep::{Sweep, label};
use crate::entity::Label;
use crate::list::Gender;
use crate::tag::Upos;

/// Sentences back that a pronoun reaches.
const REACH: usize = 6;

impl Sweep<'_> {
    pub(super) fn pronoun(&mut self, draft: &Draft, pronoun: Pronoun) -> (Option<usize>, Link) {
        match pronoun {
            Pronoun::He => self.personal(draft, Gender::Male),
            Pronoun::She => self.personal(draft, Gender::Female),
            Pronoun::Relative => self.relative(draft),
            Pronoun::They => self.last_of(&[Label::Group]),
            Pronoun::It => self.last_of(&[Label::Org, Label::Gpe, Label::Other]),
            Pronoun::Spoken => (None, Link::None),
        }
    }

    /// "they" and "it": the last source, else the last body, if it fits.
    fn last_of(&self, labels: &[Label]) -> (Option<usize>, Link) {
        let fits = |&referent: &usize| {
            let own = &self.referents[referent];
            labels.contains(&own.label) && own.sentence + 2 >= self.sentence
        };
        match self.last_source.filter(fits).or(self.last_body.filter(fits)) {
            Some(referent) => (Some(referent), Link::Pronoun { rivals: 0 }),
            None => (None, Link::None),
        }
    }

    /// "who": what ends just before it, else a description of its own.
    fn relative(&mut self, draft: &Draft) -> (Option<usize>, Link) {
        let start = draft.tokens.start;
        if let Some((end, referent)) = self.before
            && end <= start
            && start - end <= 1
        {
            return (Some(referent), Link::Relative);
        }
        let mut end = start;
        while end > 0 && matches!(self.reading.form(end - 1), "," | "(") {
            end -= 1;
        }
        // "Who also said": a sentence of its own, of whoever spoke last.
        if start == self.reading.sentences.tokens(self.sentence).start {
            let near = |&referent: &usize| self.referents[referent].sentence + 3 >= self.sentence;
            return self.last_source.filter(near).map_or((None, Link::None), |source| (Some(source), Link::Relative));
        }
        if start - end > 1 || end == 0 {
            return (None, Link::None);
        }
        self.noun_before(end)
    }

    /// The description whose head is the token before `end`.
    fn noun_before(&mut self, end: usize) -> (Option<usize>, Link) {
        use Upos::{Adj, Det, Noun, Num, Propn};
        let inside = |&token: &usize| matches!(self.reading.tags.upos()[token], Adj | Det | Noun | Num | Propn);
        let limit = end.saturating_sub(5).max(self.reading.sentences.tokens(self.sentence).start);
        let start = (limit..end).rev().take_while(inside).last();
        let Some(start) = start else { return (None, Link::None) };
        let head = self.reading.form(end - 1).to_lowercase();
        if self.linker.roles.known(&head).is_none() {
            return (None, Link::None);
        }
        let name = (Name::Span(self.reading.span(start..end)), 0);
        let referent = self.create(label(self.linker.roles.of(&head)), name);
        (Some(referent), Link::Relative)
    }

    /// The person meant by "he" or "she".
    pub(super) fn personal(&mut self, draft: &Draft, gender: Gender) -> (Option<usize>, Link) {
        if let Some(reporter) = self.reporter(draft, gender) {
            self.referents[reporter].gender = Some(gender);
            return (Some(reporter), Link::Reporter);
        }
        let mut best: Option<(f32, usize)> = None;
        let mut rivals = 0;
        for person in self.recent.iter().filter(|&person| self.fits(person, gender)) {
            let weight = self.weight(person, gender);
            rivals += 1;
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, person));
            }
        }
        let Some((_, person)) = best else { return (None, Link::None) };
        if rivals == 1 {
            self.referents[person].gender = Some(gender);
        }
        (Some(person), Link::Pronoun { rivals: rivals - 1 })
    }

    /// Whoever reports the words that the pronoun stands in: "Byron said that she would go".
    fn reporter(&self, draft: &Draft, gender: Gender) -> Option<usize> {
        let Voice::Indirect(quote) = self.voices[draft.tokens.start] else { return None };
        let person = self.speaker[quote as usize].filter(|_| !draft.source)?;
        self.fits(person, gender).then_some(person)
    }

    fn fits(&self, person: usize, gender: Gender) -> bool {
        let own = &self.referents[person];
        own.label == Label::Per
            && own.gender.is_none_or(|known| known == gender)
            && own.sentence + REACH >= self.sentence
    }

    /// How near a person is: sentences count against, being a subject, a speaker or often named for; the weights
    /// were chosen on news, where they matter little: any near these do as well.
    fn weight(&self, person: usize, gender: Gender) -> f32 {
        let own = &self.referents[person];
        let mut weight = -((self.sentence - own.sentence.min(self.sentence)) as f32);
        weight += if own.subject { 0.8 } else { 0.0 };
        weight += if own.spoke { 0.9 } else { 0.0 };
        weight += if own.gender == Some(gender) { 0.5 } else { 0.0 };
        weight -= if own.inside { 1.5 } else { 0.0 };
        weight + own.count.min(6) as f32 * 0.08
    }
}
