//! "he" and "she": whoever is nearest in the text and in its course, and fits.

use super::gather::{Draft, Voice};
use super::link::Link;
use super::sweep::Sweep;
use crate::entity::Label;
use crate::entity::lists::Gender;

/// Sentences back that a pronoun reaches.
const REACH: usize = 6;

impl Sweep<'_> {
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
