"""HTML and terminal views: readable, static, and safe with hostile text."""

import re
import time
from html.parser import HTMLParser

import inquit
from inquit.terminal import render

HOSTILE = '“<script>alert(1)</script>,” said Ann <img src=x onerror=alert(1)> Lee. “"onmouseover=x&amp;,” he said.'


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.open, self.data = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"style", "title"}:
            self.data.append(data)


def test_a_page_is_static_and_well_formed(doc):
    page = Page(doc.to_html())
    assert page.open == []
    assert not set(page.tags) & {"script", "img", "iframe", "link", "object", "form"}
    assert not [name for name in page.attributes if name.startswith("on") or name in {"src", "href"}]
    assert "http" not in doc.to_html().replace("http-equiv", "")


def test_hostile_text_stays_text(nlp):
    page = Page(nlp(HOSTILE).to_html())
    assert page.open == []
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert not [name for name in page.attributes if name.startswith("on")]
    assert "<script>alert(1)</script>" in "".join(page.data)


def test_every_word_of_the_article_is_shown(doc):
    html = re.sub(r"<sup>q\d+</sup>", "", doc.to_html())
    shown = "".join(Page(html).data)
    assert " ".join(doc.text.split()) in " ".join(shown.split())


def test_content_cue_and_source_are_told_apart_without_colour(doc):
    css = doc._repr_html_().split("</style>")[0]
    for part, sign in (("content", "underline"), ("cue", "italic"), ("source", "font-weight")):
        rule = re.search(rf"\.inquit \.{part} {{(.*?)}}", css)
        assert rule is not None
        assert sign in rule[1]


def test_a_page_is_written_where_asked(doc, tmp_path):
    path = tmp_path / "page.html"
    assert doc.to_html(path) == path.read_text(encoding="utf-8")
    assert doc.to_html(entities=False) != doc.to_html()


def test_a_part_is_one_element_whatever_stands_in_it(nlp):
    html = nlp("“Yes,” said Ann Lee, the mayor of Oslo.").to_html()
    assert html.count('<span class="source"') == 2, "in the legend, and around the source with its names"


def test_a_notebook_shows_the_start_of_a_long_document(nlp, article):
    long = nlp("\n\n".join([article] * 50))
    shown = long._repr_html_()
    assert len(shown) < len(long.to_html()) / 5
    assert "more quotations" in shown
    assert Page(shown).open == []
    assert "more quotations" not in nlp(article)._repr_html_()
    assert Page(nlp("“yes” " * 10_000)._repr_html_()).open == []


def test_a_long_document_is_drawn_in_linear_time(nlp, article):
    def seconds(copies):
        doc = nlp("\n\n".join([article] * copies))
        start = time.perf_counter()
        doc.to_html()
        render(doc, colour=True)
        return time.perf_counter() - start

    seconds(1)
    assert seconds(80) < 3 * 4 * seconds(20)


def test_emoji_and_right_to_left_letters_are_kept_and_take_their_room():
    text = "👩‍👩‍👧 “שלום,” said Ann Lee. " + "漢字 " * 40
    drawn = render(inquit.parse(text), width=40)
    assert "👩‍👩‍👧" in drawn
    assert "שלום" in drawn
    assert max(line.count("漢字") for line in drawn.splitlines()) == 8


def test_a_lone_surrogate_can_be_shown():
    assert "�" in inquit.parse("“\ud800,” said Ann Lee.").to_html()


def test_plain_marks_enclose_the_parts():
    doc = inquit.parse("“We are ready,” said Ingrid Solheim.")
    assert "[q1 “We are ready,”] /said/ {Ingrid Solheim}." in render(doc)


def test_the_width_is_kept(doc):
    article = render(doc, width=50).split("quotations")[0]
    assert max(len(line) for line in article.splitlines()) <= 51


def test_speakers_keep_their_colour(doc):
    drawn = render(doc, colour=True)
    solheim = [quote for quote in doc.quotes if quote.speaker and quote.speaker.name == "Ingrid Solheim"]
    heads = [line for line in drawn.splitlines() if re.match(rf" *({'|'.join(q.id for q in solheim)})  ", line)]
    assert len({re.search(r"38;5;\d+", head)[0] for head in heads}) == 1


def test_exports_have_every_quotation(doc):
    brat = doc.to_brat()
    assert brat.count("Content ") == len(doc.quotes)
    for line in brat.splitlines():
        kind, _, rest = line.partition("\t")
        if kind.startswith("T"):
            places, _, words = rest.partition("\t")
            spans = [tuple(map(int, place.split()[-2:])) for place in places.split(";")]
            assert " ".join(doc.text[start:end] for start, end in spans) == words
    conll = doc.to_conll("a")
    assert conll.startswith("# newdoc id = a\n")
    rows = [line for line in conll.splitlines() if line and not line.startswith("#")]
    assert len(rows) == len(doc.tokens)
    assert all(len(row.split("\t")) == 10 for row in rows)
    assert "q1:content" in conll
