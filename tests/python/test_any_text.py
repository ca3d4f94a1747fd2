"""Any string whatever gives a document whose offsets are those of the string."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_contract import spans_of

import inquit

MARKS = st.sampled_from(list("\"'“”‘’«»‹›„`—–-.,:;!?()[]\n\r\t \u2028\u200b\ufeff\x00é😀\ud800\u0301א"))
WORDS = st.sampled_from(["said", "he", "Ann Lee", "that", "according to", "don't", "Mr.", "5'11\"", "EU", "told"])
SOUP = st.lists(MARKS | WORDS | st.text(max_size=3), max_size=60).map(" ".join) | st.lists(
    MARKS | WORDS, max_size=60
).map("".join)
ANY = st.text(st.characters(), max_size=200) | SOUP


@settings(max_examples=300, deadline=None)
@given(ANY)
def test_offsets_are_true_and_round_trips_exact(text):
    doc = inquit.parse(text)
    assert doc.text == text
    for span in spans_of(doc):
        assert text[span.start : span.end] == span.text
    assert inquit.Doc.from_dict(doc.to_dict()) == doc
    between, at = [], 0
    for token in doc.tokens:
        between.append(text[at : token.start])
        at = token.end
    assert not "".join([*between, text[at:]]).strip("".join({c for c in text if c.isspace()}) or " ")
    assert inquit.tokenize(text).texts == doc.tokens.texts


@settings(max_examples=100, deadline=None)
@given(ANY)
def test_views_and_exports_never_fail(text):
    doc = inquit.parse(text)
    assert doc._repr_html_()
    doc.to_brat()
    doc.to_conll("id")
    for quote in doc.quotes:
        assert quote.explain()
        assert repr(quote)
    assert repr(doc)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ufeff“Yes,” he said.",
        "\ud800",
        "“\udfff\ud800 yes,” said Ann\udc00 Lee.",
        "“Oui,”\r\n\r\nsaid\u2028Ann\u2029Lee.",
        "ש" * 50 + " “yes,” he said",
        "e\u0301" * 100,
        "👩‍👩‍👧‍👦 said “hi.”",
        '"' * 1001,
        "“" * 1000,
    ],
)
def test_odd_texts_are_documents(text):
    doc = inquit.parse(text)
    assert doc.text == text
    for span in spans_of(doc):
        assert text[span.start : span.end] == span.text
    assert inquit.Doc.from_dict(doc.to_dict()) == doc


def test_two_surrogates_are_not_one_text():
    one, other = inquit.parse("“\ud800,” he said"), inquit.parse("“\ud801,” he said")
    assert one != other
    assert one.quotes[:1] != other.quotes[:1] or not one.quotes


@pytest.mark.parametrize("unit", ["a", "word ", "“yes,” he said, ", '"', "é", "."])
def test_a_long_single_line_is_read(unit):
    text = unit * (1_000_000 // len(unit))
    tokens = inquit.tokenize(text)
    assert tokens[-1].end == len(text.rstrip())
    doc = inquit.parse(text[:300_000])
    assert doc.tokens[-1].end == len(text[:300_000].rstrip())


def test_a_hundred_megabytes_on_one_line_are_split():
    text = "x" * 100_000_000
    tokens = inquit.tokenize(text)
    assert tokens[0].start == 0
    assert tokens[-1].end == len(text)
