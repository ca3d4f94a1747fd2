//! Who said what, about whom: quotations with their cues, sources and speakers, and named entities, in English text.
//!
//! The data flows one way: text → paragraphs, tokens → marks → sentences → tags → quotes and entities → clusters →
//! speakers. Each stage is a pure function from the layers before it to a new one; `pipeline` puts them in order.
//! Positions are bytes of UTF-8 throughout.

pub mod coref;
pub mod doc;
pub mod encode;
pub mod entity;
pub mod error;
pub mod explain;
pub mod format;
pub mod job;
pub mod label;
mod list;
pub mod mark;
pub mod model;
pub mod nn;
pub mod paragraph;
pub mod pipeline;
#[cfg(feature = "python")]
mod python;
pub mod quote;
pub mod reading;
pub mod score;
pub mod sentence;
pub mod span;
pub mod speaker;
pub mod tag;
pub mod text;
pub mod token;

pub use doc::Doc;
pub use error::Error;
pub use pipeline::{Options, Pipeline};
pub use text::Text;
