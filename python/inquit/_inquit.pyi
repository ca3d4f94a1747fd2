"""The compiled part of inquit. All positions are Unicode code points, half open: what `text[start:end]` takes."""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, final, overload

import numpy
import numpy.typing

__all__ = [
    "Cluster",
    "Doc",
    "Entity",
    "InquitError",
    "Mention",
    "Pipeline",
    "Quote",
    "Span",
    "Token",
    "Tokens",
    "__version__",
    "annotate",
    "choice_features",
    "choices",
    "evaluate",
    "features",
    "letters",
    "load",
    "parse",
    "tokenize",
]

__version__: str

_Kind: TypeAlias = Literal["direct", "indirect", "mixed"]
_Medium: TypeAlias = Literal["speech", "writing", "thought"]
_EntityLabel: TypeAlias = Literal["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "MISC"]
_ClusterLabel: TypeAlias = Literal["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "MISC", "GROUP", "OTHER"]
_MentionKind: TypeAlias = Literal["name", "noun", "pronoun"]

class InquitError(ValueError):
    """Something given to inquit cannot be used: an option, a model, a file's content. The message says what and where."""

def load(
    model: str = "default",
    *,
    cues: Sequence[str] | None = None,
    aliases: Mapping[str, str] | str | os.PathLike[str] | None = None,
    gazetteer: Mapping[str, _EntityLabel] | str | os.PathLike[str] | None = None,
    min_score: float | None = None,
    mediums: Sequence[_Medium] | None = None,
) -> Pipeline:
    """Load a model that is built in (no file, no network), or one of your own.

    `model` is the name of a model, or the path of a folder that training wrote: files of weights (`tags.safetensors`) with
    a card beside each (`tags.toml`). Tasks that the folder has nothing for are done as in `default`.

    `cues` are reporting verbs of your own in any form (`["tweet", "rapped"]`): every form of them reports speech.
    `aliases` maps other names to the name to give (`{"POTUS": "Donald Trump"}`); they win over what the model finds.
    `gazetteer` maps names to their labels (`{"Ludlow Harbour": "FAC"}`), exactly as texts write them; they win over the
    model and give way to aliases. Both may also be the path of a CSV file, with the columns `alias` and `name`, or `name`
    and `label`.

    `min_score` is the lowest score of a quotation that is given, 0 to 1: higher for fewer and surer ones, lower for more.
    Without it the one at which the F1 of quotations is highest.
    `mediums` are those of the quotations that are given (`["speech", "writing"]` leaves thoughts out); without it, all.

    Raises `InquitError` for an unknown model, medium or label, a score that is none, an empty cue, alias or name, and a CSV
    file without those columns; `OSError` if a file cannot be read.
    """

def parse(text: str, /) -> Doc:
    """Read a text with the default model, which is loaded on first use and kept. Never raises on any `str`."""

def tokenize(text: str, /) -> Tokens:
    """Split a text into the words of Universal Dependencies and do nothing else; lemma and tags are None."""

def annotate(
    pipeline: Pipeline, input: str | os.PathLike[str], output: str | os.PathLike[str]
) -> tuple[int, list[str]]:
    """Read the texts of a JSON Lines file (`id`, `text`; `.gz` too; `-` for standard input) and write all layers.

    Gives the number of documents and a message for each line that is none. The output file appears whole or not at
    all. Raises `OSError` where a file cannot be opened, read or written.
    """

def evaluate(
    pipeline: Pipeline,
    gold: str | os.PathLike[str],
    predicted: str | os.PathLike[str] | None,
    *,
    top_level: bool,
    core_labels: bool,
    draws: int,
) -> dict[str, Any]:
    """Score a JSON Lines file, or what the pipeline finds, against a gold file.

    The result has `documents`, `without_prediction`, `unmatched`, `failures` (messages), `rows` (one a measure and
    class) and `table` (the rows as text). `draws` is how often documents are drawn again for the 95 % intervals.
    """

@final
class Pipeline:
    """A loaded model with its options: call it on a text. Threads can share it."""

    def __call__(self, text: str, /) -> Doc:
        """Read a text. Never raises on any `str`; the interpreter is free meanwhile."""
    @property
    def model(self) -> str:
        """The model's name."""

@final
class Doc:
    """One document: its text and every layer found in it. It never changes."""

    @property
    def text(self) -> str:
        """The very string that was read."""
    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Quotations in order of their first content span."""
    @property
    def entities(self) -> tuple[Entity, ...]:
        """Named entities in order; none overlap."""
    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Who and what is meant, in order of first mention."""
    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Names, descriptions and pronouns that mean somebody or something, in order; some overlap."""
    @property
    def tokens(self) -> Tokens:
        """Words."""
    @property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences: every token is in exactly one."""
    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """Paragraphs, without the white space around them."""
    def span(self, start: int, end: int, /) -> Span:
        """Give the stretch from code point `start` to `end`. Raises `IndexError` if the text has none."""
    def to_dict(self, id: str = "") -> dict[str, Any]:
        """Give every layer as plain lists and dictionaries, in the interchange form."""
    @staticmethod
    def from_dict(dict: dict[str, Any], /) -> Doc:
        """Make the document that `to_dict` was called on. Raises `InquitError` where something does not fit the text."""
    def to_html(self, path: str | os.PathLike[str] | None = None, *, entities: bool = True) -> str:
        """Give a page of static HTML; with `path`, write it there too."""
    def to_brat(self) -> str:
        """Give brat standoff annotation: the `.ann` file that goes with the text as `.txt`."""
    def to_conll(self, id: str = "") -> str:
        """Give CoNLL-U: one word a line, entities and quotations in the last column."""
    def _repr_html_(self) -> str: ...
    def _item(self, layer: str, index: int) -> Quote | Entity | Cluster | Mention: ...
    @staticmethod
    def _restore(string: str, packed: bytes) -> Doc: ...
    def __len__(self) -> int: ...
    def __copy__(self) -> Doc: ...
    def __deepcopy__(self, _memo: object) -> Doc: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...

@final
class Span:
    """A stretch of a document's text."""

    @property
    def start(self) -> int:
        """The first code point."""
    @property
    def end(self) -> int:
        """The code point after the last."""
    @property
    def text(self) -> str:
        """The text's own characters: `doc.text[start:end]`."""
    @property
    def doc(self) -> Doc:
        """The document."""
    def __len__(self) -> int: ...
    def __contains__(self, other: Span, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Span, /) -> bool: ...
    def __le__(self, other: Span, /) -> bool: ...
    def __gt__(self, other: Span, /) -> bool: ...
    def __ge__(self, other: Span, /) -> bool: ...

@final
class Quote:
    """One quotation."""

    @property
    def id(self) -> str:
        """`q1`, `q2` and so on, in order."""
    @property
    def kind(self) -> _Kind:
        """How much of the content stands between quotation marks: all, none, some."""
    @property
    def medium(self) -> _Medium:
        """How words or thoughts are presented (after Semino and Short, 2004)."""
    @property
    def content(self) -> tuple[Span, ...]:
        """What is said; several spans where it is interrupted."""
    @property
    def cue(self) -> tuple[Span, ...]:
        """The words that report it."""
    @property
    def source(self) -> tuple[Span, ...]:
        """Who says it, as written."""
    @property
    def speaker(self) -> Cluster | None:
        """Who that is, or None where it cannot be told."""
    @property
    def speaker_score(self) -> float:
        """The probability that the speaker is right; 0 without one."""
    @property
    def score(self) -> float:
        """The probability that the quotation is right: of those scored 0.8, about 80 in 100 are."""
    @property
    def level(self) -> int:
        """0, or 1 and up for a quotation inside a quotation."""
    @property
    def parent(self) -> Quote | None:
        """The quotation whose content this one is inside of."""
    @property
    def issues(self) -> tuple[str, ...]:
        """What a careful reader should know, such as "unclosed mark"."""
    @property
    def doc(self) -> Doc:
        """The document."""
    def explain(self) -> str:
        """Say why, step by step, a line each."""
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Quote, /) -> bool: ...
    def __le__(self, other: Quote, /) -> bool: ...
    def __gt__(self, other: Quote, /) -> bool: ...
    def __ge__(self, other: Quote, /) -> bool: ...

@final
class Entity:
    """One named entity."""

    @property
    def id(self) -> str:
        """`e1`, `e2` and so on, in order."""
    @property
    def start(self) -> int:
        """The first code point."""
    @property
    def end(self) -> int:
        """The code point after the last."""
    @property
    def text(self) -> str:
        """The name as written."""
    @property
    def label(self) -> _EntityLabel:
        """What kind of thing it names."""
    @property
    def score(self) -> float:
        """The probability that span and label are right."""
    @property
    def cluster(self) -> Cluster | None:
        """Who or what is meant."""
    @property
    def doc(self) -> Doc:
        """The document."""
    def __len__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Entity, /) -> bool: ...
    def __le__(self, other: Entity, /) -> bool: ...
    def __gt__(self, other: Entity, /) -> bool: ...
    def __ge__(self, other: Entity, /) -> bool: ...

