"""Figures of tags and of quotations, for choosing; what counts is what the library makes of texts."""

import numpy as np

from .gold import FIRST, Article, Gold, Piece, Reading, tags
from .spans import is_word


def flat(articles: list[Article], readings: list[Reading]) -> dict[str, float]:
    """F1 of the tokens of each role, by the likeliest tag."""
    made = {}
    for role, first in FIRST.items():
        both = found = wanted = 0
        for article, reading in zip(articles, readings, strict=True):
            gold = np.isin(tags(len(article), article.quotes), (first, first + 1))
            guess = np.isin(reading.tags.argmax(-1), (first, first + 1))
            both, found, wanted = both + (gold & guess).sum(), found + guess.sum(), wanted + gold.sum()
        made[role] = 200 * float(both) / max(1, float(found + wanted))
    return made


def _words(article: Article, pieces: list[Piece]) -> set[int]:
    tokens = {at for piece in pieces for at in range(*piece)}
    return {at for at in tokens if is_word(article.text[slice(*article.spans[at])])} or tokens


def jaccard(one: set[int], other: set[int]) -> float:
    """The share of both in either."""
    return len(one & other) / max(1, len(one | other))


def same_content(quote: Gold, found, article: Article) -> float:
    """The Jaccard index of the words of both contents."""
    if not any(a < d and c < b for a, b in quote.content for c, d in found.content):
        return 0.0
    return jaccard(_words(article, quote.content), _words(article, found.content))


def same_source(quote: Gold, found, article: Article) -> bool:
    """Whether the sources overlap by half or have the same last word; without one the other must have none either."""
    if not quote.source or not found.source:
        return not quote.source and not found.source
    one, other = _words(article, quote.source), _words(article, found.source)
    heads = [max(_words(article, side.source[:1])) for side in (quote, found)]
    return jaccard(one, other) >= 0.5 or (heads[0] == heads[1])


def is_right(quote: Gold, found, article: Article, untold: tuple[str, ...] = ()) -> bool:
    """Whether a quotation is found with its source, as far as the corpus tells that."""
    if same_content(quote, found, article) < 0.5:
        return False
    return ("source" in untold and not quote.source) or same_source(quote, found, article)


def counts(article: Article, found: list, *, inner: bool = True) -> tuple[int, int, int]:
    """Quotations found with their source, all found and all there are; without those within others if not `inner`."""
    quotes = [quote for quote in article.quotes if inner or not quote.nested]
    found = [each for each in found if inner or not each.inner]
    pairs = sorted(
        (-same_content(quote, each, article), g, f) for g, quote in enumerate(quotes) for f, each in enumerate(found)
    )
    right, taken, used = 0, set(), set()
    for index, g, f in pairs:
        if -index < 0.5:
            break
        if g not in taken and f not in used:
            taken.add(g)
            used.add(f)
            right += same_source(quotes[g], found[f], article)
    return right, len(found), len(quotes)


def f1(right: int, found: int, wanted: int) -> float:
    """F1 in per cent."""
    return 200 * float(right) / max(1.0, float(found + wanted))
