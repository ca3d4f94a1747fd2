//! Lemmas, and how a form becomes one. `train/tagger/lemmas.py` does the same: change both or neither.

/// T lemmas, one after another in one string: any string is a lemma, and none costs an allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lemmas {
    utf8: String,
    /// The end of each in `utf8`.
    end: Vec<u32>,
}

impl Lemmas {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.end.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.end.is_empty()
    }

    /// Lemma number `token`.
    ///
    /// # Panics
    /// If there are not more than `token` lemmas.
    pub fn get(&self, token: usize) -> &str {
        let start = token.checked_sub(1).map_or(0, |before| self.end[before]);
        &self.utf8[start as usize..self.end[token] as usize]
    }

    /// Adds the lemma that the pieces make up.
    pub fn push<'a>(&mut self, pieces: impl IntoIterator<Item = &'a str>) {
        self.utf8.extend(pieces);
        self.end.push(self.utf8.len() as u32);
    }
    pub(super) fn with_capacity(lemmas: usize, bytes: usize) -> Self {
        Self { utf8: String::with_capacity(bytes), end: Vec::with_capacity(lemmas) }
    }

    /// Adds the lemma that `write` appends to the string it is given.
    pub(super) fn push_with(&mut self, write: impl FnOnce(&mut String)) {
        write(&mut self.utf8);
        self.end.push(self.utf8.len() as u32);
    }
}

/// A change of case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As is usual for the label and the form's case.
    Usual,
    /// None.
    Keep,
    /// To lower case.
    Lower,
    /// To one capital and lower case.
    Title,
}

impl Way {
    /// The change with that number in a tagger's file.
    pub fn of(number: u8) -> Option<Self> {
        [Self::Usual, Self::Keep, Self::Lower, Self::Title].get(usize::from(number)).copied()
    }

    /// Whether it says what to do by itself.
    pub fn is_fixed(self) -> bool {
        self != Self::Usual
    }

    fn apply(self, form: &str, out: &mut String) {
        let after = form.chars().next().map_or(0, char::len_utf8);
        match self {
            Self::Usual | Self::Keep => out.push_str(form),
            Self::Lower => push_lower(form, out),
            Self::Title => {
                out.extend(form[..after].chars().flat_map(char::to_uppercase));
                push_lower(&form[after..], out);
            }
        }
    }
}

fn push_lower(form: &str, out: &mut String) {
    if form.is_ascii() {
        let start = out.len();
        out.push_str(form);
        out[start..].make_ascii_lowercase();
    } else {
        // Not letter by letter: a Greek sigma depends on what follows it.
        out.push_str(&form.to_lowercase());
    }
}

/// How a form becomes its lemma: its case is changed, letters are cut off its end, others are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rule<'a> {
    /// The change of case.
    pub way: Way,
    /// How many letters are cut off; [`Rule::WHOLE`] for all.
    pub cut: u8,
    /// What is added.
    pub add: &'a str,
}

impl Rule<'_> {
    /// The number of letters to cut that stands for all of them.
    const WHOLE: u8 = 255;
    /// Changes the case alone.
    pub const NOTHING: Self = Self { way: Way::Usual, cut: 0, add: "" };

    /// Appends the lemma of `form` to `out`; `usual` is the usual change of case. A lemma is never empty unless the form
    /// is.
    pub fn apply(self, form: &str, usual: Way, out: &mut String) {
        let way = if self.way == Way::Usual { usual } else { self.way };
        let start = out.len();
        way.apply(form, out);
        let stays = match self.cut {
            0 => out.len(),
            Self::WHOLE => start,
            cut => out[start..].char_indices().rev().nth(usize::from(cut) - 1).map_or(start, |(at, _)| start + at),
        };
        if stays > start || !self.add.is_empty() {
            out.truncate(stays);
            out.push_str(self.add);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(way: Way, cut: u8, add: &str, form: &str) -> String {
        let mut out = String::from("before ");
        Rule { way, cut, add }.apply(form, Way::Lower, &mut out);
        out.split_off("before ".len())
    }

    #[test]
    fn rules_change_case_cut_and_add() {
        assert_eq!(lemma(Way::Usual, 3, "y", "Stories"), "story");
        assert_eq!(lemma(Way::Keep, 1, "", "Americans"), "American");
        assert_eq!(lemma(Way::Title, 0, "", "éTAT"), "État");
        assert_eq!(lemma(Way::Usual, Rule::WHOLE, "be", "were"), "be");
    }

    #[test]
    fn rules_leave_a_letter_of_short_words() {
        assert_eq!(lemma(Way::Usual, 1, "", "S"), "s");
        assert_eq!(lemma(Way::Usual, 3, "y", "ss"), "y");
        assert_eq!(lemma(Way::Usual, 1, "", ""), "");
    }
}
