"""What plugins do to an article, and what becomes of their faults."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

from dragoman.article import Article
from dragoman.errors import ModelError, PluginError, WriteError
from dragoman.extractor import Extractor
from dragoman.plugin_checks import check_by_plugins
from dragoman.plugin_formats import use_formats
from dragoman.plugins import Plugin, module_plugin
from dragoman.readers import read_inputs
from dragoman.records import Entity, Extraction
from dragoman.tagging import load_pipeline
from dragoman.writers import format_of, open_file, open_writer, record_schema, to_record
from dragoman.writers.outputs import stdout_formats

TEXT = "Rebels killed 12 soldiers near Ostra. On Monday villagers were killed by Zork."

SHIPPED = """
from pathlib import Path
from dragoman.article import Article
from dragoman.errors import Diagnostic
from dragoman.hookspecs import Annotator, Check, Enrichment, Pipeline, ReaderFormat, SlotType, WriterFormat, hookimpl
from dragoman.records import Entity, Term
from dragoman.spans import TypedSpan

@hookimpl
def dragoman_packs(ctx):
    return [Path("somewhere")]

@hookimpl
def dragoman_slot_types(ctx):
    return [SlotType("place", "places", lambda value, ctx: Entity(f"{value.name}/{ctx.text}/{ctx.published}"))]

@hookimpl
def dragoman_annotators():
    def find(doc, ctx):
        return [TypedSpan(t.i, t.i + 1, "actor", Entity("Zork")) for t in doc if t.text == "Zork"]
    return [Annotator("zork", "one name", find)]

@hookimpl
def dragoman_create_nlp():
    def rulers():
        import spacy
        nlp = spacy.blank("en")
        nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Zork"}])
        return nlp
    return [Pipeline("zorks", "one name", rulers)]

@hookimpl
def dragoman_enrichments():
    def enrich(event, ctx):
        return {"alone": not any(ctx.same_sentence(event.mentions[0], i) for i in range(len(ctx.mentions)) if i not in event.mentions)}
    return [Enrichment("alone", "whether its sentence tells of nothing else", enrich)]

@hookimpl
def dragoman_readers():
    return [ReaderFormat("lines", "one article a line", (".lines.txt",), read)]

def read(file, ctx):
    for number, line in enumerate(file.read().decode().splitlines()):
        if line == "broken":
            raise ValueError("no article")
        yield Article(line, id=f"{ctx.stem}#{number}")

class Kinds:
    def __init__(self, file): self.file = file
    def write(self, record): self.file.write(" ".join(event["kind"] for event in record["events"]) + "\\n")
    def finish(self): self.file.write("end\\n")

@hookimpl
def dragoman_writers():
    return [WriterFormat("kinds", "kinds of event", ".kinds", lambda file, ctx: Kinds(file))]

@hookimpl
def dragoman_checks():
    def find(packs, ctx):
        return [Diagnostic(pack.place.path, 1, 1, "KIN001", f"{pack.name} is checked", severity="warning") for pack in packs]
    return [Check("KIN001", "names each pack", find)]
"""
FAILING = """
from dragoman.hookspecs import Annotator, Check, Enrichment, Pipeline, SlotType, WriterFormat, hookimpl

def fail(*args):
    raise LookupError("nothing there")

@hookimpl
def dragoman_slot_types():
    return [SlotType("place", "places", fail)]

@hookimpl
def dragoman_annotators():
    return [Annotator("spans", "spans", fail)]

@hookimpl
def dragoman_create_nlp():
    return [Pipeline("failing", "fails", fail), Pipeline("odd", "is none", dict)]

@hookimpl
def dragoman_enrichments():
    return [Enrichment("more", "more", fail)]

class Writer:
    write = fail
    finish = fail

@hookimpl
def dragoman_writers():
    return [WriterFormat("failing", "failing", ".failing", lambda file, ctx: Writer())]

