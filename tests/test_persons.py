from __future__ import annotations

import re
from itertools import pairwise

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dragoman.annotators.persons import find_persons
from dragoman.records import Entity, Term
from dragoman.spans import TypedSpan

NLP = spacy.blank("en")

LEADER_TITLES = (
    "president|presidents|defense secretary|security council secretary|top diplomat|prime minister|foreign minister|"
    "foreign ministers|defence minister|defense minister|defence secretary|minister|secretary of state|secretary general|"
    "secretary-general|crown prince|king|queen|leader|supreme leader|commander|chief of staff|general|gen.|lt gen|lt. gen.|"
    "maj. gen.|colonel|col.|admiral|envoy|ambassador|mayor|governor|senator|head|chief|spokesman|deputy foreign minister|"
    "spokesperson|director|secretary|military chief|officer|spokeswoman|chancellor|premier|emir|warlord|diplomat"
)
OTHER_TITLES = "mr|ms|mrs|dr|mr.|dr.|doctor|analyst|journalist|sergeant|professor|surgeon|resident"
ACTORS = {
    "Russia": "RUS", "Russian": "RUS", "South Korea": "KOR", "North Korea": "PRK", "North Korean": "PRK", "Ukraine": "UKR",
    "Ukrainian": "UKR", "US": "USA", "U.S.": "USA", "American": "USA", "China": "CHN", "Chinese": "CHN", "Israel": "ISR",
    "Israeli": "ISR", "Sudan": "SDN", "Sudanese": "SDN", "Mali": "MLI", "Malian": "MLI", "Colombian": "COL", "Iranian": "IRN",
    "Iran": "IRN", "Turkish": "TUR", "Saudi": "SAU", "Vietnamese": "VNM", "Jordan": "JOR", "Jordanian": "JOR", "Ethiopian": "ETH",
    "Rwanda": "RWA", "Rwandan": "RWA", "French": "FRA", "France": "FRA", "German": "DEU", "Burmese": "MMR", "Armenian": "ARM",
    "Norwegian": "NOR", "UN": None, "NATO": None, "EU": None, "Hizbul Mujahideen": None, "Wagner": None, "Hamas": None,
    "Houthi": None, "Houthis": None, "RSF": None, "Islamic State": None, "M23": None, "Kyiv": "UKR", "Moscow": "RUS",
}  # fmt: skip
DEMONYMS = (
    "Russian|North Korean|Ukrainian|American|Chinese|Israeli|Sudanese|Malian|Colombian|Iranian|Turkish|Saudi|Vietnamese|"
    "Jordanian|Ethiopian|Rwandan|French|German|Burmese|Armenian|Norwegian|Houthi"
)
PLACES = "Kursk|Goma|Khartoum|South China Sea|Black Sea|Gao|Austin|London|Aleppo"
INSTITUTIONS = "Foreign Ministry|Security Council|presidential office|Defence Ministry|Pentagon"
LEADERS = {"Vladimir Putin": "putin", "Kim Jong Un": "kim", "Xi Jinping": "xi"}
SURNAMES = {"Putin": "Vladimir Putin", "Kim": "Kim Jong Un", "Xi": "Xi Jinping"}


def gazetteer(doc: Doc) -> list[TypedSpan]:
    spans = [
        TypedSpan(s, e, "title", Term(t.lower().rstrip("s")), frozenset({"leader"}), t.lower())
        for s, e, t in _hits(doc, LEADER_TITLES, True)
    ]
    spans += [TypedSpan(s, e, "title", Term(t.lower()), frozenset(), t.lower()) for s, e, t in _hits(doc, OTHER_TITLES, True)]
    for s, e, t in _hits(doc, "|".join(ACTORS)):
        demonym = frozenset({"demonym"}) if t in DEMONYMS.split("|") else frozenset()
        spans.append(TypedSpan(s, e, "actor", Entity(t, ACTORS[t]), demonym, t))
    spans += [TypedSpan(s, e, "place", Entity(t), frozenset(), t) for s, e, t in _hits(doc, PLACES)]
    spans += [TypedSpan(s, e, "institution", Entity(t), frozenset(), t) for s, e, t in _hits(doc, INSTITUTIONS)]
    spans += [TypedSpan(s, e, "person", Entity(t), frozenset(), LEADERS[t]) for s, e, t in _hits(doc, "|".join(LEADERS))]
    spans += [
        TypedSpan(s, e, "person", Entity(SURNAMES[t]), frozenset({"surname"}), LEADERS[SURNAMES[t]])
        for s, e, t in _hits(doc, "|".join(SURNAMES))
    ]
    return sorted(spans, key=lambda span: (span.start, span.end, span.type))


