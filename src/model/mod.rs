//! The weights that are built in, and how files of weights are read.
//!
//! Files are used where they lie: numbers are read from the embedded bytes, whose alignment nobody promises.

pub mod card;
mod weights;

pub use weights::Weights;

/// How the names of files of weights end.
pub const EXTENSION: &str = "safetensors";

/// The files of the model `default` by name; their cards stand beside them.
pub(crate) const BUILT_IN: [(&str, &[u8]); 2] = [
    ("reader", include_bytes!("../../models/reader.safetensors")),
    ("speakers", include_bytes!("../../models/speakers.safetensors")),
];

/// Number `at` of an array of `u16`, the least byte first; 0 beyond its end.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.as_chunks().0.get(at).map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

/// Number `at` of an array of `u32`, the least byte first; 0 beyond its end.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.as_chunks().0.get(at).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}
