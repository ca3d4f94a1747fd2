//! One document to and from the forms that other programs read. Positions outside are code points.

pub mod brat;
pub mod conll;
pub mod json;
