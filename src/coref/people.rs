//! People by name: "Ada Byron", "A. Byron", "Byron", "Ada".

use rustc_hash::FxHashMap;

/// A person's name in parts, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// None where there is one word only.
    pub(super) given: Option<String>,
    pub(super) surname: String,
}

impl Parts {
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        let words = || name.split_whitespace().filter(|word| !is_suffix(word));
        let surname = words().next_back()?.trim_matches(['.', ',', '“', '”', '"']).to_owned();
        let given = words().next().filter(|_| words().nth(1).is_some() && !is_particle(words().next()));
        Some(Self { given: given.map(str::to_owned), surname })
    }

    /// Whether the given name is an initial: "a.".
    fn initial(&self) -> Option<char> {
        let mut letters = self.given.as_deref()?.chars().filter(|c| c.is_alphabetic());
        let first = letters.next()?;
        letters.next().is_none().then_some(first)
    }
}

fn is_suffix(word: &str) -> bool {
    matches!(word.trim_matches(['.', ',']), "jr" | "sr" | "ii" | "iii" | "iv" | "mp" | "qc")
}

fn is_particle(word: Option<&str>) -> bool {
    matches!(word, Some("de" | "van" | "von" | "der" | "di" | "da" | "del" | "al" | "bin" | "ibn" | "le" | "la"))
}

/// At most so many people are told apart by one surname or given name, so that a look-up is bounded.
const NAMESAKES: usize = 8;

/// The people of a document by their names; a person is a number that the caller gives.
#[derive(Debug, Default)]
pub(super) struct People {
    full: FxHashMap<(String, String), usize>,
    surname: FxHashMap<String, Vec<usize>>,
    given: FxHashMap<String, Vec<usize>>,
    /// Given names of people, to match initials.
    given_of: FxHashMap<usize, String>,
}

impl People {
    /// The person of a full name, if it is known: the same name, or an initial that fits.
    pub(super) fn full(&self, parts: &Parts) -> Option<usize> {
        let given = parts.given.clone()?;
        if let Some(&person) = self.full.get(&(given, parts.surname.clone())) {
            return Some(person);
        }
        let namesakes = self.surname(&parts.surname);
        let fits = |person: &&usize| {
            let other = self.given_of.get(*person).map(String::as_str).unwrap_or_default();
            match parts.initial() {
                Some(initial) => other.starts_with(initial),
                None => Parts { given: Some(other.to_owned()), surname: String::new() }
                    .initial()
                    .is_some_and(|initial| parts.given.as_deref().is_some_and(|given| given.starts_with(initial))),
            }
        };
        namesakes.iter().rev().find(fits).copied()
    }

    /// Makes a person known by a name.
    pub(super) fn add(&mut self, parts: &Parts, person: usize) {
        let list = self.surname.entry(parts.surname.clone()).or_default();
        if list.len() < NAMESAKES && !list.contains(&person) {
            list.push(person);
        }
        let Some(given) = parts.given.clone() else { return };
        let list = self.given.entry(given.clone()).or_default();
        if list.len() < NAMESAKES && !list.contains(&person) {
            list.push(person);
        }
        self.given_of.entry(person).or_insert_with(|| given.clone());
        self.full.entry((given, parts.surname.clone())).or_insert(person);
    }

    /// People with a surname, in order of their first full name.
    pub(super) fn surname(&self, surname: &str) -> &[usize] {
        self.surname.get(surname).map_or(&[], Vec::as_slice)
    }

    /// People with a given name.
    pub(super) fn given(&self, given: &str) -> &[usize] {
        self.given.get(given).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> Parts {
        Parts::of(name).unwrap()
    }

    #[test]
    fn an_initial_fits_the_given_name_it_starts() {
        let mut people = People::default();
        people.add(&parts("Ada Byron"), 0);
        people.add(&parts("Zoe Byron"), 1);
        assert_eq!(people.full(&parts("A. Byron")), Some(0));
        assert_eq!(people.full(&parts("Zoe M. BYRON Jr.")), Some(1));
        assert_eq!(people.full(&parts("Carl Byron")), None);
        assert_eq!(people.surname("byron"), [0, 1]);
    }

    #[test]
    fn a_particle_is_part_of_the_surname() {
        assert_eq!(parts("de Vries").given, None);
        assert_eq!(parts("Jan de Vries").surname, "vries");
    }
}
