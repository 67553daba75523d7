"""A small sound pack, and for each fault code one mistake in it: what the terminal, the reference and the tests show of a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType

PACK_FILE, EVENT, LEXICON = "pack.yaml", "events/sanction.yaml", "lexicons/goods.yaml"
STATES, CUES, RULE, RAID = "lexicons/states.yaml", "cues/status.yaml", "sanction/imposed.yaml", "events/raid.yaml"

SOUND: Mapping[str, str] = MappingProxyType(
    {
        PACK_FILE: """\
pack: trade
version: 1.0.0
requires: ">=0.1"
language: 1
""",
        EVENT: """\
event: sanction
description: One side bars trade in goods.
slots:
  sender: {type: actor}
  target: {type: actor, not_same_as: sender}
  goods: {type: goods, many: true}
  count: {type: quantity, from: goods.count}
  host: {type: actor, where: clause}
  stage: {type: text, where: clause}
same: [sender]
""",
        RAID: """\
event: raid
description: One side raids another.
slots:
  sender: {type: actor}
""",
        LEXICON: """\
lexicon: goods
type: goods
description: Goods that can be barred.
source: written for this sample
licence: MIT
entries:
  rifle: {class: gun, aliases: [carbine]}
  shell: {class: ammunition, aliases: [round], plural: [shells]}
""",
        CUES: """\
cues: status
entries:
  - {modal: [may, might], sets: possible}
  - {governor: [plan], sets: planned}
  - {report: [say]}
""",
        STATES: """\
lexicon: states
type: actor
description: States of fiction.
source: written for this sample
licence: MIT
entries:
  ruritania: {name: Ruritania, demonym: [Ruritanian]}
  freedonia: {name: Freedonia}
""",
        RULE: """\
id: imposed
event: sanction
status: stable
description: One side bars goods from another.
trigger:
  verbs: [ban, outlaw]
  nouns: [embargo]
  not: [ban on smoking]
phrases:
  - "{sender} VERB {goods} [against {target}]"
  - "NOUN on {goods} by {sender}"
required: [goods]
examples:
  - match: "[sender: Ruritania] banned [goods: rifles]."
  - match: "[sender: Ruritania] will outlaw [goods: shells]."
    status: planned
  - match: "An embargo on [goods: rifles] against [target: Freedonia]."
  - reject: "The town banned smoking."
