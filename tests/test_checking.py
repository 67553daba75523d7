"""What `check` says of each fault: every code, its place and its remedy, word for word."""

# The messages stand as they are printed.
# ruff: noqa: E501

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from dragoman.checking.fault_codes import CODES
from dragoman.checking.fault_samples import CUES, EVENT, LEXICON, RAID, RULE, SOUND
from dragoman.checking.fault_samples import PACK_FILE as PACK
from dragoman.checking.lints import check_packs


class Fault(NamedTuple):
    """One mistake in a sound pack (*old* replaced by *new*, or the whole file where *old* is empty), and what is said of it."""

    name: str
    file: str
    old: str
    new: str
    expected: tuple[str, ...]


FAULTS = (
    Fault(
        "colon_in_a_text",
        RULE,
        "description: One side",
        "description: Sanctions: one side",
        (
            "sanction/imposed.yaml:4:23: error[E001] mapping values are not allowed here; quote the value: a plain text may not contain ': '",
        ),
    ),
    Fault(
        "phrase_without_quotation_marks",
        RULE,
        '"{sender} VERB {goods} [against {target}]"',
        "{sender} VERB {goods} [against {target}]",
        (
            "sanction/imposed.yaml:10:14: error[E001] a text that starts with a bracket has no quotation marks; put the whole text in double quotes: a value that starts with '{' or '[' is read as a list",
        ),
    ),
    Fault(
        "example_without_quotation_marks",
        RULE,
        'match: "[sender: Ruritania] banned [goods: rifles]."',
        "match: [sender: Ruritania] banned [goods: rifles].",
        (
            "sanction/imposed.yaml:14:32: error[E001] a text that starts with a bracket has no quotation marks; put the whole text in double quotes: a value that starts with '{' or '[' is read as a list",
        ),
    ),
    Fault(
        "tab_as_indentation",
        RULE,
        "  verbs: [ban",
        "\tverbs: [ban",
        (
            "sanction/imposed.yaml:6:1: error[E001] found character '\\t' that cannot start any token; YAML indents with spaces; this line starts with a tab",
        ),
    ),
    Fault(
        "quotation_mark_left_open",
        RULE,
        '"NOUN on {goods} by {sender}"',
        '"NOUN on {goods} by {sender}',
        (
            "sanction/imposed.yaml:14:13: error[E001] expected <block end>, but found '['; close the quotation mark that is left open on line 11",
        ),
    ),
    Fault(
        "text_after_a_quoted_text",
        RULE,
        '"NOUN on {goods} by {sender}"',
        '"NOUN" on {goods} by {sender}',
        (
            "sanction/imposed.yaml:11:12: error[E001] expected <block end>, but found '<scalar>'; put quotation marks around the whole text: nothing may follow the closing one",
        ),
    ),
    Fault(
        "list_left_open",
        RULE,
        "nouns: [embargo]",
        "nouns: [embargo",
        (
            "sanction/imposed.yaml:8:6: error[E001] expected ',' or ']', but got ':'; put a comma between the items and close the list with ']'",
        ),
    ),
    Fault(
        "line_out_of_line",
        RULE,
        "  nouns: [embargo]",
        " nouns: [embargo]",
        (
            "sanction/imposed.yaml:7:2: error[E001] expected <block end>, but found '<block mapping start>'; check the indentation: this line does not line up with those above",
        ),
    ),
    Fault(
        "unknown_escape",
        RULE,
        "not: [ban on smoking]",
        'not: ["ban \\son smoking"]',
        ("sanction/imposed.yaml:8:15: error[E001] found unknown escape character 's'; use single quotes, or write '\\\\' for a backslash",),
    ),
    Fault(
        "key_written_twice",
        RULE,
        "required: [goods]",
        "required: [goods]\nrequired: [sender]",
        ("sanction/imposed.yaml:13:1: error[E002] key 'required' is written twice; keep one of the two",),
    ),
    Fault(
        "tag",
        RULE,
        "id: imposed",
        "id: !rule imposed",
        ("sanction/imposed.yaml:1:5: error[E003] tag '!rule' is not allowed; quote a text that starts with '!'",),
    ),
    Fault(
        "alias_of_nothing",
        RULE,
        "nouns: [embargo]",
        "nouns: *embargo",
        ("sanction/imposed.yaml:7:10: error[E001] nothing is called '&embargo'; quote a text that starts with '*'",),
    ),
    Fault(
        "alias_inside_itself",
        RULE,
        "nouns: [embargo]",
        "nouns: &n [embargo, *n]",
        ("sanction/imposed.yaml:7:23: error[E004] '*n' stands inside what it stands for; write the values out",),
    ),
    Fault(
        "aliases_that_explode",
        LEXICON,
        "",
        "lexicon: goods\ntype: goods\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
        ("lexicons/goods.yaml:6:29: error[E005] aliases expand to more than 10000 values; write the values out",),
    ),
    Fault(
        "empty_file",
        RULE,
        "",
        "# to do\n",
        ("sanction/imposed.yaml:1:1: error[E006] the file is empty; write at least its keys; 'dragoman draft' writes a first rule",),
    ),
    Fault(
        "second_document",
        RULE,
        "examples:",
        "---\nexamples:",
        ("sanction/imposed.yaml:13:1: error[E007] a second document starts here; put it in a file of its own",),
    ),
    Fault(
        "group_as_key",
        CUES,
        "",
        "cues: status\nentries:\n  - {? {modal: may} : x}\n",
        (
            "cues/status.yaml:3:5: error[E107] a cue entry has one of modal, governor, cue, report, attribution; write one entry for each",
            "cues/status.yaml:3:8: error[E008] a key must be a plain word; quote a text that starts with '{' or '['",
        ),
    ),
    Fault(
        "nested_beyond_reason",
        RULE,
        "nouns: [embargo]",
        "nouns: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        ("sanction/imposed.yaml:7:48: error[E009] nested more than 40 deep; no rule file needs that; flatten it",),
    ),
    Fault(
        "invisible_character",
        RULE,
        "nouns: [embargo]",
        "nouns: [emb\x07argo]",
        ("sanction/imposed.yaml:7:14: error[E010] character U+0007 is not allowed; delete this invisible character",),
    ),
    Fault(
        "not_a_group_of_keys",
        RULE,
        "",
        "- id: imposed\n",
        ("sanction/imposed.yaml:1:1: error[E103] a rule must be a group of keys; write keys such as 'id: ...'",),
    ),
    Fault(
        "misspelt_key",
        RULE,
        "description: One",
        "desciption: One",
        ("sanction/imposed.yaml:4:1: error[E101] unknown key 'desciption' in a rule; did you mean 'description'?",),
    ),
    Fault(
        "key_of_another_place",
        RULE,
        "  nouns: [embargo]",
        "  nouns: [embargo]\n  phrases: [x]",
        ("sanction/imposed.yaml:8:3: error[E101] unknown key 'phrases' in a trigger; use one of: not, nouns, verbs, words",),
    ),
    Fault(
        "missing_keys",
        RULE,
        "event: sanction\n",
        "",
        (
            "sanction/imposed.yaml:1:1: error[E102] key 'event' is missing in a rule; write 'event:' with a name (small letters, digits, _ and -). The event type that the rule finds: the name of the folder.",
        ),
    ),
    Fault(
        "text_for_a_list",
        RULE,
        "nouns: [embargo]",
        "nouns: embargo",
        ("sanction/imposed.yaml:7:10: error[E103] 'nouns' must be a list of texts; write 'nouns: [embargo]'",),
    ),
    Fault(
        "list_for_a_text",
        RULE,
        "description: One side bars goods from another.",
        "description: [One side]",
        ("sanction/imposed.yaml:4:14: error[E103] 'description' must be a text; this is a list",),
    ),
    Fault(
        "boolean_for_a_text",
        RULE,
        "nouns: [embargo]",
        "nouns: [true]",
        ("sanction/imposed.yaml:7:11: error[E103] 'nouns' must be a text, and this is true or false; write \"true\" if the word is meant",),
    ),
    Fault(
        "wrong_truth_value",
        EVENT,
        "many: true",
        "many: yes",
        ("events/sanction.yaml:6:30: error[E103] 'many' must be true or false; this is the text 'yes'",),
    ),
    Fault(
        "no_number",
        RULE,
        '- "NOUN on {goods} by {sender}"',
        '- {phrase: "NOUN on {goods} by {sender}", gap: wide}',
        ("sanction/imposed.yaml:11:50: error[E103] 'gap' must be a whole number; this is the text 'wide'",),
    ),
    Fault(
        "no_date",
        RULE,
        "status: planned",
        "date: 2025-02-30",
        ("sanction/imposed.yaml:16:11: error[E103] 'date' must be a date written YYYY-MM-DD; this is the text '2025-02-30'",),
    ),
    Fault(
        "unknown_status",
        RULE,
        "status: planned",
        "status: plannned",
        ("sanction/imposed.yaml:16:13: error[E104] 'status' cannot be 'plannned'; did you mean 'planned'?",),
    ),
    Fault(
        "unknown_priority",
        RULE,
        "required: [goods]",
        "required: [goods]\npriority: high",
        ("sanction/imposed.yaml:13:11: error[E104] 'priority' cannot be 'high'; use one of: fallback, normal, override, specific",),
    ),
    Fault(
        "unknown_voice",
        RULE,
        '- "NOUN on {goods} by {sender}"',
        '- {phrase: "NOUN on {goods} by {sender}", only: aktive}',
        ("sanction/imposed.yaml:11:51: error[E104] 'only' cannot be 'aktive'; did you mean 'active'?",),
    ),
    Fault(
        "capital_in_an_id",
        RULE,
        "id: imposed",
        "id: Imposed",
        (
            "sanction/imposed.yaml:1:5: error[E105] 'Imposed' is not a name; use small letters, digits, '_' and '-', beginning with a letter",
        ),
    ),
    Fault(
        "empty_value",
        RULE,
        "description: One side bars goods from another.",
        "description:",
        ("sanction/imposed.yaml:4:13: error[E106] 'description' is empty; write something behind it, or leave the key out",),
    ),
    Fault(
        "empty_list",
        RULE,
        "not: [ban on smoking]",
        "not: []",
        ("sanction/imposed.yaml:8:8: error[E106] 'not' is empty; write something into the list, or leave the key out",),
    ),
    Fault(
        "match_and_reject",
        RULE,
        '- reject: "The town',
        '- match: "It banned [goods: rifles]."\n    reject: "The town',
        (
            "sanction/imposed.yaml:18:5: error[E107] an example has either 'match' or 'reject', not both; write 'match: \"a sentence\"' or 'reject: \"a sentence\"'",
        ),
    ),
    Fault(
        "neither_match_nor_reject",
        RULE,
        '  - reject: "The town',
        '  - todo: true\n  - reject: "The town',
        (
            "sanction/imposed.yaml:18:5: error[E107] an example has either 'match' or 'reject'; write 'match: \"a sentence\"' or 'reject: \"a sentence\"'",
        ),
    ),
    Fault(
        "id_other_than_the_file",
        RULE,
        "id: imposed",
        "id: imposing",
        (
            "sanction/imposed.yaml:1:5: error[E111] 'id' is 'imposing', and the file is called 'imposed'; write 'id: imposed', or call the file 'imposing.yaml'",
        ),
    ),
    Fault(
        "event_other_than_the_folder",
        RULE,
        "event: sanction",
        "event: raid",
        (
            "sanction/imposed.yaml:2:8: error[E112] rule finds 'raid' and lies in the folder 'sanction'; move the file to raid/, or write 'event: sanction'",
        ),
    ),
    Fault(
        "unknown_event",
        RULE,
        "event: sanction",
        "event: sanctoin",
        ("sanction/imposed.yaml:2:8: error[E120] unknown event type 'sanctoin'; did you mean 'sanction'?",),
    ),
    Fault(
        "unknown_slot_in_a_phrase",
        RULE,
        "NOUN on {goods} by {sender}",
        "NOUN on {good} by {sender}",
        ("sanction/imposed.yaml:11:15: error[E121] 'sanction' has no slot 'good'; did you mean 'goods'?",),
    ),
    Fault(
        "unknown_slot_in_a_mark",
        RULE,
        "[goods: rifles].",
        "[goodies: rifles].",
        ("sanction/imposed.yaml:14:41: error[E121] 'sanction' has no slot 'goodies'; did you mean 'goods'?",),
    ),
    Fault(
        "unknown_slot_required",
        RULE,
        "required: [goods]",
        "required: [goods, sender|sendr]",
        ("sanction/imposed.yaml:12:19: error[E121] 'sanction' has no slot 'sendr'; did you mean 'sender'?",),
    ),
    Fault(
        "unknown_slot_narrowed",
        RULE,
        "required: [goods]",
        "slots: {targets: {many: true}}\nrequired: [goods]",
        ("sanction/imposed.yaml:12:9: error[E121] 'sanction' has no slot 'targets'; did you mean 'target'?",),
    ),
    Fault(
        "unknown_slot_set",
        RULE,
        "required: [goods]",
        "set: {stag: agreed}\nrequired: [goods]",
        ("sanction/imposed.yaml:12:7: error[E121] 'sanction' has no slot 'stag'; did you mean 'stage'?",),
    ),
    Fault(
        "unknown_slot_in_an_event",
        EVENT,
        "same: [sender]",
        "same: [sendr]",
        ("events/sanction.yaml:10:8: error[E121] 'sanction' has no slot 'sendr'; did you mean 'sender'?",),
    ),
    Fault(
        "unknown_slot_type",
        EVENT,
        "sender: {type: actor}",
        "sender: {type: actr}",
        ("events/sanction.yaml:4:18: error[E122] unknown slot type 'actr'; did you mean 'actor'?",),
    ),
    Fault(
        "slot_without_type",
        EVENT,
        "sender: {type: actor}",
        "sender: {many: true}",
        (
            "events/sanction.yaml:4:3: error[E102] slot 'sender' has no type; write 'type:' and one of: actor, date, force, goods, materiel, money, name, people, person, place, quantity, text",
        ),
    ),
    Fault(
        "unknown_facet",
        EVENT,
        "goods.count",
        "goods.cuont",
        ("events/sanction.yaml:7:33: error[E123] unknown facet 'cuont'; did you mean 'count'?",),
    ),
    Fault(
        "no_facet",
        EVENT,
        "goods.count",
        "goods",
        ("events/sanction.yaml:7:33: error[E123] 'goods' names no facet; write 'goods.' and one of: actor, calibre, count, number, place",),
    ),
    Fault(
        "facet_of_no_slot",
        EVENT,
        "goods.count",
        "good.count",
        ("events/sanction.yaml:7:33: error[E121] 'sanction' has no slot 'good'; did you mean 'goods'?",),
    ),
    Fault(
        "required_slot_that_nothing_fills",
        RULE,
        ' [against {target}]"\n  - "NOUN on {goods} by {sender}"\nrequired: [goods]',
        '"\n  - "NOUN on {goods} by {sender}"\nrequired: [target|goods, target]',
        ("sanction/imposed.yaml:12:26: error[E127] nothing can fill the required slot 'target'; put it into a phrase",),
    ),
    Fault(
        "slot_left_open",
        RULE,
        "NOUN on {goods} by {sender}",
        "NOUN on {goods by {sender}",
        ("sanction/imposed.yaml:11:14: error[E130] slot is never closed; add the missing '}'",),
    ),
    Fault(
        "optional_part_left_open",
        RULE,
        "[against {target}]",
        "[against {target}",
        ("sanction/imposed.yaml:10:28: error[E131] optional part is never closed; add the missing ']'",),
    ),
    Fault(
        "choice_left_open",
        RULE,
        "NOUN on {goods}",
        "NOUN (on|upon {goods}",
        ("sanction/imposed.yaml:11:11: error[E131] choice is never closed; add the missing ')'",),
    ),
    Fault(
        "bracket_that_closes_nothing",
        RULE,
        "NOUN on {goods}",
        "NOUN on] {goods}",
        ("sanction/imposed.yaml:11:13: error[E132] ']' closes nothing; delete it, or add the '[' before it",),
    ),
    Fault(
        "bar_outside_a_choice",
        RULE,
        "NOUN on {goods}",
        "NOUN on|upon {goods}",
        ("sanction/imposed.yaml:11:13: error[E132] '|' stands outside a choice; put the alternatives in round brackets: (a|b)",),
    ),
    Fault(
        "empty_slot",
        RULE,
        "NOUN on {goods}",
        "NOUN on {}",
        ("sanction/imposed.yaml:11:14: error[E133] slot has no name; write the slot's name between { and }",),
    ),
    Fault(
        "empty_choice_side",
        RULE,
        "NOUN on {goods}",
        "NOUN (on|) {goods}",
        ("sanction/imposed.yaml:11:11: error[E133] choice has an empty side; write words on both sides of '|'; [ ] makes a part optional",),
    ),
    Fault(
        "empty_optional_part",
        RULE,
        "[against {target}]",
        "[]",
        ("sanction/imposed.yaml:10:28: error[E133] optional part is empty; write what may stand there, or delete it",),
    ),
    Fault(
        "phrase_without_trigger",
        RULE,
        "NOUN on {goods} by {sender}",
        "embargo on {goods} by {sender}",
        ("sanction/imposed.yaml:11:5: error[E134] phrase has neither VERB nor NOUN; put VERB or NOUN where the trigger's words stand",),
    ),
    Fault(
        "verb_twice",
        RULE,
        "{sender} VERB {goods}",
        "{sender} VERB VERB {goods}",
        ("sanction/imposed.yaml:10:20: error[E135] VERB stands twice in the phrase; use it once, or write two phrases",),
    ),
    Fault(
        "optional_verb",
        RULE,
        "{sender} VERB {goods}",
        "{sender} [VERB] {goods}",
        ("sanction/imposed.yaml:10:16: error[E136] VERB cannot be optional; take it out of the square brackets",),
    ),
    Fault(
        "gap_at_the_end",
        RULE,
        "NOUN on {goods} by {sender}",
        "NOUN on {goods} by {sender} ...",
        ("sanction/imposed.yaml:11:34: error[E137] '...' joins nothing; put it between two elements",),
    ),
    Fault(
        "four_dots",
        RULE,
        "NOUN on {goods}",
        "NOUN .... {goods}",
        ("sanction/imposed.yaml:11:11: error[E137] a gap has three dots, and this has 4; write '...'",),
    ),
    Fault(
        "gap_and_adjacent",
        RULE,
        "NOUN on {goods}",
        "NOUN = ... {goods}",
        ("sanction/imposed.yaml:11:11: error[E137] '=' is followed by '...'; keep one of the two",),
    ),
    Fault(
        "slot_in_a_choice",
        RULE,
        "NOUN on {goods}",
        "NOUN (on|{goods})",
        ("sanction/imposed.yaml:11:15: error[E138] '{' cannot stand in a choice; only words may; write two phrases",),
    ),
    Fault(
        "exact_and_plain_in_a_choice",
        RULE,
        '"NOUN on {goods} by {sender}"',
        "'NOUN (on|\"upon\") {goods} by {sender}'",
        ("sanction/imposed.yaml:11:11: error[E138] choice mixes exact and plain words; quote all of its sides or none",),
    ),
    Fault(
        "inner_quotation_mark_left_open",
        RULE,
        '"NOUN on {goods} by {sender}"',
        "'NOUN \"on {goods} by {sender}'",
        ("sanction/imposed.yaml:11:11: error[E139] quotation mark is never closed; add the second quotation mark",),
    ),
    Fault(
        "misspelt_verb",
        RULE,
        "{sender} VERB {goods}",
        "{sender} VREB {goods}",
        ("sanction/imposed.yaml:10:15: error[E140] unknown element 'VREB'; did you mean 'VERB'?",),
    ),
    Fault(
        "verb_in_braces",
        RULE,
        "{sender} VERB {goods}",
        "{sender} {VERB} {goods}",
        ("sanction/imposed.yaml:10:15: error[E140] VERB is no slot; write VERB without braces",),
    ),
    Fault(
        "wildcard",
        RULE,
        "NOUN on {goods}",
        "NOUN on* {goods}",
        ("sanction/imposed.yaml:11:13: error[E141] '*' means nothing in a phrase; '...' is a gap, [ ] an optional part",),
    ),
    Fault(
        "verb_without_verbs",
        RULE,
        "  verbs: [ban, outlaw]\n",
        "",
        ("sanction/imposed.yaml:9:15: error[E142] phrase uses VERB, and the trigger has no 'verbs'; write 'verbs: [...]' under 'trigger'",),
    ),
    Fault(
        "noun_without_nouns",
        RULE,
        "  nouns: [embargo]\n",
        "",
        ("sanction/imposed.yaml:10:6: error[E142] phrase uses NOUN, and the trigger has no 'nouns'; write 'nouns: [...]' under 'trigger'",),
    ),
    Fault(
        "trigger_without_words",
        RULE,
        "  verbs: [ban, outlaw]\n  nouns: [embargo]\n",
        "",
        ("sanction/imposed.yaml:5:1: error[E144] trigger has no words to start from; write 'verbs:', 'nouns:' or 'words:' under it",),
    ),
    Fault(
        "rule_without_phrases",
        RULE,
        'phrases:\n  - "{sender} VERB {goods} [against {target}]"\n  - "NOUN on {goods} by {sender}"\n',
        "",
        (
            "sanction/imposed.yaml:1:1: error[E102] key 'phrases' is missing in a rule; write a sentence with holes, such as \"{actor} VERB {place}\"",
        ),
    ),
    Fault(
        "mark_left_open",
        RULE,
        "[goods: rifles].",
        "[goods: rifles.",
        ("sanction/imposed.yaml:14:40: error[E150] mark 'goods' is never closed; add the missing ']'",),
    ),
    Fault(
        "empty_mark",
        RULE,
        "[goods: rifles].",
        "[goods: ].",
        ("sanction/imposed.yaml:14:40: error[E150] mark 'goods' holds no words; put the words before the closing bracket",),
    ),
    Fault(
        "mark_without_a_colon",
        RULE,
        "[goods: rifles].",
        "[goods rifles].",
        ("sanction/imposed.yaml:14:40: error[E150] '[goods rifles]' marks nothing; write '[goods: rifles]', with the colon at the name",),
    ),
    Fault(
        "reject_with_a_status",
        RULE,
        '- reject: "The town banned smoking."',
        '- reject: "The town banned smoking."\n    status: denied',
        ("sanction/imposed.yaml:19:5: error[E151] a 'reject' example cannot have 'status'; delete it: nothing is found there",),
    ),
    Fault(
        "one_match",
        RULE,
        '  - match: "[sender: Ruritania] will outlaw [goods: shells]."\n    status: planned\n  - match: "An embargo on [goods: rifles] against [target: Freedonia]."\n',
        "",
        ("sanction/imposed.yaml:13:1: error[E152] rule has 1 'match' example; write two sentences it must match, in different wording",),
    ),
    Fault(
        "no_reject",
        RULE,
        '  - reject: "The town banned smoking."\n',
        "",
        ("sanction/imposed.yaml:13:1: error[E153] rule has no 'reject' example; write a sentence that looks alike and must be left alone",),
    ),
    Fault(
        "alias_of_two_entries",
        LEXICON,
        "aliases: [carbine]",
        "aliases: [round]",
        ("lexicons/goods.yaml:8:40: error[E160] 'round' is also a name of 'rifle'; keep it in 'rifle' or in 'shell'",),
    ),
    Fault(
        "alias_twice_in_an_entry",
        LEXICON,
        "aliases: [carbine]",
        "aliases: [carbine, carbine]",
        ("lexicons/goods.yaml:7:42: warning[W207] 'carbine' stands twice in entry 'rifle'; delete one",),
    ),
    Fault(
        "empty_entry",
        LEXICON,
        "rifle: {class: gun, aliases: [carbine]}",
        "rifle:",
        ("lexicons/goods.yaml:7:3: error[E106] entry 'rifle' is empty; write '{}' behind it if the name says it all",),
    ),
    Fault(
        "unknown_mark_of_an_entry",
        LEXICON,
        "class: gun,",
        "class: gun, weka: true,",
        ("lexicons/goods.yaml:7:23: error[E101] unknown key 'weka' in a lexicon entry; did you mean 'weak'?",),
    ),
    Fault(
        "term_that_ends_before_it_begins",
        LEXICON,
        "class: gun,",
        "class: gun, from: 2020-05-01, until: 2019,",
        ("lexicons/goods.yaml:7:48: error[E164] 'until: 2019' lies before 'from: 2020-05-01'; swap the two",),
    ),
    Fault(
        "cue_that_sets_nothing",
        CUES,
        "sets: possible",
        "within: clause",
        ("cues/status.yaml:3:5: error[E102] key 'sets' is missing beside 'modal'; say which status the words give an event",),
    ),
    Fault(
        "cue_of_no_relation",
        CUES,
        "modal: [may, might], ",
        "",
        ("cues/status.yaml:3:5: error[E107] a cue entry has one of modal, governor, cue, report, attribution; write one entry for each",),
    ),
    Fault(
        "cue_with_two_statuses",
        CUES,
        "[plan]",
        "[plan, plan]",
        ("cues/status.yaml:4:23: warning[W206] 'plan' is listed twice; delete one",),
    ),
    Fault(
        "cue_word_with_two_statuses",
        CUES,
        "sets: planned}",
        "sets: planned}\n  - {governor: [plan], sets: denied}",
        ("cues/status.yaml:5:17: error[E161] 'plan' sets 'planned' and 'denied'; keep it in one entry",),
    ),
    Fault(
        "engine_too_old",
        PACK,
        '">=0.1"',
        '">=9.0"',
        ("pack.yaml:3:11: error[E114] pack needs dragoman >=9.0, and this is 0.1.0; install another",),
    ),
    Fault(
        "language_too_new",
        PACK,
        "language: 1",
        "language: 2",
        ("pack.yaml:4:11: error[E114] pack is written in rule language 2, and this engine knows 1; install a newer dragoman",),
    ),
    Fault(
        "unreadable_requirement",
        PACK,
        '">=0.1"',
        '"new"',
        ("pack.yaml:3:11: error[E115] 'new' is no requirement; write '>=0.1' or '>=0.1,<2'",),
    ),
    Fault(
        "pack_without_name",
        PACK,
        "pack: trade\n",
        "",
        (
            "pack.yaml:1:1: error[E102] key 'pack' is missing in a pack; write 'pack:' with a name (small letters, digits, _ and -). The pack's name.",
        ),
    ),
    Fault(
        "expert_pattern_of_text",
        RULE,
        "required: [goods]",
        "required: [goods]\ntoken_pattern: [banned]",
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:17: error[E180] 'token_pattern' must hold lists of tokens; write {LOWER: \"word\"} or {POS: NOUN} for each token",
        ),
    ),
    Fault(
        "expert_token_of_text",
        RULE,
        "required: [goods]",
        "required: [goods]\ntoken_pattern: [[banned]]",
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:18: error[E180] a token of 'token_pattern' must be a group of attributes; write {LOWER: \"word\"}",
        ),
    ),
    Fault(
        "unknown_token_attribute",
        RULE,
        "required: [goods]",
        "required: [goods]\ntoken_pattern: [{LEMA: ban}]",
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:18: error[E181] unknown token attribute 'LEMA'; did you mean 'LEMMA'?",
        ),
    ),
    Fault(
        "unbounded_token",
        RULE,
        "required: [goods]",
        'required: [goods]\ntoken_pattern: [{LOWER: ban}, {OP: "*"}]',
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:31: error[E182] this token matches any number of any words; say which words, or use phrases with '...'",
        ),
    ),
    Fault(
        "slot_of_a_pattern_unknown",
        RULE,
        "required: [goods]",
        "required: [goods]\ntoken_pattern: [{LOWER: ban, slot: good}]",
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:36: error[E121] 'sanction' has no slot 'good'; did you mean 'goods'?",
        ),
    ),
    Fault(
        "slot_of_a_pattern_is_a_list",
        RULE,
        "required: [goods]",
        "required: [goods]\ntoken_pattern: [{LOWER: ban, slot: [goods]}]",
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:36: error[E183] 'slot' takes the name of one slot; write 'slot: name'",
        ),
    ),
    Fault(
        "trigger_of_a_pattern_is_no_flag",
        RULE,
        "required: [goods]",
        "required: [goods]\ntoken_pattern: [{LOWER: ban, trigger: ban}]",
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:39: error[E183] 'trigger' marks a token and takes only true; write 'trigger: true', or leave it out",
        ),
    ),
    Fault(
        "unknown_predicate",
        RULE,
        "required: [goods]",
        "required: [goods]\ntoken_pattern: [{LOWER: {INN: [ban]}}]",
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:26: error[E181] unknown predicate 'INN'; did you mean 'IN'?",
        ),
    ),
    Fault(
        "flag_with_a_text",
        RULE,
        "required: [goods]",
        "required: [goods]\ntoken_pattern: [{IS_TITLE: yes}]",
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:28: error[E181] 'IS_TITLE' takes true or false; write 'IS_TITLE: true'",
        ),
    ),
    Fault(
        "unknown_word_class",
        RULE,
        "required: [goods]",
        "required: [goods]\ntoken_pattern: [{POS: {IN: [NOUN, VRB]}}]",
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:35: error[E181] 'VRB' is no word class; did you mean 'VERB'?",
        ),
    ),
    Fault(
        "marked_token_without_bounds",
        RULE,
        "required: [goods]",
        'required: [goods]\ntoken_pattern: [{LOWER: ban}, {slot: goods, OP: "{2,}"}]',
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'token_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, token_pattern, required, examples",
            "sanction/imposed.yaml:13:31: error[E182] this token matches any number of any words; say which words, or use phrases with '...'",
        ),
    ),
    Fault(
        "root_of_a_tree_hangs",
        RULE,
        "required: [goods]",
        'required: [goods]\ndependency_pattern: [{LEFT_ID: x, REL_OP: ">", RIGHT_ID: v, RIGHT_ATTRS: {LOWER: ban}}]',
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'dependency_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, dependency_pattern, required, examples",
            "sanction/imposed.yaml:13:22: error[E184] the first node hangs on nothing and has no LEFT_ID and REL_OP; write RIGHT_ID and RIGHT_ATTRS, and from the second node on LEFT_ID and REL_OP",
        ),
    ),
    Fault(
        "node_of_a_tree_hangs_on_nothing",
        RULE,
        "required: [goods]",
        "required: [goods]\ndependency_pattern: [{RIGHT_ID: v, RIGHT_ATTRS: {LOWER: ban}}, {RIGHT_ID: o, RIGHT_ATTRS: {DEP: dobj}}]",
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'dependency_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, dependency_pattern, required, examples",
            "sanction/imposed.yaml:13:64: error[E184] a node of 'dependency_pattern' lacks LEFT_ID and REL_OP; write RIGHT_ID and RIGHT_ATTRS, and from the second node on LEFT_ID and REL_OP",
        ),
    ),
    Fault(
        "node_of_a_tree_hangs_on_a_stranger",
        RULE,
        "required: [goods]",
        'required: [goods]\ndependency_pattern: [{RIGHT_ID: verb, RIGHT_ATTRS: {LOWER: ban}}, {LEFT_ID: verbs, REL_OP: ">", RIGHT_ID: o, RIGHT_ATTRS: {DEP: dobj}}]',
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'dependency_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, dependency_pattern, required, examples",
            "sanction/imposed.yaml:13:77: error[E184] no node before this one is called 'verbs'; did you mean 'verb'?",
        ),
    ),
    Fault(
        "unknown_relation_in_a_tree",
        RULE,
        "required: [goods]",
        'required: [goods]\ndependency_pattern: [{RIGHT_ID: v, RIGHT_ATTRS: {LOWER: ban}}, {LEFT_ID: v, REL_OP: "->", RIGHT_ID: o, RIGHT_ATTRS: {DEP: dobj}}]',
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'dependency_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, dependency_pattern, required, examples",
            "sanction/imposed.yaml:13:85: error[E184] '->' is no relation; use one of $+ $++ $- $-- . .* ; ;* < <+ <++ <- <-- << > >+ >++ >- >-- >>",
        ),
    ),
    Fault(
        "unknown_attribute_in_a_tree",
        RULE,
        "required: [goods]",
        'required: [goods]\ndependency_pattern: [{RIGHT_ID: v, RIGHT_ATTRS: {OP: "*"}}]',
        (
            "sanction/imposed.yaml:13:1: warning[W204] key 'dependency_pattern' stands behind 'required'; keep this order: id, event, status, description, trigger, phrases, dependency_pattern, required, examples",
            "sanction/imposed.yaml:13:50: error[E181] unknown token attribute 'OP'; use one of: DEP, ENT_ID, ENT_IOB, ENT_KB_ID, ENT_TYPE, IS_ALPHA, IS_ASCII, IS_BRACKET, IS_CURRENCY, IS_DIGIT, IS_LEFT_PUNCT, IS_LOWER, IS_PUNCT, IS_QUOTE, IS_RIGHT_PUNCT, ...",
        ),
    ),
    Fault(
        "keys_out_of_order",
        RULE,
        "event: sanction\nstatus: stable\n",
        "status: stable\nevent: sanction\n",
        (
            "sanction/imposed.yaml:3:1: warning[W204] key 'event' stands behind 'status'; keep this order: id, event, status, description, trigger, phrases, required, examples",
        ),
    ),
    Fault(
        "verb_listed_twice",
        RULE,
        "verbs: [ban, outlaw]",
        "verbs: [ban, outlaw, ban]",
        ("sanction/imposed.yaml:6:24: warning[W206] 'ban' is listed twice; delete one",),
    ),
    Fault(
        "wide_gap",
        RULE,
        '- "NOUN on {goods} by {sender}"',
        '- {phrase: "NOUN on {goods} by {sender}", gap: 30}',
        ("sanction/imposed.yaml:11:15: warning[W201] a gap of 30 words matches by chance; write 15 or less",),
    ),
    Fault(
        "same_phrase_twice",
        RULE,
        '- "NOUN on {goods} by {sender}"',
        '- "NOUN on {goods} by {sender}"\n  - "NOUN  on {goods} by {sender}"',
        ("sanction/imposed.yaml:12:6: warning[W203] the same phrase stands elsewhere for the same trigger; delete one of the two",),
    ),
    Fault(
        "untested_guard",
        RULE,
        "required: [goods]",
        "required: [goods]\nguards: {denied: keep}",
        ("sanction/imposed.yaml:1:5: warning[W205] no example tests the guard 'denied'; write a match with 'status: denied'",),
    ),
    Fault(
        "slot_that_no_rule_fills",
        EVENT,
        "  host: {type: actor, where: clause}\n",
        "  envoy: {type: person}\n",
        ("events/sanction.yaml:1:8: warning[W208] no rule fills the slot 'envoy'; put it into a phrase, or delete it",),
    ),
    Fault(
        "exception_without_trigger_word",
        RULE,
        "not: [ban on smoking]",
        "not: [kick smoking]",
        ("sanction/imposed.yaml:1:5: warning[W211] 'not: kick smoking' holds no trigger word; it can never apply; delete it",),
    ),
    Fault(
        "unknown_parent",
        LEXICON,
        "class: gun,",
        "class: gun, parent: wepon,",
        ("lexicons/goods.yaml:7:3: warning[W212] 'parent: wepon' is no entry; write an entry for it",),
    ),
    Fault(
        "unknown_class",
        RULE,
        "required: [goods]",
        "slots: {goods: {class: gnu}}\nrequired: [goods]",
        ("sanction/imposed.yaml:1:5: warning[W213] no lexicon entry has the class 'gnu' of slot 'goods'; did you mean 'gun'?",),
    ),
    Fault(
        "slot_without_example",
        RULE,
        "NOUN on {goods} by {sender}",
        "NOUN on {goods} by {host}",
        ("sanction/imposed.yaml:1:5: warning[W214] no example shows the slot 'host'; mark it in a sentence: [host: words]",),
    ),
    Fault(
        "lexicon_without_source",
        LEXICON,
        "source: written for this sample\nlicence: MIT\n",
        "",
        ("lexicons/goods.yaml:1:10: warning[W215] lexicon has no source and no licence; write 'source: ...'",),
    ),
    Fault(
        "nouns_that_no_phrase_uses",
        RULE,
        '  - "NOUN on {goods} by {sender}"\n',
        "",
        (
            "sanction/imposed.yaml:1:5: warning[W216] trigger has 'nouns', and no phrase uses NOUN; write a phrase with NOUN, or delete 'nouns:'",
        ),
    ),
    Fault(
        "same_example_twice",
        RULE,
        '  - reject: "The town banned smoking."',
        '  - reject: "The town banned smoking."\n  - reject: "The town banned smoking."',
        ("sanction/imposed.yaml:19:13: warning[W217] the same sentence is an example twice; write another one",),
    ),
    Fault(
        "allowance_of_nothing",
        RULE,
        "required: [goods]",
        "required: [goods]  # allow: W214, W205 nobody says who",
        (
            "sanction/imposed.yaml:12:29: warning[W222] 'W214' is allowed here, and nothing has it; delete the code",
            "sanction/imposed.yaml:12:35: warning[W222] 'W205' is allowed here, and nothing has it; delete the code",
        ),
    ),
    Fault(
        "allowance_of_an_unknown_code",
        RULE,
        "required: [goods]",
        "required: [goods]  # allow: W299",
        ("sanction/imposed.yaml:12:29: warning[W222] there is no code 'W299'; did you mean 'W209'?",),
    ),
    Fault(
        "allowance_of_an_error",
        RULE,
        "required: [goods]",
        "required: [goods]  # allow: E121",
        (
            "sanction/imposed.yaml:12:29: warning[W222] 'E121' is an error, and only warnings can be allowed; mend the error, and delete the code",
        ),
    ),
    Fault(
        "phrase_in_a_folded_text",
        RULE,
        '"NOUN on {goods} by {sender}"',
        ">-\n    NOUN on {goods}\n    by {sendr}",
        ("sanction/imposed.yaml:13:9: error[E121] 'sanction' has no slot 'sendr'; did you mean 'sender'?",),
    ),
    Fault(
        "phrase_with_escapes",
        RULE,
        '"NOUN on {goods} by {sender}"',
        '"NOUN \\"on\\" {goods} by {sendr}"',
        ("sanction/imposed.yaml:11:30: error[E121] 'sanction' has no slot 'sendr'; did you mean 'sender'?",),
    ),
    Fault(
        "mark_in_a_quoted_text",
        RULE,
        '"[sender: Ruritania] will outlaw [goods: shells]."',
        "'[sender: Ruritania''s army] will outlaw [good: shells].'",
        ("sanction/imposed.yaml:15:54: error[E121] 'sanction' has no slot 'good'; did you mean 'goods'?",),
    ),
)


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for relative, text in files.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def messages(folder: Path) -> tuple[str, ...]:
    return tuple(str(fault).removeprefix(f"{folder.as_posix()}/") for fault in check_packs([folder]))


