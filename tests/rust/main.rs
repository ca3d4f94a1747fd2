//! Every test of the library from outside: one binary, since each would carry the weights.
mod cases;
mod coref;
mod doc;
mod entity;
mod format;
mod job;
mod layers;
mod mark;
mod network_file;
mod nn;
mod quote;
mod score;
mod sentence;
mod speaker;
mod tag;
mod text;
mod token;