def _hits(doc: Doc, names: str, ignore_case: bool = False) -> list[tuple[int, int, str]]:
    longest = sorted(names.split("|"), key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)", re.IGNORECASE if ignore_case else 0)
    found = []
    for match in pattern.finditer(doc.text):
        span = doc.char_span(*match.span())
        if span is not None:
            found.append((span.start, span.end, match.group()))
    return found


def persons(text: str) -> list[TypedSpan]:
    doc = NLP.make_doc(text)
    return find_persons(doc, gazetteer(doc))


def shown(text: str) -> list[str]:
    """Each person as "words=full name"."""
    doc = NLP.make_doc(text)
    return [f"{doc[span.start : span.end].text}={getattr(span.value, 'name', None)}" for span in find_persons(doc, gazetteer(doc))]


NAMES = [
    # a title and a name in full
    ("Russian Deputy Foreign Minister Andrei Rudenko landed in Hanoi.", ["Andrei Rudenko=Andrei Rudenko"]),
    ("South Korea's President Yoon Suk Yeol spoke first.", ["Yoon Suk Yeol=Yoon Suk Yeol"]),
    ("the Sudanese general Abdel Fattah al-Burhan refused", ["Abdel Fattah al-Burhan=Abdel Fattah al-Burhan"]),
    ("Saudi Crown Prince Mohammed bin Salman hosted them.", ["Mohammed bin Salman=Mohammed bin Salman"]),
    ("A letter from EU chief Ursula von der Leyen arrived.", ["Ursula von der Leyen=Ursula von der Leyen"]),
    ("UN Secretary-General Ban Ki-moon condemned it.", ["Ban Ki-moon=Ban Ki-moon"]),
    ("Lt Gen Pavel Orlov denied it.", ["Pavel Orlov=Pavel Orlov"]),
    ("Lt. Gen. Marcus J. Hale took command.", ["Marcus J. Hale=Marcus J. Hale"]),
    ("President Walter R. Stone Jr. signed it.", ["Walter R. Stone Jr.=Walter R. Stone Jr."]),
    ("Norwegian Prime Minister Jonas Gahr Berg pledged shells.", ["Jonas Gahr Berg=Jonas Gahr Berg"]),
    ("French envoy Jean-Yves Le Bras flew to Gao.", ["Jean-Yves Le Bras=Jean-Yves Le Bras"]),
    ("Ethiopian Prime Minister Abiy Tolossa flew home.", ["Abiy Tolossa=Abiy Tolossa"]),
    ("Vietnamese Defence Minister Phan Van Giang received him.", ["Phan Van Giang=Phan Van Giang"]),
    ("Colombian President Gustavo de la Cruz proposed a truce.", ["Gustavo de la Cruz=Gustavo de la Cruz"]),
    ("Burmese warlord Naw Kham Mwe surrendered.", ["Naw Kham Mwe=Naw Kham Mwe"]),
    ("Israeli Defence Minister Israel Katzir warned them.", ["Israel Katzir=Israel Katzir"]),
    ("US Defense Secretary Lloyd Austin left.", ["Lloyd Austin=Lloyd Austin"]),
    ("The Houthi leader Abdul-Malik al-Houthi vowed revenge.", ["Abdul-Malik al-Houthi=Abdul-Malik al-Houthi"]),
    ("Prime Minister Theresa May resigned.", ["Theresa May=Theresa May"]),
    ("King Faruq II received the envoy.", ["Faruq II=Faruq II"]),
    ("Ambassador Siobhan O'Reilly left.", ["Siobhan O'Reilly=Siobhan O'Reilly"]),
    ("Homeland adviser Dr. Nora Field-Hansen spoke.", ["Nora Field-Hansen=Nora Field-Hansen"]),
    ("Malian colonel Assimi Keïta seized power.", ["Assimi Keïta=Assimi Keïta"]),
    ("Foreign Ministry spokeswoman Olga Petrova told reporters.", ["Olga Petrova=Olga Petrova"]),
    ("then-President Hamid Noorzai fled.", ["Hamid Noorzai=Hamid Noorzai"]),
    ("Foreign Minister PARK Jin-ho bowed.", ["PARK Jin-ho=PARK Jin-ho"]),
    ("told President Duda Ukraine would pay", ["Duda=Duda"]),
    ("met President Joe Larsen Monday", ["Joe Larsen=Joe Larsen"]),
    ("Prime Minister Anwar Salim's plane landed.", ["Anwar Salim=Anwar Salim"]),
    # a title with a phrase, or set off by a comma
    ("the foreign minister of the Russian Federation Sergey Lukin said", ["Sergey Lukin=Sergey Lukin"]),
    ("US ambassador to Ukraine Bridget Blake resigned.", ["Bridget Blake=Bridget Blake"]),
    ("The head of Wagner, Yevgeny Prigozhin, flew to Gao.", ["Yevgeny Prigozhin=Yevgeny Prigozhin"]),
    ("The commander of Ansar Tawhid, Abu Salim Idris, was killed.", ["Abu Salim Idris=Abu Salim Idris"]),
    ("Russia's top diplomat, Sergei Lukin, agreed.", ["Sergei Lukin=Sergei Lukin"]),
    ("Syed Salahuddin, commander of the separatist Hizbul Mujahideen, spoke.", ["Syed Salahuddin=Syed Salahuddin"]),
    ("Andriy Yurchenko, head of Ukraine's presidential office, flew in.", ["Andriy Yurchenko=Andriy Yurchenko"]),
    ("In talks with the Russian president, Keira Stanton urged calm.", ["Keira Stanton=Keira Stanton"]),
    ("Foreign Ministers Wang Jun and Sergei Lukin met.", ["Wang Jun=Wang Jun", "Sergei Lukin=Sergei Lukin"]),
    ("the minister for foreign affairs Retno Dewi said", ["Retno Dewi=Retno Dewi"]),
    # honorifics and a surname alone
    ("Mr Colville said so.", ["Colville=Colville"]),
    ("Rupert Aldous, 51, spoke. Mr Aldous left.", ["Rupert Aldous=Rupert Aldous", "Aldous=Rupert Aldous"]),
    ("Mr. Jordan was not hurt.", []),
    ("Envoy Ida von der Golt came. Ms von der Golt left.", ["Ida von der Golt=Ida von der Golt", "von der Golt=Ida von der Golt"]),
    ("President Bashir al-Asmar spoke. Later Asmar left.", ["Bashir al-Asmar=Bashir al-Asmar", "Asmar=Bashir al-Asmar"]),
    ("President Bashir al-Asmar spoke. Troops of al-Asmar left.", ["Bashir al-Asmar=Bashir al-Asmar", "al-Asmar=Bashir al-Asmar"]),
    ("Senator Marine Le Bras came. Then Le Bras left.", ["Marine Le Bras=Marine Le Bras", "Le Bras=Marine Le Bras"]),
    ("President Yoon Suk Yeol came. Yoon left.", ["Yoon Suk Yeol=Yoon Suk Yeol", "Yoon=Yoon Suk Yeol"]),
    ("Adviser Dr. Nora Field-Hansen came. Field-Hansen left.", ["Nora Field-Hansen=Nora Field-Hansen", "Field-Hansen=Nora Field-Hansen"]),
    ("President Walter Stone Jr. came. Stone left.", ["Walter Stone Jr.=Walter Stone Jr.", "Stone=Walter Stone Jr."]),
    ("Gen. Hale waits. Gen. Marcus Hale is here.", ["Hale=Marcus Hale", "Marcus Hale=Marcus Hale"]),
    ("Governor Kate Power spoke. Power cuts spread as power failed.", ["Kate Power=Kate Power"]),
    ("Governor Kate Power spoke. Later, Power left.", ["Kate Power=Kate Power", "Power=Kate Power"]),
    ("Governor Ann March spoke. On March 3 it rained.", ["Ann March=Ann March"]),
    # the lexicon of leaders
    ("Putin flew to Kursk.", ["Putin=Vladimir Putin"]),
    ("President Xi left.", ["Xi=Xi Jinping"]),
    ("Vladimir Putin met Kim Jong Un. Kim smiled.", ["Vladimir Putin=Vladimir Putin", "Kim Jong Un=Kim Jong Un", "Kim=Kim Jong Un"]),
    ("Envoy Kim Yong Nam came.", ["Kim Yong Nam=Kim Yong Nam"]),
    ("The Trump-Putin summit", ["Putin=Vladimir Putin"]),
    ("Putin-backed fighters", ["Putin=Vladimir Putin"]),
    ("PUTIN VISITS GAO AS MISSILES FALL AGAIN\nVladimir Putin came.", ["Vladimir Putin=Vladimir Putin"]),
    ("Putin Visits Gao While Rebels Keep Their Guns\nIt rained.", ["Putin=Vladimir Putin"]),
    ("President Lukin Visits Gao While Rebels Advance\nPresident Oleg Lukin came.", ["Lukin=Oleg Lukin", "Oleg Lukin=Oleg Lukin"]),
    # names without a title
    ("The toll rose, nurse Amina Diallo, 42, said.", ["Amina Diallo=Amina Diallo"]),
    ("Amina Diallo, who fled Goma, wept.", ["Amina Diallo=Amina Diallo"]),
    ('"We ran," said Amina Diallo.', ["Amina Diallo=Amina Diallo"]),
    ("according to Amina Diallo, nobody slept", ["Amina Diallo=Amina Diallo"]),
    ("They met Amina Diallo. He told Diallo so.", ["Amina Diallo=Amina Diallo", "Diallo=Amina Diallo"]),
    ("FBI Special Agent Timothy Marsh explained.", ["Timothy Marsh=Timothy Marsh"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_persons_are_found_with_their_full_names(text: str, expected: list[str]) -> None:
    assert expected == shown(text)


NOBODY = [
    "Fighters of the Islamic State entered the South China Sea.",
    "The Human Rights Watch report blamed both sides.",
    "Operation Burning Spear ended on Monday.",
    "The Nobel Peace Prize went to nobody.",
    "Shells hit the King Faruq Airport.",
    "General Motors closed a plant.",
    "The Secretary General said no.",
    "Rebels took the town of Deir Salam in March.",
    "Heavy shelling hit Tal Rifan and the Wadi Suf crossing.",
    "The president, Moscow said, is well.",
    "Troops Reach Border Town After Long March\nIt rained.",
    "ARMY CHIEF FLEES\nNobody knows where.",
    "The Deir Salam Hospital reported 12 dead.",
    "Burning Spear Group said it won.",
    "On Good Friday the guns fell silent.",
    "The Navy Senior Chief Petty Officer is dead.",
    "The High Commissioner for Human Rights objected.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_only_looks_like_a_name_is_no_person(text: str) -> None:
    assert shown(text) == []


FLAGS = [
    ("Russian Deputy Foreign Minister Andrei Rudenko", 0, {"leader", "titled", "country:RUS", "title:1"}),
    ("South Korea's President Yoon Suk Yeol", 0, {"leader", "titled", "country:KOR", "title:3"}),
    ("US Army Lt. Gen. Marcus Hale", 0, {"leader", "titled", "country:USA", "title:1"}),
    ("Syed Salahuddin, commander of the separatist Hizbul Mujahideen,", 0, {"leader", "titled", "country:Hizbul Mujahideen"}),
    ("the head of Wagner, Yevgeny Prigozhin, left", 0, {"leader", "titled", "country:Wagner"}),
    ("President Oleg Lukin of Ukraine left", 0, {"leader", "titled", "country:UKR", "title:0"}),
    ("in Ukraine Defence Secretary Ben Wood said", 0, {"leader", "titled", "title:2"}),
    ("the US special envoy for Sudan, Tom Pringle, left", 0, {"leader", "titled", "country:USA"}),
    ("the envoy for Sudan, Tom Pringle, left", 0, {"leader", "titled"}),
    ("Prime Minister Dr Abdalla Hamad left", 0, {"leader", "titled", "title:0"}),
    ("Ukraine told President Joe Larsen", 0, {"leader", "titled", "title:2"}),
    ("Ukraine's newly appointed defence minister, Rustam Ali,", 0, {"leader", "titled", "country:UKR"}),
    ("U.S.-backed President Hamid Noorzai fled", 0, {"leader", "titled", "title:1"}),
    ("Sudan's military chief, Gen. Omar Hamad, left", 0, {"leader", "titled", "country:SDN", "title:5"}),
    ("Iranian analyst Reza Karimi wrote", 0, {"titled", "country:IRN", "title:1"}),
    ("Amina Diallo, 42, said", 0, {"untitled"}),
    ("Russian President Oleg Lukin spoke. Lukin left.", 1, {"leader", "surname", "country:RUS"}),
    ("Oleg Lukin, 42, spoke. Russian President Oleg Lukin left.", 0, {"leader", "country:RUS"}),
    ("Kim left.", 0, {"leader", "surname"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "position", "flags"), FLAGS)
def test_flags_tell_office_country_and_where_the_title_begins(text: str, position: int, flags: set[str]) -> None:
    assert set(persons(text)[position].flags) == flags


def test_a_surname_carries_its_full_name_as_entry() -> None:
    full, short = persons("Russian President Oleg Lukin spoke. Lukin left.")

    assert (full.entry, short.entry) == ("", "Oleg Lukin")


def test_the_nearest_titled_holder_of_a_surname_wins() -> None:
    found = shown("President Kim Dae Ho spoke. His sister Kim Yo Rim, 36, listened. Later Kim left.")

    assert found[-1] == "Kim=Kim Dae Ho"


def test_the_same_title_chooses_among_holders_of_a_surname() -> None:
    found = shown("President Kim Dae Ho spoke. General Kim Chol Su listened. President Kim left.")

    assert found[-1] == "Kim=Kim Dae Ho"


def test_marked_sentence_starts_end_a_name() -> None:
    doc = Doc(NLP.vocab, words=["President", "Oleg", "Lukin", "Rain", "fell"], sent_starts=[True, False, False, True, False])
    found = find_persons(doc, gazetteer(doc))

    assert [(span.start, span.end) for span in found] == [(1, 3)]


def test_an_empty_doc_holds_nobody() -> None:
    assert persons("") == []


PIECES = st.sampled_from(
    [
        "President", "Gen.", "Mr", "Putin", "Kim", "Jong", "Un", "Andrei", "Rudenko", "al-", "bin", "von", "der", "de",
        "Le", "Jr.", "C.", "Russian", "Ukraine", "'s", "’s", ",", ".", "“", "”", "-", "the", "of", "for", "and", "42",
        "said", "he", "who", "Kursk", "Austin", "Army", "Foreign", "Ministers", "PARK", "Jin-ho", "May", "head", "(",
        ")", "—", "I", "A", "II", '"', "\n", "\n\n",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80)))
def test_any_text_gives_sorted_spans_within_bounds(text: str) -> None:
    doc = NLP.make_doc(text)
    names = gazetteer(doc)
    found = find_persons(doc, names)

    assert found == find_persons(doc, names)
    assert all(0 <= span.start < span.end <= len(doc) and span.type == "person" for span in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_no_span_takes_a_possessive_or_a_line_break(text: str) -> None:
    doc = NLP.make_doc(text)
    words = [doc[span.start : span.end].text for span in find_persons(doc, gazetteer(doc))]

    assert not [word for word in words if "\n" in word or word.endswith(("'s", "’s"))]