@final
class Cluster:
    """One person, organization, place or group, and every expression that means it."""

    @property
    def id(self) -> str:
        """`c1`, `c2` and so on, in order."""
    @property
    def name(self) -> str:
        """The fullest name in the document, or the one that `aliases` gave."""
    @property
    def label(self) -> _ClusterLabel:
        """What kind of thing it is; GROUP and OTHER are for speakers that are no named entity."""
    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Its names, descriptions and pronouns in order."""
    @property
    def doc(self) -> Doc:
        """The document."""
    def __len__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Cluster, /) -> bool: ...
    def __le__(self, other: Cluster, /) -> bool: ...
    def __gt__(self, other: Cluster, /) -> bool: ...
    def __ge__(self, other: Cluster, /) -> bool: ...

@final
class Mention:
    """One expression that means somebody or something."""

    @property
    def id(self) -> str:
        """`m1`, `m2` and so on, in order."""
    @property
    def start(self) -> int:
        """The first code point."""
    @property
    def end(self) -> int:
        """The code point after the last."""
    @property
    def text(self) -> str:
        """The words as written."""
    @property
    def kind(self) -> _MentionKind:
        """Its form."""
    @property
    def cluster(self) -> Cluster | None:
        """Who or what is meant."""
    @property
    def doc(self) -> Doc:
        """The document."""
    def __len__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Mention, /) -> bool: ...
    def __le__(self, other: Mention, /) -> bool: ...
    def __gt__(self, other: Mention, /) -> bool: ...
    def __ge__(self, other: Mention, /) -> bool: ...

@final
class Tokens:
    """The words of a text, in order: a sequence of `Token`."""

    @property
    def starts(self) -> numpy.typing.NDArray[numpy.uint32]:
        """First code points: a read-only view of the document's own memory. Needs numpy."""
    @property
    def ends(self) -> numpy.typing.NDArray[numpy.uint32]:
        """Code points after the last: a read-only view of the document's own memory. Needs numpy."""
    @property
    def texts(self) -> list[str]:
        """Every word as written."""
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, at: int, /) -> Token: ...
    @overload
    def __getitem__(self, at: slice, /) -> tuple[Token, ...]: ...
    def __iter__(self) -> Iterator[Token]: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...

