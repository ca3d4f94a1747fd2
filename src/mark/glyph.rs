//! Reads single quotation marks with what stands around them: what each could be, before they are paired.

use crate::span::Span;

/// Marks that may pair with each other: “ with ", but never with ’ or ».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// “ ” „ ‟ " and two backquotes or apostrophes.
    Double,
    /// « ».
    Guillemet,
    /// ‘ ’ ‚ ‛ ' and the backquote.
    Single,
    /// ‹ ›.
    Angle,
}

impl Family {
    /// How many families there are.
    pub(super) const COUNT: usize = 4;

    /// Whether an apostrophe could look the same, so that only a pair is evidence.
    pub(super) fn is_single(self) -> bool {
        matches!(self, Self::Single | Self::Angle)
    }
}

/// What a mark can be, from its shape and its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It opens.
    Open,
    /// It closes, and is nothing if there is nothing to close.
    Close,
    /// It closes what is open, else it opens: `said:"No"`, and marks with blanks on both sides.
    Either,
}

/// One mark of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub span: Span,
    pub family: Family,
    pub role: Role,
    /// It may just as well be an apostrophe (workers' rights) or inches (a 6" pipe): a better one later wins.
    pub weak: bool,
    /// Nothing but opening marks stands before it in its paragraph.
    pub leads: bool,
}

/// What stands beside a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// White space, or the paragraph's edge.
    Space,
    /// A letter, a digit or a sign such as $ or @.
    Word,
    /// An opening bracket.
    Bracket,
    /// A dash, hyphen or slash.
    Dash,
    /// Any other punctuation.
    Point,
}

/// Clippings that begin with an apostrophe, not with a mark.
const CLIPPED: [&str; 16] = [
    "tis", "twas", "twere", "twill", "em", "til", "till", "cause", "bout", "round", "n", "neath", "gainst", "twould",
    "tisn't", "cos",
];

/// How far to look past neighbouring marks: more of them in a row mean nothing, and time must stay linear.
const LOOK: usize = 4;

/// Calls `found` for each quotation mark of the paragraph `own` of `text`, in order.
pub(super) fn scan(text: &str, own: Span, mut found: impl FnMut(Glyph)) {
    let paragraph = Paragraph { text: own.of(text), base: own.start() };
    let bytes = paragraph.text.as_bytes();
    let (mut at, mut lead_end) = (0, 0);
    while at < bytes.len() {
        if !CAN_START[bytes[at] as usize] {
            at += 1;
            continue;
        }
        let Some((length, shape)) = paragraph.shape(at) else {
            at += paragraph.text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        if let Some(mut glyph) = paragraph.glyph(at, length, shape) {
            glyph.leads = at == lead_end && glyph.role != Role::Close;
            if glyph.leads {
                lead_end = at + length;
            }
            found(glyph);
        }
        at += length;
    }
}

/// Bytes with which a mark's UTF-8 can begin; all others are passed over at one look each.
const CAN_START: [bool; 256] = {
    let mut table = [false; 256];
    let starts = [b'"', b'\'', b'`', 0xC2, 0xE2];
    let mut i = 0;
    while i < starts.len() {
        table[starts[i] as usize] = true;
        i += 1;
    }
    table
};

/// The shapes of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Opens, unless its place says otherwise and something is open: “ „ « ‹ and two backquotes.
    Opening(Family),
    /// Closes, unless its place says otherwise and nothing is open: ” » › and two apostrophes.
    Closing(Family),
    /// ": only its place tells.
    Straight,
    /// ' ’ and ‘, which are apostrophes as well.
    Single { typed: char },
}

/// The shape of one character.
fn shape_of(character: char) -> Option<Shape> {
    Some(match character {
        '“' | '„' | '‟' => Shape::Opening(Family::Double),
        '”' => Shape::Closing(Family::Double),
        '"' => Shape::Straight,
        '«' => Shape::Opening(Family::Guillemet),
        '»' => Shape::Closing(Family::Guillemet),
        '‹' => Shape::Opening(Family::Angle),
        '›' => Shape::Closing(Family::Angle),
        '‘' | '‚' | '‛' | '`' => Shape::Single { typed: '‘' },
        '’' | '\'' => Shape::Single { typed: character },
        _ => return None,
    })
}

struct Paragraph<'a> {
    text: &'a str,
    base: u32,
}

