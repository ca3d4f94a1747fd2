"""Trains on quotations of a few sentences, as a user would on annotations of their own."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import corpus_of, trained
from inquit_train import reliability
from inquit_train.batches import Window
from inquit_train.quotes import data, distil, gold, logistic, pairs, spans, variants
from inquit_train.quotes.data import Source
from safetensors.numpy import load_file

NAMES = ["Mary Webb", "The minister", "Peskov", "A spokesman for the port", "She"]
CLAIMS = ["the bridge is safe", "prices will fall", "nobody was hurt", "the talks had failed", "ships may leave"]
# Contents, cues and sources in brackets of their own kind.
FORMS = [
    "<{name}> {{said}} [that {claim}].",
    "[“{Claim},”] <{name}> {{said}}.",
    "{{According to}} <{name}>, [{claim}].",
    "[“{Claim},”] <{name}> {{told}} reporters. [“{Other}.”]",
    "The market stands by the river, and {claim}.",
]
BRACKETS = {"[": "content", "{": "cue", "<": "source"}
CLOSING = {"]": "[", "}": "{", ">": "<"}


def marked(text: str) -> tuple[str, dict]:
    """The text without its brackets, and the quotation that they mark."""
    quote = {"content": [], "cue": [], "source": []}
    plain, start = "", {}
    for letter in text:
        if letter in BRACKETS:
            start[letter] = len(plain)
        elif letter in CLOSING:
            quote[BRACKETS[CLOSING[letter]]].append([start[CLOSING[letter]], len(plain)])
        else:
            plain += letter
    return plain, quote


def record(number: int, draw: random.Random) -> dict:
    """A document of three paragraphs in the form of `quotes/`."""
    text, quotes = "", []
    for form in draw.sample(FORMS, 3):
        claim, other = draw.sample(CLAIMS, 2)
        sentence = form.format(name=draw.choice(NAMES), claim=claim, Claim=claim.capitalize(), Other=other.capitalize())
        plain, quote = marked(sentence)
        text += "\n\n" if text else ""
        if quote["content"]:
            moved = {role: [[a + len(text), b + len(text)] for a, b in given] for role, given in quote.items()}
            quotes.append({"id": str(len(quotes)), "kind": None, **moved})
        text += plain
    return {"id": str(number), "text": text, "quotes": quotes}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return corpus_of(tmp_path, "quotes", record, seed=3, train=36, dev=8)


def test_a_model_of_ones_own_is_trained_and_its_quotations_written(corpus):
    out = trained(corpus, "quotes", "--teachers=1", "--passes=60")
    figures = json.loads((corpus / "runs" / "quotes-1" / "dev" / "figures.json").read_text())
    assert figures["own_e2e"] > 80
    written = [json.loads(line) for line in (corpus / "runs" / "quotes-1" / "dev" / "own.dev.jsonl").open()]
    assert [each["id"] for each in written] == [str(number) for number in range(8)]
    assert all(0 < quote["score"] <= 1 for each in written for quote in each["quotes"])
    weights = load_file(out / "quotes.safetensors")
    assert (out / "quotes.toml").exists()
    assert "table.cue" not in weights
    assert {"pair.distance.weight", "cue.bonus", "decode.quote", "head.tag.weight"} <= set(weights)


def quoted(text: str, *quotes: dict) -> dict:
    """A document with quotations, told by their words."""

    def found(words: list[str]) -> list[list[int]]:
        return [[text.index(each), text.index(each) + len(each)] for each in words]

    return {
        "id": "a",
        "text": text,
        "quotes": [{role: found(quote.get(role, [])) for role in gold.FIRST} for quote in quotes],
    }


NESTED = quoted(
    "“He told me that it rains,” Mary has said.",
    {"content": ["“He told me that it rains,”"], "cue": ["has said"], "source": ["Mary"]},
    {"content": ["that it rains"], "cue": ["told"], "source": ["He"]},
)


def test_quotations_within_others_have_anchors_but_no_tags():
    article = data.article(NESTED, Source("own"))
    gold.set_anchors(article, {"said": 0.9, "told": 0.5}, inner_told=True)
    assert [quote.nested for quote in article.quotes] == [False, True]
    names = [gold.TAGS[tag] for tag in gold.tags(len(article), article.quotes)]
    assert names == ["B-content", *["I-content"] * 8, "B-source", "B-cue", "I-cue", "O"]
    assert [article.words[at] for at in np.flatnonzero(article.targets["anchor"] == 1)] == ["told", "said"]
    gold.set_anchors(article, {}, inner_told=False)
    assert article.targets["anchor"][1] == gold.UNTOLD


def test_what_a_corpus_does_not_tell_may_be_anything():
    record = quoted("He thought it rained. “No,” she said.", {"content": ["“No,”"]})
    article = data.article(record, Source("own", untold=("content", "cue", "source")))
    allowed = article.targets["allowed"].tolist()
    assert allowed[0] == gold.ANY
    assert allowed[article.words.index("No")] == 1 << 2
    assert data.article(record, Source("own")).targets["allowed"][0] == 1


def test_long_documents_are_cut_where_no_quotation_goes_on():
    text = "\n\n".join(f"Paragraph {number} says little." for number in range(40))
    record = {"id": "a", "text": text, "quotes": [{"content": [[100, 200]], "cue": [[90, 94]], "source": []}]}
    parts = data.parts(record, 150)
    assert "".join(part["text"] for part in parts) == text
    kept = [(part, quote) for part in parts for quote in part["quotes"]]
    assert [part["text"][slice(*quote["content"][0])] for part, quote in kept] == [text[100:200]]


def words_of(record: dict) -> list[dict]:
    """The quotations by their words."""
    return [{role: [record["text"][a:b] for a, b in quote[role]] for role in gold.FIRST} for quote in record["quotes"]]


def test_without_marks_or_line_ends_annotation_moves_along():
    made = variants.without_marks(NESTED)
    assert made["text"] == "He told me that it rains, Mary has said."
    assert words_of(made)[0] == {"content": ["He told me that it rains,"], "cue": ["has said"], "source": ["Mary"]}
    assert words_of(made)[1]["content"] == ["that it rains"]
    lines = quoted("Go.\n\n\nHe said\nno.", {"content": ["no"], "cue": ["said"], "source": ["He"]})
    made = variants.in_one_line(lines)
    assert made["text"] == "Go. He said no."
    assert words_of(made) == words_of(lines)


def test_transcripts_have_a_quotation_a_turn():
    given = [
        quoted(f"“{claim}, on any day,” {name} said.", {"content": [f"“{claim}, on any day,”"], "source": [name]})
        for claim, name in (("Sleeping is better", "Ann Lee"), ("Singing is better", "Bob Roe"))
    ]
    for record in given:
        record["quotes"][0]["kind"] = "direct"
    made = variants.transcripts(given, 40, random.Random(1))
    assert len(made) == 40
    for quote in [quote for record in made for quote in words_of(record)]:
        assert quote["cue"] == [":"]
        assert quote["source"] != ["Q"]
        assert "on any day." in quote["content"][0]
        assert not set("“”") & set(quote["content"][0])


def test_what_the_pair_head_says_of_an_anchor_does_not_depend_on_the_others():
    texts = [
        "Mary said so.",
        "He left.\n\n“No,” said the man from the other side of the river.\n\nShe wept.\n\nThe end.",
    ]
    articles = [data.article(quoted(text), Source("own")) for text in texts]
    windows = [Window(article, 0, len(article)) for article in articles]
    torch.manual_seed(1)
    head = pairs.PairHead(8).eval()
    token, cue = torch.randn(2, 2, max(map(len, articles)), 8)
    at = [(0, 1), (1, articles[1].words.index("said"))]
    rows = pairs.Rows.of(windows, at)
    assert [articles[1].words[int(end)] for end in (rows.low[1], rows.high[1] - 1)] == ["He", "."]
    assert "end" not in articles[1].words[: int(rows.high[1])]
    both, real = head(token, cue, pairs.paragraphs(windows), rows)
    for number, anchor in enumerate(at):
        alone, alone_real = head(token, cue, pairs.paragraphs(windows), pairs.Rows.of(windows, [anchor]))
        assert torch.allclose(alone[0], both[number, : alone.shape[1]], atol=1e-6)
        assert torch.allclose(alone_real[0], real[number], atol=1e-6)


def test_scores_that_tell_the_share_of_right_ones_have_no_error():
    assert reliability.error(reliability.curve([0.5] * 40, [True, False] * 20, bins=1)) == 0
    assert reliability.error(reliability.curve([0.9] * 40, [True, False] * 20, bins=1)) == pytest.approx(40)
    assert reliability.curve([0.9, 0.1], [True, False]) == [(1, 0.1, 0), (1, 0.9, 1)]


def test_tags_go_on_only_in_what_has_begun():
    chances = np.full((4, 7), 0.02)
    chances[[0, 1, 1, 2, 3], [0, 1, 2, 2, 0]] = 0.88, 0.1, 0.8, 0.88, 0.88
    assert spans.best_tags(chances).tolist() == [0, 1, 2, 0]
    assert spans.runs(spans.best_tags(chances))["content"] == [(1, 3)]


def test_logistic_regression_finds_the_weights():
    draw = np.random.default_rng(1)
    rows = draw.normal(size=(4000, 2))
    right = draw.random(4000) < 1 / (1 + np.exp(-(2 * rows[:, 0] - rows[:, 1] + 0.5)))
    model = logistic.fit(rows, right.astype(float))
    assert np.allclose([*model.weights, model.bias], [2, -1, 0.5], atol=0.2)


def test_what_a_teacher_says_is_read_from_the_disk(tmp_path, monkeypatch):
    articles = [data.article(NESTED, Source("own")) for _ in range(3)]
    said = gold.Reading(
        np.full((len(articles[0]), 7), 1 / 7),
        np.zeros(len(articles[0])),
        np.array([2, 10]),
        np.array([0, 1]),
        np.array([0, 13, 25]),
        np.full((25, 4), 0.25),
        np.array([0.5, 1.0]),
    )
    monkeypatch.setattr(distil, "read", lambda *_: [said] * 3)
    distil.soften(lambda: (None, None), articles, tmp_path)
    again = [data.article(NESTED, Source("own")) for _ in range(3)]
    distil.soften(lambda: pytest.fail("made a teacher"), again, tmp_path)
    assert again[2].soft.at.tolist() == [2, 10]
    assert again[2].soft.of(1).shape == (12, 4)
    assert again[1].soft.real.tolist() == [0.5, 1.0]
