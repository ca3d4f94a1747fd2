//! The choice among candidates: a small network scores each by what is known of it and of what is asked, and the scores
//! become probabilities (mention ranking, Denis and Baldridge 2008, over whole referents, Rahman and Ng 2009).

use super::Choice;
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
    fn len(&self) -> usize {
        self.next.into()
    }

    /// All features, noughts as well.
    fn values(&self) -> Vec<f32> {
        let mut values = vec![0.0; self.len()];
        for &(at, value) in &self.on {
            values[usize::from(at)] = value;
        }
        values
    }
}

/// A network with one hidden layer: so many features in, a score out.
#[derive(Clone, Debug)]
pub struct Ranker<const FEATURES: usize> {
    /// A row a feature.
    into: Vec<Hidden>,
    bias: Hidden,
    out: Hidden,
}

/// Width of the hidden layer.
const HIDDEN: usize = 32;
type Hidden = [f32; HIDDEN];

impl<const FEATURES: usize> Ranker<FEATURES> {
    /// Features of a candidate.
    pub const FEATURES: usize = FEATURES;

    /// The network of that name, if the file has it: `NAME.into` (features × 32), `NAME.bias` and `NAME.out` (32).
    ///
    /// # Errors
    /// [`Error::Model`] if a tensor is absent or of another shape.
    pub fn find(weights: &Weights<'_>, name: &str) -> Result<Option<Self>, Error> {
        let into = format!("{name}.into");
        if !weights.has(&into) {
            return Ok(None);
        }
        let into = weights.numbers(&into, &[FEATURES, HIDDEN])?;
        let row = |part: &str| -> Result<Hidden, Error> {
            let numbers = weights.numbers(&format!("{name}.{part}"), &[HIDDEN])?;
            Ok(std::array::from_fn(|at| numbers[at]))
        };
        Ok(Some(Self { into: into.as_chunks().0.to_vec(), bias: row("bias")?, out: row("out")? }))
    }

    /// Chooses among candidates, and nobody of them if that `may` be: who is likeliest, and how likely.
    ///
    /// `shared` tells what is the same for all candidates, given whether it is nobody that is asked about; `own` what is known
    /// of one, given its place; of nobody there is no more to tell. `told` has the number of what the choice is about, and the list to
    /// which it is added if training wants to know.
    pub(crate) fn choose<T: Copy>(
        &self,
        candidates: &[T],
        may: bool,
        shared: impl Fn(bool, &mut Sheet),
        own: impl Fn(usize, T, &mut Sheet),
        told: Option<(usize, &mut Vec<Choice<T>>)>,
    ) -> (Option<T>, f32) {
        let mut sheet = Sheet { on: Vec::with_capacity(FEATURES), next: 0 };
        shared(false, &mut sheet);
        let (known, next) = (sheet.on.len(), sheet.next);
        let begun = self.add(self.bias, &sheet.on);
        let mut scores = Vec::with_capacity(candidates.len() + 1);
        let mut features = Vec::new();
        for (place, &candidate) in candidates.iter().enumerate() {
            sheet.on.truncate(known);
            sheet.next = next;
            own(place, candidate, &mut sheet);
            debug_assert_eq!(sheet.len(), FEATURES, "a sheet has as many features as the network takes");
            scores.push(self.finish(self.add(begun, &sheet.on[known..])));
            features.extend(told.is_some().then(|| sheet.values()));
        }
        if may {
            sheet.on.clear();
            sheet.next = 0;
            shared(true, &mut sheet);
            scores.push(self.finish(self.add(self.bias, &sheet.on)));
            sheet.next = FEATURES as u16;
            features.extend(told.is_some().then(|| sheet.values()));
        }
        if let Some((of, choices)) = told {
            let nobody = may.then_some(None);
            let candidates = candidates.iter().copied().map(Some).chain(nobody).collect();
            choices.push(Choice { of, candidates, features });
        }
        let (place, chance) = best(&scores).unwrap_or((0, 0.0));
        (candidates.get(place).copied(), chance)
    }

    fn add(&self, mut hidden: Hidden, on: &[(u16, f32)]) -> Hidden {
        for &(at, value) in on {
            for (sum, weight) in hidden.iter_mut().zip(&self.into[usize::from(at)]) {
                *sum += value * weight;
            }
        }
        hidden
    }

    fn finish(&self, hidden: Hidden) -> f32 {
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
fn best(scores: &[f32]) -> Option<(usize, f32)> {
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
