"""What of a document to show, as plain data: stretches of text with what they are part of, and rows for tables."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inquit import Cluster, Doc, Entity, Quote, Span


@dataclass(frozen=True)
class Part:
    """A quotation's content, cue or source, or an entity, that a stretch of text belongs to."""

    role: str
    """`content`, `cue`, `source` or `entity`."""
    item: Quote | Entity
    first: bool
    """Whether the stretch is the first of this part."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of text that belongs to the same parts throughout."""

    text: str
    parts: tuple[Part, ...]


def stretches(doc: Doc, start: int, end: int, *, entities: bool) -> Iterator[Stretch]:
    """Cut `doc.text[start:end]` wherever a quotation's part, or an entity, begins or ends."""
    opening: dict[int, list[tuple[int, str, Quote | Entity]]] = {}
    borders = {start, end}
    for low, high, role, item in _spans(doc, entities=entities):
        if low < end and high > start:
            low_here, high_here = max(low, start), min(high, end)
            opening.setdefault(low_here, []).append((high_here, role, item))
            borders |= {low_here, high_here}
    active: list[tuple[int, str, Quote | Entity]] = []
    places = sorted(borders)
    for here, after in pairwise(places):
        new = opening.get(here, [])
        active = [entry for entry in active if entry[0] > here]
        parts = [Part(role, item, first=False) for _, role, item in active]
        parts += [Part(role, item, first=True) for _, role, item in new]
        active += new
        yield Stretch(doc.text[here:after], tuple(parts))


def _spans(doc: Doc, *, entities: bool) -> Iterator[tuple[int, int, str, Quote | Entity]]:
    for quote in doc.quotes:
        for role, spans in (("content", quote.content), ("cue", quote.cue), ("source", quote.source)):
            for span in spans:
                yield span.start, span.end, role, quote
    if entities:
        for entity in doc.entities:
            yield entity.start, entity.end, "entity", entity


def words(spans: tuple[Span, ...]) -> str:
    """Join the words of spans on one line, with an ellipsis where they are interrupted."""
    return " … ".join(" ".join(span.text.split()) for span in spans)


def speakers(doc: Doc) -> list[Cluster]:
    """List who speaks, each once, in order of their first quotation."""
    found: dict[str, Cluster] = {}
    for quote in doc.quotes:
        if quote.speaker is not None:
            found.setdefault(quote.speaker.id, quote.speaker)
    return list(found.values())


def names(doc: Doc) -> dict[str, list[str]]:
    """List the names that occur, by label, each once, in order."""
    found: dict[str, dict[str, None]] = {}
    for entity in doc.entities:
        name = entity.cluster.name if entity.cluster is not None else entity.text
        found.setdefault(entity.label, {})[" ".join(name.split())] = None
    return {label: list(of_label) for label, of_label in found.items()}
