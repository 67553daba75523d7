"""What an extractor remembers of the articles that it has read: nothing that grows with their number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import spacy

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.matching.matches import Trace
from dragoman.readers import Reading
from dragoman.runs.batch import extract_all
from dragoman.writers.json_text import dump_line

KEPT = "dragoman.pipeline._WORDS_KEPT"


@pytest.fixture
def of_one_thread(small_extractor: Extractor) -> Extractor:
    return Extractor(small_extractor.packs, one_thread=True)


def strange_articles(number: int, seed: str = "") -> Iterator[Reading]:
    """Yield articles each of which has words that stand in no other."""
    for n in range(number):
        yield Reading(Article(f"Rebels of the Vor{seed}{n}ian front killed {n + 2:,} soldiers of Zel{seed}{n}ia near Ostra.", id=str(n)))


def words(extractor: Extractor) -> int:
    return len(extractor.nlp.vocab.strings)


def read(extractor: Extractor, number: int = 40, seed: str = "") -> list[str]:
    return [dump_line(outcome.record) for outcome in extract_all(extractor, strange_articles(number, seed))]


def test_vocabulary_that_holds_all_it_may_stops_growing(of_one_thread: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    read(of_one_thread)
    monkeypatch.setattr(KEPT, 0)
    before = words(of_one_thread)
    read(of_one_thread, seed="q")

    assert words(of_one_thread) == before


def test_forgotten_words_change_no_record(small_extractor: Extractor, of_one_thread: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = read(small_extractor)
    monkeypatch.setattr(KEPT, 0)

    assert read(of_one_thread) == expected
    assert read(of_one_thread) == expected


def test_first_words_stay_so_that_the_tokenizer_need_not_cut_them_again(of_one_thread: Extractor) -> None:
    before = words(of_one_thread)
    read(of_one_thread)

    assert words(of_one_thread) > before


def test_extractor_that_threads_may_share_forgets_nothing(small_extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KEPT, 0)
    before = words(small_extractor)
    read(small_extractor, seed="x")

    assert words(small_extractor) > before


def test_trace_can_be_read_after_its_article(of_one_thread: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KEPT, 0)
    trace = Trace()
    of_one_thread.extract(Article("Rebels of Quondria killed 3 soldiers."), trace)
    read(of_one_thread)

    assert trace.sentences[0].doc.text.startswith("Rebels of Quondria")


def test_zone_of_a_caller_is_not_nested(small_extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KEPT, 0)
    nlp = spacy.blank("en")
    extractor = Extractor(small_extractor.packs, nlp, one_thread=True)
    with nlp.memory_zone():
        doc = nlp("Zorblatt spoke.")
        found = extractor.extract(Article("Rebels killed 3 soldiers of Zorblatt."))
        text = doc[0].text

    assert len(found.mentions) == 1
    assert text == "Zorblatt"
