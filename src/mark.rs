//! Pairs of quotation marks and dialogue dashes. It sits low because sentences and quotes both need it.

use crate::paragraph::Paragraphs;
use crate::span::{MarkId, Span};
use crate::text::Text;
use crate::token::Tokens;

/// What opens a marked stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// Double marks: “ ”, " ", « », „ “ and the two backquotes and two apostrophes of typewriters.
    Double,
    /// Single marks: ‘ ’, ' ', ‹ ›.
    Single,
    /// A dash that opens a line of dialogue.
    Dash,
}

/// A stretch between an opening and a closing mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The whole stretch in bytes, marks included.
    pub span: Span,
    /// The opening mark itself.
    pub open: Span,
    /// The closing mark; `None` where none was found and the stretch ends with its paragraph.
    pub close: Option<Span>,
    /// What opens it.
    pub kind: MarkKind,
    /// 0, or 1 and up inside other marks.
    pub level: u8,
    /// The stretch in the paragraph before that this one goes on from: the convention by which a quotation over
    /// several paragraphs is opened in each and closed in the last.
    pub continues: Option<MarkId>,
}

/// The marked stretches of a text, sorted by start; nested, never crossing; none crosses a paragraph's end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub(crate) mark: Vec<Mark>,
}

impl Marks {
    /// The marked stretches in order of their start.
    pub fn marks(&self) -> &[Mark] {
        &self.mark
    }
}

/// Pairs the marks of a text, a paragraph at a time.
pub fn pair(_text: &Text, _paragraphs: &Paragraphs, _tokens: &Tokens) -> Marks {
    Marks::default()
}
