//! Reports in the writer's own words: each reporting word with what stands around it.

use super::Medium;
use super::candidate::{Candidate, only};
use super::cue::{Entry, EntryId, Form, Frames, Function, Part};
use super::evidence::Pattern;
use super::page::{Page, Point, Tokens, Verb};
use super::source::{self, Place, Source};
use crate::tag::Upos;

/// How far a frame may reach from its cue before the content begins, in tokens.
const REACH: usize = 12;

/// A reporting word and the sentence around it.
struct Setting<'p, 'a> {
    page: &'p Page<'a>,
    sentence: Tokens,
}

/// Proposes quotations for every reporting word outside quotation marks.
pub(super) fn propose(page: &Page, found: &mut Vec<Candidate>) {
    for number in 0..page.reading.sentences.len() {
        let setting = Setting { page, sentence: page.sentence(number) };
        for at in setting.sentence.clone() {
            if page.word[at].senses != 0 && page.within[at] == 0 {
                setting.propose_at(at, found);
            } else if page.point(at) == Point::Colon {
                found.extend(setting.name_colon(at));
            }
        }
    }
}

impl Setting<'_, '_> {
    fn propose_at(&self, at: usize, found: &mut Vec<Candidate>) {
        let before = found.len();
        if let Some(verb) = self.page.verb(at).filter(|_| self.may_be_verb(at)) {
            self.verb(&verb, found);
        }
        if found.len() > before {
            return;
        }
        for (sense, entry, end) in self.page.senses(at) {
            match entry.part {
                Part::Phrase => found.extend(self.phrase(sense.entry, entry, at, end)),
                Part::Noun if self.page.upos(at) != Upos::Verb => found.extend(self.noun(sense.entry, entry, at)),
                Part::Adjective => found.extend(self.adjective(sense.entry, entry, at)),
                _ => {}
            }
        }
    }

    /// Whether a word that could be a verb is one here. Words that are never nouns are trusted more than their tag.
    fn may_be_verb(&self, at: usize) -> bool {
        match self.page.upos(at) {
            Upos::Verb | Upos::Aux => true,
            Upos::Noun | Upos::Propn | Upos::Adj => {
                self.page.senses(at).all(|(_, entry, _)| entry.part == Part::Verb) && self.page.form(at).ends_with("ed")
            }
            _ => self.page.senses(at).all(|(_, entry, _)| entry.part == Part::Verb),
        }
    }

    // ---- verbs

    fn verb(&self, verb: &Verb, found: &mut Vec<Candidate>) {
        if self.is_passive(verb) {
            found.extend(self.passive(verb));
            return;
        }
        if verb.entry.frames.has(Frames::RAISE) {
            found.extend(self.raise(verb));
            return;
        }
        let source = source::subject(self.page, verb, self.sentence.start);
        let fronted = self.fronted(verb, source.as_ref());
        let proposed = fronted.is_some();
        found.extend(fronted);
        if !proposed {
            found.extend(self.after_verb(verb, source));
        }
    }

    /// Whether the verb is a participle after a form of "be".
    fn is_passive(&self, verb: &Verb) -> bool {
        let first = source::before_auxiliaries(self.page, verb.at, self.sentence.start);
        verb.form == Form::Past
            && (first..verb.at).any(|at| self.page.function(at) == Function::Be)
            && self.page.xpos(verb.at) != "VBG"
    }

    /// The content after a verb, by the frame that its first words show.
    fn after_verb(&self, verb: &Verb, source: Option<Source>) -> Option<Candidate> {
        let start = self.skip_adverbs(verb.end);
        if start >= self.sentence.end {
            return None;
        }
        let (pattern, content) = self
            .clause_at(verb.entry.frames, start)
            .or_else(|| self.preposition_at(verb.entry.frames, start, Pattern::Preposition))
            .or_else(|| self.late_that(verb.entry.frames, start))
            .or_else(|| self.addressed(verb, start))
            .or_else(|| self.object(verb, start))?;
        let end = self.content_end(content, pattern);
        (content < end).then(|| Candidate::of_verb(self.page, pattern, verb, source, only(content..end)))
    }

