"""Trains one network for tags, quotations and names on a few sentences of each."""

import random

import test_entities
import test_quotes
import test_tags
from conftest import trained, write
from safetensors.numpy import load_file

import inquit


def test_one_network_learns_all_three_tasks(tmp_path):
    draw = random.Random(3)
    orders = [[a, b, c] for a in range(4) for b in range(4) for c in range(4)]
    made = {
        "tokens": [test_tags.record(number, order) for number, order in enumerate(orders[::2])],
        "quotes": [test_quotes.record(number, draw) for number in range(36)],
        "entities": [test_entities.record(number, draw) for number in range(60)],
    }
    for name, records in made.items():
        write(tmp_path / "data" / name, train=records, dev=records[:8])
    out = trained(tmp_path, "reader", "--teachers=0", "--passes=30")
    weights = load_file(out / "reader.safetensors")
    assert {"head.label.weight", "head.tag.weight", "head.name.weight", "lemma.nodes", "decode.quote"} <= set(weights)
    assert not {"table.cue", "table.guide"} & set(weights)
    doc = inquit.load(str(out))("Peskov denied it. In Oslo nobody knew Ludlow Bank .")
    assert ("Ludlow Bank", "ORG") in [(entity.text, entity.label) for entity in doc.entities]
    assert [token.xpos for token in doc.tokens[:4]] == ["NNP", "VBD", "PRP", "."]
