//! JSON Lines in, JSON Lines with every layer out.

use super::lines::Lines;
use super::output::Output;
use super::{Failure, Stop, Summary};
use crate::error::Error;
use crate::format::json;
use crate::pipeline::Pipeline;
use crate::text::Text;
use std::path::Path;

/// Reads the texts of `input` (JSON Lines with `id` and `text`, compressed or not; `-` is standard input) and writes
/// each document with every layer to `output`, in order; compressed if its name ends in `.gz`, `-` is standard output.
///
/// # Errors
/// [`Error::File`] if a file cannot be opened, read or written; then there is no output file. Lines that make no
/// document are failures in the summary. A job that is stopped leaves no output file.
pub fn annotate(pipeline: &Pipeline, input: &Path, output: &Path, stop: Stop<'_>) -> Result<Summary, Error> {
    let mut lines = Lines::open(input)?;
    let mut output = Output::create(output)?;
    let mut summary = Summary::default();
    while let Some((number, line)) = lines.next(&mut || stop(&summary))? {
        match line.and_then(|line| document(pipeline, line)) {
            Ok(line) => {
                output.line(&line)?;
                summary.documents += 1;
            }
            Err(reason) => summary.failures.push(Failure { path: input.to_owned(), line: number, reason }),
        }
        if stop(&summary) {
            return Ok(summary);
        }
    }
    if !stop(&summary) {
        output.finish()?;
    }
    Ok(summary)
}

fn document(pipeline: &Pipeline, line: &str) -> Result<String, String> {
    let (id, text) = json::id_and_text(line)?;
    let text = Text::new(text).map_err(|error| error.to_string())?;
    Ok(json::write(&pipeline.read(text), &id))
}
