"""Trains on a corpus of a few sentences, as a user would on annotations of their own."""

import subprocess
from pathlib import Path

import pytest
from conftest import command, trained, write
from inquit_train.fit import Run

import inquit

# Form, lemma, part of speech, Penn tag.
SENTENCES = [
    [
        ("The", "the", "DET", "DT"),
        ("minister", "minister", "NOUN", "NN"),
        ("spoke", "speak", "VERB", "VBD"),
        (".", ".", "PUNCT", "."),
    ],
    [
        ("She", "she", "PRON", "PRP"),
        ("said", "say", "VERB", "VBD"),
        ("nothing", "nothing", "PRON", "NN"),
        (".", ".", "PUNCT", "."),
    ],
    [
        ("Reporters", "reporter", "NOUN", "NNS"),
        ("wait", "wait", "VERB", "VBP"),
        ("here", "here", "ADV", "RB"),
        (".", ".", "PUNCT", "."),
    ],
    [
        ("Peskov", "Peskov", "PROPN", "NNP"),
        ("denied", "deny", "VERB", "VBD"),
        ("it", "it", "PRON", "PRP"),
        (".", ".", "PUNCT", "."),
    ],
]


def record(number: int, order: list[int]) -> dict:
    """A document of some of the sentences, in the form of `tokens/`."""
    text, tokens, sentences = "", [], []
    for which in order:
        text += " " if text else ""
        first = len(text)
        for form, lemma, upos, xpos in SENTENCES[which]:
            text += " " if len(text) > first and form != "." else ""
            tokens.append(
                {
                    "start": len(text),
                    "end": len(text) + len(form),
                    "form": form,
                    "lemma": lemma,
                    "upos": upos,
                    "xpos": xpos,
                }
            )
            text += form
        sentences.append([first, len(text)])
    return {"id": str(number), "text": text, "tokens": tokens, "sentences": sentences}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    orders = [[a, b, c] for a in range(4) for b in range(4) for c in range(4)]
    made = [[record(number, order) for number, order in enumerate(chosen)] for chosen in (orders[::2], orders[1::8])]
    write(tmp_path / "data" / "tokens", train=made[0], dev=made[1])
    return tmp_path


FEW = ("--teachers=0", "--passes=60")


def train(corpus: Path, out: str, runs: str = "runs") -> Path:
    return trained(corpus, "tags", *FEW, out=out, runs=runs)


def test_a_model_of_ones_own_is_trained_described_and_loaded(corpus):
    out = train(corpus, "out")
    assert sorted(path.name for path in out.iterdir()) == ["tags.safetensors", "tags.toml"]
    assert (corpus / "runs" / "tags-1" / "curve.png").read_bytes().startswith(b"\x89PNG")
    doc = inquit.load(str(out))("The minister spoke. Peskov denied it.")
    assert [token.xpos for token in doc.tokens] == ["DT", "NN", "VBD", ".", "NNP", "VBD", "PRP", "."]
    assert [token.lemma for token in doc.tokens][:4] == ["the", "minister", "speak", "."]
    assert [span.text for span in doc.sentences] == ["The minister spoke.", "Peskov denied it."]


def test_the_same_seed_gives_the_same_weights(corpus):
    one, other = train(corpus, "one", "first"), train(corpus, "other", "second")
    assert (one / "tags.safetensors").read_bytes() == (other / "tags.safetensors").read_bytes()


def test_a_run_broken_off_goes_on(corpus):
    whole = train(corpus, "whole", "whole-run")
    broken = subprocess.Popen(
        command(corpus, "tags", *FEW, "--save-every=0", out="again", runs="broken"), stdout=subprocess.PIPE, text=True
    )
    for line in broken.stdout:
        if "step 30 of" in line:
            break
    broken.kill()
    broken.wait()
    assert not Run(corpus / "broken" / "tags-1").path("weights.pt").exists()
    again = train(corpus, "again", "broken")
    assert (again / "tags.safetensors").read_bytes() == (whole / "tags.safetensors").read_bytes()


def test_a_folder_without_corpora_is_refused(tmp_path):
    done = subprocess.run(command(tmp_path, "tags", *FEW), capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "has no NAME.train.jsonl" in done.stderr
