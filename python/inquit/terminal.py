"""A document on a terminal: the article with its quotations marked, then who said what."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from inquit import layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inquit import Doc, Quote

# Colours that can be told apart on light and on dark grounds, by people with any colour vision (after Okabe and Ito).
COLOURS = (33, 208, 36, 170, 71, 136, 160, 99)
UNKNOWN = 244


def render(doc: Doc, *, width: int = 100, colour: bool = False, entities: bool = True) -> str:
    """Draw a document in `width` columns, with ANSI escapes if `colour`, with plain marks alone if not."""
    style = _Style(doc, colour=colour)
    blocks = [style.legend(), *_article(doc, style, width), *_quotations(doc, style, width)]
    if entities:
        blocks += _names(doc, style, width)
    return "\n\n".join(block for block in blocks if block) + "\n"


class _Style:
    """How things look: which speaker has which colour."""

    def __init__(self, doc: Doc, *, colour: bool) -> None:
        self.colour = colour
        self.of_speaker = {
            speaker.id: COLOURS[number % len(COLOURS)] for number, speaker in enumerate(layout.speakers(doc))
        }

    def paint(self, text: str, *codes: int | str) -> str:
        """Put escapes around `text`, which must be of one line."""
        if not (self.colour and text and codes):
            return text
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"

    def speaker(self, quote: Quote) -> str:
        """Give the code of the colour of a quotation's speaker."""
        number = self.of_speaker.get(quote.speaker.id, UNKNOWN) if quote.speaker is not None else UNKNOWN
        return f"38;5;{number}"

    def legend(self) -> str:
        """Say what the marks mean."""
        if self.colour:
            content, cue, source = self.paint("content", 4), self.paint("cue", 3), self.paint("source", 1)
            return f"{content}  {cue}  {source}: one colour a speaker"
        return "[q1 content]  /cue/  {source}"


def _article(doc: Doc, style: _Style, width: int) -> Iterator[str]:
    for paragraph in doc.paragraphs:
        marked = layout.stretches(doc, paragraph.start, paragraph.end, entities=False)
        pieces = _coloured(marked, style) if style.colour else _bracketed(marked)
        yield _wrap(pieces, style, width)


_Piece = tuple[str, tuple[int | str, ...]]


def _coloured(stretches: Iterator[layout.Stretch], style: _Style) -> Iterator[_Piece]:
    for stretch in stretches:
        codes: list[int | str] = []
        for part in stretch.parts:
            quote = part.item
            if part.role == "content" and part.first:
                yield f"{quote.id} ", (2, style.speaker(quote))  # type: ignore[arg-type]
            codes.append({"content": 4, "cue": 3, "source": 1}[part.role])
            codes.append(style.speaker(quote))  # type: ignore[arg-type]
        yield stretch.text, tuple(codes)


def _bracketed(stretches: Iterator[layout.Stretch]) -> Iterator[_Piece]:
    """Set marks in place of colours; a mark closes where its part is over."""
    open_parts: list[layout.Part] = []
    closing = {"content": "]", "cue": "/", "source": "}"}
    for stretch in stretches:
        going_on = {(part.role, part.item.id) for part in stretch.parts if not part.first}
        over = [part for part in open_parts if (part.role, part.item.id) not in going_on]
        open_parts = [part for part in open_parts if part not in over]
        before = "".join(closing[part.role] for part in reversed(over))
        new = [part for part in stretch.parts if part.first]
        opening = {"content": "[{id} ", "cue": "/", "source": "{{"}
        before += "".join(opening[part.role].format(id=part.item.id) for part in new)
        open_parts += new
        yield before + stretch.text, ()
    yield "".join(closing[part.role] for part in reversed(open_parts)), ()


def _wrap(pieces: Iterator[_Piece], style: _Style, width: int) -> str:
    """Break lines at white space; escapes take no room."""
    lines = [""]
    room = width
    word: list[_Piece] = []

    def place() -> None:
        nonlocal room, word
        length = sum(len(text) for text, _ in word)
        if length > room - 1 and lines[-1]:
            lines.append("")
            room = width
        elif lines[-1]:
            lines[-1] += " "
            room -= 1
        lines[-1] += "".join(style.paint(text, *codes) for text, codes in word)
        room -= length
        word = []

    for text, codes in pieces:
        first, *rest = _printable(text).split(" ")
        if first:
            word.append((first, codes))
        for following in rest:
            if word:
                place()
            if following:
                word.append((following, codes))
    if word:
        place()
    return "\n".join(lines)


def _printable(text: str) -> str:
    """Turn white space into spaces, and leave no character that would steer the terminal or cannot be written."""
    kept = (char if char.isprintable() else " " if char.isspace() else "\ufffd" for char in text)
    return " ".join("".join(kept).split()) if text.strip() else " " * bool(text) if text.isspace() else ""


def _quotations(doc: Doc, style: _Style, width: int) -> Iterator[str]:
    count = len(doc.quotes)
    yield style.paint(f"{count} quotation{'' if count == 1 else 's'}", 1)
    for quote in doc.quotes:
        name = _printable(quote.speaker.name) if quote.speaker is not None else "?"
        about = [quote.kind, quote.medium, f"{quote.score:.2f}"]
        if quote.cue:
            about.insert(0, f"“{_printable(layout.words(quote.cue))}”")
        source = _printable(layout.words(quote.source))
        if source and source != name:
            about.insert(0, source)
        about += [f"in {quote.parent.id}"] if quote.parent is not None else []
        about += list(quote.issues)
        head = f"{quote.id:>4}  {style.paint(name, 1, style.speaker(quote))}  {style.paint(' · '.join(about), 2)}"
        content = _printable(layout.words(quote.content))
        yield head + "\n" + textwrap.fill(content, width, initial_indent=" " * 6, subsequent_indent=" " * 6)


def _names(doc: Doc, style: _Style, width: int) -> Iterator[str]:
    names = layout.names(doc)
    if not names:
        return
    rows = [style.paint("Names", 1)]
    for label, of_label in names.items():
        listed = ", ".join(_printable(name) for name in of_label)
        rows.append(textwrap.fill(listed, width, initial_indent=f"{label:>4}  ", subsequent_indent=" " * 6))
    yield "\n".join(rows)