    fn skip_adverbs(&self, mut at: usize) -> usize {
        while at < self.sentence.end
            && self.page.is_word(at)
            && (self.page.upos(at) == Upos::Adv && self.page.function(at) != Function::Question
                || self.page.function(at) == Function::Time)
        {
            at += 1;
        }
        at
    }

    /// A clause or infinitive that starts right at `start`: the pattern and where the content starts.
    fn clause_at(&self, frames: Frames, start: usize) -> Option<(Pattern, usize)> {
        if frames.has(Frames::THAT) && self.page.function(start) == Function::That && !self.ends_at(start + 1) {
            return Some((Pattern::That, start));
        }
        if frames.has(Frames::THAT) && self.page.function(start) == Function::Question {
            return Some((Pattern::Clause, start));
        }
        if frames.has(Frames::TO) && source::is_infinitive(self.page, start) {
            return Some((Pattern::Infinitive, start));
        }
        (frames.has(Frames::THAT) && self.is_clause(start)).then_some((Pattern::Clause, start))
    }

    /// "said in a statement on Monday that": a "that" some words after the verb, with nothing but nouns between.
    fn late_that(&self, frames: Frames, start: usize) -> Option<(Pattern, usize)> {
        if !frames.has(Frames::THAT) {
            return None;
        }
        let high = (start + REACH).min(self.sentence.end);
        let that = (start..high).find(|&at| self.page.function(at) == Function::That || self.breaks_frame(at))?;
        let late = self.page.function(that) == Function::That && !self.ends_at(that + 1);
        let pattern = if frames.has(Frames::WHOM) { Pattern::WhomThat } else { Pattern::That };
        late.then_some((pattern, that))
    }

    fn breaks_frame(&self, at: usize) -> bool {
        self.page.within[at] > 0
            || self.page.is_finite(at)
            || matches!(self.page.point(at), Point::Stop | Point::Semicolon | Point::Colon | Point::Dash)
            || self.page.function(at) == Function::To
    }

    fn preposition_at(&self, frames: Frames, start: usize, pattern: Pattern) -> Option<(Pattern, usize)> {
        let takes = self.page.preposition(start).is_some_and(|preposition| frames.takes(preposition));
        let infinitive = source::is_infinitive(self.page, start);
        (takes && !infinitive && start + 1 < self.sentence.end).then_some((pattern, start + 1))
    }

    /// A frame with somebody addressed: told her that, urged her to, accused her of.
    fn addressed(&self, verb: &Verb, start: usize) -> Option<(Pattern, usize)> {
        let frames = verb.entry.frames;
        let end = source::phrase_after(self.page, start, self.sentence.end)?;
        let next = self.skip_adverbs(end);
        if next >= self.sentence.end {
            return None;
        }
        if frames.has(Frames::WHOM) {
            if let Some((pattern, content)) = self.clause_at(frames, next) {
                let pattern = match pattern {
                    Pattern::That => Pattern::WhomThat,
                    Pattern::Infinitive => Pattern::WhomInfinitive,
                    _ => Pattern::WhomClause,
                };
                return Some((pattern, content));
            }
            return self.preposition_at(frames, next, Pattern::WhomPreposition);
        }
        let accuses = *verb.entry.lemma == *"accuse";
        let short_quote = self.page.within[next] > 0 && next - start <= 2 && frames.has(Frames::OBJECT);
        if accuses {
            return self.preposition_at(frames, next, Pattern::WhomPreposition);
        }
        short_quote.then_some((Pattern::ObjectQuote, next))
    }

