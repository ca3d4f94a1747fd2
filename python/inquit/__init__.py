"""Who said what: quotations, their speakers and named entities in English text."""

from inquit._inquit import (
    Cluster,
    Doc,
    Entity,
    InquitError,
    Mention,
    Pipeline,
    Quote,
    Span,
    Token,
    Tokens,
    __version__,
    load,
    parse,
    tokenize,
)

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
    "load",
    "parse",
    "tokenize",
]