@hookimpl
def dragoman_checks():
    return [Check("FAI001", "fails", fail)]
"""


def plugin(code: str, name: str) -> Plugin:
    module = ModuleType(f"dragoman_{name}")
    exec(code, vars(module))
    return module_plugin(module, name)


@pytest.fixture(scope="module")
def shipped() -> Plugin:
    return plugin(SHIPPED, "shipped")


@pytest.fixture(scope="module")
def failing() -> Plugin:
    return plugin(FAILING, "failing")


@pytest.fixture(autouse=True)
def no_added_formats() -> Iterator[None]:
    yield
    use_formats(())


def extracted(extractor: Extractor, plugin: Plugin) -> Extraction:
    """Return what *extractor* finds in TEXT with *plugin*, without compiling its packs anew."""
    with_plugin = object.__new__(Extractor)
    vars(with_plugin).update(vars(extractor) | {"plugins": (plugin,)})
    return with_plugin.extract(Article(TEXT))


def test_plugin_gives_what_its_hooks_return(shipped: Plugin) -> None:
    assert shipped.folders == (Path("somewhere"),)
    assert [*(one.name for one in shipped.gives.readers), *(one.name for one in shipped.gives.writers)] == ["lines", "kinds"]


def test_normaliser_writes_the_value_of_its_slot_type(small_extractor: Extractor, shipped: Plugin) -> None:
    first = extracted(small_extractor, shipped).mentions[0]

    assert [filler.value for filler in first.slots["place"]] == [Entity("Ostra/Ostra/None")]


def test_annotator_finds_what_no_lexicon_lists(small_extractor: Extractor, shipped: Plugin) -> None:
    without = small_extractor.extract(Article(TEXT)).mentions[1]
    found = extracted(small_extractor, shipped).mentions[1]

    assert "Zork" not in str(without.slots.get("perpetrator"))
    assert [filler.value for filler in found.slots["perpetrator"]] == [Entity("Zork")]


def test_pipeline_of_a_plugin_takes_the_place_of_the_blank_one(small_extractor: Extractor, shipped: Plugin) -> None:
    found = Extractor(small_extractor.packs, load_pipeline("zorks", [shipped])).extract(Article(TEXT)).mentions[1]

    assert [filler.value for filler in found.slots["perpetrator"]] == [Entity("Zork")]


@pytest.mark.parametrize(
    ("name", "reason"), [("failing", "cannot be made: LookupError: nothing there"), ("odd", "is no spaCy pipeline but dict")]
)
def test_pipeline_that_cannot_be_made_names_its_plugin(failing: Plugin, name: str, reason: str) -> None:
    with pytest.raises(ModelError, match=rf"pipeline '{name}' of plugin 'failing' \(dragoman_failing\) {reason}"):
        load_pipeline(name, [failing])


def test_enrichment_stands_in_extra_under_the_name_of_its_plugin(small_extractor: Extractor, shipped: Plugin) -> None:
    extraction = extracted(small_extractor, shipped)
    record = to_record(Article(TEXT), extraction)

    assert [event.get("extra") for event in record["events"]] == [{"shipped": {"alone": True}}] * 2
    jsonschema.validate(record, json.loads(record_schema()))


def test_fault_of_a_plugin_is_a_problem_that_names_it_and_all_else_stands(small_extractor: Extractor, failing: Plugin) -> None:
    plain, extraction = small_extractor.extract(Article(TEXT)), extracted(small_extractor, failing)

    assert (extraction.mentions, extraction.events) == (plain.mentions, plain.events)
    assert {problem.code for problem in extraction.problems} == {"plugin-failed"}
    assert [problem.message for problem in extraction.problems] == [
        f"{what} of plugin 'failing' (dragoman_failing) failed: LookupError: nothing there"
        for what in ("annotator 'spans'", "slot type 'place'", "enrichment 'more'")
    ]


def test_enrichment_that_json_cannot_hold_is_a_fault(small_extractor: Extractor, shipped: Plugin) -> None:
    [one] = shipped.gives.enrichments
    odd = replace(shipped, gives=replace(shipped.gives, enrichments=(replace(one, enrich=lambda event, ctx: {"set": {1}}),)))

    [problem] = extracted(small_extractor, odd).problems
    assert "enrichment 'alone' of plugin 'shipped'" in problem.message


def test_reader_of_a_plugin_reads_files_with_its_suffix(shipped: Plugin, tmp_path: Path) -> None:
    (tmp_path / "x.lines.txt").write_text("Rebels left.\nRebels came.\n", encoding="utf-8")
    use_formats([shipped])

    assert [reading.article.id for reading in read_inputs([str(tmp_path)])] == ["x.lines#0", "x.lines#1"]


def test_fault_of_a_reader_names_its_plugin_and_the_other_articles_are_read(shipped: Plugin, tmp_path: Path) -> None:
    (tmp_path / "x.lines.txt").write_text("Rebels left.\nbroken\n", encoding="utf-8")
    (tmp_path / "y.txt").write_text("Rebels came.", encoding="utf-8")
    use_formats([shipped])

    first, broken, last = read_inputs([str(tmp_path)])
    assert (first.readable, broken.readable, last.readable) == (True, False, True)
    assert "reader 'lines' of plugin 'shipped' (dragoman_shipped): no article" in broken.problems[0].message


def test_writer_of_a_plugin_writes_files_with_its_suffix(small_extractor: Extractor, shipped: Plugin, tmp_path: Path) -> None:
    use_formats([shipped])
    record = to_record(Article(TEXT), small_extractor.extract(Article(TEXT)))

    with open_file(tmp_path / "out.kinds", ()) as writer:
        writer.write(record)

    assert (tmp_path / "out.kinds").read_text(encoding="utf-8") == "harm harm\nend\n"
    assert "kinds" in stdout_formats()


def test_formats_of_plugins_are_gone_when_they_are_not_in_use(shipped: Plugin) -> None:
    use_formats([shipped])
    use_formats(())

    assert format_of(Path("out.kinds")) is None


def test_fault_of_a_writer_is_a_problem_of_the_article(failing: Plugin) -> None:
    record = to_record(Article(TEXT), Extraction())

    use_formats([failing])
    writer = open_writer("failing", io.StringIO(), ())
    writer.write(record)

    assert record["problems"] == [
        {
            "code": "plugin-failed",
            "message": "writer 'failing' of plugin 'failing' (dragoman_failing) failed: LookupError: nothing there",
        }
    ]


def test_writer_that_cannot_finish_ends_the_run_with_its_name(failing: Plugin) -> None:
    use_formats([failing])

    with pytest.raises(WriteError, match=r"writer 'failing' of plugin 'failing' .* nothing there"):
        open_writer("failing", io.StringIO(), ()).finish()


def test_format_of_the_engine_cannot_be_taken(shipped: Plugin) -> None:
    [reader] = shipped.gives.readers
    greedy = replace(shipped, gives=replace(shipped.gives, readers=(replace(reader, suffixes=(".txt",)),)))

    with pytest.raises(PluginError, match=r"brings the format \.txt"):
        use_formats([greedy])


def test_check_of_a_plugin_sees_the_packs(small_extractor: Extractor, shipped: Plugin) -> None:
    assert [fault.message for fault in check_by_plugins([shipped], small_extractor.packs)] == ["borders is checked"]


def test_check_that_fails_is_a_finding_that_names_its_plugin(small_extractor: Extractor, failing: Plugin) -> None:
    [fault] = check_by_plugins([failing], small_extractor.packs)

    assert (fault.code, fault.severity) == ("FAI001", "error")
    assert "check of plugin 'failing' (dragoman_failing) failed: LookupError: nothing there" in fault.message
