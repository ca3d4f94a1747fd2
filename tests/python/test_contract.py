"""The public contract: what a document has, and what every object promises."""

import copy
import pickle
import threading

import pytest

import inquit

QUOTED = "“We are ready,” said Ingrid Solheim. Solheim denied that the vote had been rushed."


def spans_of(doc):
    yield from doc.sentences
    yield from doc.paragraphs
    yield from doc.tokens
    yield from doc.entities
    for quote in doc.quotes:
        yield from quote.content + quote.cue + quote.source
    for cluster in doc.clusters:
        yield from cluster.mentions


def test_every_layer_of_an_article_is_there(doc):
    assert len(doc.tokens) > 500
    assert len(doc.sentences) > 20
    assert len(doc.paragraphs) > 15
    assert len(doc.quotes) > 10
    assert len(doc.entities) > 10
    assert len(doc.clusters) > 3


def test_offsets_are_those_of_the_text(doc, article):
    assert doc.text is article
    for span in spans_of(doc):
        assert article[span.start : span.end] == span.text
        assert span.text


def test_the_quotation_is_read_as_documented(nlp):
    doc = nlp(QUOTED)
    first, second = doc.quotes
    assert (first.kind, second.kind) == ("direct", "indirect")
    assert [span.text for span in first.content] == ["“We are ready,”"]
    assert [span.text for span in first.cue] == ["said"]
    assert [span.text for span in first.source] == ["Ingrid Solheim"]
    assert first.speaker is not None
    assert first.speaker.name == "Ingrid Solheim"
    assert second.speaker == first.speaker
    assert first.medium == "speech"
    assert 0 < first.score <= 1
    assert 0 < first.speaker_score <= 1
    assert first.level == 0
    assert first.parent is None
    assert first.issues == ()


def test_explanations_name_the_evidence(nlp):
    text = nlp(QUOTED).quotes[0].explain()
    assert "We are ready" in text
    assert "said" in text
    assert "Ingrid Solheim" in text
    assert len(text.splitlines()) > 2


def test_ids_are_stable_and_in_order(doc, nlp, article):
    assert [quote.id for quote in doc.quotes] == [f"q{n + 1}" for n in range(len(doc.quotes))]
    again = nlp(article)
    assert [entity.id for entity in again.entities] == [entity.id for entity in doc.entities]
    assert [cluster.id for cluster in again.clusters] == [cluster.id for cluster in doc.clusters]
    starts = [quote.content[0].start for quote in doc.quotes]
    assert starts == sorted(starts)


def test_layers_refer_to_one_another(doc):
    clusters = set(doc.clusters)
    for quote in doc.quotes:
        assert quote.doc is doc
        assert quote.speaker is None or quote.speaker in clusters
        assert quote.parent is None or quote.level == quote.parent.level + 1
    for entity in doc.entities:
        assert entity.cluster is None or entity.cluster in clusters
    for cluster in clusters:
        assert cluster.name
        for mention in cluster.mentions:
            assert mention.cluster == cluster
            assert mention.kind in {"name", "noun", "pronoun"}


def test_views_are_values(doc, nlp, article):
    again = nlp(article)
    for layer in ("quotes", "entities", "clusters", "mentions", "sentences", "paragraphs", "tokens"):
        ours, theirs = tuple(getattr(doc, layer)), tuple(getattr(again, layer))
        assert ours == theirs
        assert [hash(one) for one in ours] == [hash(one) for one in theirs]
        assert len(set(ours)) == len(ours)
        assert list(ours) == sorted(ours)
        assert ours[0] != ours[1]
        assert ours[0] < ours[1] <= ours[1]
        assert ours[1] > ours[0] >= ours[0]
        assert ours[0] != 1
    assert doc == again
    assert hash(doc) == hash(again)
    assert doc != nlp(article + " ")


def test_views_of_other_documents_are_others(nlp):
    one, other = nlp(QUOTED), nlp(QUOTED + " More.")
    for layer in ("quotes", "entities", "clusters", "mentions", "sentences", "tokens"):
        ours, theirs = getattr(one, layer)[0], getattr(other, layer)[0]
        assert ours != theirs
        assert hash(ours) != hash(theirs), "or a set of a million first quotations is a list"
        assert ours < theirs
        assert not theirs <= ours


def test_a_hash_is_that_of_a_value(nlp):
    strings = [given.decode() for given in (QUOTED.encode(),) * 2]
    assert strings[0] is not strings[1]
    one, other = map(nlp, strings)
    assert len({one, other}) == 1
    assert len({*one.quotes, *other.quotes}) == len(one.quotes)
    assert len({*one.tokens, *other.tokens}) == len(one.tokens)