""",
    }
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: *wrong* stands in a file where the sound pack has *right*; without *right*, it is all that stands there."""

    file: str
    right: str
    wrong: str

    @property
    def text(self) -> str:
        """Return the whole file with the mistake in it."""
        return SOUND[self.file].replace(self.right, self.wrong, 1) if self.right else self.wrong

    def lines(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the lines that are wrong, and the lines that are right."""
        right, wrong = SOUND.get(self.file, "").splitlines(), self.text.splitlines()
        parts = [part for part in SequenceMatcher(None, right, wrong, autojunk=False).get_opcodes() if part[0] != "equal"]
        return (
            tuple(line for _, _, _, start, end in parts for line in wrong[start:end]),
            tuple(line for _, start, end, _, _ in parts for line in right[start:end]),
        )


_SECOND_LEXICON = """\
lexicon: arms
type: goods
description: Arms alone.
source: written for this sample
licence: MIT
entries:
  pistol: {aliases: [carbine]}
"""

# E011, E110 and E113 are faults of more than the words of one file.
MISTAKES: Mapping[str, Mistake] = MappingProxyType(
    {
        "E001": Mistake(RULE, '"{sender} VERB {goods} [against {target}]"', "{sender} VERB {goods} [against {target}]"),
        "E002": Mistake(RULE, "required: [goods]", "required: [goods]\nrequired: [sender]"),
        "E003": Mistake(RULE, "id: imposed", "id: !rule imposed"),
        "E004": Mistake(RULE, "nouns: [embargo]", "nouns: &n [embargo, *n]"),
        "E005": Mistake(
            LEXICON,
            "",
            "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
            "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
        ),
        "E006": Mistake(RULE, "", "# to do\n"),
        "E007": Mistake(RULE, "examples:", "---\nexamples:"),
        "E008": Mistake(CUES, "", "cues: status\nentries:\n  - {? {modal: may} : x}\n"),
        "E009": Mistake(RULE, "nouns: [embargo]", "nouns: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["),
        "E010": Mistake(RULE, "nouns: [embargo]", "nouns: [emb\x07argo]"),
        "E101": Mistake(RULE, "description: One", "desciption: One"),
        "E102": Mistake(RULE, "event: sanction\n", ""),
        "E103": Mistake(RULE, "nouns: [embargo]", "nouns: embargo"),
        "E104": Mistake(RULE, "status: planned", "status: plannned"),
        "E105": Mistake(RULE, "id: imposed", "id: Imposed"),
        "E106": Mistake(RULE, "description: One side bars goods from another.", "description:"),
        "E107": Mistake(RULE, '- reject: "The town', '- match: "It banned [goods: rifles]."\n    reject: "The town'),
        "E108": Mistake("sanction/lifted.yml", "", "id: lifted\n"),
        "E111": Mistake(RULE, "id: imposed", "id: imposing"),
        "E112": Mistake(RULE, "event: sanction", "event: raid"),
        "E114": Mistake(PACK_FILE, '">=0.1"', '">=9.0"'),
        "E115": Mistake(PACK_FILE, '">=0.1"', '"new"'),
        "E120": Mistake(RULE, "event: sanction", "event: sanctoin"),
        "E121": Mistake(RULE, "NOUN on {goods} by {sender}", "NOUN on {good} by {sender}"),
        "E122": Mistake(EVENT, "sender: {type: actor}", "sender: {type: actr}"),
        "E123": Mistake(EVENT, "goods.count", "goods.cuont"),
        "E127": Mistake(
            RULE,
            ' [against {target}]"\n  - "NOUN on {goods} by {sender}"\nrequired: [goods]',
            '"\n  - "NOUN on {goods} by {sender}"\nrequired: [target|goods, target]',
        ),
        "E130": Mistake(RULE, "NOUN on {goods} by {sender}", "NOUN on {goods by {sender}"),
        "E131": Mistake(RULE, "[against {target}]", "[against {target}"),
        "E132": Mistake(RULE, "NOUN on {goods}", "NOUN on] {goods}"),
        "E133": Mistake(RULE, "NOUN on {goods}", "NOUN on {}"),
        "E134": Mistake(RULE, "NOUN on {goods} by {sender}", "embargo on {goods} by {sender}"),
        "E135": Mistake(RULE, "{sender} VERB {goods}", "{sender} VERB VERB {goods}"),
        "E136": Mistake(RULE, "{sender} VERB {goods}", "{sender} [VERB] {goods}"),
        "E137": Mistake(RULE, "NOUN on {goods} by {sender}", "NOUN on {goods} by {sender} ..."),
        "E138": Mistake(RULE, "NOUN on {goods}", "NOUN (on|{goods})"),
        "E139": Mistake(RULE, '"NOUN on {goods} by {sender}"', "'NOUN \"on {goods} by {sender}'"),
        "E140": Mistake(RULE, "{sender} VERB {goods}", "{sender} VREB {goods}"),
        "E141": Mistake(RULE, "NOUN on {goods}", "NOUN on* {goods}"),
        "E142": Mistake(RULE, "  verbs: [ban, outlaw]\n", ""),
        "E144": Mistake(RULE, "  verbs: [ban, outlaw]\n  nouns: [embargo]\n", ""),
        "E150": Mistake(RULE, "[goods: rifles].", "[goods: rifles."),
        "E151": Mistake(RULE, '- reject: "The town banned smoking."', '- reject: "The town banned smoking."\n    status: denied'),
        "E152": Mistake(
            RULE,
            '  - match: "[sender: Ruritania] will outlaw [goods: shells]."\n    status: planned\n'
            '  - match: "An embargo on [goods: rifles] against [target: Freedonia]."\n',
            "",
        ),
        "E153": Mistake(RULE, '  - reject: "The town banned smoking."\n', ""),
        "E160": Mistake(LEXICON, "aliases: [carbine]", "aliases: [round]"),
        "E161": Mistake(CUES, "sets: planned}", "sets: planned}\n  - {governor: [plan], sets: denied}"),
        "E164": Mistake(LEXICON, "class: gun,", "class: gun, from: 2020-05-01, until: 2019,"),
        "E180": Mistake(RULE, "required: [goods]", "required: [goods]\ntoken_pattern: [banned]"),
        "E181": Mistake(RULE, "required: [goods]", "required: [goods]\ntoken_pattern: [{LEMA: ban}]"),
        "E182": Mistake(RULE, "required: [goods]", 'required: [goods]\ntoken_pattern: [{LOWER: ban}, {OP: "*"}]'),
        "E183": Mistake(RULE, "required: [goods]", "required: [goods]\ntoken_pattern: [{LOWER: ban, slot: [goods]}]"),
        "E184": Mistake(
            RULE,
            "required: [goods]",
            'required: [goods]\ndependency_pattern: [{LEFT_ID: x, REL_OP: ">", RIGHT_ID: v, RIGHT_ATTRS: {LOWER: ban}}]',
        ),
        "E185": Mistake(RULE, "required: [goods]", "token_pattern: [{LOWER: 5}]\nrequired: [goods]"),
        "W201": Mistake(RULE, '- "NOUN on {goods} by {sender}"', '- {phrase: "NOUN on {goods} by {sender}", gap: 30}'),
        "W203": Mistake(RULE, '- "NOUN on {goods} by {sender}"', '- "NOUN on {goods} by {sender}"\n  - "NOUN  on {goods} by {sender}"'),
        "W204": Mistake(RULE, "event: sanction\nstatus: stable\n", "status: stable\nevent: sanction\n"),
        "W205": Mistake(RULE, "required: [goods]", "required: [goods]\nguards: {denied: keep}"),
        "W206": Mistake(CUES, "[plan]", "[plan, plan]"),
        "W207": Mistake(LEXICON, "aliases: [carbine]", "aliases: [carbine, carbine]"),
        "W208": Mistake(EVENT, "  host: {type: actor, where: clause}\n", "  envoy: {type: person}\n"),
        "W209": Mistake("lexicons/arms.yaml", "", _SECOND_LEXICON),
        "W210": Mistake(LEXICON, "aliases: [carbine]", "aliases: ['short  rifle']"),
        "W211": Mistake(RULE, "not: [ban on smoking]", "not: [kick smoking]"),
        "W212": Mistake(LEXICON, "class: gun,", "class: gun, parent: wepon,"),
        "W213": Mistake(RULE, "required: [goods]", "slots: {goods: {class: gnu}}\nrequired: [goods]"),
        "W214": Mistake(RULE, "NOUN on {goods} by {sender}", "NOUN on {goods} by {host}"),
        "W215": Mistake(LEXICON, "source: written for this sample\nlicence: MIT\n", ""),
        "W216": Mistake(RULE, '  - "NOUN on {goods} by {sender}"\n', ""),
        "W217": Mistake(
            RULE, '  - reject: "The town banned smoking."', '  - reject: "The town banned smoking."\n  - reject: "The town banned smoking."'
        ),
        "W218": Mistake(
            RULE, '  - "NOUN on {goods} by {sender}"', '  - "NOUN on {goods} by {sender}"\n  - "NOUN by {sender} (with|among) {goods}"'
        ),
        "W219": Mistake(RULE, "nouns: [embargo]\n", "nouns: [embargo]\n  words: [off limits]\n"),
        "W220": Mistake(RULE, '  - "NOUN on {goods} by {sender}"', '  - "NOUN on {goods} by {sender}"\n  - "NOUN on {goods}"'),
        "W221": Mistake(RULE, "[ban, outlaw]", "[banned, outlaw]"),
        "W222": Mistake(RULE, "required: [goods]", "required: [goods]  # allow: W214 nobody says who"),
    }
)