def faulty(fault: Fault) -> dict[str, str]:
    text = SOUND[fault.file].replace(fault.old, fault.new, 1) if fault.old else fault.new
    return {**SOUND, fault.file: text}


def test_a_sound_pack_has_no_faults(tmp_path: Path) -> None:
    assert messages(written(tmp_path, SOUND)) == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_with_place_and_remedy(fault: Fault, tmp_path: Path) -> None:
    assert fault.old in SOUND[fault.file]
    assert messages(written(tmp_path, faulty(fault))) == fault.expected


def test_every_fault_of_a_pack_is_told_at_once(tmp_path: Path) -> None:
    wanted = {"misspelt_key", "unknown_slot_type", "alias_of_two_entries", "cue_that_sets_nothing"}
    chosen = [fault for fault in FAULTS if fault.name in wanted]
    files = dict(SOUND)
    for fault in chosen:
        files[fault.file] = files[fault.file].replace(fault.old, fault.new, 1)

    assert messages(written(tmp_path, files)) == tuple(sorted(line for fault in chosen for line in fault.expected))


def test_a_file_that_nothing_reads_is_told(tmp_path: Path) -> None:
    folder = written(
        tmp_path, {**SOUND, "sanction/old/lifted.yaml": "id: lifted", "sanction/eased.yml": "id: eased", "sanction/.draft.yaml": ":"}
    )

    assert messages(folder) == (
        "sanction/eased.yml:1:1: error[E108] no file is read from here; call it 'eased.yaml'",
        "sanction/old/lifted.yaml:1:1: error[E108] no file is read from here; put a rule into the folder of its event type, other files into events/, lexicons/, cues/ or layout/",
    )