impl Paragraph<'_> {
    /// Length in bytes and shape of the mark at byte `at`; two backquotes or two apostrophes are one mark.
    fn shape(&self, at: usize) -> Option<(usize, Shape)> {
        let rest = &self.text[at..];
        if rest.starts_with("``") {
            return Some((2, Shape::Opening(Family::Double)));
        }
        if rest.starts_with("''") && !self.ends_single_then_double(at) {
            return Some((2, Shape::Closing(Family::Double)));
        }
        let character = rest.chars().next()?;
        shape_of(character).map(|shape| (character.len_utf8(), shape))
    }

    /// Whether the three apostrophes at `at` close a single mark first and then a double one: ''He said 'no.'''
    fn ends_single_then_double(&self, at: usize) -> bool {
        self.text[at..].starts_with("'''") && matches!(self.before(at), Side::Word | Side::Point)
    }

    fn glyph(&self, at: usize, length: usize, shape: Shape) -> Option<Glyph> {
        let (before, after) = (self.before(at), self.after(at + length));
        let (family, role) = match shape {
            Shape::Opening(family) => (family, opening_role(before, after)),
            Shape::Closing(family) => (family, closing_role(before, after)),
            Shape::Straight if self.is_inches(at) => return None,
            Shape::Straight => (Family::Double, straight_role(before, after)),
            Shape::Single { typed } => (Family::Single, self.single_role(typed, before, after, at + length)?),
        };
        let start = self.base + at as u32;
        let weak = role == Role::Close && before == Side::Word && self.word_follows(at + length) && {
            family == Family::Single
                || shape == Shape::Straight && self.text[..at].ends_with(|c: char| c.is_ascii_digit())
        };
        Some(Glyph { span: Span::new(start, start + length as u32), family, role, weak, leads: false })
    }

    /// The role of a single mark; `None` for an apostrophe.
    fn single_role(&self, typed: char, before: Side, after: Side, end: usize) -> Option<Role> {
        match (before, after) {
            (Side::Word, Side::Word) => None,
            (_, Side::Word) if typed == '’' => None,
            (_, Side::Word) if typed == '‘' => Some(Role::Open),
            (_, Side::Word) if self.is_clipped(end) => None,
            _ => Some(straight_role(before, after)),
        }
    }

    /// Whether what follows the apostrophe that ends at `end` is a decade ('90s) or a word that lost its head ('tis).
    fn is_clipped(&self, end: usize) -> bool {
        let rest = &self.text[end..];
        let length = rest.bytes().take(8).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'\'').count();
        let word = rest[..length].trim_end_matches('\'');
        let decade = word.len() >= 2 && word.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        decade || CLIPPED.iter().any(|clipped| word.eq_ignore_ascii_case(clipped))
    }

    /// Whether the straight mark at `at` stands in a height such as 5'10".
    fn is_inches(&self, at: usize) -> bool {
        let bytes = self.text.as_bytes();
        let digits = bytes[..at].iter().rev().take(2).take_while(|byte| byte.is_ascii_digit()).count();
        let feet = self.text[..at - digits].trim_end_matches(' ');
        digits > 0
            && feet.strip_suffix(['\'', '’', '′']).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether a blank and then a letter follow.
    fn word_follows(&self, end: usize) -> bool {
        let mut rest = self.text[end..].chars();
        rest.next().is_some_and(char::is_whitespace) && rest.next().is_some_and(char::is_alphanumeric)
    }

    fn before(&self, at: usize) -> Side {
        side(self.text[..at].chars().rev().take(LOOK).find(|&character| shape_of(character).is_none()))
    }

    fn after(&self, end: usize) -> Side {
        side(self.text[end..].chars().take(LOOK).find(|&character| shape_of(character).is_none()))
    }
}

fn side(character: Option<char>) -> Side {
    match character {
        None => Side::Space,
        Some(c) if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}') => Side::Space,
        Some('(' | '[' | '{' | '<' | '¿' | '¡') => Side::Bracket,
        Some('-' | '–' | '—' | '―' | '/') => Side::Dash,
        Some(c) if c.is_alphanumeric() || matches!(c, '$' | '£' | '€' | '@' | '#' | '&' | '%' | '*' | '_') => {
            Side::Word
        }
        Some(c) if c.is_ascii_punctuation() || c == '…' => Side::Point,
        // Signs outside ASCII: pictures, currencies, combining marks. They stand where words do.
        Some(_) => Side::Word,
    }
}

/// What a mark without direction can be.
fn straight_role(before: Side, after: Side) -> Role {
    match (before, after) {
        (Side::Space | Side::Bracket, Side::Space) | (Side::Word | Side::Point | Side::Dash, Side::Word) => {
            Role::Either
        }
        (Side::Space | Side::Bracket, _) => Role::Open,
        (_, _) => Role::Close,
    }
}

/// “ opens; but it closes what „ opened, or what was mistyped, where only a closing mark can stand.
fn opening_role(before: Side, after: Side) -> Role {
    if straight_role(before, after) == Role::Close && before != Side::Dash { Role::Either } else { Role::Open }
}

/// ” closes; but it opens where only an opening mark can stand and nothing is open: »so« and ”så”.
fn closing_role(before: Side, after: Side) -> Role {
    if straight_role(before, after) == Role::Open { Role::Either } else { Role::Close }
}
