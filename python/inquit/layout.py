"""What of a document to show, as plain data: stretches of text with what they are part of, and rows for lists."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from inquit import Cluster, Doc, Entity, Quote, Span

Role: TypeAlias = Literal["content", "cue", "source"]


@dataclass(frozen=True)
class Part:
    """A piece of a quotation's content, cue or source (`quote`), or an entity (`entity`), with its place."""

    start: int
    end: int
    role: Role | Literal["entity"]
    quote: Quote | None = None
    entity: Entity | None = None


@dataclass(frozen=True)
class Stretch:
    """A stretch of text that belongs to the same parts throughout, the outermost first."""

    text: str
    parts: tuple[Part, ...]
    new: tuple[Part, ...]
    """Those of `parts` that begin here, or go on here from a paragraph before."""


def paragraphs(doc: Doc, *, entities: bool, until: int | None = None) -> Iterator[list[Stretch]]:
    """Cut each paragraph wherever a part begins or ends, up to `until`; in time linear in the text and its parts."""
    parts = sorted(_parts(doc, entities=entities), key=lambda part: (part.start, -part.end))
    coming, here = 0, list[Part]()
    for paragraph in doc.paragraphs:
        start, end = paragraph.start, paragraph.end if until is None else min(paragraph.end, until)
        if start >= end:
            break
        here = [part for part in here if part.end > start]
        while coming < len(parts) and parts[coming].start < end:
            here.append(parts[coming])
            coming += 1
        yield list(_cut(doc.text, start, end, here))


def _cut(text: str, start: int, end: int, parts: Iterable[Part]) -> Iterator[Stretch]:
    beginning: dict[int, list[Part]] = {}
    borders = {start, end}
    for part in parts:
        low, high = max(part.start, start), min(part.end, end)
        if low < high:
            beginning.setdefault(low, []).append(part)
            borders |= {low, high}
    going_on: list[Part] = []
    for here, after in pairwise(sorted(borders)):
        new = tuple(beginning.get(here, ()))
        going_on = [part for part in going_on if part.end > here]
        yield Stretch(text[here:after], (*going_on, *new), new)
        going_on += new


def _parts(doc: Doc, *, entities: bool) -> Iterator[Part]:
    roles: tuple[Role, ...] = ("content", "cue", "source")
    for quote in doc.quotes:
        for role in roles:
            for span in getattr(quote, role):
                yield Part(span.start, span.end, role, quote=quote)
    if entities:
        for entity in doc.entities:
            yield Part(entity.start, entity.end, "entity", entity=entity)


def words(spans: tuple[Span, ...]) -> str:
    """Join the words of spans on one line, with an ellipsis where they are interrupted."""
    return " … ".join(" ".join(span.text.split()) for span in spans)


def speakers(quotes: Iterable[Quote]) -> list[Cluster]:
    """List who speaks, each once, in order of their first quotation."""
    found: dict[str, Cluster] = {}
    for quote in quotes:
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
