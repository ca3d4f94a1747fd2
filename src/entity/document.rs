//! What the whole document tells of a name: one name, one label.

use super::Label;
use super::rule::Rule;
use super::search::Found;
use crate::reading::Reading;
use crate::span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// The names of a document, by their letters.
#[derive(Default)]
pub(crate) struct Known<'a> {
    /// Words of full names of people.
    person: FxHashSet<&'a str>,
    /// Names to their label by the surest rule.
    name: FxHashMap<&'a str, (Label, Rule)>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(reading: &Reading<'a>, found: &[Found]) -> Self {
        let mut known = Self::default();
        for name in found {
            known.learn(reading, name);
        }
        known.learn_abbreviations(reading, found);
        known
    }

    fn learn(&mut self, reading: &Reading<'a>, name: &Found) {
        let span = reading.span(name.start..name.end);
        let entry = self.name.entry(letters(reading, span)).or_insert((name.label, name.rule));
        if name.rule.score() > entry.1.score() {
            *entry = (name.label, name.rule);
        }
        if name.label == Label::Per && (name.end - name.start > 1 || name.rule == Rule::Titled) {
            for token in [name.start, name.end - 1] {
                if reading.form(token).len() < 3 {
                    continue;
                }
                self.person.insert(reading.form(token));
            }
        }
    }

    /// "World Chess Union (WCU)": the short form has the label of the long one.
    fn learn_abbreviations(&mut self, reading: &Reading<'a>, found: &[Found]) {
        for pair in found.windows(2) {
            let [long, short] = pair else { continue };
            let bracket = long.end + 1 == short.start && matches!(reading.form(long.end), "(" | "[");
            if bracket && short.end - short.start == 1 && long.end - long.start > 1 && long.label != Label::Per {
                self.name.insert(reading.form(short.start), (long.label, Rule::Abbreviation));
            }
        }
    }

    /// The label by what the document has elsewhere, where that is surer.
    pub(crate) fn relabel(&self, reading: &Reading<'a>, name: &mut Found) {
        let weak = !matches!(name.rule, Rule::Listed | Rule::Head | Rule::Titled | Rule::Firm | Rule::Alias);
        let single = name.end - name.start == 1;
        if weak && single && name.label != Label::Per && self.person.contains(reading.form(name.start)) {
            (name.label, name.rule) = (Label::Per, Rule::KnownPerson);
            return;
        }
        let letters = letters(reading, reading.span(name.start..name.end));
        let Some(&(label, rule)) = self.name.get(letters) else { return };
        if rule == Rule::Single {
            return;
        }
        if rule == Rule::Abbreviation || rule.score() > name.rule.score() && label != name.label {
            (name.label, name.rule) = (label, if rule == Rule::Abbreviation { rule } else { Rule::KnownName });
        }
    }

    /// Whether a word is the first or last of a person's full name in the document.
    pub(crate) fn is_person(&self, form: &str) -> bool {
        self.person.contains(form)
    }
}

/// A name's letters, by which names are compared.
fn letters<'a>(reading: &Reading<'a>, span: Span) -> &'a str {
    span.of(reading.text.as_str())
}