def test_a_folder_without_pack_file_is_told(tmp_path: Path) -> None:
    assert messages(written(tmp_path, {RAID: SOUND[RAID]})) == (
        "pack.yaml:1:1: error[E113] there is no pack.yaml here; write one with 'pack:', 'version:' and 'requires:'",
    )


def test_a_noun_with_the_verbs_of_another_rule_repeats_no_phrase(tmp_path: Path) -> None:
    both = SOUND[RULE].replace('- "NOUN on {goods} by {sender}"', '- "{sender} VERB NOUN on {goods}"')
    other = both.replace("id: imposed", "id: lifted").replace("[ban, outlaw]", "[lift]").replace("  not: [ban on smoking]\n", "")

    assert messages(written(tmp_path, {**SOUND, RULE: both, "sanction/lifted.yaml": other})) == ()


def test_a_name_in_two_lexicons_of_one_type_is_told(tmp_path: Path) -> None:
    second = (
        SOUND[LEXICON]
        .replace("lexicon: goods", "lexicon: arms")
        .replace("aliases: [carbine]", "aliases: [musket]")
        .replace("shell:", "pistol:")
    )

    assert messages(written(tmp_path, {**SOUND, "lexicons/arms.yaml": second})) == (
        "lexicons/goods.yaml:7:3: warning[W209] 'rifle' is also a name of 'rifle' in 'arms'; keep it in one lexicon",
        "lexicons/goods.yaml:8:3: warning[W209] 'round' is also a name of 'pistol' in 'arms'; keep it in one lexicon",
    )


