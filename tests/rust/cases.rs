//! The cases of `tests/cases/*.toml`: tables named `case`, each of the fields that its own test names.

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The cases of a file.
pub fn read<Case: DeserializeOwned>(file: &str) -> Vec<Case> {
    #[derive(Deserialize)]
    struct Cases<Case> {
        case: Vec<Case>,
    }
    toml::from_str::<Cases<Case>>(file).expect("cases that can be read").case
}
