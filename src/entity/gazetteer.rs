//! Names of the caller's own with their labels: `gazetteer`.

use super::Label;
use crate::error::Error;
use crate::list::{Walk, longest};
use crate::reading::Reading;
use fst::raw::Fst;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The caller's names, ready to be found in one pass over a text: however many there are, reading takes the same time.
#[derive(Clone, Default)]
pub struct Gazetteer {
    /// Names as written, single blanks between their words, to the numbers of their labels; none where the caller gave none.
    names: Option<Arc<Fst<Vec<u8>>>>,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gazetteer").field("names", &self.names.as_ref().map_or(0, |names| names.len())).finish()
    }
}

impl Gazetteer {
    /// From names and their labels, exactly as they are written in texts.
    ///
    /// # Errors
    /// [`Error::Option`] if a name is blank or has two labels, or a label is none of named entities.
    pub fn new(names: &[(String, String)]) -> Result<Self, Error> {
        let mut labels: BTreeMap<String, Label> = BTreeMap::new();
        for (name, label) in names {
            let known = Label::named(label).ok_or_else(|| refuse(unknown(name, label)))?;
            let words: Vec<&str> = name.split_whitespace().collect();
            if words.is_empty() {
                return Err(refuse(format!("a name with the label {label:?} is empty")));
            }
            let before = labels.insert(words.join(" "), known);
            if before.is_some_and(|before| before != known) {
                return Err(refuse(format!("the name {name:?} is given two labels")));
            }
        }
        if labels.is_empty() {
            return Ok(Self::default());
        }
        let names = Fst::from_iter_map(labels.iter().map(|(name, label)| (name, *label as u64)));
        Ok(Self { names: Some(Arc::new(names.map_err(|error| refuse(error.to_string()))?)) })
    }

    /// Where the caller's names stand, as whole tokens: the longest from left to right, disjoint.
    pub(super) fn find(&self, reading: &Reading<'_>) -> Vec<(Range<usize>, Label)> {
        let Some(names) = &self.names else { return Vec::new() };
        let (length, mut found, mut start) = (reading.tokens.len(), Vec::new(), 0);
        while start < length {
            let name = longest(names, reading.text, reading.tokens, start..length, Walk::feed_exactly);
            let end = name.map_or(start + 1, |(end, _)| end);
            found.extend(name.map(|(end, label)| (start..end, Label::ALL[label as usize])));
            start = end;
        }
        found
    }
}

fn unknown(name: &str, label: &str) -> String {
    let known = Label::NAMED.map(Label::as_str).join(", ");
    format!("the label {label:?} of {name:?} is none of {known}")
}

fn refuse(reason: String) -> Error {
    Error::Option { option: "gazetteer", reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(pairs: &[(&str, &str)]) -> String {
        let pairs: Vec<_> = pairs.iter().map(|&(name, label)| (name.to_owned(), label.to_owned())).collect();
        Gazetteer::new(&pairs).unwrap_err().to_string()
    }

    #[test]
    fn what_cannot_be_meant_is_refused_and_named() {
        assert_eq!(message(&[(" ", "ORG")]), "gazetteer: a name with the label \"ORG\" is empty");
        assert_eq!(message(&[("Ada", "PER"), ("Ada", "ORG")]), "gazetteer: the name \"Ada\" is given two labels");
        let known = "PER, ORG, GPE, LOC, FAC, NORP, MISC";
        assert_eq!(
            message(&[("Ada", "person")]),
            format!("gazetteer: the label \"person\" of \"Ada\" is none of {known}")
        );
    }
}
