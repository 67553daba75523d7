"""Values as JSON, and as words for people."""

from __future__ import annotations

from datetime import date

from dragoman.records import Count, Entity, Interval, Money, Term, Value, Weapon

ValueRecord = dict[str, object]


def to_value(value: Value) -> ValueRecord:
    """Return *value* as the output contract writes values of its type."""
    match value:
        case Entity():
            return {"code": value.code, "name": value.name}
        case Count():
            return _count(value)
        case Money():
            return {"amount": _number(value.amount), "currency": value.currency}
        case Interval():
            return {"from": _day(value.start), "to": _day(value.end)}
        case Weapon():
            return _weapon(value)
        case Term():
            return {"name": value.name}


def _weapon(weapon: Weapon) -> ValueRecord:
    return {
        "weapon": weapon.weapon,
        "class": weapon.category,
        "calibre_mm": None if weapon.calibre_mm is None else _number(weapon.calibre_mm),
        "count": None if weapon.count is None else _count(weapon.count),
    }


def _count(count: Count) -> ValueRecord:
    return {"low": count.low, "high": count.high, "approx": count.approx}


def _number(number: int | float) -> int | float:
    return int(number) if float(number).is_integer() else number


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
