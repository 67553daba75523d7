"""Evidence from taggers and trained pipelines: it settles ambiguous words and adds names, and changes nothing else."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from typer.testing import CliRunner

from dragoman.article import Article
from dragoman.errors import ModelError
from dragoman.extractor import Extractor
from dragoman.pipeline import blank_pipeline
from dragoman.tagging import SentenceTagger, hanta_tagger, load_pipeline
from dragoman_cli.app import app

CLASSES: dict[str, str] = {}
ENTITIES: dict[str, str] = {}
SEEN: list[str] = []
Modelled = Callable[..., Extractor]


@Language.component("stub_tagger", assigns=["token.pos"])
def stub_tagger(doc: Doc) -> Doc:
    """Tag words as the test says, and all others as X, as a trained component would by its weights."""
    SEEN.append(doc.text)
    for token in doc:
        token.pos_ = CLASSES.get(token.text, "X")
    return doc


@Language.component("stub_ner", assigns=["doc.ents"])
def stub_ner(doc: Doc) -> Doc:
    """Find the entities that the test names."""
    found = []
    for text, label in ENTITIES.items():
        start = doc.text.find(text)
        span = doc.char_span(start, start + len(text), label=label) if start >= 0 else None
        if span is not None:
            found.append(span)
    doc.set_ents(found)
    return doc


@pytest.fixture
def modelled(small_extractor: Extractor) -> Iterator[Modelled]:
    """Return what gives an extractor whose pipeline knows the given word classes and entities."""
    SEEN.clear()

    def extractor(classes: Mapping[str, str] = {}, entities: Mapping[str, str] = {}) -> Extractor:
        CLASSES.update(classes)
        ENTITIES.update(entities)
        nlp = spacy.blank("en")
        nlp.add_pipe("stub_tagger")
        nlp.add_pipe("stub_ner")
        return Extractor(small_extractor.packs, nlp)

    yield extractor
    CLASSES.clear()
    ENTITIES.clear()


def told(extractor: Extractor, text: str) -> list[tuple[str, dict[str, list[str]]]]:
    mentions = extractor.extract(Article(text)).mentions
    return [(m.trigger.text, {name: [filler.span.text for filler in fillers] for name, fillers in m.slots.items()}) for m in mentions]


# -- trained pipelines -------------------------------------------------------------------------------------------------


def test_word_tagged_as_a_noun_is_no_verb(small_extractor: Extractor, modelled: Modelled) -> None:
    text = "The generals visit Ostra."

    assert told(small_extractor, text) != []
    assert told(modelled({"visit": "NOUN"}), text) == []


def test_word_tagged_as_a_verb_is_no_noun(small_extractor: Extractor, modelled: Modelled) -> None:
    text = "The Alvian army visit Ostra."

    assert told(small_extractor, text) == []
    assert [trigger for trigger, _ in told(modelled({"visit": "VERB"}), text)] == ["visit"]


def test_tags_leave_clear_words_alone(small_extractor: Extractor, modelled: Modelled) -> None:
    text = "Alvia has sent tanks to Borania."

    assert told(modelled({"has": "NOUN", "sent": "NOUN", "to": "VERB"}), text) == told(small_extractor, text)


def test_model_that_finds_nothing_changes_nothing(small_extractor: Extractor, modelled: Modelled) -> None:
    article = Article("Alvia sent 300 tanks to Borania. A U.S.-led force visited Ostra, Goran Vell said.")

    assert modelled().extract(article) == small_extractor.extract(article)


def test_model_is_asked_only_where_a_trigger_stands(modelled: Modelled) -> None:
    extractor = modelled()
    extractor.extract(Article("It rained in Ostra."))
    extractor.extract(Article("Alvia sent tanks."))

    assert SEEN == ["Alvia sent tanks."]


@pytest.mark.parametrize(("label", "slot"), [("GPE", "place"), ("LOC", "place"), ("FAC", "place")])
def test_entity_names_a_place_that_no_lexicon_has(modelled: Modelled, label: str, slot: str) -> None:
    ((_, slots),) = told(modelled(entities={"the Qar Heights": label}), "Alvia sent tanks to Borania in the Qar Heights.")

    assert slots[slot] == ["Qar Heights"]


@pytest.mark.parametrize(("name", "label"), [("Zembla", "ORG"), ("Zemblans", "NORP")])
def test_entity_names_an_actor_that_no_lexicon_has(small_extractor: Extractor, modelled: Modelled, name: str, label: str) -> None:
    text = f"{name} sent tanks to Borania."

    assert "supplier" not in told(small_extractor, text)[0][1]
    assert told(modelled(entities={name: label}), text)[0][1]["supplier"] == [name]


def test_entity_names_a_person(modelled: Modelled) -> None:
    ((_, slots),) = told(modelled(entities={"Qendra": "PERSON"}), "Qendra visited Ostra.")

    assert slots["visitor"] == ["Qendra"]


def test_entity_gives_way_to_the_lexicon(small_extractor: Extractor, modelled: Modelled) -> None:
    article = Article("Alvia sent tanks to Borania.")

    assert modelled(entities={"Alvia": "PERSON", "Borania": "ORG"}).extract(article) == small_extractor.extract(article)


def test_components_that_join_tokens_and_our_own_are_left_out(small_extractor: Extractor, modelled: Modelled) -> None:
    ENTITIES["General Goran Vell"] = "PERSON"
    nlp = spacy.blank("en")
    nlp.add_pipe("stub_ner")
    nlp.add_pipe("merge_entities")
    article = Article("General Goran Vell visited Ostra.")

    assert Extractor(small_extractor.packs, nlp).extract(article) == small_extractor.extract(article)


def test_pipeline_that_is_not_installed_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match=r"no spaCy pipeline 'en_no_such_thing'.*python -m spacy download en_no_such_thing"):
        load_pipeline("en_no_such_thing")


def test_pipeline_of_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path)

    with pytest.raises(ModelError, match="reads 'de', and the rules read English"):
        load_pipeline(str(tmp_path))


def test_pipeline_that_spacy_cannot_read_gives_the_reason(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 3\n", encoding="utf-8")

    with pytest.raises(ModelError, match="does not load"):
        load_pipeline(str(tmp_path))


# -- the command line --------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a pipeline whose entity ruler knows one name."""
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Zembla"}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "model")
    return tmp_path / "model"


