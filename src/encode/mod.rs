//! What a network is told of each token, and the network.

pub mod feature;
mod form;
pub mod network;
