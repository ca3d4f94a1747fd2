//! The weights that are built in, and how a file of weights is taken apart.
//!
//! Files are used where they lie: numbers are read from the embedded bytes, whose alignment nobody promises.

mod weights;

use crate::error::Error;

pub use weights::Weights;

/// The tagger `tag-en-0`; its card stands beside it.
pub(crate) const TAG_EN: (&str, &[u8]) = ("tag-en-0", include_bytes!("../../models/tag-en-0.bin"));

/// A file of weights in sections: a magic of eight bytes, the number of sections and their lengths as `u32`, then the
/// sections themselves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File<'a> {
    /// The name that errors give.
    pub name: &'a str,
    /// The bytes.
    pub bytes: &'a [u8],
}

impl<'a> File<'a> {
    /// The N sections of a file that begins with `magic`.
    ///
    /// # Errors
    /// [`Error::Model`] if magic, number or lengths are not as promised.
    pub fn sections<const N: usize>(self, magic: [u8; 8]) -> Result<[&'a [u8]; N], Error> {
        let (found, rest) =
            self.bytes.split_at_checked(8).ok_or_else(|| self.fault("it is shorter than its header"))?;
        if found != magic {
            return Err(self.fault(&format!("it begins with {found:?}, not {magic:?}")));
        }
        let lengths = rest.get(..4 + 4 * N).ok_or_else(|| self.fault("it is shorter than its header"))?;
        if u32_at(lengths, 0) as usize != N {
            return Err(self.fault(&format!("it has {} sections, not {N}", u32_at(lengths, 0))));
        }
        let mut rest = &rest[4 + 4 * N..];
        let mut sections = [&[][..]; N];
        for (number, section) in sections.iter_mut().enumerate() {
            let length = u32_at(lengths, number + 1) as usize;
            let short = || self.fault(&format!("it ends inside section {number}"));
            (*section, rest) = rest.split_at_checked(length).ok_or_else(short)?;
        }
        if rest.is_empty() { Ok(sections) } else { Err(self.fault("it goes on after its last section")) }
    }

    /// What is wrong with this file.
    pub fn fault(self, reason: &str) -> Error {
        Error::Model { name: self.name.into(), reason: reason.into() }
    }
}

/// Number `at` of an array of `u16`, the least byte first.
pub(crate) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.as_chunks().0.get(at).map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

/// Number `at` of an array of `u32`, the least byte first.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.as_chunks().0.get(at).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

/// Number `at` of an array of `u64`, the least byte first.
pub(crate) fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes.as_chunks().0.get(at).map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
