"""Sources: who says what a mention states, and who does not."""

from __future__ import annotations

import pytest

from dragoman.article import Article
from dragoman.extractor import Extractor

# The marked word is the trigger; the names are the sources, innermost first.
NAMED = (
    # before, behind, inverted
    ("The UN said that 12 civilians were *killed* in Bunia.", ["UN"]),
    ("The UN said 12 civilians were *killed* in Bunia.", ["UN"]),
    ("The UN says 12 civilians were *killed* in Bunia.", ["UN"]),
    ("Twelve civilians were *killed* in Bunia, the UN said.", ["UN"]),
    ("Twelve civilians were *killed* in Bunia, the UN said on Monday.", ["UN"]),
    ("Twelve civilians were *killed* in Bunia, the UN said in a statement.", ["UN"]),
    ("Twelve civilians were *killed* in Bunia, said the UN.", ["UN"]),
    ("Twelve civilians, the UN said, were *killed* in Bunia.", ["UN"]),
    ("12 civilians *killed* in Bunia, UN says", ["UN"]),
    ("Ukraine: 12 civilians *killed* in Sumy", ["Ukraine"]),
    ("In a statement, the UN said 12 civilians were *killed* in Bunia.", ["UN"]),
    ("The UN said on Monday that 12 civilians were *killed* in Bunia.", ["UN"]),
    ("The UN has confirmed that 12 civilians were *killed* in Bunia.", ["UN"]),
    ("The UN reported 12 civilians *killed* in Bunia.", ["UN"]),
    ("As the UN said, 12 civilians were *killed* in Bunia.", ["UN"]),
    ("Twelve civilians were *killed* in Bunia, as the UN reported.", ["UN"]),
    ("The UN said civilians, many of them children, were *killed* in Bunia.", ["UN"]),
    ("The UN said two men were hurt and 12 civilians were *killed* in Bunia.", ["UN"]),
    ("Adding that it was dismayed, the UN said 12 civilians were *killed* in Bunia.", ["UN"]),
    ("The UN, which had a team in Bunia, told Reuters it had seen 12 civilians *killed*.", ["UN"]),
    # who asks
    ("The UN *called for* a ceasefire in Sudan.", ["UN"]),
    # the state that the article is about
    ("Nepal is at war. Nepalese rebels hold much of Nepal. The army said 12 rebels were *killed* in Rolpa.", ["Nepal"]),
    ("Nepal and India share a border. Nepal is small. The army said 12 rebels were *killed* in Rolpa.", ["army"]),
    ("Ukraine's military says two soldiers and a guard have been *killed* in Sumy.", ["Ukraine"]),
    # according to
    ("According to the UN, 12 civilians were *killed* in Bunia.", ["UN"]),
    ("Twelve civilians were *killed* in Bunia, according to the UN.", ["UN"]),
    ("Twelve civilians were *killed* on Monday according to the UN.", ["UN"]),
    ("Twelve civilians were *killed* in Bunia, according to a report by the UN.", ["UN"]),
    ("Twelve civilians were *killed* in Bunia, according to a UN report.", ["UN"]),
    ("According to Ukraine's military, 12 soldiers were *killed* in Sumy.", ["Ukraine"]),
    ("Rwanda has, according to the UN, *sent* 500 soldiers to Congo.", ["UN"]),
    # governments, armies, ministries
    ("Ukraine's military said 12 soldiers were *killed* in Sumy.", ["Ukraine"]),
    ("The Ukrainian General Staff said 12 soldiers were *killed* in Sumy.", ["Ukraine"]),
    ("South Korea's defence ministry said 12 soldiers were *killed* in Sumy.", ["South Korea"]),
    ("Moscow said 12 soldiers were *killed* in Sumy.", ["Russia"]),
    ("Hamas said 12 fighters were *killed* in Rafah.", ["Hamas"]),
    ("A Ukrainian military spokesman said 12 soldiers were *killed* in Sumy.", ["Ukraine"]),
    # persons
    ("Governor Oleh Syniehubov said on Telegram that 12 civilians were *killed* in Sumy.", ["Oleh Syniehubov"]),
    ("Twelve civilians were *killed* in Sumy, mayor Artem Kobzar wrote.", ["Artem Kobzar"]),
    ("The ministry's spokesman, Igor Petrov, said 12 soldiers were *killed* in Sumy.", ["Igor Petrov"]),
    ("Igor Petrov, a ministry spokesman, said 12 soldiers were *killed* in Sumy.", ["Igor Petrov"]),
    ("Twelve soldiers were *killed* in Sumy, ministry spokesman Igor Petrov told reporters.", ["Igor Petrov"]),
    ("Spokesman Igor Petrov told reporters that 12 soldiers were *killed* in Sumy.", ["Igor Petrov"]),
    # those without a name
    ("Witnesses said 12 civilians were *killed* in Bunia.", ["Witnesses"]),
    ("Twelve civilians were *killed* in Bunia, residents said.", ["residents"]),
    ("Local media reported that 12 civilians were *killed* in Bunia.", ["Local media"]),
    ("Two security officials told Reuters that Rwanda had *sent* soldiers to Congo.", ["security officials"]),
    # who speaks for whom, whose report it is
    ("A spokesman for the UN said 12 civilians were *killed* in Bunia.", ["UN"]),
    ("A report by Human Rights Watch said 12 civilians were *killed* in Bunia.", ["Human Rights Watch"]),
    ("A statement from Hamas said 12 fighters were *killed* in Rafah.", ["Hamas"]),
    ("Rwanda *sent* soldiers to Congo, a UN report said.", ["UN"]),
    # chains, innermost first
    ("Yonhap reported that Ukraine's army said 12 soldiers were *killed* in Sumy.", ["Ukraine", "Yonhap"]),
    ("Twelve soldiers were *killed* in Sumy, Ukraine's army said, according to Interfax.", ["Ukraine", "Interfax"]),
    ("Twelve civilians were *killed* in Bunia, AFP reported, citing residents.", ["residents", "AFP"]),
    ("TASS quoted Igor Petrov as saying that 12 soldiers were *killed* in Sumy.", ["Igor Petrov", "TASS"]),
    ("Igor Petrov was quoted by TASS as saying that 12 soldiers were *killed* in Sumy.", ["Igor Petrov", "TASS"]),
    ("Igor Petrov was quoted as saying that 12 soldiers were *killed* in Sumy.", ["Igor Petrov"]),
    # claims, denials, accusations, condemnations
    ("Ukraine accused Russia of *killing* 12 civilians in Sumy.", ["Ukraine"]),
    ("Ukraine claimed that Russia had *killed* 12 civilians in Sumy.", ["Ukraine"]),
    ("Serbia denied *sending* soldiers to Kosovo.", ["Serbia"]),
    ("Serbia denied that it had *sent* soldiers to Kosovo.", ["Serbia"]),
    ("Pakistan condemned the *killing* of 12 civilians in Kabul.", ["Pakistan"]),
    ("It was announced by the UN that 12 civilians were *killed* in Bunia.", ["UN"]),
    # a speaker with an apposition, and whom he tells
    ("“They *killed* nine people,” Ivan Petrov, a teacher from the town, told AFP.", ["Ivan Petrov"]),
    ("The mayor, Ivan Petrov, said the victims *included* women.", ["Ivan Petrov"]),
    ("“We *recovered* 12 bodies,” Petrovan said of the raid.", ["Petrovan"]),
    ("One man *died* in a raid, said a doctor who asked not to be named.", ["doctor"]),
    # sources without a name
    ("Two military sources said 12 soldiers were *killed* in Sumy.", ["military sources"]),
    ("The strike *killed* 12 people, including women and children, medics and drivers said.", ["medics"]),
    ("France condemned the *killing* of 12 civilians in Bunia as a crime.", ["France"]),
    # each has its own words
    ("The UN said 12 civilians were *killed* in Bunia, while AFP said 20 soldiers were hurt.", ["UN"]),
    ("AFP said two soldiers were hurt, while the UN said 12 civilians were *killed* in Bunia.", ["UN"]),
    ("AFP said two soldiers were hurt; the UN said 12 civilians were *killed* in Bunia.", ["UN"]),
    # quotations
    ("“Twelve civilians were *killed* in Bunia,” the UN said.", ["UN"]),
    ("The UN said: “Twelve civilians were *killed* in Bunia.”", ["UN"]),
    ("“It was a terrible night,” said Igor Petrov. “Twelve civilians were *killed* in Sumy.”", ["Igor Petrov"]),
    ("Igor Petrov, the mayor, spoke on Monday. He said 12 civilians were *killed* in Sumy.", ["Igor Petrov"]),
)
NOBODY = (
    "Twelve civilians were *killed* in Bunia.",
    "Twelve civilians were *killed* in Bunia; the UN said the road was closed.",
    "After 12 civilians were *killed* in Bunia, the UN said it would leave.",
    "Twelve civilians were *killed* in Bunia, and the UN said it would leave.",
    "The UN did not say that 12 civilians were *killed* in Bunia.",
    "Two men accused of the attack that *killed* 12 civilians in Bunia fled.",
    "Kenya vowed to *send* 500 soldiers to Haiti.",
    "Gunmen suspected to be rebels *killed* 12 civilians in Bunia.",
    "Hamas rejected the offer as strikes *killed* 30 people in Rafah.",
)


def _sources(extractor: Extractor, text: str) -> list[str] | None:
    """Return the names of the sources of the mention at the marked word."""
    before, word, after = text.split("*")
    found = extractor.extract(Article(text=before + word + after)).mentions
    mention = next((m for m in found if m.trigger.start <= len(before) < m.trigger.end), None)
    return [source.value.name for source in mention.sources] if mention is not None else None


@pytest.mark.parametrize(("text", "names"), NAMED, ids=[text for text, _ in NAMED])
def test_a_sentence_names_who_says_it(core_extractor: Extractor, text: str, names: list[str]) -> None:
    assert _sources(core_extractor, text) == names


@pytest.mark.parametrize("text", NOBODY)
def test_a_sentence_without_a_speaker_for_its_event_has_no_source(core_extractor: Extractor, text: str) -> None:
    assert _sources(core_extractor, text) == []
