//! Models by their name, and from folders.

use super::file_error;
use crate::error::Error;
use crate::model::{EXTENSION, Weights, card};
use crate::nn::Arithmetic;
use crate::pipeline::{MODELS, Model};
use crate::quote;
use crate::tag::Tagger;
use std::fs;
use std::path::Path;

/// The names of the files of a folder that have weights, of a tagger and of a model of quotations; a card beside each.
const TAGS: &str = "tags";
const QUOTES: &str = "quotes";

/// The model of that name if it is built in, or else that of the folder of that path. What the folder lacks is that of
/// `default`.
///
/// # Errors
/// [`Error::UnknownModel`] if there is neither, [`Error::File`] if a file of the folder cannot be read,
/// [`Error::Model`] if it is damaged, or its card is that of other weights.
pub fn model(name: &str) -> Result<Model, Error> {
    if let Some(model) = Model::named(name) {
        return Ok(model);
    }
    let folder = Path::new(name);
    let has =
        |part: &str| [EXTENSION, card::EXTENSION].iter().any(|end| folder.join(part).with_extension(end).exists());
    if !has(TAGS) && !has(QUOTES) {
        let models = MODELS.join(", ");
        let known =
            format!("{models}, and there is no folder of that name with {TAGS}.{EXTENSION} or {QUOTES}.{EXTENSION}");
        return Err(Error::UnknownModel { name: name.into(), known });
    }
    let mut model = Model::default();
    if has(TAGS) {
        let tagger = |weights: &Weights<'_>| Ok(Tagger::new(weights, Arithmetic::Stored)?.into_owned());
        model = model.with_tagger(read(folder, TAGS, tagger)?);
    }
    if has(QUOTES) {
        let quotes = |weights: &Weights<'_>| Ok(quote::Model::new(weights, Arithmetic::Stored)?.into_owned());
        model = model.with_quotes(read(folder, QUOTES, quotes)?);
    }
    Ok(model)
}

/// Makes something of the weights in a folder.
fn read<T>(folder: &Path, part: &str, make: impl FnOnce(&Weights<'_>) -> Result<T, Error>) -> Result<T, Error> {
    let [weights, card] = [EXTENSION, card::EXTENSION].map(|extension| folder.join(part).with_extension(extension));
    let bytes = fs::read(&weights).map_err(file_error(&weights))?;
    let text = fs::read_to_string(&card).map_err(file_error(&card))?;
    let name = weights.display().to_string();
    card::check(&name, &text, &bytes)?;
    make(&Weights::new(&name, &bytes)?)
}
