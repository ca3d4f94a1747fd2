//! Models by their name, and from folders.

use super::file_error;
use crate::error::Error;
use crate::model::{EXTENSION, Weights, card};
use crate::nn::Arithmetic;
use crate::pipeline::{MODELS, Model};
use crate::tag::Tagger;
use std::fs;
use std::path::Path;

/// The name of the file of a folder that has the weights of a tagger, and of the card beside it.
const TAGS: &str = "tags";

/// The model of that name if it is built in, or else that of the folder of that path.
///
/// # Errors
/// [`Error::UnknownModel`] if there is neither, [`Error::File`] if a file of the folder cannot be read,
/// [`Error::Model`] if it is damaged, or its card is that of other weights.
pub fn model(name: &str) -> Result<Model, Error> {
    if let Some(model) = Model::named(name) {
        return Ok(model);
    }
    let folder = Path::new(name);
    if !folder.is_dir() {
        let known = format!("{}, and there is no folder of that name with {TAGS}.{EXTENSION}", MODELS.join(", "));
        return Err(Error::UnknownModel { name: name.into(), known });
    }
    let [weights, card] = [EXTENSION, card::EXTENSION].map(|extension| folder.join(TAGS).with_extension(extension));
    let bytes = fs::read(&weights).map_err(file_error(&weights))?;
    let text = fs::read_to_string(&card).map_err(file_error(&card))?;
    let name = weights.display().to_string();
    card::check(&name, &text, &bytes)?;
    let tagger = Tagger::new(&Weights::new(&name, &bytes)?, Arithmetic::Stored)?;
    Ok(Model::with_tagger(tagger.into_owned()))
}
