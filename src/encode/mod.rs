//! Networks over texts: what a network is told of each token, how much of a text it reads at a time, and what it says.

mod encoder;
pub mod feature;
pub(crate) mod form;
mod known;
mod listen;
pub mod network;
pub mod pair;
pub mod runs;
pub mod window;

pub use encoder::{Answer, Encoder, Scratch};
pub use feature::Source;
pub use listen::{Listener, listen};