@final
class Token:
    """One word."""

    @property
    def start(self) -> int:
        """The first code point."""
    @property
    def end(self) -> int:
        """The code point after the last."""
    @property
    def text(self) -> str:
        """The word as written."""
    @property
    def lemma(self) -> str | None:
        """The dictionary form."""
    @property
    def upos(self) -> str | None:
        """The part of speech of Universal Dependencies: "NOUN"."""
    @property
    def xpos(self) -> str | None:
        """The Penn Treebank tag: "NNS"."""
    def __len__(self) -> int: ...
    def __hash__(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __lt__(self, other: Token, /) -> bool: ...
    def __le__(self, other: Token, /) -> bool: ...
    def __gt__(self, other: Token, /) -> bool: ...
    def __ge__(self, other: Token, /) -> bool: ...

def features(text: str, spans: Sequence[tuple[int, int]], names: Sequence[str]) -> bytes:
    """Extract what a network is told of each token: for training, so that it sees what the library sees.

    `spans` are T tokens in code points, sorted and disjoint; `names` are F features, those of `src/encode/feature.rs`.
    Returns T by F unsigned numbers of 32 bits, token by token: `numpy.frombuffer(…, "uint32").reshape(-1, F)`.

    Raises `InquitError` for an unknown name, and for a span that is empty, outside the text or out of order.
    """

def choices(
    pipeline: Pipeline, text: str
) -> tuple[Doc, list[tuple[int, int, list[int], bytes]], list[tuple[int, int, list[int], bytes]]]:
    """Read a text and tell every choice that was made of who is meant by a mention, and of whose turn a quotation is: for training.

    A choice is the span in code points that it is about (a mention; the first piece of a quotation), the cluster of each
    candidate (-1 for nobody of them), and their features: 32-bit floats, candidate by candidate.
    """

def choice_features() -> tuple[int, int]:
    """How many features a choice of a mention has, and one of a turn."""

def letters(word: str) -> tuple[bytes, int]:
    """Give what the library sees of a word's letters: in lower case with digits as 0, in UTF-8; and the number of its shape."""
