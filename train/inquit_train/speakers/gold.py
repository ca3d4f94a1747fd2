"""What annotation tells of who is meant: referents of mentions, and speakers of quotations."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from ..corpus import records

WORD_BEFORE = re.compile(r"(\S+)\s+$")
ARTICLES = {"the", "a", "an"}


def normal(name: str) -> str:
    """A name as it is compared: in lower case, without marks and articles."""
    words = re.sub(r"[^\w\s]", "", name.lower()).split()
    return " ".join(words[1:] if words and words[0] in ARTICLES else words)


@dataclass(slots=True)
class Gold:
    """A text with the referents (any names of theirs that tell them apart) of some of its mentions and quotations."""

    text: str
    corpus: str
    # By the span of the mention.
    mentions: dict[tuple[int, int], str] = field(default_factory=dict)
    # By where its content starts; sources are mentions as well.
    speakers: dict[int, str] = field(default_factory=dict)
    # By the name in normal form; names that two referents have are left out.
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, record: dict, corpus: str) -> "Gold":
        made = cls(record["text"], corpus)
        for mention in record.get("mentions") or ():
            made.mentions[mention["start"], mention["end"]] = mention["cluster"]
        for quote in record.get("quotes") or ():
            if quote["speaker"] is not None and quote["content"]:
                made.speakers[quote["content"][0][0]] = quote["speaker"]
                for start, end in quote["source"][:1]:
                    made.mentions[start, end] = quote["speaker"]
        for entity in record.get("entities") or ():
            if entity.get("cluster") is not None:
                made.mentions[entity["start"], entity["end"]] = entity["cluster"]
        if gap := record.get("gap"):
            made._take_gap(gap)
        made._take_names(record.get("clusters") or {})
        return made

    @property
    def tells(self) -> bool:
        """Whether it says anything of referents or speakers."""
        return bool(self.speakers) or any(own is not None for own in self.mentions.values())

    def _take_gap(self, gap: dict) -> None:
        for part in ("a", "b"):
            self.mentions[tuple(gap[part])] = part
            if gap[f"{part}_coref"]:
                self.mentions[tuple(gap["pronoun"])] = part

    def _take_names(self, clusters: dict[str, dict]) -> None:
        owners: defaultdict[str, set] = defaultdict(set)
        for key, cluster in clusters.items():
            for name in cluster.get("aliases") or ():
                owners[normal(name)].add(key)
        self.names = {name: next(iter(keys)) for name, keys in owners.items() if len(keys) == 1 and name}

    def speaker(self, start: int) -> str | None:
        """Who speaks the quotation that starts there, or a character beside it: marks may or may not count."""
        return next((self.speakers[at] for at in range(start - 1, start + 2) if at in self.speakers), None)

    def named(self, start: int, end: int) -> str | None:
        """Whose name a stretch of text is, with the word before it if that helps: "Mrs. Byron"."""
        name = normal(self.text[start:end])
        before = WORD_BEFORE.search(self.text[max(0, start - 20) : start])
        longer = normal(f"{before[1]} {name}") if before and before[1][0].isupper() else None
        return self.names.get(longer) or self.names.get(name)

    def referent(self, start: int, end: int) -> str | None:
        """Whom a mention means, if the annotation tells: of the same span, or by the name that it is."""
        return self.mentions.get((start, end)) or self.named(start, end)


def identities(gold: Gold, document) -> list[str | None]:
    """The referent that each cluster of a document is: that of most of its names, or else of its other mentions."""
    found = []
    for cluster in document.clusters:
        names, others = Counter(), Counter()
        for mention in cluster.mentions:
            own = gold.referent(mention.start, mention.end)
            if own is not None:
                (names if mention.kind == "name" else others)[own] += 1
        votes = names or others
        found.append(votes.most_common(1)[0][0] if votes else None)
    return found


# The same texts as another corpus, by other rules.
LEFT_OUT = {"gum", "gum_sa"}


def read(folder: Path, part: str) -> dict[str, list[Gold]]:
    """The texts of every corpus of quotations, of coreference and of our news in which referents or speakers are told."""
    paths = [(folder / "news" / f"{part}.jsonl.gz", "news"), (folder / "news" / f"{part}.jsonl", "news")]
    for place in ("quotes", "coref"):
        paths += [(path, path.name.split(".")[0]) for path in sorted((folder / place).glob(f"*.{part}.jsonl*"))]
    made: defaultdict[str, list[Gold]] = defaultdict(list)
    for path, corpus in paths:
        if path.exists() and corpus not in LEFT_OUT:
            given = (Gold.of(record, corpus) for record in records(path))
            made[corpus] += [gold for gold in given if gold.tells]
    return {corpus: golds for corpus, golds in made.items() if golds}