def test_scores_are_the_decimals_of_the_dictionary(doc):
    written = doc.to_dict()
    assert [quote.score for quote in doc.quotes] == [quote["score"] for quote in written["quotes"]]
    assert [quote.speaker_score for quote in doc.quotes] == [quote["speaker_score"] for quote in written["quotes"]]
    assert [entity.score for entity in doc.entities] == [entity["score"] for entity in written["entities"]]


def test_tokens_are_a_sequence(doc):
    tokens = doc.tokens
    assert tokens[0].text == doc.text.split()[0]
    assert tokens[-1] == tokens[len(tokens) - 1]
    assert [token.text for token in tokens[2:5]] == tokens.texts[2:5]
    assert [token.start for token in tokens[5:2:-1]] == [tokens[n].start for n in (5, 4, 3)]
    assert len(list(tokens)) == len(tokens)
    assert next(token.text for token in reversed(tokens)) == tokens[-1].text
    for wrong in (len(tokens), -len(tokens) - 1):
        with pytest.raises(IndexError):
            tokens[wrong]
    with pytest.raises(TypeError):
        tokens["said"]


def test_tokens_have_tags_and_lemmas(nlp):
    tokens = {token.text: token for token in nlp("The senators said they weren't ready.").tokens}
    assert tokens["senators"].lemma == "senator"
    assert tokens["senators"].upos == "NOUN"
    assert tokens["senators"].xpos == "NNS"
    assert tokens["said"].lemma == "say"
    assert tokens["said"].upos == "VERB"
    assert tokens["n't"].upos == "PART"


def test_tokenize_gives_tokens_alone():
    tokens = inquit.tokenize("They don't.")
    assert tokens.texts == ["They", "do", "n't", "."]
    assert tokens[1].lemma is None
    assert tokens[1].upos is None
    assert tokens[1].xpos is None
    assert tokens == inquit.tokenize("They don't.")
    assert tokens != inquit.tokenize("They do.")


def test_pickles_and_copies_are_exact(doc):
    raw = pickle.dumps(doc)
    back = pickle.loads(raw)  # noqa: S301 - our own bytes
    assert back == doc
    assert pickle.dumps(back) == raw
    assert copy.copy(doc) is doc
    assert copy.deepcopy(doc) is doc
    for one in (
        doc.quotes[3],
        doc.entities[2],
        doc.clusters[1],
        doc.mentions[5],
        doc.sentences[4],
        doc.tokens,
        doc.tokens[7],
    ):
        assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301
    alone = inquit.tokenize("Two words")
    assert pickle.loads(pickle.dumps(alone)) == alone  # noqa: S301


def test_a_pipeline_pickles_with_its_options():
    nlp = inquit.load(cues=["rap"], aliases={"POTUS": "Donald Trump"})
    back = pickle.loads(pickle.dumps(nlp))  # noqa: S301
    text = "POTUS rapped that it was late."
    assert back(text) == nlp(text)
    assert repr(back) == repr(nlp)


def test_dictionaries_are_exact_and_plain(doc):
    given = doc.to_dict("a1")
    assert given["id"] == "a1"
    assert given["text"] is doc.text
    assert {"tokens", "sentences", "entities", "quotes", "clusters"} <= set(given)
    back = inquit.Doc.from_dict(given)
    assert back == doc
    assert back.to_dict("a1") == given
    quote = given["quotes"][0]
    assert {"id", "kind", "content", "cue", "source", "speaker", "medium", "level", "score"} <= set(quote)
    assert doc.text[slice(*quote["content"][0])] == doc.quotes[0].content[0].text
    token = given["tokens"][3]
    assert {"start", "end", "form", "lemma", "upos", "xpos"} <= set(token)
    for cluster in given["clusters"].values():
        assert {"name", "label", "aliases", "mentions"} <= set(cluster)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"tokens": [{"start": 3, "end": 2}]}, r"tokens\[0\] goes from 3 to 2"),
        ({"entities": [{"start": 0, "end": 999, "label": "PER"}]}, r"entities\[0\] goes from 0 to 999.*5 characters"),
        ({"entities": [{"start": 0, "end": 2, "label": "ANIMAL"}]}, r"label is \"ANIMAL\", not one of PER"),
        ({"quotes": [{"content": [[0, 2]], "kind": "loud"}]}, r"kind is \"loud\", not one of direct"),
        ({"quotes": [{"content": []}]}, r"quotes\[0\].content is empty"),
        (
            {"quotes": [{"content": [[0, 2]], "speaker": "c9"}]},
            r"quotes\[0\].speaker is \"c9\", which is no key of clusters",
        ),
        ({"quotes": "none"}, r"invalid type"),
    ],
)
def test_a_wrong_dictionary_says_what_and_where(change, message):
    with pytest.raises(inquit.InquitError, match=message):
        inquit.Doc.from_dict({"id": "1", "text": "Hello", **change})