    fn object(&self, verb: &Verb, start: usize) -> Option<(Pattern, usize)> {
        let begins = self.page.within[start] > 0
            || self.page.is_word(start)
                && (matches!(
                    self.page.upos(start),
                    Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron
                ) || matches!(
                    self.page.function(start),
                    Function::Determiner | Function::Possessive | Function::Objective
                ) || self.page.xpos(start) == "VBG");
        (verb.entry.frames.has(Frames::OBJECT) && begins).then_some((Pattern::Object, start))
    }

    /// Whether a clause with a subject and a finite verb starts at `start`.
    fn is_clause(&self, start: usize) -> bool {
        let page = self.page;
        if page.function(start) == Function::Subject && self.has_verb(start + 1, 6) {
            return true;
        }
        let subject = source::phrase_after(page, start, self.sentence.end);
        subject.is_some_and(|end| self.has_verb(end, 4)) || page.within[start] > 0 && self.has_verb(start, 12)
    }

    /// Whether a finite verb comes within `reach` tokens, with nothing but adverbs and asides before it.
    fn has_verb(&self, start: usize, reach: usize) -> bool {
        let high = (start + reach).min(self.sentence.end);
        for at in start..high {
            if self.page.is_finite(at)
                || matches!(self.page.function(at), Function::Modal | Function::Be | Function::Have)
            {
                return true;
            }
            if matches!(self.page.point(at), Point::Stop | Point::Semicolon | Point::Colon)
                || self.page.function(at) == Function::To
            {
                return false;
            }
        }
        false
    }

    fn ends_at(&self, at: usize) -> bool {
        at >= self.sentence.end || self.page.point(at) == Point::Stop
    }

    // ---- contents before the cue

    /// "…, he said", "…, said the mayor", "…, he said, …"
    fn fronted(&self, verb: &Verb, source: Option<&Source>) -> Option<Candidate> {
        if !verb.entry.frames.has(Frames::QUOTE) || !matches!(verb.form, Form::Past | Form::Third | Form::Base) {
            return None;
        }
        self.inverted(verb).or_else(|| self.subject_first(verb, source?))
    }

    fn inverted(&self, verb: &Verb) -> Option<Candidate> {
        if verb.at <= self.sentence.start + 2 || self.page.point(verb.at - 1) != Point::Comma {
            return None;
        }
        let content = self.front(verb.at - 1)?;
        let end = source::full_phrase_after(self.page, verb.end, self.sentence.end)?;
        let source = Source { tokens: verb.end..end, place: Place::After };
        Some(Candidate::of_verb(self.page, Pattern::ContentCueSource, verb, Some(source), only(content)))
    }

    fn subject_first(&self, verb: &Verb, source: &Source) -> Option<Candidate> {
        let start = source.tokens.start;
        let fits = source.place != Place::Shared && source.tokens.end <= verb.at && start > self.sentence.start + 1;
        if !fits || self.page.point(start - 1) != Point::Comma {
            return None;
        }
        let content = self.front(start - 1)?;
        let rest = self.skip_circumstances(verb.end);
        let source = Some(source.clone());
        if self.ends_at(rest) || self.page.point(rest) == Point::Semicolon {
            return Some(Candidate::of_verb(self.page, Pattern::ContentSourceCue, verb, source, only(content)));
        }
        if self.page.point(rest) != Point::Comma {
            return None;
        }
        let next = rest + 1;
        let adds = self.page.verb(next).is_some_and(|verb| verb.form == Form::Ing)
            || matches!(self.page.function(next), Function::And | Function::But | Function::Relative);
        if adds {
            let pattern = Pattern::ContentSourceCue;
            return Some(Candidate::of_verb(self.page, pattern, verb, source, only(content)));
        }
        let end = self.content_end(next, Pattern::Around);
        (next < end).then(|| Candidate::of_verb(self.page, Pattern::Around, verb, source, vec![content, next..end]))
    }

