"""Trains on names in a few sentences, as a user would on annotations of their own."""

import random
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import corpus_of, trained
from inquit_train.batches import Window
from inquit_train.entities import data, labels, learn
from inquit_train.entities.data import Source

import inquit

NAMES = {"PER": ["Mary Webb", "Peskov", "Ann Lee"], "ORG": ["Low Lights", "Ludlow Bank"], "GPE": ["Oslo", "Porto"]}
FORMS = ["{PER} went to {GPE} .", "{ORG} paid {PER} .", "In {GPE} nobody knew {ORG} .", "It rained ."]


def record(number: int, draw: random.Random) -> dict:
    """A document of three sentences in the form of `entities/`."""
    text, entities = "", []
    for form in draw.sample(FORMS, 3):
        for word in form.split():
            label = word.strip("{}")
            written = draw.choice(NAMES[label]) if label in NAMES else word
            if label in NAMES:
                entities.append({"start": len(text), "end": len(text) + len(written), "label": label})
            text += f"{written} "
    return {"id": str(number), "text": text.strip(), "entities": entities}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path, "entities", record, seed=3, train=60, dev=10)


def test_a_model_of_ones_own_is_trained_and_loaded(corpus):
    out = trained(corpus, "entities", "--teachers=0", "--passes=30")
    doc = inquit.load(str(out))("In Porto nobody knew Low Lights .")
    assert [(entity.text, entity.label) for entity in doc.entities] == [("Porto", "GPE"), ("Low Lights", "ORG")]
    card = (out / "entities.toml").read_text()
    assert 'licence = "your own"' in card
    assert 'measure = "exact"' in card


def document(text: str, names: list[tuple[str, str]], source: Source):
    entities = [
        {"start": text.index(name), "end": text.index(name) + len(name), "label": label} for name, label in names
    ]
    return data.document({"text": text, "entities": entities}, source)


def test_what_a_corpus_does_not_tell_apart_may_be_either():
    alike = dict.fromkeys(labels.PLACES, labels.PLACES)
    made, _ = document("Webb left Oslo.", [("Oslo", "LOC")], Source("own", alike=alike, untold=("NORP",)))
    allowed = [[labels.TAGS[tag] for tag in range(15) if bits >> tag & 1] for bits in made.targets["names"].tolist()]
    assert allowed[0] == ["O", "B-NORP", "I-NORP"]
    assert allowed[2] == ["B-GPE", "B-LOC", "B-FAC"]


def test_titles_and_determiners_are_cut_off_people():
    made, names = document("The Mr. Webb left the city of York.", [("The Mr. Webb", "PER")], Source("own", titled=True))
    assert [made.words[start:end] for start, end, _ in names] == [["Webb"]]


def test_a_name_has_a_beginning():
    logs = np.log(np.full((3, 15), 0.01))
    logs[0, 2], logs[1, 2], logs[2, 0] = 0.0, 0.0, 0.0
    assert labels.best_tags(logs).tolist() == [1, 2, 0]


def test_the_same_word_elsewhere_moves_what_is_thought_of_it():
    made, _ = document("Webb left. Webb came.", [], Source("own"))
    soft = np.full((len(made), 15), 0.001)
    soft[:, 0] = 0.9
    soft[0, 1], soft[0, 0], soft[3, 3], soft[3, 0] = 0.95, 0.05, 0.5, 0.3
    moved = data.pooled(made, soft)
    assert moved[3, 1] > soft[3, 1] * 10
    assert np.allclose(moved.sum(-1), 1)
    assert np.allclose(moved[1], soft[1] / soft[1].sum(), atol=1e-4)


def test_what_the_annotation_rules_out_is_not_learned_from_the_teacher():
    made, _ = document("Webb left.", [("Webb", "PER")], Source("own"))
    soft = np.full((len(made), 15), 0.0)
    soft[:, 3] = 1.0  # all of it the beginning of an organisation
    made.targets["soft_names"] = soft
    logits = torch.zeros(1, len(made), 15)
    logits[0, 0, 1], logits[0, 1:, 0] = 9, 9
    assert learn.loss(logits, [Window(made, 0, len(made))], 0.5) < 0.01


def test_scores_of_a_sure_network_that_errs_are_brought_down():
    made, golds = document("Webb left Oslo for Porto.", [("Webb", "PER")], Source("own"))
    logs = np.full((len(made), 15), np.log(1e-3))
    logs[:, 0] = np.log(0.9)
    for at, tag in ((0, 1), (2, 5), (4, 5)):
        logs[at, tag], logs[at, 0] = np.log(0.98), np.log(0.001)
    steep, shift = learn.fit_score([made] * 20, [golds] * 20, [logs] * 20)
    assert 1 / (1 + np.exp(-(steep * np.log(0.98 / 0.02) + shift))) == pytest.approx(1 / 3, abs=0.03)