def test_an_event_type_of_two_packs_is_told_with_both_places(tmp_path: Path) -> None:
    first = written(tmp_path / "one", {PACK: "pack: one\nversion: 1", RAID: SOUND[RAID]})
    second = written(tmp_path / "two", {PACK: "pack: two\nversion: 1", RAID: SOUND[RAID]})
    (fault,) = [fault for fault in check_packs([first, second]) if fault.severity == "error"]

    assert str(fault) == f"{second.as_posix()}/{RAID}:1:8: error[E110] event type 'raid' is already defined; rename one of the two"
    assert fault.label is not None
    assert (fault.label.path, fault.label.line, fault.label.column) == (f"{first.as_posix()}/{RAID}", 1, 8)


def test_a_file_too_large_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path, {**SOUND, CUES: "#" * 8_000_001})

    assert messages(folder) == ("cues/status.yaml:1:1: error[E011] the file is larger than 8 MB; split it in two",)


def test_bytes_that_are_not_utf8_are_told(tmp_path: Path) -> None:
    folder = written(tmp_path, SOUND)
    (folder / CUES).write_bytes(b"cues: status\nentries:\n  - {modal: [caf\xe9], sets: possible}\n")

    assert messages(folder) == ("cues/status.yaml:3:17: error[E010] byte 0xE9 is not UTF-8; save the file as UTF-8",)


