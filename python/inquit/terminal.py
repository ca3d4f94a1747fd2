"""A document on a terminal: the article with its quotations marked, then who said what."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import combining, east_asian_width

from inquit import layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inquit import Doc, Quote

# Colours that can be told apart on light and on dark grounds, by people with any colour vision (after Okabe and Ito).
COLOURS = (33, 208, 36, 170, 71, 136, 160, 99)
UNKNOWN = 244

BOLD, DIM, ITALIC, UNDERLINED = 1, 2, 3, 4
SIGNS = {"content": UNDERLINED, "cue": ITALIC, "source": BOLD}
OPENING = {"content": "[{id}\N{NO-BREAK SPACE}", "cue": "/", "source": "{{"}
CLOSING = {"content": "]", "cue": "/", "source": "}"}
INDENT = " " * 6

# What would steer the terminal or turn the order of its characters about, or cannot be written: controls, surrogates,
# embeddings, overrides and isolates.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")

# A piece of a line, and how it looks.
Piece: TypeAlias = tuple[str, tuple[int | str, ...]]


def render(doc: Doc, *, width: int = 100, colour: bool = False, entities: bool = True) -> str:
    """Draw a document in `width` columns, with ANSI escapes if `colour`, with plain marks alone if not."""
    style = _Style(doc.quotes, colour=colour)
    blocks = [style.legend(), *_article(doc, style, width), *_quotations(doc.quotes, style, width)]
    if entities:
        blocks += _names(doc, style, width)
    return "\n\n".join(block for block in blocks if block) + "\n"


class _Style:
    """How things look: which speaker has which colour."""

    def __init__(self, quotes: Iterable[Quote], *, colour: bool) -> None:
        self.colour = colour
        self.of_speaker = {
            speaker.id: COLOURS[number % len(COLOURS)] for number, speaker in enumerate(layout.speakers(quotes))
        }

    def paint(self, text: str, *codes: int | str) -> str:
        """Put escapes around `text`, which must be of one line."""
        if not (self.colour and text and codes):
            return text
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"

    def speaker(self, quote: Quote) -> str:
        """Give the code of the colour of a quotation's speaker."""
        number = self.of_speaker[quote.speaker.id] if quote.speaker is not None else UNKNOWN
        return f"38;5;{number}"

    def legend(self) -> str:
        """Say what the marks mean."""
        if self.colour:
            signs = "  ".join(self.paint(role, sign) for role, sign in SIGNS.items())
            return f"{signs}  one colour a speaker"
        return "[q1 content]  /cue/  {source}"


def _article(doc: Doc, style: _Style, width: int) -> Iterator[str]:
    for stretches in layout.paragraphs(doc, entities=False):
        pieces = _coloured(stretches, style) if style.colour else _bracketed(stretches)
        yield _wrap(pieces, style, width)


def _coloured(stretches: Iterable[layout.Stretch], style: _Style) -> Iterator[Piece]:
    for stretch in stretches:
        codes: list[int | str] = []
        for part in stretch.parts:
            if part.quote is None:
                continue
            if part.role == "content" and part in stretch.new:
                yield f"{part.quote.id}\N{NO-BREAK SPACE}", (DIM, style.speaker(part.quote))
            codes += [SIGNS[part.role], style.speaker(part.quote)]
        yield _safe(stretch.text), tuple(codes)


def _bracketed(stretches: Iterable[layout.Stretch]) -> Iterator[Piece]:
    """Set marks in place of colours; a mark closes where its part is over."""
    going_on: list[layout.Part] = []
    for stretch in stretches:
        marks = [CLOSING[part.role] for part in reversed(going_on) if part not in stretch.parts]
        going_on = [part for part in going_on if part in stretch.parts]
        marks += [OPENING[part.role].format(id=part.quote.id) for part in stretch.new if part.quote is not None]
        going_on += stretch.new
        yield "".join(marks) + _safe(stretch.text), ()
    yield "".join(CLOSING[part.role] for part in reversed(going_on)), ()


