"""A document as HTML: static, all text escaped, no script, nothing fetched; readable on light and dark grounds."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from inquit import layout

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Sequence

    from inquit import Doc, Quote

# Turns of the colour circle that keep neighbours apart, in degrees.
GOLDEN_ANGLE = 137.508

# A notebook keeps what it shows, so it shows so many characters of a long document.
MOST_CHARACTERS = 20_000

UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>inquit</title>
<style>body {{ margin: 2rem auto; padding: 0 1rem; max-width: 48rem; }}</style>
<body>
{body}
</body>
</html>
"""

LEGEND = (
    '<p class="legend"><span class="content">content</span> <span class="cue">cue</span> '
    '<span class="source">source</span> one colour a speaker</p>\n'
)


def document(doc: Doc, path: str | os.PathLike[str] | None = None, entities: bool = True) -> str:  # noqa: FBT001, FBT002
    """Give a whole page; with `path`, write it there too."""
    page = PAGE.format(body=_body(doc, doc.quotes, layout.paragraphs(doc, entities=entities)))
    if path is not None:
        Path(path).write_text(page, encoding="utf-8", newline="\n")
    return page


def fragment(doc: Doc) -> str:
    """Give what a notebook shows: the text with its quotations marked, and a table of them; the start of a long one."""
    if len(doc.text) <= MOST_CHARACTERS:
        return _body(doc, doc.quotes, layout.paragraphs(doc, entities=True))
    until = doc.text.rfind(" ", 0, MOST_CHARACTERS) + 1 or MOST_CHARACTERS
    shown = list(takewhile(lambda quote: quote.content[0].start < until, doc.quotes))
    rest = (
        f"<p>… and {len(doc.text) - until:,} more characters with {len(doc.quotes) - len(shown):,} more quotations: "
        f'<code>doc.to_html("page.html")</code> writes everything to a file.</p>'
    )
    return _body(doc, shown, layout.paragraphs(doc, entities=True, until=until), rest)


def _body(doc: Doc, shown: Sequence[Quote], paragraphs: Iterable[list[layout.Stretch]], rest: str = "") -> str:
    hues = {speaker.id: round(turn * GOLDEN_ANGLE) % 360 for turn, speaker in enumerate(layout.speakers(doc.quotes))}
    article = "\n".join(f"<p>{''.join(_marked(stretches, hues))}</p>" for stretches in paragraphs)
    legend = LEGEND if shown else ""
    return f'<div class="inquit">\n<style>\n{_css()}</style>\n{legend}{article}\n{rest}{_table(shown, hues)}</div>'


@cache
def _css() -> str:
    return files("inquit").joinpath("view.css").read_text(encoding="utf-8")


def _text(text: str) -> str:
    """Escape; what no page can hold, lone surrogates and most controls, becomes the replacement character."""
    return escape(UNFIT.sub("\N{REPLACEMENT CHARACTER}", text))


def _marked(stretches: Iterable[layout.Stretch], hues: dict[str, int]) -> Iterator[str]:
    """Set parts as nested elements; those that cross are cut where the outer one ends."""
    inside: tuple[layout.Part, ...] = ()
    for stretch in stretches:
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(inside, stretch.parts, strict=False)))
        yield "</span>" * (len(inside) - kept)
        inside = stretch.parts
        for part in inside[kept:]:
            if part.role == "content" and part.quote is not None and part in stretch.new:
                yield f"<sup>{part.quote.id}</sup>"
            yield f"<span {_attributes(part, hues)}>"
        yield _text(stretch.text)
    yield "</span>" * len(inside)


def _attributes(part: layout.Part, hues: dict[str, int]) -> str:
    title = _title(part.quote) if part.quote is not None else ""
    if part.entity is not None:
        title = f"{part.entity.label}, {part.entity.score:.2f}"
    return f'class="{part.role}"{_hue(part.quote, hues)} title="{_text(title)}"'


def _hue(quote: Quote | None, hues: dict[str, int]) -> str:
    return "" if quote is None or quote.speaker is None else f' style="--hue:{hues[quote.speaker.id]};--colour:1"'


def _title(quote: Quote) -> str:
    speaker = "speaker unknown" if quote.speaker is None else quote.speaker.name
    return f"{quote.id}: {speaker}; {quote.kind}, {quote.medium}, {quote.score:.2f}"


def _table(quotes: Sequence[Quote], hues: dict[str, int]) -> str:
    if not quotes:
        return ""
    heads = "".join(
        f'<th scope="col">{head}</th>' for head in ("", "speaker", "source", "cue", "content", "kind", "score")
    )
    rows = "".join(_row(quote, hues) for quote in quotes)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>\n"


def _row(quote: Quote, hues: dict[str, int]) -> str:
    if quote.speaker is None:
        speaker = "?"
    else:
        speaker = f'<span class="swatch"{_hue(quote, hues)}></span>{_text(quote.speaker.name)}'
    words = (_text(layout.words(spans)) for spans in (quote.source, quote.cue, quote.content))
    cells = [quote.id, speaker, *words, quote.kind, f"{quote.score:.2f}"]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
