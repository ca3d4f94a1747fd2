//! Pieces of content, cues and sources: the runs that the likeliest tags of the tokens make.

use crate::encode::runs::runs;

/// A run of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub start: usize,
    /// The token after the last.
    pub end: usize,
}

impl Piece {
    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn has(self, token: usize) -> bool {
        self.start <= token && token < self.end
    }

    pub fn tokens(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

/// What a piece is to a quotation, in the order of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Content,
    Cue,
    Source,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Content, Self::Cue, Self::Source];

    /// The tag of the first token of a piece; that of the others follows it.
    pub const fn first_tag(self) -> usize {
        1 + 2 * self as usize
    }
}

/// Taken off the logit of no role, so that pieces are rather found than missed: scores sort them out later.
pub(super) const LESS: f32 = 0.4;

/// The pieces of a role, in order.
pub(super) fn pieces(tags: &[u8], role: Role) -> Vec<Piece> {
    let of_role = runs(tags).filter(|(first, _)| usize::from(*first) == role.first_tag());
    of_role.map(|(_, tokens)| Piece { start: tokens.start, end: tokens.end }).collect()
}
