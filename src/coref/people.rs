//! People by name: "Ada Byron", "A. Byron", "Byron", "Ada".

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A person's name in parts, in lower case: the given name, if there is more than one word, and the surname.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// Both with a blank between, or the surname alone.
    words: String,
    /// Where the surname starts; 0 where there is one word only.
    surname: usize,
}

impl Parts {
    /// The parts of a name; none if it has no word.
    pub(super) fn of(name: &str) -> Option<Self> {
        let words = || name.split_whitespace().filter(|word| !is_suffix(word));
        let surname = words().next_back()?.trim_matches(['.', ',', '“', '”', '"']);
        let given = words().next().filter(|first| words().nth(1).is_some() && !is_particle(first));
        let mut words = String::with_capacity(name.len() + 1);
        if let Some(given) = given {
            push_lower(&mut words, given);
            words.push(' ');
        }
        let start = words.len();
        push_lower(&mut words, surname);
        Some(Self { words, surname: start })
    }

    pub(super) fn given(&self) -> Option<&str> {
        self.surname.checked_sub(1).map(|end| &self.words[..end])
    }

    pub(super) fn surname(&self) -> &str {
        &self.words[self.surname..]
    }
}

fn push_lower(words: &mut String, word: &str) {
    if word.is_ascii() {
        words.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        words.push_str(&word.to_lowercase());
    }
}

/// The letter of an initial: "a.".
fn initial(given: &str) -> Option<char> {
    let mut letters = given.chars().filter(|c| c.is_alphabetic());
    let first = letters.next()?;
    letters.next().is_none().then_some(first)
}

/// Whether two given names are forms of one: "Bill" and "William".
fn are_same(one: &str, other: &str) -> bool {
    static NAMES: LazyLock<FxHashMap<&str, Vec<usize>>> = LazyLock::new(|| {
        let mut names: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let lines = include_str!("nicknames.tsv").lines().filter(|line| !line.starts_with('#'));
        for (number, line) in lines.enumerate() {
            line.split(' ').for_each(|name| names.entry(name).or_default().push(number));
        }
        names
    });
    let lines = |name: &str| NAMES.get(name).map_or(&[][..], Vec::as_slice);
    lines(one).iter().any(|line| lines(other).contains(line))
}

fn is_suffix(word: &str) -> bool {
    let suffixes = ["jr", "sr", "mp", "qc"];
    let is_number = word.len() > 1 && word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X'));
    is_number
        || word.len() < 4 && suffixes.iter().any(|suffix| word.trim_matches(['.', ',']).eq_ignore_ascii_case(suffix))
}

fn is_particle(word: &str) -> bool {
    let particles = ["de", "van", "von", "der", "di", "da", "del", "al", "bin", "ibn", "le", "la"];
    word.len() < 4 && particles.iter().any(|particle| word.eq_ignore_ascii_case(particle))
}

/// At most so many people are told apart by one surname or given name, so that a look-up is bounded.
const NAMESAKES: usize = 8;

/// The people of a document by their names; a person is a number that the caller gives.
#[derive(Debug, Default)]
pub(super) struct People {
    full: FxHashMap<String, usize>,
    surname: FxHashMap<String, Vec<usize>>,
    given: FxHashMap<String, Vec<usize>>,
    /// Given names of people, to match initials.
    given_of: FxHashMap<usize, String>,
}

impl People {
    /// The person of a full name, if it is known: the same name, an initial that fits, or another form of it.
    pub(super) fn full(&self, parts: &Parts) -> Option<usize> {
        let given = parts.given()?;
        if let Some(&person) = self.full.get(&parts.words) {
            return Some(person);
        }
        let fits = |person: &&usize| {
            let other = self.given_of.get(*person).map(String::as_str).unwrap_or_default();
            match (initial(given), initial(other)) {
                (Some(letter), _) => other.starts_with(letter),
                (_, Some(letter)) => given.starts_with(letter),
                _ => are_same(given, other),
            }
        };
        self.surname(parts.surname()).iter().rev().find(fits).copied()
    }

    /// Makes a person known by a name.
    pub(super) fn add(&mut self, parts: &Parts, person: usize) {
        list(&mut self.surname, parts.surname(), person);
        let Some(given) = parts.given() else { return };
        list(&mut self.given, given, person);
        self.given_of.entry(person).or_insert_with(|| given.to_owned());
        self.full.entry(parts.words.clone()).or_insert(person);
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

fn list(lists: &mut FxHashMap<String, Vec<usize>>, name: &str, person: usize) {
    let list = match lists.get_mut(name) {
        Some(list) => list,
        None => lists.entry(name.to_owned()).or_default(),
    };
    if list.len() < NAMESAKES && !list.contains(&person) {
        list.push(person);
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
        people.add(&parts("William Byron"), 2);
        assert_eq!(people.full(&parts("Bill Byron")), Some(2));
        assert_eq!(people.surname("byron"), [0, 1, 2]);
    }

    #[test]
    fn a_particle_is_part_of_the_surname() {
        assert_eq!(parts("de Vries").given(), None);
        assert_eq!(parts("Jan de Vries").surname(), "vries");
    }
}
