//! Pieces of content, cues and sources: the likeliest tags of the tokens, and the runs that they make.

use super::TAGS;

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

/// Added where a tag that goes on follows none of its role: as good as never.
const BARRED: f32 = -50.0;

/// The likeliest tags in which every one that goes on follows one of its role (Viterbi 1967).
pub(super) fn best_tags(logits: &[[f32; TAGS]]) -> Vec<u8> {
    let mut before: Vec<[u8; TAGS]> = Vec::with_capacity(logits.len());
    let mut best = [0.0; TAGS];
    for (token, logits) in logits.iter().enumerate() {
        let (top, most) = greatest(&best);
        let (mut from, mut reached) = ([top as u8; TAGS], [most; TAGS]);
        for role in Role::ALL {
            let first = role.first_tag();
            let barred = if token == 0 { BARRED } else { most + BARRED };
            let own = if best[first] >= best[first + 1] { first } else { first + 1 };
            (from[first + 1], reached[first + 1]) =
                if token > 0 && best[own] >= barred { (own as u8, best[own]) } else { (top as u8, barred) };
        }
        for ((best, reached), logit) in best.iter_mut().zip(reached).zip(logits) {
            *best = reached + logit;
        }
        best[0] -= LESS;
        // Logits are relative: the best stays near nought however long the text.
        let (_, most) = greatest(&best);
        for best in &mut best {
            *best -= most;
        }
        before.push(from);
    }
    let mut tags = vec![0; logits.len()];
    let mut tag = greatest(&best).0 as u8;
    for (place, before) in tags.iter_mut().zip(&before).rev() {
        *place = tag;
        tag = before[usize::from(tag)];
    }
    tags
}

/// The greatest number and its place, the first of equals.
fn greatest(numbers: &[f32]) -> (usize, f32) {
    let mut best = (0, numbers[0]);
    for (place, &number) in numbers.iter().enumerate().skip(1) {
        if number > best.1 {
            best = (place, number);
        }
    }
    best
}

/// The pieces of a role, in order.
pub(super) fn runs(tags: &[u8], role: Role) -> Vec<Piece> {
    let first = role.first_tag() as u8;
    let starts = tags.iter().enumerate().filter(|(_, tag)| **tag == first);
    let run = |(start, _)| {
        let rest = tags[start + 1..].iter().take_while(|tag| **tag == first + 1).count();
        Piece { start, end: start + 1 + rest }
    };
    starts.map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Logits that prefer one tag a token.
    fn logits(tags: &[usize]) -> Vec<[f32; TAGS]> {
        let row = |&tag: &usize| std::array::from_fn(|at| if at == tag { 3.0 } else { 0.0 });
        tags.iter().map(row).collect()
    }

    #[test]
    fn tags_that_agree_stay_as_they_are() {
        let wanted = [0, 1, 2, 2, 1, 2, 3, 5, 6, 0];
        assert_eq!(best_tags(&logits(&wanted)), wanted.map(|tag| tag as u8));
        assert!(best_tags(&[]).is_empty());
    }

    #[test]
    fn a_piece_has_a_beginning() {
        assert_eq!(best_tags(&logits(&[2, 2, 2])), [1, 2, 2]);
        assert_eq!(best_tags(&logits(&[0, 3, 4, 2, 0])), [0, 3, 4, 1, 0]);
    }

    #[test]
    fn pieces_are_runs() {
        let tags = [1, 2, 1, 2, 2, 0, 3, 5, 6];
        let found = |role| runs(&tags, role).into_iter().map(|piece| (piece.start, piece.end)).collect::<Vec<_>>();
        assert_eq!(found(Role::Content), [(0, 2), (2, 5)]);
        assert_eq!(found(Role::Cue), [(6, 7)]);
        assert_eq!(found(Role::Source), [(7, 9)]);
    }
}
