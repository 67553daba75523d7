"""Numerals in digits and in words, read from a line of tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from dragoman.annotators.lines import DASHES, Line

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
UNITS = {word: value for value, word in enumerate(_ONES.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
TENS["fourty"] = 40
BIG = {"thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9, "trillion": 10**12}
SCALES = {"dozen": 12, "hundred": 100, **BIG}
SUFFIXES = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12}
MASSES = {"dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, **{f"{word}s": 2 * value for word, value in BIG.items()}}
PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
FEW = frozenset({"several", "few", "many"})
STARTERS = frozenset({*UNITS, *TENS, *SCALES, *MASSES, *PARTS, *FEW, "couple", "pair", "trio", "three"})
GROUPS = {"couple": 2, "pair": 2, "trio": 3}
BEFORE_BARE_SCALE = frozenset(
    {"the", "some", "about", "around", "another", "over", "than", "nearly", "almost", "approximately", "roughly", "least", "to", "every"}
)

_NUMERAL = r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:\.\d+)?"
_DIGITS = re.compile(rf"({_NUMERAL})(k|mn?|mln|bn?|bln|tn)?")
_RANGE = re.compile(rf"({_NUMERAL})[-–—‑−]({_NUMERAL})(k|mn?|mln|bn?|bln|tn)?")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral that stops before word *end*; *high* is ``None`` for masses such as "hundreds".

    *written* tells words from digits, *scaled* that a scale word or suffix such as "million" belongs to it.
    """

    low: Decimal
    high: Decimal | None
    end: int
    written: bool = False
    scaled: bool = False
    approx: bool = False


def starts_number(word: str) -> bool:
    """Tell whether a numeral may start at, or just after, *word*."""
    return word in STARTERS or (word[:1].isdigit() and word[:1].isdecimal())


def read_number(line: Line, i: int) -> Number | None:
    """Return the numeral that starts at word *i*, if one does."""
    number = _read_numeral(line, i)
    if number is None or not number.written or line.at(number.end) != "(" or line.at(number.end + 2) != ")":
        return number
    again = line.at(number.end + 1)  # "ninety-six (96) helicopters"
    return replace(number, end=number.end + 3) if again.isdecimal() and Decimal(again) == number.low else number


def _read_numeral(line: Line, i: int) -> Number | None:
    """Return the numeral at word *i* as it is written once."""
    word = line.at(i)
    if word[:1].isdecimal():
        return _read_digits(line, i)
    if word in {"a", "an", "half", "quarter"} or word in GROUPS or word in FEW:
        return _read_part(line, i) or _read_few(line, i) or _read_article(line, i)
    if word in MASSES:
        return _read_mass(line, i)
    return _read_half(line, i) or _read_part(line, i) or _read_spelled(line, i)


def _read_digits(line: Line, i: int) -> Number | None:
    word = line.at(i)
    if found := _DIGITS.fullmatch(word):
        if len(word) > 1 and word[0] == "0" and word[1] not in ".":
            return None
        value = _value(found[1], dotted=line.at(i + 1) not in SCALES)
        number = Number(value, value, i + 1)
        if found[2]:
            return _times(number, SUFFIXES[found[2]], i + 1)
        return _scaled(line, _grouped(line, i, number))
    if found := _RANGE.fullmatch(word):
        low, high = _value(found[1]), _value(found[2])
        return _scaled(line, Number(low, high, i + 1) if not found[3] else _times(Number(low, high, i + 1), SUFFIXES[found[3]], i + 1))
    return None


def _value(numeral: str, dotted: bool = True) -> Decimal:
    if dotted and _DOTTED.fullmatch(numeral):
        return Decimal(numeral.replace(".", ""))
    return Decimal(numeral.replace(",", ""))


def _times(number: Number, factor: int, end: int) -> Number:
    high = None if number.high is None else number.high * factor
    return replace(number, low=number.low * factor, high=high, end=end, scaled=True)


def _grouped(line: Line, i: int, number: Number) -> Number:
    """Return *number* with the groups of three digits that follow it: "10 000"."""
    end = number.end
    if not 1 <= len(line.at(i)) <= 3 or not line.at(i).isdecimal():
        return number
    while len(line.at(end)) == 3 and line.at(end).isdecimal() and not line.glued(end - 1):
        end += 1
    # "220 170 mm howitzers" holds a count and a calibre, not a group of digits.
    if end == number.end or line.at(end) in _SHORT_UNITS or line.at(end) in DASHES or line.capital(i - 1):
        return number
    value = Decimal("".join(line.words[i:end]))
    return replace(number, low=value, high=value, end=end)


_SHORT_UNITS = frozenset({"mm", "cm", "millimeter", "millimetre", "kg", "km", "caliber", "calibre", "percent", "%"})


def _scaled(line: Line, number: Number) -> Number:
    """Return *number* times the scale words after it: "1.5 million", "300-million", "2 K"."""
    end = number.end
    at = end + 1 if line.at(end) in DASHES and line.glued(end) and line.at(end + 1) in SCALES else end
    if line.at(at) in SCALES:
        return _scaled(line, _times(number, SCALES[line.at(at)], at + 1))
    if line.at(end) in {"k", "mn", "mln", "bn", "bln", "tn"} and (line.glued(end - 1) or line.at(end) != "k"):
        return _times(number, SUFFIXES[line.at(end)], end + 1)
    # "2m refugees" are people, "2m long" is a measure.
    if (
        line.at(end) == "m"
        and line.glued(end - 1)
        and (line.at(end + 1)[-1:] == "s" or line.at(end + 1) in {"people", "men", "women", "children"})
    ):
        return _times(number, SUFFIXES["m"], end + 1)
    return number


