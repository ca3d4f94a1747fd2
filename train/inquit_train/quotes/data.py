"""The corpora: which there are, what each of them tells, and how they are divided."""

import random
from dataclasses import dataclass, field
from pathlib import Path

from .. import features
from ..batches import Window, windows
from ..corpus import Document, find, records, sample
from . import gold, variants
from .gold import Article


@dataclass(frozen=True, slots=True)
class Source:
    """A corpus: the part of it that is learned from, how much of that a pass sees, of which roles it tells only what it
    marks, and whether it marks quotations within the content of others."""

    name: str
    kept: float = 1.0
    share: float = 1.0
    untold: tuple[str, ...] = ()
    inner_told: bool = True


KNOWN = {
    source.name: source
    for source in (
        Source("polnear", inner_told=False),
        Source("polnear_several", kept=0),  # the texts of the former
        Source("pdnc", kept=0.3, share=0.33, untold=("content", "cue", "source"), inner_told=False),
        Source("news", share=2.0),  # the only corpus of our own guide, and a fifth of PolNeAR
        Source("litbank", share=0.5, untold=("content", "cue", "source"), inner_told=False),
        Source("riqua", share=0.5, untold=("source",), inner_told=False),
    )
}
# Texts kept from each corpus for the scores of links and quotations: one in ten, at most so many.
HELD = 40
LONGEST = 8000  # letters: longer documents are learned from in parts
# Parts of the documents that a pass sees a second time, in other letters or with plain quotation marks.
VARIANT = Source("variants", inner_told=False)
VARIED = ((0.06, variants.without_marks), (0.04, variants.in_one_line))
TRANSCRIPTS = 0.1  # made-up ones for each document
CHANGED = ((0.03, str.upper), (0.03, str.lower), (0.06, lambda letter: variants.STRAIGHT.get(letter, letter)))


def article(record: dict, source: Source) -> Article:
    """A document in the form of `quotes/` as one to learn from."""
    spans = features.tokenize(record["text"])
    made = Article.around(Document.of(record["text"], spans, source.name), record["id"])
    made.quotes = gold.quotations(record, spans)
    made.targets["allowed"] = gold.allowed(made, source.untold)
    return made


def parts(record: dict, longest: int = LONGEST) -> list[dict]:
    """A long document in several, cut between paragraphs where no quotation goes on."""
    text, quotes = record["text"], record.get("quotes") or []
    if len(text) <= 1.5 * longest:
        return [record]
    ranges = [[span for role in gold.FIRST for span in quote.get(role) or []] for quote in quotes]
    bounds = [(min(s for s, _ in spans), max(e for _, e in spans)) for spans in ranges if spans]
    made, start, at = [], 0, longest
    while start < len(text):
        at = text.find("\n\n", at)
        crossed = [end for begin, end in bounds if begin < at < end]
        if at >= 0 and crossed:
            at = max(crossed)
            continue
        end = len(text) if at < 0 else at
        made.append(_part(record, start, end, len(made)))
        start, at = end, end + longest
    return made


def _part(record: dict, start: int, end: int, number: int) -> dict:
    moved = []
    for quote in record.get("quotes") or []:
        spans = {role: [[s - start, e - start] for s, e in quote.get(role) or []] for role in gold.FIRST}
        if all(s >= 0 and e <= end - start for role in spans.values() for s, e in role):
            moved.append({**quote, **spans})
    return {"id": f"{record['id']}#{number}", "text": record["text"][start:end], "quotes": moved}


@dataclass(slots=True)
class Data:
    """What the corpora give: texts to learn from, texts held out for scores, texts to measure on."""

    sources: list[Source]
    train: dict[str, list[Article]]
    held: dict[str, list[Article]]
    dev: dict[str, list[Article]]
    # The files of the development parts.
    paths: dict[str, Path]
    shares: dict[str, float] = field(default_factory=dict)
    # Copies in other letters with their originals.
    changed: list[tuple[Article, Article]] = field(default_factory=list)
    # Texts as they also come; no teacher reads them.
    variants: list[Article] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path, names: list[str] | None = None) -> "Data":
        """The corpora of the folder `quotes`, and `news` if it is there; or those that are named."""
        found = {path.name.split(".")[0]: folder / "quotes" for path in (folder / "quotes").glob("*.train.jsonl*")}
        if list((folder / "news").glob("train.jsonl*")):
            found["news"] = folder / "news"
        sources = [KNOWN.get(name, Source(name)) for name in sorted(found)]
        sources = [source for source in sources if source.kept and (names is None or source.name in names)]
        if not sources or len(sources) < len(names or ()):
            raise FileNotFoundError(
                f"{folder} has no quotes/NAME.train.jsonl.gz" + (f" for all of {names}" * bool(names))
            )
        data, told = cls(sources, {}, {}, {}, {}), []
        for source in sources:
            paths = [find(found[source.name], file_name(source.name, part)) for part in ("train", "dev")]
            cut = [part for record in records(paths[0]) for part in parts(record) if part["text"].strip()]
            random.Random(7).shuffle(cut)
            cut = cut[: round(source.kept * len(cut))]
            given = [article(part, source) for part in cut]
            held = min(HELD, max(1, len(given) // 10))
            if not source.untold:
                told += cut[held:]
            data.held[source.name], data.train[source.name] = given[:held], given[held:] or given
            data.paths[source.name] = paths[1]
            data.dev[source.name] = [article(record, source) for record in records(paths[1]) if record["text"].strip()]
        data._make_variants(told)
        data._set_anchors()
        data._change()
        return data

    def _make_variants(self, told: list[dict]) -> None:
        """Variants of documents in which every quotation is marked."""
        draw = random.Random(13)
        made = [change(each) for share, change in VARIED for each in draw.sample(told, round(share * len(told)))]
        made += variants.transcripts(told, round(TRANSCRIPTS * len(told)), draw)
        draw.shuffle(made)
        self.variants = [article(each, VARIANT) for each in made if each["text"].strip()]
        self.held[VARIANT.name] = self.variants[: len(self.variants) // 20]
        self.variants = self.variants[len(self.held[VARIANT.name]) :]

    def _set_anchors(self) -> None:
        telling = [source.name for source in self.sources if not source.untold] or list(self.train)
        self.shares = gold.share_of_cues([each for name in telling for each in self.train[name]])
        for source in self.sources:
            for part in (self.train, self.held, self.dev):
                for each in part[source.name]:
                    gold.set_anchors(each, self.shares, source.inner_told)
        for each in (*self.variants, *self.held[VARIANT.name]):
            gold.set_anchors(each, self.shares, inner_told=False)

    def _change(self) -> None:
        for source in self.sources:
            draw = random.Random(11)
            documents = self.train[source.name]
            for share, change in CHANGED:
                chosen = draw.sample(documents, round(share * min(1, source.share) * len(documents)))
                self.changed += [(each.recased(change), each) for each in chosen]

    @property
    def documents(self) -> list[Article]:
        """All texts to learn from."""
        return [each for source in self.sources for each in self.train[source.name]]

    def epoch(self, draw: random.Random, length: int) -> list[Window]:
        """The windows of one pass."""
        chosen = [*self.variants, *(copy for copy, _ in self.changed)]
        for source in self.sources:
            chosen += sample(self.train[source.name], source.share, draw)
        return [window for each in chosen for window in windows(each, length, draw)]


def file_name(corpus: str, part: str) -> str:
    """The name of a part of a corpus, without its ending."""
    return part if corpus == "news" else f"{corpus}.{part}"
