"""PLOVER rows: the mapping against the published codes, the table, the reader and the checks."""

from __future__ import annotations

import io

import pytest

import dragoman_plover
import dragoman_rules
from dragoman.article import Article
from dragoman.errors import ReadError
from dragoman.extractor import Extractor
from dragoman.hookspecs import CheckContext, ReadContext
from dragoman.language import EventType, Pack, Place
from dragoman.plugins import module_plugin
from dragoman.testing import extractor
from dragoman.writers import to_record
from dragoman_plover.checks import unmapped_events, unpublished_codes
from dragoman_plover.mapping import kinds, published_codes, sectors
from dragoman_plover.petrarch import read_petrarch
from dragoman_plover.rows import COLUMNS, Row, rows_of
from dragoman_plover.table import PloverWriter

CONTEXT = CheckContext("0.1.0")


@pytest.fixture(scope="module")
def core() -> Extractor:
    return extractor(packs=[dragoman_rules])


def rows(core: Extractor, text: str) -> list[Row]:
    """Return the rows of a text."""
    article = Article(text, id="a")
    return list(rows_of(to_record(article, core.extract(article))))


# -- codes -----------------------------------------------------------------------------------------------------------


def test_every_code_of_the_mapping_is_published() -> None:
    used = {code for kind in kinds().values() for code in kind.codes}

    assert used <= published_codes().keys()


def test_every_published_code_has_one_of_the_four_quad_classes() -> None:
    assert {code.quad for code in published_codes().values()} == {"1", "2", "3", "4"}


@pytest.mark.parametrize(
    ("cameo", "plover", "quad"),
    [
        ("042", "CONSULT", "1"),
        ("072", "AID", "2"),
        ("0871", "RETREAT", "2"),
        ("112", "ACCUSE", "3"),
        ("163", "COERCE", "4"),
        ("190", "ASSAULT", "4"),
    ],
)
def test_code_becomes_its_published_plover_type(cameo: str, plover: str, quad: str) -> None:
    code = published_codes()[cameo]

    assert (code.plover, code.quad) == (plover, quad)


def test_mapping_holds_every_kind_of_the_core(core: Extractor) -> None:
    assert {event.name for pack in core.packs for event in pack.events} <= kinds().keys()


def test_codes_that_the_core_declares_are_published_and_fit_their_type(core: Extractor) -> None:
    declared = [event.codes for pack in core.packs for event in pack.events]

    assert [published_codes()[codes["cameo"]].plover for codes in declared] == [codes["plover"] for codes in declared]


def test_sector_of_a_word_is_one_code() -> None:
    assert sectors()["army"] == "MIL"


# -- rows ------------------------------------------------------------------------------------------------------------


def test_transfer_is_a_row_from_supplier_to_recipient(core: Extractor) -> None:
    [row] = rows(core, "Serbia supplied Armenia with howitzers.")

    assert (row["source"], row["target"], row["cameo"], row["plover"], row["quad_class"]) == ("SRB", "ARM", "072", "AID", "2")


def test_parties_of_a_ceasefire_are_paired_both_ways(core: Extractor) -> None:
    pairs = {(row["source"], row["target"]) for row in rows(core, "Armenia and Azerbaijan agreed to a ceasefire.")}

    assert pairs == {("ARM", "AZE"), ("AZE", "ARM")}


def test_planned_transfer_is_an_intent_to_aid(core: Extractor) -> None:
    [row] = rows(core, "Serbia will supply Armenia with howitzers.")

    assert (row["cameo"], row["plover"], row["status"]) == ("0332", "AGREE", "planned")


def test_denied_transfer_is_no_row(core: Extractor) -> None:
    assert rows(core, "Serbia has not supplied Armenia with howitzers.") == []


def test_casualties_carry_their_figures(core: Extractor) -> None:
    [row] = rows(core, "The Nigerian army killed 12 militants and wounded five.")

    assert (row["source"], row["source_sector"], row["dead"], row["injured"]) == ("NGA", "MIL", 12, 5)


def test_table_begins_with_its_columns() -> None:
    out = io.StringIO()
    PloverWriter(out)

    assert out.getvalue() == ",".join(COLUMNS) + "\n"


# -- PETRARCH files ----------------------------------------------------------------------------------------------------


def test_petrarch_sentence_is_an_article_with_its_id_day_and_source() -> None:
    xml = b'<Sentences><Sentence date="20250310" id="S_1" source="WIRE"><Text>\nTroops\narrived.\n</Text></Sentence></Sentences>'

    [article] = read_petrarch(io.BytesIO(xml), ReadContext("file"))
    assert (article.text, article.id, str(article.date), article.outlet) == ("Troops arrived.", "S_1", "2025-03-10", "WIRE")


def test_petrarch_sentence_without_a_day_or_an_id_is_read_all_the_same() -> None:
    xml = b'<Sentences><Sentence date="soon"><Text>Troops arrived.</Text></Sentence><Sentence/></Sentences>'

    [article] = read_petrarch(io.BytesIO(xml), ReadContext("file"))
    assert (article.id, article.date) == ("file_1", None)


def test_broken_xml_is_a_read_error() -> None:
    with pytest.raises(ReadError, match="no XML"):
        list(read_petrarch(io.BytesIO(b"<Sentences>"), ReadContext("file")))


# -- checks ------------------------------------------------------------------------------------------------------------


def a_pack(event: str, cameo: str = "") -> Pack:
    """Return a pack with one event type."""
    place = Place("events/x.yaml", 1, 1)
    return Pack("x", "0.1.0", place, events=(EventType(event, "x", {}, place, codes={"cameo": cameo} if cameo else {}),))


def test_event_type_without_a_mapping_is_told() -> None:
    [fault] = unmapped_events([a_pack("earthquake")], CONTEXT)

    assert (fault.code, fault.severity) == ("PLO001", "warning")


def test_unpublished_code_of_an_event_type_is_told() -> None:
    [fault] = unpublished_codes([a_pack("visit", "0420")], CONTEXT)

    assert (fault.code, "'0420'" in fault.message) == ("PLO002", True)


def test_mapped_event_type_with_a_published_code_passes() -> None:
    packs = [a_pack("visit", "042")]

    assert [*unmapped_events(packs, CONTEXT), *unpublished_codes(packs, CONTEXT)] == []


def test_plugin_gives_a_writer_a_reader_and_two_checks() -> None:
    gives = module_plugin(dragoman_plover, "plover").gives

    assert [len(gives.writers), len(gives.readers), len(gives.checks)] == [1, 1, 2]
