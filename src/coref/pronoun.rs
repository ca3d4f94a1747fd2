//! Pronouns: who is meant is a choice among those mentioned shortly before.

use super::Name;
use super::asked::{Asked, Case, Question};
use super::gather::{Draft, Voice};
use super::link::Link;
use super::source::Pronoun;
use super::sweep::{Resolved, Sweep, label};
use crate::entity::Label;
use crate::list::Gender;
use crate::reading::Reading;
use crate::tag::Upos;

/// Sentences back that a pronoun reaches.
const REACH: usize = 12;

/// How sure a choice is that also tells the gender of who is chosen.
const SURE: f32 = 0.9;

impl Sweep<'_> {
    pub(super) fn pronoun(&mut self, draft: &Draft, pronoun: Pronoun) -> Resolved {
        match pronoun {
            Pronoun::He => self.personal(draft, pronoun, Gender::Male),
            Pronoun::She => self.personal(draft, pronoun, Gender::Female),
            Pronoun::Relative => {
                let (referent, link) = self.relative(draft);
                (referent, link, link.score())
            }
            Pronoun::They => self.several(draft, Question::They),
            Pronoun::It => self.several(draft, Question::It),
            Pronoun::Spoken => self.narrator(draft),
        }
    }

    /// "I" in the writer's own words: whoever tells the story.
    fn narrator(&mut self, draft: &Draft) -> Resolved {
        let is_told = self.voices[draft.tokens.start] == Voice::Writer;
        if !is_told || !matches!(self.reading.form(draft.tokens.start), "I" | "me" | "my" | "My") {
            return (None, Link::None, 0.0);
        }
        let narrator = match self.narrator {
            Some(narrator) => narrator,
            None => self.create(Label::Per, (Name::Span(draft.span), 0)),
        };
        self.narrator = Some(narrator);
        (Some(narrator), Link::Narrator, Link::Narrator.score())
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
            let near = |&referent: &usize| self.referents[referent].last.sentence + 3 >= self.sentence;
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

    /// Who is meant by "he" or "she".
    fn personal(&mut self, draft: &Draft, pronoun: Pronoun, gender: Gender) -> Resolved {
        let fits = |&person: &usize| self.may_be(person, gender);
        let candidates: Vec<usize> = self.recent.iter().filter(fits).collect();
        let question = if pronoun == Pronoun::He { Question::He } else { Question::She };
        let case = Some(case(self.reading, draft.tokens.start));
        let asked = Asked { case, ..Asked::new(question, draft, Some(gender)) };
        let (Some(person), score) = self.choose(&asked, &candidates) else { return (None, Link::None, 0.0) };
        let link = if self.reports(draft) == Some(person) {
            Link::Reporter
        } else {
            Link::Pronoun { rivals: candidates.len() as u32 - 1 }
        };
        if score > SURE {
            self.referents[person].is_certainly(Some(gender));
        }
        (Some(person), link, score)
    }

    fn may_be(&self, person: usize, gender: Gender) -> bool {
        let own = &self.referents[person];
        own.gender.is_none_or(|known| known == gender) && own.last.sentence + REACH >= self.sentence
    }

    /// "they" and "it".
    fn several(&mut self, draft: &Draft, question: Question) -> Resolved {
        let near = |&referent: &usize| self.referents[referent].last.sentence + REACH >= self.sentence;
        let people = self.recent.iter().take(if question == Question::They { 3 } else { 0 });
        let candidates: Vec<usize> = self.others.iter().chain(people).filter(near).collect();
        let case = Some(case(self.reading, draft.tokens.start));
        let asked = Asked { case, ..Asked::new(question, draft, None) };
        let (Some(referent), score) = self.choose(&asked, &candidates) else { return (None, Link::None, 0.0) };
        (Some(referent), Link::Pronoun { rivals: candidates.len() as u32 - 1 }, score)
    }
}

/// The case of the pronoun `token`. "her" is possessive where a noun follows.
fn case(reading: &Reading<'_>, token: usize) -> Case {
    use Upos::{Adj, Noun, Num, Propn};
    match reading.form(token).to_ascii_lowercase().as_str() {
        "he" | "she" | "they" | "it" => Case::Subject,
        "his" | "their" | "its" => Case::Possessive,
        "her" if reading.tags.upos().get(token + 1).is_some_and(|upos| matches!(upos, Adj | Noun | Num | Propn)) => {
            Case::Possessive
        }
        _ => Case::Object,
    }
}
