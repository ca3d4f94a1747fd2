from pathlib import Path

import pytest

import inquit

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def article() -> str:
    return (ROOT / "examples" / "article.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def nlp() -> inquit.Pipeline:
    return inquit.load()


@pytest.fixture(scope="session")
def doc(nlp: inquit.Pipeline, article: str) -> inquit.Doc:
    return nlp(article)