def test_a_dictionary_needs_a_text():
    with pytest.raises(inquit.InquitError, match='no "text"'):
        inquit.Doc.from_dict({})


def test_a_dictionary_of_quotations_alone_is_a_document():
    doc = inquit.Doc.from_dict({"text": QUOTED, "quotes": [{"content": [[0, 15]], "kind": "direct"}]})
    assert doc.quotes[0].content[0].text == "“We are ready,”"
    assert len(doc.tokens) > 10
    assert doc.tokens[2].upos is not None


def test_representations_are_short_and_telling(doc):
    assert repr(doc).startswith("<Doc 'Harbour council")
    assert len(repr(doc)) < 150
    assert repr(doc.sentences[0]).startswith("Span(0, ")
    assert repr(doc.entities[0]).startswith("Entity(")
    assert repr(doc.clusters[0]).startswith("<Cluster c1 ")
    assert repr(doc.mentions[0]).startswith("Mention(")
    quote = inquit.parse(QUOTED).quotes[0]
    assert repr(quote) == "<Quote q1 direct '“We are ready,”', source 'Ingrid Solheim', speaker 'Ingrid Solheim'>"
    assert max(len(repr(quote)) for quote in doc.quotes) < 200
    assert repr(inquit.parse("\ud800" * 99)).startswith("<Doc '\\ud800\\ud800")
    assert len(repr(inquit.parse("word " * 99))) < 120
    assert repr(doc.tokens[0]) == "Token(0, 7, 'Harbour')"
    assert str(doc.tokens[0]) == "Harbour"
    assert repr(inquit.load()) == '<Pipeline "default", 0 cues, 0 aliases and 0 names of your own>'


def test_a_span_of_ones_own(doc):
    span = doc.span(0, 7)
    assert span.text == "Harbour"
    assert doc.span(8, 15) not in span
    assert doc.span(1, 3) in span
    for wrong in ((5, 2), (0, 10**6), (-1, 3), (0, 10**12)):
        with pytest.raises(IndexError, match="no stretch"):
            doc.span(*wrong)


def test_a_higher_score_gives_fewer_quotations(article):
    found = {least: inquit.load(min_score=least)(article).quotes for least in (0.0, 0.6, 1.0)}
    assert len(found[0.0]) > len(found[0.6]) > len(found[1.0]) == 0
    assert all(quote.score >= 0.6 for quote in found[0.6])


def test_quotations_of_one_medium():
    text = "Ann Lee said that it was late. Bob Roe believes that it was early."
    doc = inquit.load(mediums=["thought"])(text)
    assert [quote.source[0].text for quote in doc.quotes] == ["Bob Roe"]
    assert inquit.load(mediums=[])(text).quotes == inquit.parse(text).quotes


def test_cues_of_ones_own_report_speech():
    text = "Ann Lee vexillated about the price of milk."
    (without,) = inquit.load(min_score=0)(text).quotes
    (found,) = inquit.load(cues=["vexillate"], min_score=0)(text).quotes
    assert "vexillated" in found.cue[0].text
    assert found.score > without.score + 0.1


@pytest.mark.parametrize("cue", ["rap", "rapped", "raps", "Rapping"])
def test_a_cue_of_ones_own_may_be_given_in_any_form_and_be_known_for_less(cue):
    doc = inquit.load(cues=[cue])("Ann Lee rapped that the bridge was closed.")
    assert [span.text for quote in doc.quotes for span in quote.cue] == ["rapped"]


def test_aliases_win():
    doc = inquit.load(aliases={"POTUS": "Donald Trump"})("POTUS said that it was late.")
    assert doc.quotes[0].speaker is not None
    assert doc.quotes[0].speaker.name == "Donald Trump"
    assert inquit.Doc.from_dict(doc.to_dict()) == doc


def labelled(doc):
    return [(entity.text, entity.label) for entity in doc.entities]


