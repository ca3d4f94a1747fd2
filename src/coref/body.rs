//! Bodies, places and other names: "European Union", "EU", "the charity".

use super::gather::Draft;
use super::link::Link;
use super::roles::Role;
use super::sweep::{Resolved, Sweep};
use crate::entity::Label;

impl Sweep<'_> {
    /// "Oxfam's new report", "a report by Oxfam": what "the report" says later, Oxfam says.
    pub(super) fn note_paper(&mut self, draft: &Draft, author: usize) {
        let end = draft.tokens.end;
        let after = (end..self.reading.tokens.len().min(end + 4)).map(|token| self.reading.form(token));
        let after = if matches!(self.reading.tokens.spans().get(end).map(|_| self.reading.form(end)), Some("'s" | "’s"))
        {
            after.skip(1).take(3).find(|form| self.linker.roles.known(form) == Some(Role::Paper))
        } else {
            None
        };
        let start = draft.tokens.start;
        let before = (start.saturating_sub(3)..start).rev().map(|token| self.reading.form(token));
        let mut before = before.skip_while(|form| matches!(*form, "the" | "The"));
        let by = before.next().is_some_and(|form| matches!(form, "by" | "from"));
        let before = before.next().filter(|form| by && self.linker.roles.known(form) == Some(Role::Paper));
        for paper in [after, before].into_iter().flatten() {
            self.described.insert(paper.to_owned(), author);
        }
    }

    pub(super) fn other(&mut self, draft: &Draft, entity: usize) -> Resolved {
        let (words, given) = self.words(entity);
        let label = self.entities.label()[entity];
        let key = self.key(words, label);
        let known = self.names.get(&key).copied();
        let referent = known.unwrap_or_else(|| self.create(label, self.name(entity)));
        let (name, fullness) = self.name(entity);
        let own = self.referents[referent].name.of(self.reading.text.as_str());
        let link = match (given, known) {
            (true, _) => Link::Alias,
            (false, Some(_)) if !own.eq_ignore_ascii_case(words) => Link::Short,
            _ => Link::Name,
        };
        self.referents[referent].rename(name, fullness);
        if known.is_none() {
            self.names.insert(key, referent);
        }
        if matches!(label, Label::Org | Label::Misc) {
            self.shorten(draft, words, referent);
            self.note_body(draft, referent);
        }
        (Some(referent), link, link.score())
    }

    /// One key for all the ways to write a name.
    pub(super) fn key(&self, words: &str, label: Label) -> String {
        let mut lower = words.to_lowercase();
        if lower.contains('’') {
            lower = lower.replace('’', "'");
        }
        let plain = lower.strip_prefix("the ").unwrap_or(&lower);
        let same = self.linker.same.get(plain).copied().unwrap_or(plain);
        // A people is not its country, whatever they have in common.
        match label {
            Label::Norp => format!("{same}\n"),
            _ if same.len() == lower.len() && same == lower => lower,
            _ => same.to_owned(),
        }
    }

    /// Makes the initials of a long name known, and its last word as a kind of body: "the committee".
    pub(super) fn shorten(&mut self, draft: &Draft, words: &str, referent: usize) {
        if draft.tokens.len() > 1 {
            let initials: String = words.split([' ', '-']).filter_map(|word| word.chars().next()).collect();
            let initials: String = initials.chars().filter(|c| c.is_uppercase()).collect();
            if initials.len() > 1 {
                self.names.entry(initials.to_lowercase()).or_insert(referent);
            }
        }
        let bracket = draft.tokens.end;
        if bracket + 2 < self.reading.tokens.len() && self.reading.form(bracket) == "(" {
            let short = self.reading.form(bracket + 1);
            if self.reading.form(bracket + 2) == ")" && short.chars().filter(|c| c.is_uppercase()).count() > 1 {
                self.names.insert(short.to_lowercase(), referent);
            }
        }
        for word in words.split(' ') {
            if self.linker.roles.of_form(word) == Some(Role::Body) {
                self.take_role(&word.to_lowercase(), None, referent);
            }
        }
    }

    /// "the charity Oxfam", "Oxfam, a charity,": what "the charity" means later.
    pub(super) fn note_body(&mut self, draft: &Draft, body: usize) {
        let (start, end) = (draft.tokens.start, draft.tokens.end);
        let mut words = Vec::new();
        if start > 0 {
            words.push(self.reading.form(start - 1));
        }
        let limit = self.reading.sentences.tokens(self.sentence).end.min(end + 10);
        if end + 2 < limit && self.reading.form(end) == "," && matches!(self.reading.form(end + 1), "the" | "a" | "an")
        {
            let core = super::source::core(self.reading, self.places, end + 1..limit);
            words.push(self.reading.form(core.end - 1));
        }
        for word in words {
            if self.linker.roles.of_form(word) == Some(Role::Body) {
                self.take_role(&word.to_lowercase(), None, body);
            }
        }
    }
}