def _safe(text: str) -> str:
    """Turn white space into spaces, and leave no character that would steer the terminal; as many characters."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", re.sub(r"\s", " ", text))


def _wrap(pieces: Iterable[Piece], style: _Style, width: int, first: str = "", others: str = "") -> str:
    """Break lines at spaces, with an indent; escapes take no room."""
    lines: list[list[list[Piece]]] = [[]]
    room = width - len(first)
    for word in _words(pieces):
        length = sum(_columns(text) for text, _ in word)
        if lines[-1] and length + 1 > room:
            lines.append([])
            room = width - len(others)
        room -= length + (1 if lines[-1] else 0)
        lines[-1].append(word)
    drawn = (
        indent + _line(words, style) for indent, words in zip([first, *[others] * len(lines)], lines, strict=False)
    )
    return "\n".join(drawn)


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Part pieces at spaces; a word may have several looks."""
    word: list[Piece] = []
    for text, codes in pieces:
        for number, bit in enumerate(text.split(" ")):
            if number and word:
                yield word
                word = []
            if bit:
                word.append((bit, codes))
    if word:
        yield word


def _columns(text: str) -> int:
    """Count the columns that a terminal gives to `text`."""
    if text.isascii():
        return len(text)
    joining = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{VARIATION SELECTOR-16}"
    return sum(0 if combining(c) or c in joining else 1 + (east_asian_width(c) in "WF") for c in text)


def _line(words: list[list[Piece]], style: _Style) -> str:
    """Join words by spaces, which look like the words around them where these look alike."""
    pieces: list[Piece] = []
    for word in words:
        if pieces:
            pieces.append((" ", word[0][1] if word[0][1] == pieces[-1][1] else ()))
        pieces += word
    alike = groupby(pieces, key=lambda piece: piece[1])
    painted = (style.paint("".join(text for text, _ in group), *codes) for codes, group in alike)
    return "".join(painted).replace("\N{NO-BREAK SPACE}", " ")


def _quotations(quotes: tuple[Quote, ...], style: _Style, width: int) -> Iterator[str]:
    yield style.paint(f"{len(quotes)} quotation{'' if len(quotes) == 1 else 's'}", BOLD)
    for quote in quotes:
        head = _wrap(_head(quote, style), style, width, f"{quote.id:>4}  ", INDENT)
        content = [(_safe(layout.words(quote.content)), ())]
        yield head + "\n" + _wrap(content, style, width, INDENT, INDENT)


def _head(quote: Quote, style: _Style) -> Iterator[Piece]:
    """Give the speaker, then the source and the cue as written, then what sort of quotation it is."""
    name = "speaker unknown" if quote.speaker is None else " ".join(quote.speaker.name.split())
    yield _safe(name), (BOLD, style.speaker(quote))
    source, cue = layout.words(quote.source), layout.words(quote.cue)
    for role, words in (("source", source if source != name else ""), ("cue", cue)):
        if words:
            marked = words if style.colour else OPENING[role].format() + words + CLOSING[role]
            yield " · ", (DIM,)
            yield _safe(marked), (SIGNS[role],)
    facts = [quote.kind, quote.medium, f"{quote.score:.2f}"]
    facts += [f"inside {quote.parent.id}"] if quote.parent is not None else []
    yield "".join(f" · {fact}" for fact in (*facts, *quote.issues)), (DIM,)


def _names(doc: Doc, style: _Style, width: int) -> Iterator[str]:
    names = layout.names(doc)
    if not names:
        return
    rows = [style.paint("Names", BOLD)]
    for label, of_label in names.items():
        listed = ", ".join(_safe(name).replace(" ", "\N{NO-BREAK SPACE}") for name in of_label)
        rows.append(_wrap([(listed, ())], style, width, f"{label:>4}  ", INDENT))
    yield "\n".join(rows)
