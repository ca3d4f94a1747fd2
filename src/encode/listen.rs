//! Tasks that listen to networks: one network may speak to several of them, and reads a text once for all.

use super::encoder::{Answer, Encoder, Scratch};
use super::feature::Source;
use std::ops::Range;
use std::sync::Arc;

/// A task that wants to know what a network says of each token of a text.
pub trait Listener {
    /// The network that it listens to.
    fn encoder(&self) -> &Arc<Encoder<'static>>;

    /// Takes what the network says of some tokens; it is told of all tokens of a text in order.
    fn take(&mut self, source: Source<'_>, own: Range<usize>, answer: &Answer<'_>);
}

/// Has networks read a text, each of them once. Linear in the text's length.
pub fn listen(source: Source<'_>, scratch: &mut Scratch, listeners: &mut [&mut dyn Listener]) {
    for first in 0..listeners.len() {
        let (before, rest) = listeners.split_at_mut(first);
        let encoder = Arc::clone(rest[0].encoder());
        if before.iter().any(|other| Arc::ptr_eq(other.encoder(), &encoder)) {
            continue;
        }
        encoder.read(source, scratch, |own, answer| {
            for listener in rest.iter_mut().filter(|other| Arc::ptr_eq(other.encoder(), &encoder)) {
                listener.take(source, own.clone(), &answer);
            }
        });
    }
}
