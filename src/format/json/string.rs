//! Strings read from JSON without copying them where they stand there as they are, which serde's own `Cow` does not.

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// A string of a record: borrowed from the line or the document unless it has escapes. A number given in its place
/// becomes its digits, since ids are often numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Str<'a>(pub Cow<'a, str>);

impl Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a> From<&'a str> for Str<'a> {
    fn from(string: &'a str) -> Self {
        Self(Cow::Borrowed(string))
    }
}

impl From<String> for Str<'_> {
    fn from(string: String) -> Self {
        Self(Cow::Owned(string))
    }
}

impl From<Str<'_>> for String {
    fn from(string: Str<'_>) -> Self {
        string.0.into_owned()
    }
}

impl Serialize for Str<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Str<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Read { numbers: true })
    }
}

/// A string that must be one, or null for the empty one.
pub(super) fn no_number<'de: 'a, 'a, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Str<'a>>, D::Error> {
    deserializer.deserialize_any(Read { numbers: false }).map(Some)
}

struct Read {
    numbers: bool,
}

impl Read {
    fn number<'a, E: Error>(&self, number: &impl ToString, wrong: Unexpected<'_>) -> Result<Str<'a>, E> {
        if self.numbers { Ok(number.to_string().into()) } else { Err(E::invalid_type(wrong, self)) }
    }
}

impl<'de> Visitor<'de> for Read {
    type Value = Str<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, string: &'de str) -> Result<Self::Value, E> {
        Ok(string.into())
    }

    fn visit_str<E: Error>(self, string: &str) -> Result<Self::Value, E> {
        Ok(string.to_owned().into())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        self.number(&number, Unexpected::Signed(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.number(&number, Unexpected::Unsigned(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        self.number(&number, Unexpected::Float(number))
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        if self.numbers { Err(E::invalid_type(Unexpected::Unit, &self)) } else { Ok(Str::default()) }
    }
}
