"""Explanations as text for people and as JSON for programs."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from dragoman.writers import to_record
from dragoman.writers.record import MentionRecord
from dragoman.writers.wording import in_words, join_fillers
from dragoman_cli.terminal import shown

if TYPE_CHECKING:
    from dragoman.workbench.compiled_view import PhraseView, RuleView
    from dragoman.workbench.explain import Explanation, Seen, Story, Try
    from dragoman.workbench.repairs import Repair

_WIDTH = 120
_NAMES = 11
_MANY = re.compile(r"\(([^|()]+)\|([^|()]+)(?:\|[^|()]+){2,}\)")
_OUTCOMES = {
    "match": "MATCH", "joined": "MATCH, joined with another mention of the sentence", "lost": "lost to {0.lost_to}: {0.failure}",
    "dropped": "matched, and was dropped later", "weaker": "fits; another of the rule's phrases ranks higher", "failed": "no: {0.failure}",
}  # fmt: skip


def explained_json(explained: Explanation, repairs: Sequence[Repair] = ()) -> str:
    """Return all of an explanation, and the repairs, as JSON."""
    record = to_record(explained.article, explained.extraction)
    stories = [asdict(story) for story in explained.stories]
    mended = [
        {"sentence": repair.sentence, "rule": repair.rule, "path": repair.path, "edit": repair.words}
        | {"slots": {name: [filler.span.text for filler in fillers] for name, fillers in repair.mention.slots.items()}}
        | {"broken_examples": list(repair.broken)}
        for repair in repairs
    ]
    return json.dumps({"mentions": record["mentions"], "sentences": stories, "repairs": mended}, ensure_ascii=False, indent=2) + "\n"


def explained_text(explained: Explanation, name: str | None, repairs: Sequence[Repair] = ()) -> str:
    """Return an explanation as text, sentence by sentence, and the repairs; *name* is the rule or kind that was asked for."""
    mentions = to_record(explained.article, explained.extraction)["mentions"]
    blocks: list[str] = []
    for silent, stories in groupby(explained.stories, key=lambda story: not story.tries and story.note == "no trigger"):
        told = list(stories)
        blocks.extend([_silent(told, name)] if silent else ("\n".join(_story(story, mentions)) for story in told))
    mended = ["\n".join(_repaired(repairs))] if repairs else []
    return "\n\n".join([*blocks, *mended, _verdict(explained.stories, name)]) + "\n"


def _repaired(repairs: Sequence[Repair]) -> Iterator[str]:
    """Yield the repairs with what each would find, and what it would cost."""
    yield "it matches with any one of these changes, each tried:"
    for repair in repairs:
        yield f"  {repair.words}  {shown(repair.path)}"
        found = ", ".join(f"{name} {_listed(f.span.text for f in fillers)}" for name, fillers in repair.mention.slots.items())
        yield f"      sentence {repair.sentence} then gives {found or 'no slot'}"
        if repair.broken:
            numbers = ", ".join(map(str, repair.broken))
            yield f"      but breaks example{'' if len(repair.broken) == 1 else 's'} {numbers} of the rule"


def _silent(stories: Sequence[Story], name: str | None) -> str:
    numbers = f"{stories[0].number}" if len(stories) == 1 else f"{stories[0].number}-{stories[-1].number}"
    heading = f"sentence{'' if len(stories) == 1 else 's'} {numbers}: no trigger of {name or 'any rule'}"
    return f"{heading}  {_quoted(stories[0].span.text)}" if len(stories) == 1 else heading


def _verdict(stories: Iterable[Story], name: str | None) -> str:
    fired = [tried for story in stories for tried in story.tries if tried.outcome in ("match", "joined")]
    rules = ", ".join(sorted({tried.rule for tried in fired}))
    return f"match: {rules}" if fired else f"no match{f': {name}' if name else ''}"


def _story(story: Story, mentions: Sequence[MentionRecord]) -> Iterator[str]:
    yield f"sentence {story.number}, at {story.span.start}"
    yield from _wrapped("  ", story.span.text.split())
    if not story.tries:
        yield f"  {story.note}"
        return
    yield from _wrapped("  words   ", (f"{token.span.text}/{token.kind}" for token in story.tokens))
    yield from _wrapped("  chunks  ", map(_chunk, story.chunks))
    yield from _wrapped("  spans   ", dict.fromkeys(map(_span, story.spans)), " · ")
    for (rule, trigger), tries in groupby(_in_order(story.tries), key=lambda tried: (tried.rule, tried.trigger)):
        told = list(tries)
        yield ""
        yield f"  {rule}  '{trigger.text}' at {trigger.start} ({told[0].lemma})"
        bare, full = _parted(told)
        for tried in full:
            yield from _try(tried, mentions)
        for failure, alike in groupby(bare, key=lambda tried: tried.failure):
            yield from _alike(failure, list(alike))


def _parted(tries: Sequence[Try]) -> tuple[list[Try], list[Try]]:
    """Return tries that came to nothing at all, with those of one reason together, and the others."""
    bare = [tried for tried in tries if tried.outcome == "failed" and not tried.slots and not tried.hints]
    return sorted(bare, key=lambda tried: tried.failure), [tried for tried in tries if tried not in bare]


def _alike(failure: str, tries: Sequence[Try]) -> Iterator[str]:
    yield f"    no: {failure}"
    for (phrase, path, line), alike in groupby(tries, key=lambda tried: (tried.phrase, tried.path, tried.line)):
        voices = ", ".join(dict.fromkeys(tried.voice for tried in alike))
        yield f"      {f'{_short(phrase)}  [{voices}]  ' if phrase else ''}{shown(path)}:{line}"


def _in_order(tries: Iterable[Try]) -> list[Try]:
    """Return tries with those of one rule and trigger together, what fired first."""
    ranked = sorted(tries, key=lambda tried: (_RANK[tried.outcome], -len(tried.slots)))
    best: dict[tuple[str, int], int] = {}
    for position, tried in enumerate(ranked):
        best.setdefault((tried.rule, tried.trigger.start), position)
    return sorted(ranked, key=lambda tried: best[tried.rule, tried.trigger.start])


_RANK = {"match": 0, "joined": 1, "weaker": 2, "lost": 2, "dropped": 2, "failed": 3}


def nearest_miss(story: Story, tries: Sequence[Try]) -> str:
    """Return in a few lines what of *tries* came nearest to a match, or why there was none in the sentence."""
    if not tries or not tries[0].phrase:
        return tries[0].failure if tries else story.note
    return "\n".join(line.removeprefix("    ") for line in _try(tries[0], ()))


def _try(tried: Try, mentions: Sequence[MentionRecord]) -> Iterator[str]:
    yield f"    {_OUTCOMES[tried.outcome].format(tried)}"
    yield f"      {_short(tried.phrase)}  [{tried.voice}]  {shown(tried.path)}:{tried.line}"
    if tried.mention is not None and tried.outcome == "match":
        yield from _mention(mentions[tried.mention])
    else:
        yield from (_line(name, _listed(span.text for span in spans)) for name, spans in tried.slots.items())
    for hint in tried.hints:
        yield _line(hint.slot, f"missing; nearest is '{_flat(hint.span.text)}' at {hint.span.start}: {hint.reason}")


def _line(name: str, words: str) -> str:
    return f"      {name:<{_NAMES}} {words}"


def _short(phrase: str) -> str:
    """Return a phrase with only the first of many alternative words."""
    return _MANY.sub(r"(\1|\2|…)", phrase)


def _mention(mention: MentionRecord) -> Iterator[str]:
    for name, fillers in mention["slots"].items():
        words = _listed(filler["text"] for filler in fillers)
        inferred = "  (inferred)" if any(filler.get("inferred") for filler in fillers) else ""
        yield _line(name, f"{words} = {join_fillers(fillers)}{inferred}")
    cues = ", ".join(f"'{cue['text']}'" for cue in mention["cues"])
    yield _line("status", f"{mention['status']}{f', set by {cues}' if cues else ''}")
    yield from (_line("source", f"{in_words(source['value'])}, shown by '{source['cue']}'") for source in mention["sources"])


def _chunk(chunk: Seen) -> str:
    words = _flat(chunk.span.text)
    marks = f": {', '.join(chunk.flags)}" if chunk.flags else ""
    brackets = {"noun group": "[{}{}]", "verb group": "<{}{}>"}.get(chunk.kind, "{}{}")
    return brackets.format(words, marks)


def _span(span: Seen) -> str:
    classes = ", ".join(flag.removeprefix("class:") for flag in span.flags if flag.startswith("class:"))
    value = f" = {in_words(span.value)}" if span.value else ""
    return f"{span.kind} '{_flat(span.span.text)}'{value}{f' ({classes})' if classes else ''}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(f"'{_flat(text)}'" for text in texts)


def _quoted(text: str) -> str:
    return f"“{textwrap.shorten(_flat(text), 90, placeholder='…')}”"


def _wrapped(lead: str, parts: Iterable[str], joint: str = " ") -> Iterator[str]:
    """Yield parts in lines that fit, never broken inside a part, each line under the first."""
    line, indent = lead, " " * len(lead)
    for part in parts:
        if line.strip() and line not in (lead, indent) and len(line) + len(joint) + len(part) > _WIDTH:
            yield line.rstrip()
            line = indent
        line += part if line in (lead, indent) else f"{joint}{part}"
    if line.strip():
        yield line.rstrip()


# -- a rule as it was compiled -------------------------------------------------------------------------------------------


def compiled_text(view: RuleView) -> str:
    """Return a compiled rule as text."""
    lines = [view.rule]
    lines += [f"  trigger   {lemma}: {', '.join(forms)}" for lemma, forms in view.forms]
    lines += [f"  not       {', '.join(forms)}" for _, forms in view.excluded]
    lines += [f"  required  {' and '.join(' or '.join(names) for names in view.required)}"] if view.required else []
    lines += [f"  from      {name}: {' or '.join(sources)}" for name, sources in view.derived]
    lines += [f"  anywhere  {', '.join(view.circumstances)} (found in the clause, no phrase needed)"] if view.circumstances else []
    return "\n".join([*lines, *(line for phrase in view.phrases for line in _compiled_phrase(phrase))]) + "\n"


def _compiled_phrase(phrase: PhraseView) -> Iterator[str]:
    yield f"  phrase    {_short(phrase.phrase)}  {shown(phrase.path)}:{phrase.line}"
    yield f"    voices  {', '.join(phrase.voices)}"
    for name, roles in (*phrase.slots, *([("NOUN", phrase.noun)] if phrase.noun else [])):
        yield from _wrapped(f"    {name:<{_NAMES}} stands as ", roles, ", ")
    yield from (f"    word    '{words}' before the trigger" for words in phrase.before)
    yield from (f"    word    '{words}' after the trigger" for words in phrase.after)
