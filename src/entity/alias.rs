//! Names of the caller's own: `aliases`.

use crate::error::Error;
use crate::reading::Reading;
use crate::span::Span;
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The caller's names, ready to be found in one pass over a text.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    /// None where the caller gave no name.
    finder: Option<Arc<AhoCorasick>>,
    /// An alias, or a canonical name itself, to the canonical name.
    canonical: Arc<FxHashMap<Box<str>, Box<str>>>,
}

impl Aliases {
    /// From pairs of an alias and the name to give instead.
    ///
    /// # Errors
    /// [`Error::Option`] if either is empty or blank, or one alias has two names.
    pub fn new(pairs: &[(String, String)]) -> Result<Self, Error> {
        if pairs.is_empty() {
            return Ok(Self::default());
        }
        let mut canonical = FxHashMap::default();
        for (alias, name) in pairs {
            check(alias, name)?;
            canonical.entry(name.as_str().into()).or_insert_with(|| name.as_str().into());
        }
        for (alias, name) in pairs {
            let before: Option<Box<str>> = canonical.insert(alias.as_str().into(), name.as_str().into());
            if before.is_some_and(|before| *before != **name && *before != **alias) {
                return Err(refuse(format!("the alias {alias:?} is given two names")));
            }
        }
        let mut patterns: Vec<&str> = canonical.keys().map(AsRef::as_ref).collect();
        patterns.sort_unstable();
        let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns);
        let finder = finder.map_err(|error| refuse(error.to_string()))?;
        Ok(Self { finder: Some(Arc::new(finder)), canonical: Arc::new(canonical) })
    }

    /// The name to give instead of `alias`, if the caller wants one.
    pub fn canonical(&self, alias: &str) -> Option<&str> {
        self.canonical.get(alias).map(AsRef::as_ref)
    }

    /// Where the caller's names stand, as whole tokens: sorted, disjoint spans in bytes.
    pub fn find(&self, reading: &Reading<'_>) -> Vec<Span> {
        let Some(finder) = &self.finder else { return Vec::new() };
        let spans = finder.find_iter(reading.text.as_str()).map(|m| Span::new(m.start() as u32, m.end() as u32));
        spans.filter(|&span| is_whole(reading, span)).collect()
    }
}

/// Whether a span starts where a token starts and ends where one ends.
fn is_whole(reading: &Reading<'_>, span: Span) -> bool {
    let tokens = reading.tokens.within(span);
    !tokens.is_empty() && reading.span(tokens) == span
}

fn check(alias: &str, name: &str) -> Result<(), Error> {
    if alias.trim().is_empty() {
        return Err(refuse(format!("the alias of {name:?} is empty")));
    }
    if name.trim().is_empty() {
        return Err(refuse(format!("the alias {alias:?} has an empty name")));
    }
    Ok(())
}

fn refuse(reason: String) -> Error {
    Error::Option { option: "aliases", reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aliases(pairs: &[(&str, &str)]) -> Result<Aliases, Error> {
        let pairs: Vec<_> = pairs.iter().map(|&(alias, name)| (alias.to_owned(), name.to_owned())).collect();
        Aliases::new(&pairs)
    }

    #[test]
    fn an_empty_alias_or_name_is_refused_and_named() {
        let message = |pair| aliases(&[pair]).unwrap_err().to_string();
        assert_eq!(message((" ", "Ada Byron")), "aliases: the alias of \"Ada Byron\" is empty");
        assert_eq!(message(("Ada", "")), "aliases: the alias \"Ada\" has an empty name");
    }

    #[test]
    fn one_alias_cannot_have_two_names() {
        assert!(aliases(&[("Ada", "Ada Byron"), ("Ada", "Ada Jones")]).is_err());
        assert!(aliases(&[("Ada", "Ada Byron"), ("Ada", "Ada Byron")]).is_ok());
    }
}