    /// The content before a comma: from the sentence's start, if it is long enough to be one.
    fn front(&self, comma: usize) -> Option<Tokens> {
        let mut start = self.sentence.start;
        while start < comma && !self.page.is_word(start) && self.page.within[start] == 0 {
            start += 1;
        }
        let words = (start..comma).filter(|&at| self.page.is_word(at)).take(3).count();
        let clause = (start..comma).any(|at| self.page.is_finite(at) || self.page.within[at] > 0);
        let subordinate = self.page.function(start) == Function::Subordinate;
        (words >= 3 && clause && !subordinate).then_some(start..comma)
    }

    /// Past what may follow a cue at a sentence's end: "told reporters", "in a statement on Monday".
    fn skip_circumstances(&self, start: usize) -> usize {
        let mut at = start;
        let high = (start + REACH + 4).min(self.sentence.end);
        while at < high {
            let page = self.page;
            let passes = page.is_word(at)
                && page.within[at] == 0
                && !page.is_finite(at)
                && !matches!(page.function(at), Function::That | Function::Subject | Function::Question | Function::To);
            if !passes {
                break;
            }
            at += 1;
        }
        at
    }

    // ---- other cues

    /// "according to the mayor"
    fn phrase(&self, id: EntryId, entry: &Entry, at: usize, end: usize) -> Option<Candidate> {
        let source_end = source::full_phrase_after(self.page, end, self.sentence.end)?;
        let mut content = Vec::new();
        let mut left_end = at;
        if left_end > self.sentence.start && self.page.point(left_end - 1) == Point::Comma {
            left_end -= 1;
        }
        if left_end > self.sentence.start + 2 {
            content.push(self.sentence.start..left_end);
        }
        let goes_on = self.page.point(source_end) == Point::Comma;
        let next = source_end + 1;
        if goes_on && next < self.sentence.end && (content.is_empty() || self.page.point(at - 1) == Point::Comma) {
            content.push(next..self.content_end(next, Pattern::Phrase));
        }
        content.retain(|piece| !piece.is_empty());
        let source = Some(Source { tokens: end..source_end, place: Place::After });
        let medium = entry.medium;
        (!content.is_empty()).then(|| Candidate {
            content,
            cue: at..end,
            source,
            pattern: Pattern::Phrase,
            entry: Some(id),
            form: Form::Base,
            medium,
            stretches: Vec::new(),
        })
    }

    /// "his claim that", "the mayor's promise to"
    fn noun(&self, id: EntryId, entry: &Entry, at: usize) -> Option<Candidate> {
        let mut start = at + 1;
        let mut source = source::owner(self.page, at, self.sentence.start);
        if let Some(agent) = source::agent(self.page, start, self.sentence.end) {
            start = agent.tokens.end;
            source = Some(agent);
        }
        let (pattern, content) =
            self.complement(entry, start, Pattern::NounThat, Pattern::NounInfinitive, Pattern::NounPreposition)?;
        let mut end = self.content_end(content, pattern);
        let by = (content..end).find(|&token| source.is_none() && self.page.form(token) == "by");
        if let Some((by, agent)) = by.and_then(|by| Some((by, source::agent(self.page, by, end)?))) {
            (end, source) = (by, Some(agent));
        }
        (content < end).then(|| worded(pattern, (id, entry), at..at + 1, source, content..end))
    }

    /// "he is confident that", "voters worried about"
    fn adjective(&self, id: EntryId, entry: &Entry, at: usize) -> Option<Candidate> {
        let (pattern, content) = self.complement(
            entry,
            at + 1,
            Pattern::AdjectiveThat,
            Pattern::AdjectiveInfinitive,
            Pattern::AdjectivePreposition,
        )?;
        let end = self.content_end(content, pattern);
        let copula = source::before_auxiliaries(self.page, at, self.sentence.start);
        let verb = Verb { id, entry, form: Form::Past, at, end: at + 1 };
        let source = source::subject(self.page, &verb, self.sentence.start)?;
        (content < end).then(|| {
            worded(pattern, (id, entry), copula.max(source.tokens.end.min(at))..at + 1, Some(source), content..end)
        })
    }

