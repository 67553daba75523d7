"""Sentences of our own, with ‖ where one ends."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dragoman.annotators.layout import Zone, find_zones
from dragoman.annotators.sentences import LONGEST_SENTENCE, sentence_offsets, sentence_starts

NLP = spacy.blank("en")


def split(text: str, zones: tuple[Zone, ...] = ()) -> list[str]:
    doc = NLP(text)
    starts = sentence_starts(doc, zones)
    return [doc[start:end].text.strip() for start, end in zip(starts, (*starts[1:], len(doc)), strict=True)]


MARKED = [
    "The column left at dawn. ‖Nobody saw it return.",
    "The column left at dawn.‖\n\nNobody saw it return.",
    "A shell hit the market. ‖It killed two traders. ‖Six more were hurt.",
    "Rebels shell northern town‖\nAt least six people died on Monday, doctors said.",
    "Envoy due in capital‖\n\nThe envoy lands on Friday.",
    "The U.S. Army sent a medical team.",
    "Troops from the U.S. and the U.K. trained together.",
    "The convoy was paid for by the U.S. ‖The army declined to comment.",
    "He flew to the U.S. ‖He will return in May.",
    "The U.N. Security Council met twice.",
    "Officials at the U.N. ‖However, nobody answered.",
    "Gen. Orlov took command.",
    "Lt. Gen. Mark Dole and Maj. Gen. Ann Reed met Col. Basri.",
    "Brig. Gen. Tamura inspected the base. ‖Capt. Ito came along.",
    "Checkpoint No. 4 was attacked.",
    "The answer was no. ‖The talks ended.",
    "The truce began on Jan. 5 and ended on Feb. 11.",
    "It began in Jan. ‖The army had waited for months.",
    "Mr. Haddad met Mrs. Khoury and Dr. Aziz in St. Petersburg.",
    "Mr Haddad met Dr Aziz. ‖Mrs Khoury stayed away.",
    "Northgate Inc. sold the radars. ‖Its rival Southgate Ltd. did not.",
    "The contract went to Northgate Inc. ‖The firm builds radars.",
    "The raid started at 4 a.m. on Sunday.",
    "The raid ended at 6 p.m. ‖The soldiers then withdrew.",
    "They held approx. 300 men at the site.",
    "George W. Bush met John F. Kerry.",
    "J. R. Smith, a colonel, wrote it.",
    "He earned a Ph.D. in Oslo.",
    "They left by way of Plan B. ‖The rest stayed.",
    "Fighters used rifles, mortars, etc. to hold the ridge.",
    "The case Basri v. Dole was closed. ‖Nobody appealed.",
    '"Yes," he said.',
    '"We are ready," she said. ‖"We have been ready for weeks."',
    "“We are ready,” she said. ‖“We have been ready for weeks.”",
    "“The road is open,” he said.” ‖The convoy moved on.",
    "“We will hold the line.” ‖The minister left without another word for the press that day.",
    'The unit was "destroyed." ‖Nine men got away.',
    '"Who fired?" the minister asked.',
    '"Who fired?" asked the minister.',
    "“Stop the guns!” Mr Haddad said.",
    "“Stop the guns!” ‖Mr Haddad has repeated that call in every single speech since the autumn.",
    "Who fired first? ‖Nobody knows.",
    "What a day! ‖The shelling stopped.",
    '"""As we gather tonight, our thoughts are with them,"" he said, adding ""we shall return""".',
    "He called it “a gift”. ‖This angered Oslo.",
    "The report (published in May) named him. ‖(The ministry denied it.) ‖Others agreed.",
    "They waited ... and nothing happened.",
    "They waited... ‖The guns fell silent.",
    "They waited… ‖The guns fell silent.",
    "We saw men… Russian ones, perhaps.",
    "- Two tanks crossed the river‖\n- A bridge was blown up‖\n- No one was hurt",
    "• Two tanks crossed ‖• A bridge fell",
    "1. Two tanks crossed.‖\n2. A bridge fell.",
    "Army: two tanks lost; navy: none; air force: three jets grounded.",
    "The ministry said:‖\nAll soldiers are safe.",
    "The ministry said:‖\n\nall soldiers are safe.",
    "Soldiers crossed the river and took\nthe village without a shot.",
    "Soldiers crossed the river and were seen in\nOslo on the same day.",
    "The truce expired.‖Food is scarce.",
    "The site Example.Com reports losses.",
    "Reports on www.example.com were wrong.",
    "The price rose 1.5 percent. ‖It fell by 2.5 later.",
    "The deal was signed in 2023. ‖It expires in 2030.",
    "Fighting went on. ‖15 people were hurt.",
    "The town fell. ‖al-Qaida fighters fled.",
    "They said so.[1] ‖The army did not.",
    "Marines landed near Norfolk, Va., on Tuesday.",
    "The regiment, from Austin, Tex. ‖It arrived in May.",
    "The war went on under the slogan “forward to the sea” ‖On 3 May, the army moved.",
    "Sgt. Lee, Cpl. Dunn and Pvt. Ross were named.",
    "He spoke to Sen. Blake, Rep. Stone and Gov. Hill.",
    "The 3rd Bn. of the regiment stayed. ‖Its guns went south.",
    "Dear colleagues,\nWe meet again.",
    "Talks in Geneva, Vienna, etc. ‖The parties met.",
    "Works of art. ‖Paintings were looted.",
    "The minister said no.‖\nThe talks go on.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_sentences_break_where_a_reader_would(marked: str) -> None:
    found = split(marked.replace("‖", ""))

    assert [part.strip() for part in marked.split("‖")] == found


def test_wrapped_text_breaks_at_full_stops_and_not_at_line_ends() -> None:
    text = (
        "The ministry said on Monday that two battalions had crossed\n"
        "the river and that General Haddad, who leads the northern\n"
        "Army Group, had met the mayor. It gave no figures. President\n"
        "Orlov thanked the soldiers and\n"
        "promised them leave.\n\nNobody else spoke."
    )

    assert 4 == len(split(text))


def test_a_zone_is_a_sentence_of_its_own() -> None:
    text = "KYIV, Ukraine (AP) — U.S. advisers left. BEIRUT"
    zones = find_zones(text)

    assert ["KYIV, Ukraine (AP) —", "U.S. advisers left.", "BEIRUT"] == split(text, zones)


def test_an_address_in_mid_sentence_does_not_break_it() -> None:
    text = "The list at https://example.org/names holds forty soldiers."

    assert [text] == split(text, find_zones(text))


def test_an_endless_sentence_is_cut_at_a_semicolon() -> None:
    doc = NLP("shell " * 350 + "; " + "shell " * 350)
    starts = sentence_starts(doc)

    assert (0, 351) == starts


def test_an_endless_sentence_without_marks_is_cut_hard() -> None:
    doc = NLP("shell " * 1000)

    assert (0, LONGEST_SENTENCE, 2 * LONGEST_SENTENCE) == sentence_starts(doc)


def test_an_empty_doc_has_no_sentence() -> None:
    assert () == sentence_starts(NLP(""))


@pytest.mark.parametrize(
    "hostile", ["." * 50_000, '."' * 25_000, "\n" * 50_000, "A." * 25_000, ". A" * 15_000, "a.\n" * 15_000, "?” A" * 15_000]
)
def test_hostile_text_yields_sorted_offsets(hostile: str) -> None:
    found = sentence_offsets(hostile, find_zones(hostile))

    assert sorted(set(found)) == list(found)


PIECES = st.sampled_from(
    [
        "U.S.",
        "Gen.",
        "said",
        "The",
        "the",
        " ",
        "\n",
        "\n\n",
        ".",
        "?",
        "!",
        "...",
        '"',
        "“",
        "”",
        "'",
        ":",
        ";",
        "- ",
        "• ",
        "Oslo",
        "5",
        "(",
        ")",
        "—",
        "al-Qaida",
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_has_strictly_increasing_starts(text: str) -> None:
    doc = NLP(text)
    starts = sentence_starts(doc, find_zones(text))

    assert list(starts) == sorted(set(starts))
    assert starts[:1] == ((0,) if len(doc) else ())
    assert all(0 <= start < len(doc) for start in starts)
    assert starts == sentence_starts(doc, find_zones(text))
