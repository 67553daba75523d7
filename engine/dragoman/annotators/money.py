"""Sums of money: "$1.2 billion", "16 billion kronor", "a billion euros"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from spacy.tokens import Doc

from dragoman.annotators.lines import DASHES, Line, line_of, word_set
from dragoman.annotators.numbers import STARTERS, Number, read_number, starts_number
from dragoman.records import Money
from dragoman.spans import TypedSpan

_SYMBOLS = {
    "$": "USD",
    "us$": "USD",
    "u.s.$": "USD",
    "u.s.": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "nt$": "TWD",
    "r$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₽": "RUB",
    "₴": "UAH",
    "₪": "ILS",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "rs": "INR",
    "rs.": "INR",
}
_CODES = word_set(
    "usd eur gbp jpy chf cny rub uah ils inr krw try pln sek nok dkk czk huf ron bgn aud cad nzd sgd hkd twd sar aed qar kwd iqd"
    " irr egp kes ngn zar etb ugx tzs rwf cdf sdg ssp lyd dzd mad tnd jod lbp syp yer pkr bdt lkr mmk thb vnd idr myr php mxn brl"
    " cop ars clp pen amd azn gel kzt uzs afn xof xaf"
)
_NOUNS = {
    "dollar": "USD",
    "euro": "EUR",
    "ruble": "RUB",
    "rouble": "RUB",
    "hryvnia": "UAH",
    "hryvnya": "UAH",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "shekel": "ILS",
    "zloty": "PLN",
    "zlotys": "PLN",
    "forint": "HUF",
    "rupee": "INR",
    "lira": "TRY",
    "franc": "CHF",
    "baht": "THB",
    "naira": "NGN",
    "birr": "ETB",
    "rand": "ZAR",
    "rial": "IRR",
    "riyal": "SAR",
    "dirham": "AED",
    "krona": "SEK",
    "kronor": "SEK",
    "kroner": "NOK",
    "krone": "NOK",
    "koruna": "CZK",
    "lari": "GEL",
    "dram": "AMD",
    "manat": "AZN",
    "tenge": "KZT",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "taka": "BDT",
    "won": "KRW",
    "peso": "MXN",
    "shilling": "KES",
    "pound": "GBP",
    "leu": "RON",
    "lei": "RON",
    "lev": "BGN",
    "leva": "BGN",
    "afghani": "AFN",
    "dong": "VND",
}
# Several states use a currency of that name, so the code is the likeliest one only.
_SHARED = word_set("krone kroner peso shilling rupee franc rial riyal lira dirham krona rand")
# A noun that is also a verb or a weight is money only with a scale word.
_NEEDS_SCALE = word_set("won pound rand dong dram real lei")
_BY_ISSUER = {
    "dollar": {
        "AUS": "AUD",
        "CAN": "CAD",
        "NZL": "NZD",
        "SGP": "SGD",
        "HKG": "HKD",
        "TWN": "TWD",
        "JAM": "JMD",
        "ZWE": "ZWL",
        "LBR": "LRD",
        "USA": "USD",
    },
    "krone": {"DNK": "DKK", "NOR": "NOK"},
    "kroner": {"DNK": "DKK", "NOR": "NOK"},
    "krona": {"SWE": "SEK", "ISL": "ISK"},
    "pound": {"EGY": "EGP", "LBN": "LBP", "SYR": "SYP", "SDN": "SDG", "SSD": "SSP", "GBR": "GBP"},
    "yuan": {"CHN": "CNY"},
    "rupee": {"PAK": "PKR", "LKA": "LKR", "NPL": "NPR", "IND": "INR"},
    "franc": {"CHE": "CHF", "RWA": "RWF", "COD": "CDF", "BDI": "BIF", "GIN": "GNF"},
    "dinar": {"IRQ": "IQD", "KWT": "KWD", "JOR": "JOD", "LBY": "LYD", "TUN": "TND", "DZA": "DZD", "SRB": "RSD", "BHR": "BHD"},
    "peso": {"MEX": "MXN", "PHL": "PHP", "COL": "COP", "ARG": "ARS", "CHL": "CLP", "CUB": "CUP"},
    "won": {"KOR": "KRW", "PRK": "KPW"},
    "shilling": {"KEN": "KES", "UGA": "UGX", "TZA": "TZS", "SOM": "SOS"},
    "rial": {"IRN": "IRR", "YEM": "YER", "OMN": "OMR"},
    "riyal": {"SAU": "SAR", "QAT": "QAR"},
    "lira": {"TUR": "TRY"},
    "dirham": {"ARE": "AED", "MAR": "MAD"},
    "ruble": {"RUS": "RUB", "BLR": "BYN"},
    "rouble": {"RUS": "RUB", "BLR": "BYN"},
}
_GLUED = re.compile(r"((?:us|u\.s\.|a|au|c|ca|nz|hk|s|nt|r)?\$|rs\.?|eur|usd|gbp|[€£¥₽₴₪₹₩₺])(\d[\d,.]*(?:bn|mn?|k|tn|b)?)")
_AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(bn|mln|mn?|k|tn|b)?")
_SCALE = {
    "bn": 10**9,
    "b": 10**9,
    "billion": 10**9,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "million": 10**6,
    "k": 1000,
    "thousand": 1000,
    "tn": 10**12,
    "trillion": 10**12,
    "crore": 10**7,
    "lakh": 10**5,
    "hundred": 100,
}
MONEY_WORDS = frozenset({*"$€£¥₽₴₪₹₩₺", "rs", *_NOUNS, *_BY_ISSUER, *(f"{noun}s" for noun in (*_NOUNS, *_BY_ISSUER))})
# No other word of letters alone begins a sum.
_STARTERS = STARTERS | _SYMBOLS.keys() | _CODES | {"a", "an"}
_NO_ISSUERS: Mapping[str, str] = MappingProxyType({})
_BOUNDS = {
    "than": "low",
    "over": "low",
    "least": "low",
    "of": "low",
    "nearly": "high",
    "almost": "high",
    "to": "high",
    "under": "high",
    "about": "approx",
    "around": "approx",
    "some": "approx",
    "approximately": "approx",
    "roughly": "approx",
    "estimated": "approx",
}


def find_money(doc: Doc, start: int, end: int, issuers: Mapping[str, str] = _NO_ISSUERS) -> list[TypedSpan]:
    """Return the sums of money in tokens ``start:end``; *issuers* maps lower-case adjectives to ISO 3166 codes ("danish": "DNK").

    A currency that several states share is flagged ``assumed`` where no issuer stands with it.
    """
    line = line_of(doc, start, end)
    if not (line.has(MONEY_WORDS) or any(_GLUED.fullmatch(word) for word in line.words)):
        return []
    found, i = [], 0
    while i < len(line.words):
        span = _read(line, i, issuers) if line.words[i] in _STARTERS or not line.words[i].isalpha() else None
        if span is not None:
            found.append(span)
            i = span.end - start
        else:
            i += 1
    return found


def _read(line: Line, i: int, issuers: Mapping[str, str]) -> TypedSpan | None:
    word = line.words[i]
    if word in _SYMBOLS and (word != "u.s." or line.at(i + 1) == "$"):
        return _read_after_symbol(line, i, i + 1 + (word == "u.s."), _SYMBOLS[word])
    if word in _CODES and line.text(i).isupper() and line.at(i + 1)[:1].isdecimal():
        return _read_after_symbol(line, i, i + 1, word.upper())
    if (glued := _GLUED.fullmatch(word)) is not None:
        return _sum(line, i, i + 1, glued[2], _SYMBOLS.get(glued[1], glued[1].upper()))
    if starts_number(word) or (word in {"a", "an"} and starts_number(line.at(i + 1))):
        number = read_number(line, i)
        return _read_before_noun(line, i, number, issuers) if number is not None and number.high is not None else None
    return None


def _read_after_symbol(line: Line, start: int, i: int, currency: str) -> TypedSpan | None:
    return _sum(line, start, i + 1, line.at(i), currency)


def _sum(line: Line, start: int, end: int, digits: str, currency: str) -> TypedSpan | None:
    """Return the sum in *digits* with the scale word that may follow at word *end*."""
    amount = _AMOUNT.fullmatch(digits.rstrip(".,"))
    if amount is None:
        return None
    value = Decimal(amount[1].replace(",", "")) * _SCALE.get(amount[2] or "", 1)
    if line.at(end) in DASHES and _AMOUNT.fullmatch(line.at(end + 1)) and line.at(end + 2) in _SCALE and not amount[2]:
        return _span(line, start, end + 3, value * _SCALE[line.at(end + 2)], currency, frozenset({"range"}))
    at = end + 1 if line.at(end) in DASHES and line.at(end + 1) in _SCALE else end
    while line.at(at) in _SCALE and not amount[2] and (len(line.at(at)) > 3 or line.glued(at - 1) or line.at(at) in {"bn", "mn", "mln"}):
        value, end, at = value * _SCALE[line.at(at)], at + 1, at + 1
    return _span(line, start, end, value, currency)


def _read_before_noun(line: Line, i: int, number: Number, issuers: Mapping[str, str]) -> TypedSpan | None:
    """Return the sum of which *number* gives the amount and a noun, sign or code after it the currency."""
    at, number = _million(line, number)
    at += line.at(at) in DASHES and line.glued(at)
    if line.at(at) in {"€", "₽", "₴"} or (line.at(at) in _CODES and line.text(at).isupper()):
        return _span(line, i, at + 1, number.low, _SYMBOLS.get(line.at(at), line.at(at).upper()))
    issuer = ""
    if _noun(line.at(at)) is None:
        issuer, at = line.at(at), at + 1
    noun = _noun(line.at(at))
    if noun is None or (issuer and not _may_issue(issuer, issuers)) or (noun in _NEEDS_SCALE and not number.scaled):
        return None
    currency = _BY_ISSUER.get(noun, {}).get(issuers.get(issuer, ""), _NOUNS.get(noun, ""))
    assumed = noun in _SHARED and issuer not in issuers
    return _span(line, i, at + 1, number.low, currency, frozenset({"assumed"}) if assumed else frozenset()) if currency else None


def _million(line: Line, number: Number) -> tuple[int, Number]:
    if line.at(number.end) == "m" and line.glued(number.end - 1) and not number.scaled:
        return number.end + 1, Number(number.low * 10**6, number.low * 10**6, number.end + 1, scaled=True)
    return number.end, number


def _may_issue(issuer: str, issuers: Mapping[str, str]) -> bool:
    return issuer in issuers or issuer in {"us", "u.s.", "american"}


def _noun(word: str) -> str | None:
    if word in _NOUNS or word in _BY_ISSUER:
        return word
    stem = word.removesuffix("s")
    return stem if stem in _NOUNS or stem in _BY_ISSUER else None


def _span(line: Line, start: int, end: int, value: Decimal, currency: str, flags: frozenset[str] = frozenset()) -> TypedSpan:
    bound = _BOUNDS.get(line.at(start - 1))
    amount = int(value) if value == value.to_integral_value() else float(value)
    kept = (
        flags | {bound}
        if bound and (bound != "low" or line.at(start - 1) != "of" or line.at(start - 2) in {"upwards", "excess"})
        else flags
    )
    return TypedSpan(line.start + start, line.start + end, "money", Money(amount, currency), kept)
