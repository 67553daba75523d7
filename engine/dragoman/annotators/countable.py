"""Tell the numbers that count things from those that measure, label, date or score."""

from __future__ import annotations

from dragoman.annotators.lines import DASHES, Line, word_set
from dragoman.annotators.numbers import BEFORE_BARE_SCALE, MASSES, Number

_MEASURE_STEMS = (
    "mm cm km kg kilo kilogram gram pound lb ounce oz inch foot yard mile knot meter metre millimeter millimetre centimeter"
    " centimetre kilometer kilometre caliber calibre hour minute day week weekend month year decade fortnight night hr min percent"
    " percentage pct degree acre hectare liter litre gallon megawatt kilowatt gigawatt watt kilowatt-hour volt hertz megahertz"
    " gigahertz kiloton megaton byte megabyte gigabyte dollar euro ruble rouble hryvnia krona krone yen yuan cent pence rupee"
    " shekel lira franc dinar dirham riyal rial peso zloty shilling time o'clock pip percentile mach"
)
_MEASURE_FORMS = (
    "% ° °c °f m g v w feet ft inches in. kph mph kmh km/h m/s kt kts sq km² km2 cal. seconds per pc p.m. pm a.m. am p.m a.m gmt"
    " utc est edt cet ist mw gw kw kwh mwh mhz ghz hz gb mb tb hryvnias hryvnya kronor kroner won baht hours' days' weeks' months'"
    " years' yrs yr secs sec centuries midnight noon celsius fahrenheit nm nmi renminbi forints leva lei koruna naira birr rand"
    " afghanis taka rupiah tenge quarters thirds fifths tenths halves eighths sixths quarter's hundredths fourths"
)
MEASURES = frozenset({*_MEASURE_STEMS.split(), *(f"{word}s" for word in _MEASURE_STEMS.split()), *_MEASURE_FORMS.split()})
_BETWEEN_NUMBER_AND_MEASURE = word_set(
    "more straight consecutive successive full long short whole additional further extra other business working calendar school"
    " nautical square cubic metric percentage light statute us u.s. billion million thousand"
)
_LABELS = word_set(
    "no nr number resolution chapter article articles section phase stage page pages version room flight level gate line category"
    " zone tier grade step part channel bus highway route round rule point appendix annex clause paragraph figure table item"
    " series season episode block lot type mark mk model protocol amendment apt apartment suite box area sector aged age ages"
    " magnitude op track volume vol verse lane terminal pier checkpoint kilometer kilometre mile #"
)
_NAMES_WITH_NUMBER = word_set("force war group gang channel formula big operation gulf task phase apollo quad")
_COMPOUND_HEADS = word_set(
    "strong member man men person people troop soldier officer vehicle truck ship vessel plane aircraft tank fighter odd plus gun launcher"
)
# Nouns after which a bare four-digit number counts instead of naming a year.
COUNTED = word_set(
    "people civilians soldiers troops fighters men women children militants personnel police policemen officers others dead hostages"
    " prisoners rebels gunmen terrorists insurgents peacekeepers victims staff workers journalists students villagers residents"
    " refugees boys girls bodies guards mercenaries recruits advisers advisors instructors marines sailors airmen servicemen"
)
_FOLLOWS_COUNT = COUNTED | word_set("were was are have has had of more additional missing")
_ROADS = word_set("street st st. road rd rd. avenue ave ave. boulevard blvd drive lane square plaza highway")
SCORE_NOUNS = word_set("vote votes majority win victory loss defeat decision ruling draw lead margin score scoreline split")
_NOT_AFTER_ONE = word_set("of another 's by day thing can may might could should must would reason - –")
_NOT_BEFORE_ONE = word_set("the this that which no any some every each another other 's number day force")
_NOT_BEFORE_SCORES = word_set(
    "the their his her its our my your these those 's high low test exam approval credit he she it who that which and"
)


def is_count(line: Line, i: int, number: Number) -> bool:
    """Tell whether *number*, which starts at word *i*, can count things."""
    if number.low >= 10**14 or (number.low % 1 and not number.scaled):
        return False
    if number.written:
        return _written_count(line, i, number) and not measured(line, number.end)
    return not (
        measured(line, number.end)
        or _in_code(line, i, number)
        or _in_name(line, i, number)
        or _is_year(line, i, number)
        or _is_age(line, i, number)
        or _in_address(line, number.end)
        or _is_labelled(line, i)
    )


def measured(line: Line, end: int) -> bool:
    """Tell whether the number before word *end* measures: "170 mm", "62-year-old", "three more days", "27-nation"."""
    word = line.at(end)
    if word in DASHES and line.glued(end - 1) and line.glued(end):
        return line.at(end + 1).isalpha() and line.at(end + 1) not in _COMPOUND_HEADS
    if word in MEASURES:
        return True
    if line.reads(end, "or", "so"):
        return line.at(end + 2) in MEASURES
    if word == "of" and line.at(end + 1) in MEASURES and line.at(end - 1) in MASSES:
        return True
    if word == "per" or (line.glued(end - 1) and word.isalpha() and len(word) < 5 and line.at(end - 1)[-1:].isdecimal()):
        return True
    return (
        (word in _BETWEEN_NUMBER_AND_MEASURE or line.capital(end)) and line.at(end + 1) in MEASURES and line.at(end + 1) not in {"m", "per"}
    )


