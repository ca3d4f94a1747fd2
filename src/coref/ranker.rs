//! The choice among candidates: a small network scores each by what is known of it and of what is asked, and the scores
//! become probabilities (mention ranking, Denis and Baldridge 2008, over whole referents, Rahman and Ng 2009).

use crate::entity::Label;
use crate::error::Error;
use crate::model::Weights;

/// What is known of one candidate: features in a fixed order, of which most are nought.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    on: Vec<(u16, f32)>,
    next: u16,
}

impl Sheet {
    /// A feature that is there or not.
    pub(crate) fn flag(&mut self, is: bool) {
        self.number(f32::from(u8::from(is)));
    }

    /// A feature with a size.
    pub(crate) fn number(&mut self, value: f32) {
        if value != 0.0 {
            self.on.push((self.next, value));
        }
        self.next += 1;
    }

    /// `of` features of which one is there, or none if `which` is beyond them.
    pub(crate) fn one_of(&mut self, which: usize, of: usize) {
        if which < of {
            self.on.push((self.next + which as u16, 1.0));
        }
        self.next += of as u16;
    }

    /// Leaves out so many features.
    pub(crate) fn skip(&mut self, count: usize) {
        self.next += count as u16;
    }

    /// How many features have been told.
    pub(crate) fn len(&self) -> usize {
        self.next.into()
    }

    /// Makes room for the next candidate.
    pub(crate) fn clear(&mut self) {
        self.on.clear();
        self.next = 0;
    }

    /// All features, noughts as well.
    pub(crate) fn values(&self) -> Vec<f32> {
        let mut values = vec![0.0; self.len()];
        for &(at, value) in &self.on {
            values[usize::from(at)] = value;
        }
        values
    }
}

/// A network with one hidden layer: features in, a score out.
#[derive(Clone, Debug)]
pub(crate) struct Ranker {
    /// A row a feature.
    into: Vec<[f32; Self::HIDDEN]>,
    bias: [f32; Self::HIDDEN],
    out: [f32; Self::HIDDEN],
}

impl Ranker {
    /// Width of the hidden layer.
    const HIDDEN: usize = 32;

    /// Whether a file of weights has a network of that name.
    pub(crate) fn is_in(weights: &Weights<'_>, name: &str) -> bool {
        weights.has(&format!("{name}.into"))
    }

    /// The network of that name, which takes so many features: `NAME.into` (features × 32), `NAME.bias` and `NAME.out` (32).
    ///
    /// # Errors
    /// [`Error::Model`] if a tensor is absent or of another shape.
    pub(crate) fn new(weights: &Weights<'_>, name: &str, features: usize) -> Result<Self, Error> {
        let row = |part: &str| weights.numbers(&format!("{name}.{part}"), &[Self::HIDDEN]);
        let into = weights.numbers(&format!("{name}.into"), &[features, Self::HIDDEN])?;
        let array = |numbers: Vec<f32>| std::array::from_fn(|at| numbers[at]);
        Ok(Self { into: into.as_chunks().0.to_vec(), bias: array(row("bias")?), out: array(row("out")?) })
    }

    /// The score of a candidate.
    pub(crate) fn score(&self, sheet: &Sheet) -> f32 {
        debug_assert_eq!(sheet.len(), self.into.len(), "a sheet has as many features as the network takes");
        let mut hidden = self.bias;
        for &(at, value) in &sheet.on {
            for (sum, weight) in hidden.iter_mut().zip(&self.into[usize::from(at)]) {
                *sum += value * weight;
            }
        }
        hidden.iter().zip(&self.out).map(|(sum, weight)| sum.max(0.0) * weight).sum()
    }
}

/// Labels as far as rankers tell them apart: one of five.
pub(crate) const fn class(label: Label) -> usize {
    match label {
        Label::Per => 0,
        Label::Org => 1,
        Label::Gpe | Label::Loc => 2,
        Label::Group | Label::Norp => 3,
        _ => 4,
    }
}

/// The place of the highest score, the first of equals, and its probability among them.
pub(crate) fn best(scores: &[f32]) -> Option<(usize, f32)> {
    let mut place = 0;
    for (at, &score) in scores.iter().enumerate() {
        if score > scores[place] {
            place = at;
        }
    }
    let &most = scores.get(place)?;
    let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    Some((place, 1.0 / sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_keeps_the_order_in_which_it_is_told() {
        let mut sheet = Sheet::default();
        sheet.flag(true);
        sheet.one_of(2, 3);
        sheet.one_of(9, 3);
        sheet.number(0.5);
        sheet.skip(1);
        assert_eq!(sheet.values(), [1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.5, 0.0]);
        sheet.clear();
        assert_eq!((sheet.len(), sheet.values()), (0, Vec::new()));
    }

    #[test]
    fn the_first_of_equals_is_best_and_chances_add_up() {
        assert_eq!(best(&[]), None);
        assert_eq!(best(&[1.0]), Some((0, 1.0)));
        let (place, chance) = best(&[0.0, 2.0, 2.0]).unwrap();
        assert_eq!(place, 1);
        assert!((chance - 1.0 / (2.0 + (-2.0f32).exp())).abs() < 1e-6);
    }
}
