//! Pairs of quotation marks and dialogue dashes. It sits low because sentences and quotes both need it.
//!
//! A paragraph is read from left to right with a stack of what is open. `glyph` says what each mark can be from its
//! shape and its neighbours; here it is decided by what is open. An apostrophe looks like a single mark, so single
//! marks count in pairs only; a double mark counts alone as well, and its stretch then ends with the paragraph.

mod glyph;

use crate::paragraph::Paragraphs;
use crate::span::{MarkId, Span};
use crate::text::Text;
use glyph::{Family, Glyph, Role};

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
    /// The closing mark; `None` where none was found and the stretch ends with the one around it or its paragraph.
    pub close: Option<Span>,
    /// What opens it.
    pub kind: MarkKind,
    /// 0, or 1 and up inside other marks.
    pub level: u8,
    /// The stretch in the paragraph before that this one goes on from: the convention by which a quotation over
    /// several paragraphs is opened in each and closed in the last.
    pub continues: Option<MarkId>,
}

impl Mark {
    /// What stands between the marks, in bytes.
    pub fn inside(&self) -> Span {
        Span::new(self.open.end(), self.close.map_or(self.span.end(), Span::start))
    }
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

/// Marks open inside one another beyond this are passed over: levels are counted in one byte.
const DEPTH: usize = u8::MAX as usize;

/// Pairs the marks of a text, a paragraph at a time, in time linear in its length.
pub fn pair(text: &Text, paragraphs: &Paragraphs) -> Marks {
    let mut pairing = Pairing::default();
    let mut glyphs = Vec::new();
    for &paragraph in paragraphs.spans() {
        glyphs.clear();
        pairing.begin(text.as_str(), paragraph);
        glyph::scan(text.as_str(), paragraph, |glyph| glyphs.push(glyph));
        forgive_apostrophes(&mut glyphs);
        for &glyph in &glyphs {
            pairing.take(glyph);
        }
        pairing.end(paragraph);
    }
    pairing.finish()
}

/// Takes weak closing marks for apostrophes (or inches) where the next mark of their family is a better closing one.
fn forgive_apostrophes(glyphs: &mut Vec<Glyph>) {
    let mut closes_later = [false; Family::COUNT];
    for glyph in glyphs.iter_mut().rev() {
        let later = &mut closes_later[glyph.family as usize];
        if glyph.weak {
            glyph.weak = *later;
        } else {
            *later = glyph.role == Role::Close;
        }
    }
    glyphs.retain(|glyph| !glyph.weak);
}

/// A mark that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    /// Its place in `Pairing::mark`.
    slot: usize,
    family: Option<Family>,
    leads: bool,
}

/// The stretches found so far and those still open.
#[derive(Debug, Default)]
struct Pairing {
    /// In order of start; `None` for an opening mark that turned out to be an apostrophe.
    mark: Vec<Option<Mark>>,
    stack: Vec<Open>,
    /// How many of each family are open.
    open: [usize; Family::COUNT],
    /// What the paragraph before left open, outermost first, and how much of it this paragraph has opened again.
    left_open: Vec<Open>,
    reopened: usize,
}

impl Pairing {
    fn begin(&mut self, text: &str, paragraph: Span) {
        if let Some(dash) = leading_dash(paragraph.of(text)) {
            let open = Span::new(paragraph.start(), paragraph.start() + dash);
            self.push(open, None, false);
        }
    }

    fn take(&mut self, glyph: Glyph) {
        match glyph.role {
            Role::Close => self.close(glyph),
            Role::Either if self.can_close(glyph.family) => self.close(glyph),
            Role::Open | Role::Either => self.push(glyph.span, Some(glyph.family), glyph.leads),
        }
    }

    fn push(&mut self, open: Span, family: Option<Family>, leads: bool) {
        if self.stack.len() == DEPTH {
            return;
        }
        let kind = match family {
            None => MarkKind::Dash,
            Some(family) if family.is_single() => MarkKind::Single,
            Some(_) => MarkKind::Double,
        };
        let continues = if leads { self.reopen(family) } else { None };
        self.stack.push(Open { slot: self.mark.len(), family, leads });
        if let Some(family) = family {
            self.open[family as usize] += 1;
        }
        self.mark.push(Some(Mark { span: open, open, close: None, kind, level: 0, continues }));
    }

    /// The stretch that an opening mark at a paragraph's start goes on from.
    fn reopen(&mut self, family: Option<Family>) -> Option<MarkId> {
        let before = self.left_open.get(self.reopened).filter(|open| open.family == family)?;
        self.reopened += 1;
        Some(MarkId::new(before.slot))
    }

    /// Whether a closing mark of `family` has something to close. A single one cannot reach past an open double
    /// mark: it is an apostrophe too often.
    fn can_close(&self, family: Family) -> bool {
        if family.is_single() {
            self.stack.last().is_some_and(|open| open.family == Some(family))
        } else {
            self.open[family as usize] > 0
        }
    }

    fn close(&mut self, glyph: Glyph) {
        if !self.can_close(glyph.family) {
            return;
        }
        while let Some(open) = self.pop() {
            if open.family == Some(glyph.family) {
                if let Some(mark) = &mut self.mark[open.slot] {
                    mark.span = mark.open.cover(glyph.span);
                    mark.close = Some(glyph.span);
                }
                return;
            }
            self.abandon(open, glyph.span.start());
        }
    }

    fn pop(&mut self) -> Option<Open> {
        let open = self.stack.pop()?;
        if let Some(family) = open.family {
            self.open[family as usize] -= 1;
        }
        Some(open)
    }

    /// Ends a stretch without a closing mark at byte `end`; a single mark was an apostrophe, unless it leads.
    fn abandon(&mut self, open: Open, end: u32) {
        let mark = &mut self.mark[open.slot];
        if open.family.is_some_and(Family::is_single) && !open.leads {
            *mark = None;
        } else if let Some(mark) = mark {
            mark.span = Span::new(mark.span.start(), end.max(mark.open.end()));
        }
    }

    fn end(&mut self, paragraph: Span) {
        self.left_open.clear();
        self.reopened = 0;
        while let Some(open) = self.pop() {
            self.abandon(open, paragraph.end());
            if open.family.is_some() && self.mark[open.slot].is_some() {
                self.left_open.push(open);
            }
        }
        self.left_open.reverse();
    }

    /// Drops what turned out to be apostrophes, renumbers, and counts levels.
    fn finish(self) -> Marks {
        let mut number = Vec::with_capacity(self.mark.len());
        let mut mark: Vec<Mark> = Vec::with_capacity(self.mark.len());
        let mut around: Vec<u32> = Vec::new();
        for found in self.mark {
            number.push(MarkId::new(mark.len()));
            let Some(mut found) = found else { continue };
            while around.last().is_some_and(|&end| end <= found.span.start()) {
                around.pop();
            }
            found.level = around.len() as u8;
            found.continues = found.continues.map(|before| number[before.index()]);
            around.push(found.span.end());
            mark.push(found);
        }
        Marks { mark }
    }
}

/// The length in bytes of the dash with which a paragraph opens a line of dialogue: — or -- and then a letter.
fn leading_dash(paragraph: &str) -> Option<u32> {
    let dash = ["—", "―", "–", "--"].into_iter().find(|dash| paragraph.starts_with(dash))?;
    let rest = paragraph[dash.len()..].trim_start_matches([' ', '\u{a0}']);
    rest.starts_with(|first: char| first.is_alphabetic() || matches!(first, '…' | '¿' | '¡'))
        .then_some(dash.len() as u32)
}