def compound_end(line: Line, end: int) -> int:
    """Return the end of a compound such as "800-strong" around a number that stops before word *end*."""
    inside = line.at(end) in DASHES and line.glued(end - 1) and line.at(end + 1) in _COMPOUND_HEADS - {"odd", "plus"}
    return end + 2 if inside else end


def _written_count(line: Line, i: int, number: Number) -> bool:
    word, before, after = line.at(i), line.at(i - 1), line.at(number.end)
    if before in _NAMES_WITH_NUMBER and line.capital(i - 1) and line.capital(i):
        return False
    if line.reads(i - 2, "group", "of") and line.capital(i):
        return False
    if before in _LABELS and before not in {"no", "line", "area"}:
        return False
    if after in {"third", "half", "quarter", "fifth", "tenth", "sixth", "eighth"}:
        return False
    if word == "one" and number.end == i + 1:
        return after not in _NOT_AFTER_ONE and before not in _NOT_BEFORE_ONE and after not in DASHES and not after.startswith("'")
    if word == "zero":
        return before not in {"ground", "net", "-", "sub", "day"} and after not in {
            "in",
            "tolerance",
            "hour",
            "sum",
            "carbon",
            "emission",
            "emissions",
            *DASHES,
        }
    if word == "scores":
        return before not in _NOT_BEFORE_SCORES and not after[:1].isdecimal() and after not in {"a", "an", "the", "his", "her"}
    return True


def _in_code(line: Line, i: int, number: Number) -> bool:
    """Tell whether the digits belong to a code, a telephone number, a score or a clock time."""
    before = line.at(i - 1)
    if before in {"+", "#", "/", "@", "_"} and line.glued(i - 1):
        return True
    if line.at(number.end) == "/" or (line.at(number.end) == ")" and line.at(number.end + 1)[:1].isdecimal()):
        return True
    if before in DASHES and line.glued(i - 1) and line.glued(i - 2):
        return True
    return before == ":" and line.glued(i - 1)


def _in_name(line: Line, i: int, number: Number) -> bool:
    """Tell whether small digits after a capitalised word are part of a name: "Leopard 2", "Route 60"."""
    if line.reads(i - 2, "group", "of") and line.capital(i - 2):
        return True
    if i == 0 or number.scaled or number.low >= 1000 or not line.text(i - 1)[:1].isalpha():
        return False
    if not line.capital(i - 1) or line.at(i - 1) in _OPENERS or line.heading:
        return False
    after = line.at(number.end)
    if (
        after in _FOLLOWS_COUNT - {"was", "has"}
        or after.endswith("ed")
        or (after in {"in", "at", "near", "after", "on", "as"} and line.capital(number.end))
    ):
        return False
    return line.at(i - 2) not in {"in", "near"}


_OPENERS = BEFORE_BARE_SCALE | word_set(
    "in on at by of from for with and but or as after before since when while also only just least more than up all these all"
    " those both its their his her leaves left says say said total including between is are was were has have had an a our any no"
    " yes plus under below above another further additional extra exceeding close exactly about nearly almost upwards minimum"
    " maximum total roughly approximately however then now so far"
)


def _is_year(line: Line, i: int, number: Number) -> bool:
    word = line.at(i)
    if len(word) != 4 or not word.isdecimal() or not 1800 <= int(word) <= 2099:
        return False
    if line.at(number.end) in COUNTED:
        return False
    plain = word.endswith("00") and line.at(number.end).isalpha() and not line.capital(number.end)
    return not (plain and line.at(i - 1) not in {"the", "in", "since", "by", "until", "from", "of", "early", "late", "year", "mid", "-"})


def _is_age(line: Line, i: int, number: Number) -> bool:
    """Tell whether the digits stand between commas after a name, as ages do, or after "aged"."""
    if line.at(i - 1) == "," and line.at(number.end) in {",", ")", ".", ""} and number.low <= 110:
        return line.capital(i - 2) and line.text(i - 2).isalpha()
    return (
        line.at(i - 1) in {"under", "over"} and line.at(i - 2) in {"children", "boys", "girls", "kids", "those", "anyone", "men"}
    ) or line.reads(i - 2, "age", "of")


def _in_address(line: Line, end: int) -> bool:
    if not line.capital(end):
        return False
    return any(line.at(end + k) in _ROADS and all(line.capital(end + n) for n in range(k + 1)) for k in (1, 2, 3))


def _is_labelled(line: Line, i: int) -> bool:
    before = line.at(i - 1)
    if before in {"no.", "unit"}:
        return line.capital(i - 1)
    return before in _LABELS or (before == "." and line.at(i - 2) == "no" and line.glued(i - 2))