@pytest.mark.parametrize("command", [["explain", "--text"], ["extract", "-"]])
def test_commands_take_a_model(folder: Path, command: list[str]) -> None:
    pack = str(Path(__file__).parent / "packs" / "borders")
    text = "Zembla sent tanks to Borania."
    given = [*command, text] if command[-1] == "--text" else command
    run = CliRunner().invoke(app, ["--no-plugins", *given, "-r", pack, "--model", str(folder)], input=text)

    assert (run.exit_code, "Zembla" in run.stdout, "supplier" in run.stdout) == (0, True, True)


def test_command_without_the_model_ends_with_the_way_to_get_it() -> None:
    run = CliRunner().invoke(app, ["explain", "--text", "x", "--model", "en_no_such_thing"])

    assert (run.exit_code, "python -m spacy download en_no_such_thing" in run.stderr) == (2, True)


def test_command_takes_one_source_of_word_classes() -> None:
    run = CliRunner().invoke(app, ["explain", "--text", "x", "--model", "en_no_such_thing", "--pos"])

    assert (run.exit_code, "not both" in run.stderr) == (2, True)


# -- the sentence tagger -----------------------------------------------------------------------------------------------


class Dictionary:
    """Stands where HanTa would: one tag a word, and a list of what it was asked."""

    def __init__(self, **tags: str) -> None:
        self.tags = tags
        self.asked: list[list[str]] = []

    def tag_sent(self, sent: Sequence[str]) -> list[tuple[str, str, str]]:
        self.asked.append(list(sent))
        return [(word, word.lower(), self.tags.get(word, "UNC")) for word in sent]


def test_sentence_tagger_writes_penn_tags_word_classes_and_lemmas() -> None:
    doc = blank_pipeline().make_doc("Alvia visits Ostra.")
    SentenceTagger(Dictionary(Alvia="NP0", visits="VVZ", Ostra="NP0")).tag_sentence(doc, 0, 4)

    assert [(token.pos_, token.tag_, token.lemma_) for token in doc] == [
        ("PROPN", "NNP", "alvia"), ("VERB", "VBZ", "visits"), ("PROPN", "NNP", "ostra"), ("PUNCT", "XX", "."),
    ]  # fmt: skip


def test_only_candidate_sentences_are_tagged(small_extractor: Extractor) -> None:
    words = Dictionary()
    Extractor(small_extractor.packs, tagger=SentenceTagger(words)).extract(Article("It rained. Alvia sent tanks. It snowed."))

    assert words.asked == [["Alvia", "sent", "tanks", "."]]


def test_sentence_tagger_settles_ambiguous_words(small_extractor: Extractor) -> None:
    tagger = SentenceTagger(Dictionary(visit="NN1"))

    assert told(Extractor(small_extractor.packs, tagger=tagger), "The generals visit Ostra.") == []


@pytest.mark.skipif(importlib.util.find_spec("HanTa") is not None, reason="HanTa is installed")
def test_missing_tagger_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match=r"pip install 'dragoman\[pos\]'"):
        hanta_tagger()


@pytest.mark.skipif(importlib.util.find_spec("HanTa") is None, reason="the extra 'pos' (HanTa) is not installed")
def test_hanta_tells_verbs_from_nouns() -> None:
    doc = blank_pipeline().make_doc("The minister will visit Oslo after a visit to Rome.")
    hanta_tagger().tag_sentence(doc, 0, len(doc))

    assert [token.pos_ for token in doc if token.text == "visit"] == ["VERB", "NOUN"]
