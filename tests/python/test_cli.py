"""The command line as a user meets it."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time

import pytest
from conftest import ROOT

import inquit

ARTICLE = ROOT / "examples" / "article.txt"


def run(*arguments, given=None, env=None):
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})}
    command = [sys.executable, "-m", "inquit", *map(str, arguments)]
    return subprocess.run(
        command, input=given, capture_output=True, encoding="utf-8", env=environment, check=False, timeout=120
    )


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def docs(tmp_path):
    path = tmp_path / "docs.jsonl"
    texts = ["“Yes,” said Ann Lee.", "Bob Roe said that it was late.", ""]
    path.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


def test_show_draws_quotations_and_names():
    done = run("show", ARTICLE)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    assert "Ingrid Solheim" in done.stdout
    assert "quotations" in done.stdout
    assert "Coastal Works Agency" in done.stdout
    assert done.stderr == ""


def test_show_uses_colours_only_where_asked_for():
    assert "\x1b[" in run("show", ARTICLE, "--color", "always").stdout
    assert "\x1b[" not in run("show", ARTICLE, "--color", "auto").stdout
    assert "\x1b[" not in run("show", ARTICLE, env={"NO_COLOR": "1"}).stdout


def test_show_keeps_every_word_and_the_width():
    done = run("show", ARTICLE, "--width", "60")
    assert max(map(len, done.stdout.splitlines())) <= 60
    article = done.stdout.split("\n\n", 1)[1]
    for word in ("Marenholt", "twenty-two", "herring"):
        assert word in article


def test_show_reads_standard_input():
    done = run("show", "-", given="“Yes,” said Ann Lee.")
    assert "Ann Lee" in done.stdout
    assert run("show", "-", given="").returncode == 0


def test_show_does_not_let_a_text_steer_the_terminal():
    done = run("show", "-", "--color", "always", given="“\x1b]0;owned\x07Yes,” said Ann Lee.")
    assert "\x1b]" not in done.stdout
    assert "\x07" not in done.stdout


def test_a_missing_file_is_named():
    done = run("show", "nowhere.txt")
    assert done.returncode == 2
    assert done.stderr == "inquit: nowhere.txt: No such file or directory\n"


def test_a_file_that_is_no_utf8_says_what_to_do(tmp_path):
    path = tmp_path / "latin.txt"
    path.write_bytes("café".encode("latin-1"))
    done = run("show", path)
    assert done.returncode == 1
    assert "byte 4 is not UTF-8" in done.stderr


@pytest.mark.parametrize(
    "arguments", [[], ["show"], ["dance"], ["show", ARTICLE, "--width", "3"], ["show", ARTICLE, "--alias", "POTUS"]]
)
def test_wrong_usage_is_two(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr


def test_names_of_ones_own_come_from_a_file(tmp_path):
    path = tmp_path / "names.csv"
    path.write_text("name,label\nGull,FAC\n", encoding="utf-8")
    done = run("show", "-", "--gazetteer", str(path), given="The Gull flew.")
    assert " FAC  Gull" in done.stdout
    assert run("show", "-", "--gazetteer", str(tmp_path / "none.csv"), given="The Gull flew.").returncode == 2


def test_options_reach_the_model():
    done = run("show", "-", "--alias", "POTUS=Donald Trump", given="POTUS said that it was late.")
    assert "Donald Trump" in done.stdout
    assert run("show", ARTICLE, "--model", "huge").stderr.startswith('inquit: there is no model "huge"')


def test_annotate_writes_every_document_in_order(docs, tmp_path):
    out = tmp_path / "pred.jsonl"
    done = run("annotate", docs, "-o", out)
    assert (done.returncode, done.stderr) == (0, "")
    written = lines(out)
    assert [doc["id"] for doc in written] == ["0", "1", "2"]
    for doc in written:
        assert inquit.Doc.from_dict(doc) == inquit.parse(doc["text"])


def test_annotate_reads_and_writes_gzip_and_pipes(docs, tmp_path):
    packed = tmp_path / "docs.jsonl.gz"
    packed.write_bytes(gzip.compress(docs.read_bytes()))
    out = tmp_path / "pred.jsonl.gz"
    assert run("annotate", packed, "-o", out).returncode == 0
    piped = run("annotate", "-", "-o", "-", given=docs.read_text())
    assert gzip.decompress(out.read_bytes()).decode() == piped.stdout


def test_a_line_that_is_no_document_takes_no_other_with_it(tmp_path):
    path = tmp_path / "docs.jsonl"
    path.write_bytes(
        b'{"id": 1, "text": "Yes."}\nnot json\n\n{"id": 2}\n{"id": 3, "text": "\xff"}\n{"id": 4, "text": "No."}'
    )
    out = tmp_path / "pred.jsonl"
    done = run("annotate", path, "-o", out)
    assert done.returncode == 1
    assert [doc["id"] for doc in lines(out)] == ["1", "4"]
    messages = done.stderr.splitlines()
    assert len(messages) == 3
    assert f"{path}, line 2: " in messages[0]
    assert 'line 4: there is no "text"' in messages[1]
    assert "line 5: not UTF-8" in messages[2]


def test_an_output_file_appears_whole_or_not_at_all(docs, tmp_path):
    done = run("annotate", docs, "-o", tmp_path / "no" / "pred.jsonl")
    assert done.returncode == 2
    assert "No such file or directory" in done.stderr
    broken = tmp_path / "broken.jsonl.gz"
    broken.write_bytes(gzip.compress(docs.read_bytes() * 1000)[:-20])
    out = tmp_path / "pred.jsonl"
    assert run("annotate", broken, "-o", out).returncode == 2
    assert {path.name for path in tmp_path.iterdir()} == {"docs.jsonl", "broken.jsonl.gz"}


def test_evaluate_of_ones_own_output_is_perfect(docs, tmp_path):
    out = tmp_path / "gold.jsonl"
    run("annotate", docs, "-o", out)
    done = run("evaluate", out, "--draws", "10", "--json")
    assert done.returncode == 0
    rows = {(row["measure"], row["class"]): row for row in json.loads(done.stdout)["rows"]}
    assert rows["e2e", "all"]["value"] == 1
    assert rows["words", "all"]["value"] == 1
    table = run("evaluate", out, out).stdout
    assert table.startswith("3 documents, 0 without a prediction")
    assert "e2e" in table
    assert "95 % interval" in table


def test_evaluate_names_what_does_not_fit(docs, tmp_path):
    gold = tmp_path / "gold.jsonl"
    run("annotate", docs, "-o", gold)
    predicted = tmp_path / "pred.jsonl"
    documents = lines(gold)
    documents[0]["text"] += "!"
    documents[1]["id"] = "other"
    predicted.write_text("".join(json.dumps(doc) + "\n" for doc in [*documents, documents[2]]))
    done = run("evaluate", gold, predicted)
    assert done.returncode == 1
    assert "another text than in the gold file" in done.stderr
    assert "came before, in line 3" in done.stderr
    assert "1 predicted documents have no gold document" in done.stderr
    assert done.stdout.startswith("3 documents, 2 without a prediction")


def test_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m inquit show {ARTICLE} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)  # noqa: S607
    assert done.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send")
@pytest.mark.parametrize("first", ["", '{"id": 1, "text": "Yes."}\n{"id": 2, "te'])
def test_ctrl_c_stops_a_job_that_waits_and_leaves_nothing(tmp_path, first):
    command = [sys.executable, "-m", "inquit", "annotate", "-", "-o", str(tmp_path / "pred.jsonl")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as job:
        job.stdin.write(first)
        job.stdin.flush()
        while not list(tmp_path.iterdir()):
            time.sleep(0.01)
        time.sleep(0.2)
        job.send_signal(signal.SIGINT)
        assert job.wait(10) == 130
        assert job.stderr.read() == "inquit: stopped\n"
    assert list(tmp_path.iterdir()) == []


def test_the_version_is_told():
    assert run("--version").stdout == f"inquit {inquit.__version__}\n"
