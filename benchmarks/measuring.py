"""How things are measured: processor time, in processes of their own where one could warm another up; memory as the system counts it."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the table; *limit* is the most it may be, or with *least* the least. One of None could not be had, *note* says why."""

    key: str
    figure: str
    value: float | None
    unit: str = "×"
    limit: float | None = None
    least: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Say whether the target is met; None where there is no target or no figure."""
        if self.value is None or self.limit is None:
            return None
        return self.value >= self.limit if self.least else self.value <= self.limit


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that has ended: its processor time in seconds, and what it wrote."""

    seconds: float
    output: str


def seconds_of(work: Callable[[], object]) -> float:
    """Return the processor time that *work* takes."""
    start = process_time()
    work()
    return process_time() - start


def run(*command: str, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Ended:
    """Run a command to its end, in this process's environment or another; raise a CalledProcessError where it fails."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.PIPE, cwd=folder, env=environment)
        stderr = process.stderr.read() if process.stderr is not None else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command, stderr=stderr.decode(errors="replace"))
        output.seek(0)
        return Ended(usage.ru_utime + usage.ru_stime, output.read().decode())


def ask(script: str, job: Mapping[str, object], python: str = sys.executable) -> dict[str, Any]:
    """Return what *script* of this folder answers to *job*: both are JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "job.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        answer: dict[str, Any] = json.loads(run(python, str(HERE / script), str(path)).output)
        return answer


class Talk:
    """A script of this folder that answers questions one after the other, until the ``with`` block ends."""

    def __init__(self, script: str, job: Mapping[str, object]) -> None:
        self._process = subprocess.Popen([sys.executable, str(HERE / script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.first = self.ask(job)

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End the process."""
        self._process.communicate()

    def ask(self, question: Mapping[str, object]) -> dict[str, Any]:
        """Return the answer to *question*: both are a line of JSON."""
        if self._process.stdin is None or self._process.stdout is None:
            raise ValueError("the process has no pipes")
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def memory() -> float:
    """Return the megabytes that this process holds now, or where the system does not say, the most it ever held."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024**2 if sys.platform == "darwin" else most / 1024


def ratio(above: Sequence[float], below: Sequence[float]) -> float:
    """Return the median of how many times as long each round took above as below."""
    return median(one / other for one, other in zip(above, below, strict=True))