def test_names_of_ones_own_win_over_the_model_and_aliases_over_them():
    text = "The Gull met Low Lights in Paris, and Low Lights North sang in Oslo."
    names = {"Low Lights": "ORG", "Low Lights North": "MISC", "Gull": "FAC", "Paris": "PER"}
    found = labelled(inquit.load(gazetteer=names)(text))
    assert [name for name in found if name[0] != "Oslo"] == [
        ("Gull", "FAC"),
        ("Low Lights", "ORG"),
        ("Paris", "PER"),
        ("Low Lights North", "MISC"),
    ]
    both = inquit.load(gazetteer=names, aliases={"Low Lights North": "Ann Lee"})(text)
    assert [cluster.name for cluster in both.clusters if "Ann Lee" in cluster.name] == ["Ann Lee"]


def test_names_are_found_as_whole_words_and_as_they_are_written():
    nlp = inquit.load(gazetteer={"den": "ORG", "low  lights": "ORG"})
    assert [name for name in labelled(nlp("A denizen saw low\nlights in a den.")) if name[1] == "ORG"] == [
        ("low\nlights", "ORG"),
        ("den", "ORG"),
    ]
    assert ("Dens", "ORG") not in labelled(nlp("Two Dens are here."))


def test_lists_of_ones_own_come_from_files(tmp_path):
    names, aliases = tmp_path / "names.csv", tmp_path / "aliases.csv"
    names.write_text('\ufeffid,name,label\n1,"Lights, Low",ORG\n2,Gull,FAC\n', encoding="utf-8")
    aliases.write_text("alias,name\nthe old man,Piet Vos\n", encoding="utf-8")
    doc = inquit.load(gazetteer=names, aliases=str(aliases))("The Gull and Lights, Low met the old man.")
    assert labelled(doc) == [("Gull", "FAC"), ("Lights, Low", "ORG"), ("the old man", "PER")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("name,kind\nGull,FAC\n", 'names.csv: its first line has no column "label"'),
        ("name,label\nGull,FAC\nGull,ORG\n", 'names.csv: "Gull" has both "FAC" and "ORG" as its label'),
        ("name,label\nGull,BIRD\n", 'gazetteer: the label "BIRD" of "Gull" is none of PER'),
        (b"name,label\n\xff,ORG\n", "names.csv: .*UTF-8"),
        ("", 'names.csv: its first line has no column "name"'),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_what_is_wrong(tmp_path, content, reason):
    path = tmp_path / "names.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(inquit.InquitError, match=reason):
        inquit.load(gazetteer=path)


def test_a_list_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"names\.csv"):
        inquit.load(gazetteer=tmp_path / "names.csv")


def test_a_loaded_gazetteer_is_pickled():
    nlp = pickle.loads(pickle.dumps(inquit.load(gazetteer={"Gull": "FAC"})))  # noqa: S301
    assert labelled(nlp("The Gull flew.")) == [("Gull", "FAC")]


@pytest.mark.parametrize(
    "options",
    [
        {"cues": [""]},
        {"aliases": {"": "X"}},
        {"aliases": {"X": " "}},
        {"gazetteer": {" ": "PER"}},
        {"gazetteer": {"Ada": "person"}},
        {"min_score": 1.5},
        {"min_score": float("nan")},
        {"mediums": ["song"]},
    ],
)
def test_options_that_mean_nothing_are_named(options):
    with pytest.raises(inquit.InquitError, match=next(iter(options))):
        inquit.load(**options)


def test_an_unknown_model_lists_the_known():
    with pytest.raises(inquit.InquitError, match='no model "huge"; the models are default'):
        inquit.load("huge")
    assert issubclass(inquit.InquitError, ValueError)


@pytest.mark.parametrize(
    ("given", "advice"),
    [(b"text", "decode it first"), (["a", "b"], "one by one"), (None, "empty string"), (3.5, "got float")],
)
@pytest.mark.parametrize("function", [inquit.parse, inquit.tokenize, inquit.load()])
def test_what_is_no_text_is_said_clearly(function, given, advice):
    with pytest.raises(TypeError, match=advice):
        function(given)


def test_threads_share_a_pipeline(nlp, article, doc):
    results = [None] * 4

    def work(number):
        results[number] = nlp(article)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [doc] * 4


def test_objects_cannot_be_changed(doc):
    for one, field in ((doc, "text"), (doc.quotes[0], "kind"), (doc.tokens[0], "start"), (doc.entities[0], "label")):
        with pytest.raises(AttributeError):
            setattr(one, field, "other")
