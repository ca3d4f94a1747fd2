//! Gold and predicted documents to measures with intervals: one scorer for the command line, training and cards.
//!
//! Everything here is pure: annotations in, counts and rows out. Positions are code points, as in the files that
//! annotations come from. A measure is a micro average over documents; its interval comes from drawing documents
//! again with replacement.

mod characters;
mod count;
pub mod entities;
pub mod quotes;
mod report;
pub mod words;

pub use count::{Count, Counts};
pub use report::{Report, Row};

use crate::quote::Kind;

/// A half-open stretch in code points: start and end.
pub type Points = (u32, u32);

/// One document as somebody annotated it: the layers that are there, and only them.
#[derive(Clone, Debug, Default)]
pub struct Annotated {
    /// The id by which gold and prediction are matched.
    pub id: String,
    /// The text that positions refer to.
    pub text: String,
    /// Quotations, or `None` if this layer was not annotated.
    pub quotes: Option<Vec<Quote>>,
    /// Named entities, or `None` if this layer was not annotated.
    pub entities: Option<Vec<Entity>>,
    /// Words in order, or `None` if this layer was not annotated.
    pub words: Option<Vec<Word>>,
    /// Sentences, or `None` if this layer was not annotated.
    pub sentences: Option<Vec<Points>>,
}

/// One annotated quotation.
#[derive(Clone, Debug, Default)]
pub struct Quote {
    /// Direct, indirect or mixed, if it says so.
    pub kind: Option<Kind>,
    /// What is said.
    pub content: Vec<Points>,
    /// The words that report it.
    pub cue: Vec<Points>,
    /// Who says it, as written.
    pub source: Vec<Points>,
    /// Every accepted name of the speaker; in a prediction only the first counts. Empty if there is no speaker.
    pub speaker: Vec<String>,
    /// Whether finding it or not finding it should count for nothing.
    pub optional: bool,
    /// 0, or 1 and up inside another quotation.
    pub level: u32,
}

/// One annotated named entity.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entity {
    /// Where it stands.
    pub span: Points,
    /// Its label in the scheme of its file.
    pub label: String,
}

/// One syntactic word.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// The span of the surface token that the word is in.
    pub token: Points,
    /// Whether that token has several words, so that the word's own place is not known.
    pub several: bool,
    /// The word's form.
    pub form: String,
    /// Its universal part of speech, if it says so.
    pub upos: Option<String>,
    /// Its Penn Treebank tag, if it says so.
    pub xpos: Option<String>,
    /// Its lemma, if it says so.
    pub lemma: Option<String>,
}

/// How to score.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settings {
    /// Leave quotations inside quotations out of both sides.
    pub top_level: bool,
    /// Map entity labels onto PER, ORG and LOC, so that files of different schemes compare.
    pub core_labels: bool,
    /// How often to draw the documents again for the intervals; 0 for none.
    pub draws: u32,
}

/// Scores predictions against gold documents, each pair of the same id and text; `None` counts as nothing predicted.
///
/// A layer is scored if some gold document and, unless there are no predictions at all, some prediction has it.
pub fn score(pairs: &[(&Annotated, Option<&Annotated>)], settings: Settings) -> Report {
    let mut per_document: Vec<Counts> = Vec::with_capacity(pairs.len());
    let nothing = Annotated::default();
    let layers = Layers::of(pairs);
    for (gold, predicted) in pairs {
        let predicted = predicted.unwrap_or(&nothing);
        let mut counts = Counts::default();
        if layers.quotes {
            quotes::count(gold, predicted, settings.top_level, &mut counts);
        }
        if layers.entities {
            entities::count(gold, predicted, settings.core_labels, &mut counts);
        }
        if layers.words || layers.sentences {
            words::count(gold, predicted, layers.sentences, &layers.fields, &mut counts);
        }
        per_document.push(counts);
    }
    Report::new(&per_document, pairs.iter().filter(|(_, predicted)| predicted.is_none()).count(), settings.draws)
}

/// Which layers both sides have.
#[expect(clippy::struct_excessive_bools, reason = "each layer is there or not, independently")]
struct Layers {
    quotes: bool,
    entities: bool,
    words: bool,
    sentences: bool,
    fields: Vec<words::Field>,
}

impl Layers {
    fn of(pairs: &[(&Annotated, Option<&Annotated>)]) -> Self {
        let both = |has: &dyn Fn(&Annotated) -> bool| {
            let gold = pairs.iter().any(|(gold, _)| has(gold));
            let mut predictions = pairs.iter().filter_map(|(_, predicted)| *predicted).peekable();
            gold && (predictions.peek().is_none() || predictions.any(has))
        };
        let words = both(&|document| document.words.is_some());
        let fields = words::Field::ALL
            .into_iter()
            .filter(|field| both(&|document| document.words.iter().flatten().any(|word| field.of(word).is_some())));
        Self {
            quotes: both(&|document| document.quotes.is_some()),
            entities: both(&|document| document.entities.is_some()),
            words,
            sentences: both(&|document| document.sentences.is_some()),
            fields: if words { fields.collect() } else { Vec::new() },
        }
    }
}
