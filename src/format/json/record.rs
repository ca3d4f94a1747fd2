//! One document as a line of JSON has it: every layer may be missing, positions are code points.

use super::string::{Str, no_number};
use crate::{quote, speaker};
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A half-open stretch in code points: `[start, end]`.
pub type Points = [u32; 2];

/// One document. What corpora add beyond these fields is ignored.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)] // the fields are the layers of the same name
pub struct Record<'a> {
    #[serde(deserialize_with = "or_default")]
    pub id: Str<'a>,
    /// `None` if the line has none; the empty string if it is null.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "no_number")]
    pub text: Option<Str<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraphs: Option<Vec<Points>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tokens: Option<Vec<Token<'a>>>,
    /// Corpora list the tokens of several words here once more, with their words.
    #[serde(skip_serializing)]
    pub mwt: Option<Vec<SeveralWords<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<Points>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<Entity<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Vec<Quote<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mentions: Option<Vec<Mention<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clusters: Option<Clusters<'a>>,
}

/// One token.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct Token<'a> {
    pub start: u32,
    pub end: u32,
    pub form: Str<'a>,
    pub lemma: Option<Str<'a>>,
    pub upos: Option<Str<'a>>,
    pub xpos: Option<Str<'a>>,
}

/// One surface token that has several words.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct SeveralWords<'a> {
    pub start: u32,
    pub end: u32,
    pub words: Vec<Token<'a>>,
}

/// One named entity.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct Entity<'a> {
    pub start: u32,
    pub end: u32,
    pub label: Str<'a>,
    pub score: Option<f32>,
    pub cluster: Option<Str<'a>>,
}

/// One quotation.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct Quote<'a> {
    pub id: Str<'a>,
    pub kind: Option<Str<'a>>,
    pub content: Vec<Points>,
    pub cue: Vec<Points>,
    pub source: Vec<Points>,
    pub speaker: Option<Str<'a>>,
    pub speaker_score: Option<f32>,
    pub medium: Option<Str<'a>>,
    #[serde(deserialize_with = "or_default")]
    pub level: u8,
    /// The id of the quotation that this one is inside of.
    pub parent: Option<Str<'a>>,
    pub score: Option<f32>,
    #[serde(deserialize_with = "or_default")]
    pub issues: Vec<Str<'a>>,
    pub evidence: Option<quote::Evidence>,
    pub speaker_evidence: Option<speaker::Evidence>,
    /// Only in corpora: finding it or not should count for nothing.
    #[serde(skip_serializing, deserialize_with = "or_default")]
    pub optional: bool,
}

/// One expression that refers to somebody or something.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct Mention<'a> {
    pub start: u32,
    pub end: u32,
    pub kind: Option<Str<'a>>,
    pub cluster: Option<Str<'a>>,
    /// The number of the entity that the mention is, counted from 0 in `entities`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<u32>,
}

/// One referent.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
#[allow(missing_docs)]
pub struct Cluster<'a> {
    pub name: Option<Str<'a>>,
    /// Where the name stands in the text; absent if the caller's own list of names gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_span: Option<Points>,
    pub label: Option<Str<'a>>,
    #[serde(deserialize_with = "or_default")]
    pub aliases: Vec<Str<'a>>,
    #[serde(deserialize_with = "or_default")]
    pub mentions: Vec<Points>,
}

/// Clusters by id, in the order of the file.
#[derive(Debug, Default)]
pub struct Clusters<'a>(pub Vec<(Str<'a>, Cluster<'a>)>);

impl Serialize for Clusters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (id, cluster) in &self.0 {
            map.serialize_entry(id, cluster)?;
        }
        map.end()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Clusters<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Clusters<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of clusters by id")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut clusters = Vec::new();
        while let Some(entry) = map.next_entry()? {
            clusters.push(entry);
        }
        Ok(Clusters(clusters))
    }
}

/// A value that corpora may also leave null.
fn or_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
