"""A document as HTML: static, all text escaped, no script, nothing fetched; readable on light and dark grounds."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from inquit import layout

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from inquit import Doc, Quote

# Turns of the colour circle that keep neighbours apart, in degrees.
GOLDEN_ANGLE = 137.508

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>inquit</title>
<body>
{fragment}
</body>
</html>
"""


def document(doc: Doc, path: str | os.PathLike[str] | None = None, entities: bool = True) -> str:  # noqa: FBT001, FBT002
    """Give a whole page; with `path`, write it there too."""
    page = PAGE.format(fragment=fragment(doc, entities=entities))
    if path is not None:
        Path(path).write_text(page, encoding="utf-8", newline="\n")
    return page


def fragment(doc: Doc, *, entities: bool = True) -> str:
    """Give the part that a notebook shows: the text with its quotations marked, and a table of them."""
    hues = {speaker.id: round(number * GOLDEN_ANGLE) % 360 for number, speaker in enumerate(layout.speakers(doc))}
    paragraphs = "\n".join(
        f"<p>{''.join(_marked(doc, paragraph.start, paragraph.end, hues, entities=entities))}</p>"
        for paragraph in doc.paragraphs
    )
    return f'<div class="inquit">\n<style>\n{_css()}</style>\n{paragraphs}\n{_table(doc, hues)}</div>'


@cache
def _css() -> str:
    return files("inquit").joinpath("view.css").read_text(encoding="utf-8")


def _text(text: str) -> str:
    """Escape; lone surrogates, which no file can hold, become the replacement character."""
    return escape(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))


def _marked(doc: Doc, start: int, end: int, hues: dict[str, int], *, entities: bool) -> Iterator[str]:
    for stretch in layout.stretches(doc, start, end, entities=entities):
        inner = _text(stretch.text)
        outer = ""
        for part in reversed(stretch.parts):
            if part.role == "entity":
                title = f"{part.item.label}, {part.item.score:.2f}"  # type: ignore[union-attr]
                inner = f'<span class="entity" title="{escape(title)}">{inner}</span>'
                continue
            quote: Quote = part.item  # type: ignore[assignment]
            if part.role == "content" and part.first:
                outer += f"<sup>{quote.id}</sup>"
            inner = (
                f'<span class="{part.role}{_class(quote)}"{_style(quote, hues)} title="{_title(quote)}">{inner}</span>'
            )
        yield outer + inner


def _class(quote: Quote) -> str:
    return " unknown" if quote.speaker is None else ""


def _style(quote: Quote, hues: dict[str, int]) -> str:
    return "" if quote.speaker is None else f' style="--hue:{hues[quote.speaker.id]}"'


def _title(quote: Quote) -> str:
    speaker = "speaker unknown" if quote.speaker is None else quote.speaker.name
    return _text(f"{quote.id}: {speaker}; {quote.kind}, {quote.medium}, {quote.score:.2f}")


def _table(doc: Doc, hues: dict[str, int]) -> str:
    if not doc.quotes:
        return ""
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("", "speaker", "source", "cue", "content", "score"))
    return (
        f"<table><thead><tr>{heads}</tr></thead><tbody>\n{''.join(_row(q, hues) for q in doc.quotes)}</tbody></table>\n"
    )


def _row(quote: Quote, hues: dict[str, int]) -> str:
    if quote.speaker is None:
        speaker = "?"
    else:
        speaker = f'<span class="swatch"{_style(quote, hues)}></span>{_text(quote.speaker.name)}'
    words = (_text(layout.words(spans)) for spans in (quote.source, quote.cue, quote.content))
    cells = [quote.id, speaker, *words, f"{quote.score:.2f}"]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
