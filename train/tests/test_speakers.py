"""Trains the rankers of speakers on a few made-up talks, as a user would on annotations of their own."""

import random
from pathlib import Path

import numpy as np
import pytest
from conftest import corpus_of, trained
from inquit_train.speakers import choices, gold, model

import inquit
from inquit import _inquit

MEN, WOMEN = ["Karl Underhill", "Tom Vance", "Edgar Poole"], ["Sandra Whitcombe", "Ruth Tilden", "Clara Ames"]
LINES = ["It rains", "The boat is gone", "You are late", "Nobody came", "We shall see", "The light is out"]


def talk(number: int, draw: random.Random) -> dict:
    """Two people who speak in turn, named once each and then by pronoun or not at all."""
    people = [draw.choice(MEN), draw.choice(WOMEN)]
    draw.shuffle(people)
    pronoun = ["he" if one in MEN else "she" for one in people]
    text, quotes = "", []
    for at, line in enumerate(draw.sample(LINES, 5)):
        source = people[at] if at < 2 else draw.choice([pronoun[at % 2], ""])
        start = len(text)
        text += f"“{line},” said " if source else f"“{line}.”"
        said = [start, start + len(line) + 3]
        where = [[len(text), len(text) + len(source)]] if source else []
        text += f"{source}.\n\n" if source else "\n\n"
        quotes.append({"content": [said], "cue": [], "source": where, "speaker": str(at % 2)})
    clusters = {str(at): {"name": name, "aliases": [name]} for at, name in enumerate(people)}
    return {"id": str(number), "text": text, "quotes": quotes, "clusters": clusters}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path, "quotes", talk, seed=5, train=60, dev=10)


def test_rankers_of_ones_own_are_trained_and_loaded(corpus):
    out = trained(corpus, "speakers")
    card = (out / "speakers.toml").read_text()
    assert 'licence = "your own"' in card
    assert 'measure = "choices of a turn"' in card
    text = "“It rains,” said Tom Vance.\n\n“Nobody came,” said Ruth Tilden.\n\n“We shall see.”\n\n“The light is out.”"
    doc = inquit.load(str(out))(text)
    names = [quote.speaker and quote.speaker.name for quote in doc.quotes]
    assert names == ["Tom Vance", "Ruth Tilden", "Tom Vance", "Ruth Tilden"]


def test_what_is_right_follows_from_names_and_spans():
    text = "Mrs. Ames met Karl Underhill and Tom Vance. He left."
    record = {"text": text, "clusters": {"a": {"aliases": ["Mrs. Ames"]}, "k": {"aliases": ["Karl Underhill", "Karl"]}}}
    record["mentions"] = [{"start": text.index("He"), "end": text.index("He") + 2, "cluster": "k"}]
    known = gold.Gold.of(record, "own")
    assert known.named(5, 9) == "a"
    assert known.referent(text.index("He"), text.index("He") + 2) == "k"
    assert known.referent(text.index("Tom"), text.index("Tom") + 9) is None
    assert known.tells
    assert not gold.Gold.of({"text": "It rained."}, "own").tells


def test_nobody_is_right_where_no_candidate_is():
    features = np.zeros((3, 2), np.float32).tobytes()
    known, made = gold.Gold("", "own"), []
    choices.keep(made, known, ["k", "a"], "k", [1, 0, -1], features)
    choices.keep(made, known, ["k", "a"], "z", [1, 0, -1], features)
    choices.keep(made, known, ["k", "a"], None, [1, 0, -1], features)
    choices.keep(made, known, ["k", "a"], "z", [1, 0, 0], features)
    assert [right.tolist() for _, right, _ in made] == [[False, True, False], [False, False, True]]


def test_a_ranker_learns_which_feature_tells():
    draw = np.random.default_rng(1)
    given = []
    for _ in range(3000):
        right = np.zeros(4, bool)
        right[draw.integers(4)] = True
        features = draw.random((4, 5)).astype(np.float16)
        features[:, 2] = right
        given.append((features, right, "own"))
    stacked = choices.stack(given)
    chance, right = model.judge(model.learn(stacked, 4.0, 1), stacked)
    assert right.mean() > 0.99
    assert chance.mean() > 0.9


def test_the_library_tells_as_many_features_as_it_says():
    sizes = _inquit.choice_features()
    found = _inquit.choices(inquit.load(), "“It rains,” said Tom Vance.\n\nHe slept.\n\n“Nobody came.”")[1:]
    for size, made in zip(sizes, found, strict=True):
        assert made
        assert all(len(features) == 4 * size * len(candidates) for *_, candidates, features in made)