def test_a_second_place_is_labelled(tmp_path: Path) -> None:
    fault = next(fault for fault in FAULTS if fault.name == "key_written_twice")
    (found,) = check_packs([written(tmp_path, faulty(fault))])

    assert found.label is not None
    assert (found.label.line, found.label.column, found.label.length, found.label.remark) == (12, 1, 8, "first written here")


def test_of_a_pack_for_another_engine_nothing_else_is_told(tmp_path: Path) -> None:
    files = {**SOUND, PACK: SOUND[PACK].replace("language: 1", "language: 2\nfuture: key"), RULE: "nonsense: [", CUES: ""}

    assert messages(written(tmp_path, files)) == (
        "pack.yaml:4:11: error[E114] pack is written in rule language 2, and this engine knows 1; install a newer dragoman",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('- "NOUN on {goods} by {sender}"', '- {phrase: "NOUN on {goods} by {sender}", gap: 30}  # allow: W201 the formula is that long'),
        (
            '- "NOUN on {goods} by {sender}"',
            '# allow: W201\n\n  # as the ministry writes it\n  - {phrase: "NOUN on {goods} by {sender}", gap: 30}',
        ),
    ],
)
def test_warning_is_allowed_behind_its_line_or_above_it(old: str, new: str, tmp_path: Path) -> None:
    assert messages(written(tmp_path, {**SOUND, RULE: SOUND[RULE].replace(old, new)})) == ()


def test_words_of_a_text_allow_nothing(tmp_path: Path) -> None:
    rule = SOUND[RULE].replace(
        '"The town banned smoking."', '"The town banned smoking. # allow: W217"\n  - reject: "The town banned smoking. # allow: W217"'
    )

    assert [line.partition(": ")[2][:13] for line in messages(written(tmp_path, {**SOUND, RULE: rule}))] == ["warning[W217]"]


def test_in_a_pack_with_errors_no_allowance_is_called_idle(tmp_path: Path) -> None:
    rule = SOUND[RULE].replace("required: [goods]", "required: [good]  # allow: W214")

    assert ["W222" in line for line in messages(written(tmp_path, {**SOUND, RULE: rule}))] == [False]


def test_every_code_has_an_explanation_and_a_test() -> None:
    elsewhere = {"E011", "E108", "E110", "E113", "E185", "W209", "W210", "W218", "W219", "W220", "W221"}
    told = {code for fault in FAULTS for line in fault.expected for code in re.findall(r"\[([EW][0-9]{3})\]", line)}

    assert told | elsewhere == set(CODES)


def test_checking_imports_no_spacy() -> None:
    program = "import sys, dragoman.checking.lints; sys.exit('spacy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