    /// What a noun or an adjective opens.
    fn complement(
        &self,
        entry: &Entry,
        start: usize,
        that: Pattern,
        infinitive: Pattern,
        preposition: Pattern,
    ) -> Option<(Pattern, usize)> {
        if start >= self.sentence.end {
            return None;
        }
        if let Some((pattern, content)) = self.clause_at(entry.frames, start) {
            return match pattern {
                Pattern::Infinitive => Some((infinitive, content)),
                Pattern::That => Some((that, content)),
                _ if entry.part == Part::Adjective => Some((that, content)),
                _ => None,
            };
        }
        self.preposition_at(entry.frames, start, preposition)
    }

    /// "the sale is expected to close": the content stands on both sides.
    fn passive(&self, verb: &Verb) -> Option<Candidate> {
        let page = self.page;
        let start = self.skip_adverbs(verb.end);
        if start >= self.sentence.end {
            return None;
        }
        let frames = verb.entry.frames;
        if self.page.function(start) == Function::That && frames.has(Frames::THAT) {
            let end = self.content_end(start, Pattern::That);
            return (start < end).then(|| Candidate::of_verb(page, Pattern::That, verb, None, only(start..end)));
        }
        let fits =
            source::is_infinitive(page, start) || page.form(start) == "as" || page.function(start) == Function::To;
        if !frames.has(Frames::PASSIVE) || !fits {
            return None;
        }
        self.both_sides(Pattern::Passive, verb, start)
    }

    /// "the sale seems likely"
    fn raise(&self, verb: &Verb) -> Option<Candidate> {
        let start = self.skip_adverbs(verb.end);
        let fits = start < self.sentence.end
            && (source::is_infinitive(self.page, start)
                || self.page.upos(start) == Upos::Adj
                || matches!(self.page.form(start), "like" | "as"));
        fits.then(|| self.both_sides(Pattern::Raise, verb, start)).flatten()
    }

    fn both_sides(&self, pattern: Pattern, verb: &Verb, start: usize) -> Option<Candidate> {
        let subject = source::subject(self.page, verb, self.sentence.start);
        let mut content: Vec<Tokens> = Vec::new();
        let expletive = subject.as_ref().is_some_and(|subject| {
            self.page.form(subject.tokens.start).eq_ignore_ascii_case("it")
                && self.page.function(start) == Function::That
        });
        if let Some(subject) =
            subject.filter(|subject| !expletive && subject.place != Place::Shared && subject.tokens.end <= verb.at)
        {
            content.push(subject.tokens);
        }
        let end = self.content_end(start, pattern);
        content.push(start..end);
        (start < end).then(|| Candidate::of_verb(self.page, pattern, verb, None, content))
    }

    /// "Mayor: We will not go", a headline or a transcript.
    fn name_colon(&self, colon: usize) -> Option<Candidate> {
        let page = self.page;
        let start = self.sentence.start;
        if colon <= start || colon - start > 8 || start > 0 && !page.parted(start - 1, start) || page.within[colon] > 0
        {
            return None;
        }
        let first = source::phrase_before(page, colon, start)?;
        let content = colon + 1;
        if first != start || content >= page.len() || page.parted(colon, content) || page.within[content] > 0 {
            return None;
        }
        let end = (content..page.len())
            .take(400)
            .find(|&at| page.parted(colon, at))
            .unwrap_or((content + 400).min(page.len()));
        let source = Some(Source { tokens: start..colon, place: Place::BeforeColon });
        Some(Candidate {
            content: only(content..end),
            cue: colon..colon + 1,
            source,
            pattern: Pattern::NameColon,
            entry: None,
            form: Form::Base,
            medium: Medium::Speech,
            stretches: Vec::new(),
        })
    }

    // ---- where a content ends