def _read_mass(line: Line, i: int) -> Number | None:
    """Read "hundreds", "tens of thousands", "dozens, if not hundreds"."""
    value, end = MASSES[line.at(i)], i + 1
    if line.at(end) == "of" and line.at(end + 1) in MASSES and line.at(end + 1)[:-1] in BIG:
        value, end = value * BIG[line.at(end + 1)[:-1]], end + 2
    for link in (("or",), ("or", "even"), (",", "if", "not"), ("if", "not"), (",", "possibly"), ("to",)):
        if line.reads(end, *link) and line.at(end + len(link)) in MASSES:
            end += len(link) + 1
            break
    return Number(Decimal(value), None, end, written=True, scaled=True, approx=True)


def _read_part(line: Line, i: int) -> Number | None:
    """Read "half a dozen", "a half-million", "a quarter of a million", "three quarters of a million"."""
    times = UNITS.get(line.at(i), 1)
    at = i + 1 if line.at(i) in {"a", "an"} or line.at(i) in UNITS else i
    at += line.at(at) in DASHES
    part = PARTS.get(line.at(at).removesuffix("s"))
    if part is None:
        return None
    at += 1
    at += line.at(at) in DASHES
    at += line.at(at) == "of"
    at += line.at(at) in {"a", "an"}
    at += line.at(at) in DASHES
    if line.at(at) not in SCALES or (times == 1 and line.at(i) in UNITS and line.at(i) != "one"):
        return None
    value = times * part * SCALES[line.at(at)]
    return Number(value, value, at + 1, written=True, scaled=True)


def _read_few(line: Line, i: int) -> Number | None:
    """Read "several hundred", "a few thousand", "a couple of dozen", "a pair"."""
    at = i + 1 if line.at(i) in {"a", "an"} else i
    word = line.at(at)
    if word in FEW and (line.at(at + 1) in SCALES or line.at(at + 1) in MASSES):
        scale = SCALES.get(line.at(at + 1)) or SCALES.get(line.at(at + 1)[:-1], 20)
        return Number(Decimal(2 * scale), None, at + 2, written=True, scaled=True, approx=True)
    if word not in GROUPS or at == i:
        return None
    scale_at = at + 2 if line.at(at + 1) == "of" else at + 1
    if line.at(scale_at) in SCALES:
        value = Decimal(GROUPS[word] * SCALES[line.at(scale_at)])
        return Number(value, value, scale_at + 1, written=True, scaled=True, approx=True)
    if line.at(at + 1) in {"of", "more"} or (word == "pair" and line.at(at + 1) in {"were", "are", "have"}):
        return Number(Decimal(GROUPS[word]), Decimal(GROUPS[word]), at + 1, written=True)
    return None


def _read_article(line: Line, i: int) -> Number | None:
    """Read "a hundred", "a hundred and fifty", "a million"."""
    return _read_spelled(line, i + 1, group=1) if line.at(i) in {"a", "an"} and line.at(i + 1) in SCALES else None


def _read_spelled(line: Line, i: int, group: int = 0) -> Number | None:
    """Read "two hundred and fifty", "twenty-five hundred", "three thousand, four hundred"."""
    if not group and line.at(i) in SCALES:
        if line.at(i) != "dozen" and line.at(i - 1) not in BEFORE_BARE_SCALE:
            return None
        group = 1
    total, at, end, scaled = 0, i, i, False
    while (taken := _take(total, group, line.at(at), line.at(at - 1) if at > i else "")) is not None:
        total, group = taken
        scaled = scaled or line.at(at) in SCALES
        end = at + 1
        at = _link(line, end)
    if end == i:
        return None
    value = Decimal(total + group)
    return Number(value, value, end, written=True, scaled=scaled)


def _take(total: int, group: int, word: str, before: str) -> tuple[int, int] | None:
    """Return the sum and the open group after *word*, or nothing if the numeral ends before it."""
    if before == "dozen" or (before in UNITS and word not in SCALES):
        return None
    if word in TENS:
        return (total, group + TENS[word]) if group % 100 == 0 else None
    if word in UNITS:
        fits = group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20 and 1 <= UNITS[word] <= 9)
        return (total, group + UNITS[word]) if fits and UNITS[word] + (not before) else None
    if word not in SCALES or not group or (total and SCALES[word] >= _lowest(total)):
        return None
    return (total, group * 100) if word == "hundred" and group < 100 else (total + group * SCALES[word], 0)


def _lowest(total: int) -> int:
    """Return the largest power of ten that divides *total*: the next group has to be smaller."""
    digits = str(total)
    return int("1" + "0" * (len(digits) - len(digits.rstrip("0"))))


def _read_half(line: Line, i: int) -> Number | None:
    """Read "two and a half million"."""
    if line.at(i) not in UNITS or not line.reads(i + 1, "and", "a", "half") or line.at(i + 4) not in SCALES:
        return None
    value = (UNITS[line.at(i)] + PARTS["half"]) * SCALES[line.at(i + 4)]
    return Number(value, value, i + 5, written=True, scaled=True)


def _link(line: Line, at: int) -> int:
    """Return the position after a hyphen, an "and" or a comma that may stand inside a spelled number."""
    before, word, after = line.at(at - 1), line.at(at), line.at(at + 1)
    if word in DASHES and line.glued(at) and ((before in TENS and UNITS.get(after, 0) in range(1, 10)) or after in SCALES):
        return at + 1
    if word == "and" and before in SCALES and before != "dozen" and (after in UNITS or after in TENS) and line.at(at + 2) != "hundred":
        return at + 1
    if word == "," and before in BIG and (after in UNITS or after in TENS) and line.at(at + 2) == "hundred":
        return at + 1
    return at
