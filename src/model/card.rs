//! The card of a model, and whether it is that of the weights beside it.

use crate::error::Error;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// How the names of cards end.
pub const EXTENSION: &str = "toml";

/// The version of cards and weights that this library reads.
const VERSION: u32 = 1;

/// What a card must say; what else it says is for people.
#[derive(Debug, Deserialize)]
struct Card {
    version: u32,
    bytes: u64,
    sha256: String,
}

/// Checks that a card is that of these weights; `name` is for errors.
///
/// # Errors
/// [`Error::Model`] if it is no card, of another version, or of other weights.
pub fn check(name: &str, card: &str, weights: &[u8]) -> Result<(), Error> {
    let fault = |reason: String| Error::Model { name: name.into(), reason };
    let card: Card = toml::from_str(card).map_err(|error| fault(format!("its card: {}", error.message())))?;
    if card.version != VERSION {
        return Err(fault(format!(
            "its card is of version {}, and this library reads version {VERSION}",
            card.version
        )));
    }
    if card.bytes != weights.len() as u64 {
        return Err(fault(format!("its card is of weights of {} bytes, and there are {}", card.bytes, weights.len())));
    }
    let hash = format!("{:x}", Sha256::digest(weights));
    if card.sha256 == hash {
        Ok(())
    } else {
        Err(fault("its weights are not those of its card: the hashes differ".into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card(version: u32, bytes: usize, hash: &str) -> String {
        format!("version = {version}\nbytes = {bytes}\nsha256 = {hash:?}\ntask = \"tags\"\n")
    }

    #[test]
    fn a_card_is_that_of_its_weights_alone() {
        let hash = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
        assert!(check("own", &card(1, 3, hash), b"foo").is_ok());
        for (card, weights, reason) in [
            (card(1, 3, hash), b"fox", "the hashes differ"),
            (card(1, 4, hash), b"foo", "of 4 bytes, and there are 3"),
            (card(2, 3, hash), b"foo", "of version 2"),
            ("bytes = 3".into(), b"foo", "missing field `version`"),
            ("no card".into(), b"foo", "its card: "),
        ] {
            let message = check("own", &card, weights).unwrap_err().to_string();
            assert!(message.starts_with("the model own cannot be used") && message.contains(reason), "{message}");
        }
    }
}
