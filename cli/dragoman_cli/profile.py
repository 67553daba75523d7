"""The profile of a run: its time by stage and by rule, gathered beside the records and never in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from time import perf_counter

from dragoman.readers import Reading
from dragoman.runs.batch import Outcome
from dragoman.stopwatch import Clock, Stage, Stopwatch, Times
from dragoman.workbench.stats import rule_of
from dragoman_cli.terminal import amount

_MOST_RULES = 25
_STAGES = {
    Stage.READ: "inputs into articles",
    Stage.TOKENISE: "layout, tokens, sentences, triggers",
    Stage.ANNOTATE: "names, figures, dates, clauses, referents",
    Stage.MATCH: "rules on triggers, the best reading of each",
    Stage.ASSESS: "status, sources, values",
    Stage.MERGE: "mentions into events, enrichments",
    Stage.WRITE: "events into records and files",
}


@dataclass(slots=True)
class Profile:
    """What the articles of one run took; workers' times are summed."""

    clock: Clock = perf_counter
    times: Times = field(default_factory=Times)
    mentions: Counter[str] = field(default_factory=Counter)
    articles: int = 0

    def reading(self, readings: Iterator[Reading]) -> Iterator[Reading]:
        """Yield *readings*, timing how long each takes to come."""
        watch = Stopwatch(self.clock)
        for reading in readings:
            watch.lap(Stage.READ)
            yield reading
            watch.start()
        self.times.add(watch.times)

    def writing(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        """Yield *outcomes*, adding up their times and what is done until the next is asked for, which is writing."""
        watch = Stopwatch(self.clock)
        for outcome in outcomes:
            self._add(outcome)
            watch.start()
            yield outcome
            watch.lap(Stage.WRITE)
        self.times.add(watch.times)

    def _add(self, outcome: Outcome) -> None:
        if outcome.times is not None:
            self.articles += 1
            self.times.add(outcome.times)
            self.mentions.update(map(rule_of, outcome.record["mentions"]))

    def to_json(self) -> Mapping[str, object]:
        """Return the profile for the run's manifest."""
        return {
            "articles": self.articles,
            "stages": {stage.value: round(self.times.stages[stage], 6) for stage in Stage},
            "rules": {rule: self._figures(rule) for rule in self._by_time()},
        }

    def table(self) -> str:
        """Return the profile for people: the stages in their order, then the rules that took longest."""
        whole, of_rules = sum(self.times.stages.values()), sum(self.times.rules.values())
        lines = [f"{'stage':<9}{'seconds':>10}{'share':>8}  what it does"]
        lines += [f"{_row(stage, 9, self.times.stages[stage], whole)}  {told}" for stage, told in _STAGES.items()]
        lines += [f"{_row('all', 9, whole, whole)}  {amount(self.articles, 'article')}", ""]
        ranked = self._by_time()
        width = max(map(len, ranked[:_MOST_RULES]), default=4)
        lines.append(f"{'rule':<{width}}{'seconds':>10}{'share':>8}{'attempts':>10}{'matches':>9}{'mentions':>10}")
        lines += [self._line(rule, width, of_rules) for rule in ranked[:_MOST_RULES]]
        lines.append(f"{_row('all', width, of_rules, of_rules)}  {amount(len(ranked), 'rule')} tried")
        return "\n".join(lines)

    def _by_time(self) -> list[str]:
        return sorted(self.times.rules, key=lambda rule: (-self.times.rules[rule], rule))

    def _figures(self, rule: str) -> dict[str, float]:
        times = self.times
        counts = {"attempts": times.attempts[rule], "matches": times.matches[rule], "mentions": self.mentions[rule]}
        return {"seconds": round(times.rules[rule], 6), **counts}

    def _line(self, rule: str, width: int, whole: float) -> str:
        times = self.times
        counts = f"{times.attempts[rule]:>10,}{times.matches[rule]:>9,}{self.mentions[rule]:>10,}"
        return _row(rule, width, times.rules[rule], whole) + counts


def _row(name: str, width: int, seconds: float, whole: float) -> str:
    return f"{name:<{width}}{seconds:>10.3f}{seconds / whole if whole else 0:>8.1%}"