    /// The end of a content that starts at `start`. A stretch in marks is never cut.
    fn content_end(&self, start: usize, pattern: Pattern) -> usize {
        let page = self.page;
        let mut depth = 0_usize;
        let mut at = start;
        while at < self.sentence.end {
            if let Some(stretch) = page.stretch_at(at) {
                at = stretch.end.max(at + 1);
                if self.sentence.end <= at || ends_sentence(page, at - 1) {
                    return at.min(self.reach_of(at));
                }
                continue;
            }
            match page.point(at) {
                Point::Open => depth += 1,
                Point::Close if depth == 0 => return at,
                Point::Close => depth -= 1,
                Point::Semicolon => return at,
                Point::Comma if at > start && depth == 0 && self.ends_at_comma(start, at, pattern) => return at,
                _ if at > start && depth == 0 && self.ends_at_word(at, pattern) => return at,
                _ => {}
            }
            at += 1;
        }
        let mut end = self.sentence.end;
        while end > start && page.point(end - 1) == Point::Stop && page.within[end - 1] == 0 {
            end -= 1;
        }
        end
    }

    fn reach_of(&self, at: usize) -> usize {
        at.min(self.page.len())
    }

    /// Whether the content ends at a comma, by what follows it.
    fn ends_at_comma(&self, start: usize, comma: usize, pattern: Pattern) -> bool {
        let page = self.page;
        let next = comma + 1;
        if next >= self.sentence.end {
            return true;
        }
        let clause = !matches!(
            pattern,
            Pattern::Object
                | Pattern::ObjectQuote
                | Pattern::Preposition
                | Pattern::NounPreposition
                | Pattern::AdjectivePreposition
        );
        if page.senses(next).any(|(sense, entry, _)| sense.form == Form::Ing || entry.part == Part::Phrase) {
            return true;
        }
        if page.function(next) == Function::But {
            return true;
        }
        if self.reports_after(next) {
            return true;
        }
        if page.function(next) == Function::And && page.verb(next + 1).is_some() {
            return true;
        }
        if clause {
            return false;
        }
        let _ = start;
        matches!(page.function(next), Function::Relative | Function::Subordinate | Function::And)
            || page.xpos(next) == "VBG"
    }

    /// Whether ", he said" starts at `next` and is followed by a stop.
    fn reports_after(&self, next: usize) -> bool {
        let high = (next + REACH).min(self.sentence.end);
        let Some(verb) =
            (next..high).find_map(|at| self.page.verb(at).filter(|verb| verb.entry.frames.has(Frames::QUOTE)))
        else {
            return false;
        };
        let end = self.skip_circumstances(verb.end);
        self.ends_at(end)
            && verb.form != Form::Ing
            && source::phrase_after(self.page, next, verb.at + 1).is_some_and(|end| end == verb.at)
    }

    /// Whether the content ends before a word: "… and said".
    fn ends_at_word(&self, at: usize, pattern: Pattern) -> bool {
        let page = self.page;
        if page.function(at) == Function::And && at + 1 < self.sentence.end {
            let next = self.skip_adverbs(at + 1);
            return next < self.sentence.end
                && page.verb(next).is_some_and(|verb| {
                    verb.form == Form::Past && page.xpos(next) == "VBD" || verb.form == Form::Third
                });
        }
        let short = matches!(pattern, Pattern::Object | Pattern::NounPreposition | Pattern::Preposition);
        short && matches!(page.function(at), Function::Subordinate)
    }
}

/// Whether the token that closes a stretch follows a stop.
fn ends_sentence(page: &Page, closing: usize) -> bool {
    closing > 0 && page.point(closing) == Point::Quote && page.point(closing - 1) == Point::Stop
}

/// A candidate whose cue is no verb.
fn worded(
    pattern: Pattern,
    (id, entry): (EntryId, &Entry),
    cue: Tokens,
    source: Option<Source>,
    content: Tokens,
) -> Candidate {
    let medium = entry.medium;
    Candidate {
        content: only(content),
        cue,
        source,
        pattern,
        entry: Some(id),
        form: Form::Base,
        medium,
        stretches: Vec::new(),
    }
}
