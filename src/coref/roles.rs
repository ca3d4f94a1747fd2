//! Words for those who speak: persons, groups, bodies, papers.

use crate::list::Gender;
use rustc_hash::FxHashMap;

/// What a description stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Person(Option<Gender>),
    Group,
    Body,
    Paper,
}

/// The table of `roles.tsv`.
#[derive(Debug)]
pub(super) struct Roles {
    role: FxHashMap<&'static str, Role>,
    same: FxHashMap<&'static str, &'static str>,
}

impl Default for Roles {
    fn default() -> Self {
        let mut roles = Self { role: FxHashMap::default(), same: FxHashMap::default() };
        for line in include_str!("roles.tsv").lines().filter(|line| !line.starts_with('#')) {
            if let Some((class, words)) = line.split_once('\t') {
                roles.add(class, words);
            }
        }
        roles
    }
}

impl Roles {
    fn add(&mut self, class: &'static str, words: &'static str) {
        let role = match class {
            "person" => Role::Person(None),
            "man" => Role::Person(Some(Gender::Male)),
            "woman" => Role::Person(Some(Gender::Female)),
            "group" => Role::Group,
            "body" => Role::Body,
            "paper" => Role::Paper,
            _ => {
                let first = words.split(' ').next().unwrap_or_default();
                return self.same.extend(words.split(' ').map(|word| (word, first)));
            }
        };
        for word in words.split(' ') {
            self.role.entry(word).or_insert(role);
        }
    }

    /// What a word in lower case stands for, by the table alone.
    pub(super) fn known(&self, word: &str) -> Option<Role> {
        if let Some(&role) = self.role.get(word) {
            return Some(role);
        }
        let one = word.strip_suffix('s').and_then(|one| self.role.get(one))?;
        Some(if matches!(one, Role::Person(_)) { Role::Group } else { *one })
    }

    /// What a token stands for by the table, however it is written; marks and numbers are asked about for nothing.
    pub(super) fn of_form(&self, form: &str) -> Option<Role> {
        if !form.starts_with(char::is_alphabetic) {
            return None;
        }
        if form.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.known(form)
        } else {
            self.known(&form.to_lowercase())
        }
    }

    /// What a word in lower case stands for, by the table or its ending.
    pub(super) fn of(&self, word: &str) -> Role {
        self.known(word).unwrap_or_else(|| guess(word))
    }

    /// One word for all that mean the same role.
    pub(super) fn key<'a>(&self, word: &'a str) -> &'a str {
        self.same.get(word).copied().unwrap_or(word)
    }
}

fn guess(word: &str) -> Role {
    if word.ends_with('s') && !word.ends_with("ss") {
        Role::Group
    } else if word.ends_with("woman") {
        Role::Person(Some(Gender::Female))
    } else if word.ends_with("man") {
        Role::Person(Some(Gender::Male))
    } else if ["er", "or", "ist", "ian", "eer", "ant", "old"].iter().any(|ending| word.ends_with(ending)) {
        Role::Person(None)
    } else {
        Role::Paper
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plural_of_a_person_is_a_group() {
        let roles = Roles::default();
        assert_eq!(roles.of("spokeswoman"), Role::Person(Some(Gender::Female)));
        assert_eq!(roles.of("surveyors"), Role::Group);
        assert_eq!(roles.of("report"), Role::Paper);
    }

    #[test]
    fn one_role_has_one_key() {
        let roles = Roles::default();
        assert_eq!(roles.key("sen."), roles.key("senator"));
        assert_eq!(roles.key("beekeeper"), "beekeeper");
    }
}
