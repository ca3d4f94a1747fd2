//! Gold files to measures.

use super::lines::Lines;
use super::{Failure, Stop, Summary};
use crate::error::Error;
use crate::format::json;
use crate::pipeline::Pipeline;
use crate::score::{Annotated, Report, Settings, score};
use crate::text::Text;
use rustc_hash::FxHashMap;
use std::path::Path;

/// What an evaluation found.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Gold documents read, and the lines of either file that could not be.
    pub summary: Summary,
    /// Predicted documents that no gold document has the id of.
    pub unmatched: u64,
    /// The measures.
    pub report: Report,
}

/// Scores `predicted`, or without it what `pipeline` finds, against `gold`: JSON Lines files, matched by id.
///
/// A gold document that `predicted` lacks counts as one with nothing predicted. If `stop` stops the job, the
/// documents so far are scored.
///
/// # Errors
/// [`Error::File`] if a file cannot be opened or read. A line that cannot be read, an id that comes twice, and a
/// prediction over another text are failures in the summary.
pub fn evaluate(
    pipeline: &Pipeline,
    gold: &Path,
    predicted: Option<&Path>,
    settings: Settings,
    stop: Stop<'_>,
) -> Result<Evaluation, Error> {
    let mut summary = Summary::default();
    let gold = documents(gold, &mut summary, stop, &|_| Ok(()))?;
    let by_id = match predicted {
        Some(path) => given(path, &gold, &mut summary, stop)?,
        None => found(pipeline, &gold, stop)?,
    };
    summary.documents = gold.len() as u64;
    let pairs: Vec<_> = gold.iter().map(|document| (document, by_id.get(&document.id))).collect();
    let matched = pairs.iter().filter(|(_, predicted)| predicted.is_some()).count();
    Ok(Evaluation { summary, unmatched: (by_id.len() - matched) as u64, report: score(&pairs, settings) })
}

/// Documents by id.
type ById = FxHashMap<String, Annotated>;

/// The predictions of a file.
fn given(path: &Path, gold: &[Annotated], summary: &mut Summary, stop: Stop<'_>) -> Result<ById, Error> {
    let texts: FxHashMap<&str, &str> = gold.iter().map(|gold| (&*gold.id, &*gold.text)).collect();
    let same_text = |document: &Annotated| match texts.get(&*document.id) {
        Some(text) if *text != document.text => {
            Err(format!("document {:?} has another text than in the gold file", document.id))
        }
        _ => Ok(()),
    };
    let predicted = documents(path, summary, stop, &same_text)?;
    Ok(predicted.into_iter().map(|document| (document.id.clone(), document)).collect())
}

/// What the pipeline finds in the gold documents' texts.
fn found(pipeline: &Pipeline, gold: &[Annotated], stop: Stop<'_>) -> Result<ById, Error> {
    let mut by_id = ById::default();
    for gold in gold {
        let doc = pipeline.read(Text::new(gold.text.as_str())?);
        by_id.insert(gold.id.clone(), json::to_annotated(&doc, &gold.id));
        if stop(&Summary { documents: by_id.len() as u64, failures: Vec::new() }) {
            break;
        }
    }
    Ok(by_id)
}

/// The documents of a file that pass `check`, each id once.
fn documents(
    path: &Path,
    summary: &mut Summary,
    stop: Stop<'_>,
    check: &dyn Fn(&Annotated) -> Result<(), String>,
) -> Result<Vec<Annotated>, Error> {
    let mut lines = Lines::open(path)?;
    let mut documents: Vec<Annotated> = Vec::new();
    let mut first: FxHashMap<String, u64> = FxHashMap::default();
    while let Some((number, line)) = lines.next(&mut || stop(summary))? {
        let document = line.and_then(|line| json::annotated(line).map_err(|error| error.to_string()));
        let document = document.and_then(|document| check(&document).map(|()| document));
        let document = document.and_then(|document| match first.insert(document.id.clone(), number) {
            Some(before) => Err(format!("the id {:?} came before, in line {before}", document.id)),
            None => Ok(document),
        });
        match document {
            Ok(document) => documents.push(document),
            Err(reason) => summary.failures.push(Failure { path: path.to_owned(), line: number, reason }),
        }
        summary.documents = documents.len() as u64;
        if stop(summary) {
            break;
        }
    }
    Ok(documents)
}
