//! `Speakers`: who says each quotation.

use crate::coref::{Clusters, Mentions};
use crate::quote::Quotes;
use crate::reading::Reading;
use crate::span::ClusterId;
use serde::{Deserialize, Serialize};

/// The speaker of each quotation: Q entries each, beside `Quotes`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speakers {
    pub(crate) cluster: Vec<Option<ClusterId>>,
    pub(crate) score: Vec<f32>,
    pub(crate) evidence: Vec<Evidence>,
}

impl Speakers {
    /// Q clusters; `None` where it cannot be told who speaks.
    pub fn cluster(&self) -> &[Option<ClusterId>] {
        &self.cluster
    }

    /// Q probabilities that the speaker is right; 0 where there is none.
    pub fn score(&self) -> &[f32] {
        &self.score
    }

    /// Q pieces of evidence: why this speaker.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }
}

/// Why somebody was taken for the speaker.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Evidence {
    /// Nothing tells who speaks.
    #[default]
    Unknown,
}

/// Names the speaker of every quotation.
pub fn name(_reading: &Reading<'_>, quotes: &Quotes, _mentions: &Mentions, _clusters: &Clusters) -> Speakers {
    let none = quotes.len();
    Speakers { cluster: vec![None; none], score: vec![0.0; none], evidence: vec![Evidence::Unknown; none] }
}
