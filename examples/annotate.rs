//! Reads JSON Lines with `id` and `text` (plain or .gz), writes them with every layer to standard output.
#![allow(clippy::print_stderr)]

use inquit::{Options, Pipeline, job};
use std::path::Path;

fn main() -> Result<(), inquit::Error> {
    let path = std::env::args().nth(1).unwrap_or("-".into());
    let pipeline = Pipeline::new(&Options::default())?;
    let summary = job::annotate(&pipeline, Path::new(&path), Path::new("-"), &mut |_| false)?;
    summary.failures.iter().for_each(|failure| eprintln!("{failure}"));
    Ok(())
}
