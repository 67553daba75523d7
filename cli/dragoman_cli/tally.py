"""What a run has done so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.runs.batch import Outcome
from dragoman_cli.terminal import amount


@dataclass(slots=True)
class Tally:
    """Counts of a run, and its first fault; *failures* are the unsound articles of this run, not of the one that it goes on with."""

    articles: int = 0
    mentions: int = 0
    unsound: int = 0
    failures: int = 0
    replayed: int = 0
    events: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    first_fault: str = ""

    def add(self, outcome: Outcome) -> None:
        """Count one more article."""
        record = outcome.record
        self.articles += 1
        self.replayed += outcome.replayed
        self.mentions += len(record["mentions"])
        self.events.update(event["kind"] for event in record["events"])
        self.problems.update(problem["code"] for problem in record["problems"])
        if not outcome.sound:
            self.unsound += 1
            self.failures += not outcome.replayed
            problem = next(iter(record["problems"]), None)
            if not self.first_fault and problem:
                self.first_fault = f"{record['article']['path'] or record['article']['id']}: {problem['message']}"

    def counts(self) -> dict[str, object]:
        """Return the counts for the run's manifest."""
        return {"articles": self.articles, "mentions": self.mentions, "events": dict(sorted(self.events.items())), "unsound": self.unsound}

    def summary(self, outputs: Sequence[str]) -> str:
        """Return the closing line of the run."""
        kinds = ", ".join(f"{kind} {number:,}" for kind, number in sorted(self.events.items(), key=lambda item: (-item[1], item[0])))
        counts = f"{amount(self.articles, 'article')}, {amount(self.mentions, 'mention')}, {amount(self.events.total(), 'event')}"
        fault = f", {self.unsound:,} with problems (first: {self.first_fault})" if self.unsound else ""
        resumed = f", {self.replayed:,} of them from an earlier run" if self.replayed else ""
        return f"{', '.join(outputs)}{': ' if outputs else ''}{counts}{f' ({kinds})' if kinds else ''}{fault}{resumed}"
