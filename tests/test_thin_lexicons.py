"""A lexicon of which only that is read which rules may refer to."""

from __future__ import annotations

from dragoman.checking.lints import lint_packs
from dragoman.packs.located_yaml import load_yaml, plain
from dragoman.packs.reading import read_packs_checked
from dragoman.packs.thin_lexicons import thin_lexicon
from dragoman.plugins import load_plugins, pack_folders


def test_thin_lexicon_keeps_type_classes_marks_and_kinds_of_names() -> None:
    text = """\
lexicon: goods
type: goods
description: Goods.
entries:
  rifle: {class: gun, aliases: [carbine], weak: true}
  pistol:
    class: gun
    plural: [pistols]
  shell: {class: "ammunition"}
"""

    assert plain(load_yaml(thin_lexicon(text), "goods.yaml")) == {
        "lexicon": "goods",
        "type": "goods",
        "description": "Goods.",
        "entries": {
            "class_0": {"class": "ammunition"},
            "class_1": {"class": "gun"},
            "all": {"weak": True, "aliases": ["aliases of all"], "plural": ["plural of all"]},
        },
    }


def test_what_is_near_a_rule_is_enough_to_check_it() -> None:
    folders = pack_folders(load_plugins(only=["core"]))
    kind = sorted(path.stem for folder in folders for path in (folder / "events").glob("*.yaml"))[0]

    def faults(near: frozenset[str] | None) -> list[str]:
        packs, found = read_packs_checked(folders, near=near)
        files = (f"/{kind}/", f"/events/{kind}.yaml")
        return [str(fault) for fault in (*found, *lint_packs(packs)) if any(file in fault.path for file in files)]

    assert faults(frozenset([kind])) == faults(None)
