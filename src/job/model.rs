//! Models by their name, and from folders.

use super::file_error;
use crate::error::Error;
use crate::model::{EXTENSION, Weights, card};
use crate::pipeline::{MODELS, Model};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The model of that name if it is built in, or else that of the folder of that path: files of weights, a card beside each.
/// What the folder lacks is that of `default`.
///
/// # Errors
/// [`Error::UnknownModel`] if there is neither, [`Error::File`] if a file of the folder cannot be read,
/// [`Error::Model`] if it is damaged, or its card is that of other weights.
pub fn model(name: &str) -> Result<Model, Error> {
    if let Some(model) = Model::named(name) {
        return Ok(model);
    }
    let parts = parts(Path::new(name));
    if parts.is_empty() {
        let models = MODELS.join(", ");
        let known =
            format!("{models}, and there is no folder of that name with a file of weights, such as tags.{EXTENSION}");
        return Err(Error::UnknownModel { name: name.into(), known });
    }
    parts.iter().try_fold(Model::default(), |model, part| read(model, part))
}

/// The files of a folder that are weights or cards, in order, without their endings.
fn parts(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let known = |end: &OsStr| end == EXTENSION || end == card::EXTENSION;
    entries.filter(|path| path.extension().is_some_and(known)).map(|path| path.with_extension("")).collect()
}

/// The model with what a file of weights has.
fn read(model: Model, part: &Path) -> Result<Model, Error> {
    // Not `with_extension`, which would take the end of "mine.v2" for one.
    let file = |extension: &str| {
        let mut name = part.as_os_str().to_owned();
        name.push(".");
        name.push(extension);
        PathBuf::from(name)
    };
    let [weights, card] = [EXTENSION, card::EXTENSION].map(file);
    let bytes = fs::read(&weights).map_err(file_error(&weights))?;
    let text = fs::read_to_string(&card).map_err(file_error(&card))?;
    let name = weights.display().to_string();
    card::check(&name, &text, &bytes)?;
    model.with(&Weights::new(&name, &bytes)?)
}
