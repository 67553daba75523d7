"""The extractor: what it finds in an article, and what holds for any text whatever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.article import Article
from dragoman.errors import DragomanError
from dragoman.extractor import Extractor
from dragoman.records import Extraction, Filler, Interval, TextSpan

# Words that rules, cues and clauses turn on, so that a salad of them reaches far into the engine.
VOCABULARY = """
the a an and or but , . ; : - – — ( ) “ ” " ' 's who which that when while after before because to of in on at by for from with
between against near including such as well according not no never will would may could has have had been was were is are be being
it they he she his their we I US IS UN Israel Hamas Russia Russian Ukrainian Kyiv Gaza France French Khartoum rebels soldiers
troops civilians people police forces army militants fighters president minister Putin Macron Goran Vell killed kill killing
wounded injured dead shot attack attacks strike strikes drone drones airstrike shelling bomb sent send sending deployed deploy
supplied delivery tanks missiles rifles ammunition weapons aid visit visited visits trip travel travelled arrived ceasefire
cease-fire truce agreed signed rejected called violated said says announced denied planned plans urged ordered ready accused 1 2
12 30 5,000 dozens hundreds two three million $20 2024 May Friday yesterday last week Monday 3 them one others killed-or
surface-to-air more than least about half
""".split()  # noqa: SIM905  # words are read more easily as a text than as a list
SALADS = st.lists(st.sampled_from(VOCABULARY), max_size=60).map(" ".join)
SENTENCES = (
    "Rebels killed 12 soldiers and wounded 30 in Goma on Friday.",
    "“We will send 20 tanks to Ukraine,” President Emmanuel Macron said.",
    "The two sides agreed to a ceasefire. It was violated by Hamas, Israel said.",
    "US Secretary of State Mara Tesk arrived in Kyiv; she had visited Paris before.",
)


# What the core pack must find in a sentence: the kind of event, and some of its slots.
CORE: tuple[tuple[str, str, dict[str, list[str]]], ...] = (
    ("Boko Haram fighters killed 12 soldiers near Maiduguri.", "casualties", {"victim": ["soldiers"], "killed": ["12"]}),
    ("Twelve soldiers were killed in a drone strike on Khartoum.", "casualties", {"killed": ["Twelve"], "place": ["Khartoum"]}),
    ("A missile hit a market in Sumy, killing 12 civilians.", "casualties", {"victim": ["civilians"], "killed": ["12"]}),
    ("The soldiers the rebels killed were from Chad.", "casualties", {"victim": ["soldiers"], "perpetrator": ["rebels"]}),
    ("Kenya has sent 400 police officers to Haiti.", "deployment", {"actor": ["Kenya"], "count": ["400"], "destination": ["Haiti"]}),
    ("Rwandan soldiers were deployed to Mozambique.", "deployment", {"actor": ["Rwandan"], "destination": ["Mozambique"]}),
    ("The tanks that Germany delivered to Ukraine are old.", "weapon_transfer", {"supplier": ["Germany"], "items": ["tanks"]}),
    ("Iran was accused of supplying the Houthis with missiles.", "weapon_transfer", {"supplier": ["Iran"], "items": ["missiles"]}),
    ("President Emmanuel Macron visited Beirut.", "visit", {"visitor": ["Emmanuel Macron"], "destination": ["Beirut"]}),
    ("Macron plans to visit Kyiv.", "visit", {"visitor": ["Macron"], "destination": ["Kyiv"]}),
    ("Israel and Hezbollah agreed to a ceasefire.", "ceasefire", {"parties": ["Israel", "Hezbollah"]}),
    ("Rebels killed 12 soldiers and Kenya deployed police to Goma.", "casualties", {"victim": ["soldiers"]}),
    ("Israeli strikes killed 20 Palestinians, and Hamas rejected the truce.", "casualties", {"victim": ["Palestinians"]}),
    ("President Emmanuel Macron's visit to Beirut was short.", "visit", {"visitor": ["Emmanuel Macron"]}),
    ("Russia's plan to send soldiers to Sudan was criticised.", "deployment", {"actor": ["Russia"]}),
    ("An explosion after midnight prayers killed 12 people.", "casualties", {"cause": ["explosion"]}),
    ("Bomb In Kano Market Kills At Least 22, Injures More Than 50", "casualties", {"killed": ["At Least 22"], "wounded": ["More Than 50"]}),
    ("Ministry: At least 328, including 37 children, killed in strikes on Idlib", "casualties", {"killed": ["At least 328"]}),
    ("Four soldiers, three rebels killed after convoy is attacked", "casualties", {"victim": ["soldiers", "rebels"]}),
    ("Two people were reported injured in the blast.", "casualties", {"wounded": ["Two"], "victim": ["people"]}),
    ("The raid angered many, for the killing of seven farmers by Chadian troops.", "casualties", {"victim": ["farmers"]}),
    ("Also the Russians killed a farmer and two guards.", "casualties", {"perpetrator": ["Russians"]}),
    ("Reuters quotes Juan Vell as saying Malian troops killed 10 rebels.", "casualties", {"perpetrator": ["Malian troops"]}),
    ("Raids killed 20 villagers, mostly women and children.", "casualties", {"victim": ["villagers"]}),
    ("Al-Qaida-linked al-Shabaab fighters killed 70 soldiers.", "casualties", {"perpetrator": ["Al-Qaida-linked al-Shabaab fighters"]}),
    ("Juana Vell, 18, a teacher from Abuja, was killed in the raid.", "casualties", {"victim": ["Juana Vell"]}),
    ("An attack on the US embassy killed three guards.", "casualties", {"place": []}),
    ("An attack on a convoy of UN peacekeepers, which killed two men, was long.", "casualties", {"perpetrator": [], "cause": ["attack"]}),
    ("The toll from raids targeting farmers and soldiers in Kano has risen to 63.", "casualties", {"killed": ["63"]}),
    ("Three peacekeepers from Chad were killed.", "casualties", {"place": []}),
    ("The blast left two soldiers and a cook dead.", "casualties", {"victim": ["soldiers", "cook"]}),
    ("Four die and 19 wounded as shells hit Kano", "casualties", {"killed": ["Four"], "wounded": ["19"]}),
    ("At least 19 dead, 48 wounded in Kano blasts", "casualties", {"killed": ["At least 19"], "wounded": ["48"]}),
    ("Chad's army-backed Tuareg rebels killed five guards.", "casualties", {"perpetrator": ["Tuareg rebels"]}),
    ("A Kenyan landmine killed three farmers.", "casualties", {"perpetrator": []}),
    ("The army accused the rebels of deploying child soldiers in Goma.", "deployment", {"force": ["child soldiers"]}),
    ("He said six women and one girl were killed in the raid.", "casualties", {"victim": ["women", "girl"]}),
    ("They opened fire killing five farmers.", "casualties", {"killed": ["five"]}),
    ("A sailor assigned to Support Group 5 was killed in a raid.", "casualties", {"victim": ["sailor"]}),
    ("Gunmen stormed the village, killed 12 people and fled.", "casualties", {"perpetrator": ["Gunmen"]}),
    ("Turkey killed 20 fighters, the ministry in Ankara said.", "casualties", {"place": []}),
    ("French Minister for Europe and Foreign Affairs Jean Dupont visited Kyiv.", "visit", {"visitor": ["Jean Dupont"]}),
    # A headline in title case has verbs like any sentence.
    ("Sudan Sends More Troops to Chad", "deployment", {"actor": ["Sudan"], "force": ["Troops"], "destination": ["Chad"]}),
    ("Danish Frigate Heads to Black Sea", "deployment", {"actor": ["Danish"], "force": ["Frigate"]}),
    ("Brazil Sending Soldiers to Haiti", "deployment", {"actor": ["Brazil"], "force": ["Soldiers"]}),
    ("Norway Donates Air Defence Systems to Moldova", "weapon_transfer", {"supplier": ["Norway"], "recipient": ["Moldova"]}),
    ("Egypt sending soldiers to Sudan", "deployment", {"actor": ["Egypt"]}),
    # A participle after "and" shares the passive's subject, whatever phrases stand between.
    ("Fighters were hired by Iran in Iraq and sent to Syria.", "deployment", {"force": ["Fighters"], "destination": ["Syria"]}),
    ("Kenyan troops -- no match for the gangs -- will go to Haiti.", "deployment", {"force": ["troops"]}),
    ("Ghanaian troops were sent to Malian territory.", "deployment", {"destination": ["Malian territory"]}),
    ("Egypt moved tanks to the border with Libya.", "deployment", {"destination": ["Libya"]}),
    ("Turkey sends Syrian 'mercenaries' to Libya", "deployment", {"actor": ["Turkey"], "force": ["mercenaries"]}),
    ("Egypt moves soldiers, marines to border with Libya", "deployment", {"force": ["soldiers", "marines"]}),
    ("Soldiers were flown to the airport 30 miles outside Kabul.", "deployment", {"destination": ["Kabul"]}),
    ("Villagers spoke of Chadian soldiers crossing into Sudan.", "deployment", {"actor": ["Chadian"]}),
    ("Danish advisers have since arrived in Gao.", "deployment", {"actor": ["Danish"], "destination": ["Gao"]}),
    ("Heavily-armed Chadian troops are heading for Sudan.", "deployment", {"actor": ["Chadian"], "force": ["troops"]}),
    ("Iran has likely begun sending troops to Syria.", "deployment", {"actor": ["Iran"]}),
    ("This brought the number of Dutch troops in Mali to 450.", "deployment", {"count": ["450"]}),
    ("Kenya sent Rapid Deployment Unit (RDU) soldiers to Haiti.", "deployment", {"force": ["soldiers"], "destination": ["Haiti"]}),
    # Two triggers in each other's slots tell of one transfer.
    ("Reporters wrote of a flow of military aid to Hezbollah.", "weapon_transfer", {"recipient": ["Hezbollah"]}),
    ("Oman hopes to sell F-15 jets to Egypt.", "weapon_transfer", {"items": ["F-15 jets"]}),
    ("Oman sold missiles and related equipment to Egypt.", "weapon_transfer", {"items": ["missiles", "related equipment"]}),
)


def spans_in(extraction: Extraction) -> Iterator[TextSpan]:
    for mention in extraction.mentions:
        yield mention.trigger
        yield mention.evidence
        yield from (cue.span for cue in mention.cues)
        yield from (source.span for source in mention.sources)
        yield from (filler.span for fillers in mention.slots.values() for filler in fillers)
    yield from (filler.span for event in extraction.events for fillers in event.slots.values() for filler in fillers)


def misplaced(text: str, extraction: Extraction) -> list[TextSpan]:
    return [span for span in spans_in(extraction) if text[span.start : span.end] != span.text or not span.text]


@pytest.mark.parametrize(("text", "kind", "slots"), CORE)
def test_core_pack_reads_a_sentence(core_extractor: Extractor, text: str, kind: str, slots: dict[str, list[str]]) -> None:
    (mention,) = [mention for mention in core_extractor.extract(Article(text)).mentions if mention.kind == kind]

    assert slots == {slot: [filler.span.text for filler in mention.slots.get(slot, ())] for slot in slots}


@given(text=st.text(max_size=300))
def test_any_text_is_read(core_extractor: Extractor, text: str) -> None:
    assert misplaced(text, core_extractor.extract(Article(text))) == []


@given(text=SALADS)
def test_any_salad_of_news_words_is_read(core_extractor: Extractor, text: str) -> None:
    assert misplaced(text, core_extractor.extract(Article(text, date=date(2024, 5, 4)))) == []


@given(text=SALADS)
def test_any_salad_is_read_by_a_small_pack(small_extractor: Extractor, text: str) -> None:
    assert misplaced(text, small_extractor.extract(Article(text))) == []


@given(parts=st.lists(st.sampled_from((*SENTENCES, "\n\n", "   ", "•", "\u200b", "🚀", "\r\n", "(", "“")), max_size=8))
def test_broken_article_is_read(core_extractor: Extractor, parts: list[str]) -> None:
    text = "".join(parts)

    assert misplaced(text, core_extractor.extract(Article(text))) == []


@given(text=SALADS)
def test_same_text_gives_the_same_records(core_extractor: Extractor, text: str) -> None:
    article = Article(text, date=date(2024, 5, 4))

    assert core_extractor.extract(article) == core_extractor.extract(article)


@given(text=SALADS)
def test_events_hold_each_mention_once(core_extractor: Extractor, text: str) -> None:
    extraction = core_extractor.extract(Article(text))
    told = [position for event in extraction.events for position in event.mentions]

    assert sorted(told) == list(range(len(extraction.mentions)))


def test_two_extractors_find_the_same(small_extractor: Extractor) -> None:
    article = Article("Alvia and Borania met. The two sides signed a truce, and rebels killed 12 villagers in an attack.")

    assert small_extractor.extract(article) == Extractor(small_extractor.packs).extract(article)


def test_order_of_articles_changes_nothing(core_extractor: Extractor) -> None:
    articles = [Article(text) for text in SENTENCES]
    forth = [core_extractor.extract(article) for article in articles]
    back = [core_extractor.extract(article) for article in reversed(articles)]

    assert forth == back[::-1]


def test_installed_packs_hold_the_core_pack() -> None:
    assert "core" in [pack.name for pack in Extractor.installed().packs]


def test_plugin_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(DragomanError, match="nowhere"):
        Extractor.installed(only=["nowhere"])


def test_extractor_without_packs_finds_nothing() -> None:
    assert Extractor(()).extract(Article("Rebels killed 12 soldiers.")) == Extraction()


@pytest.mark.parametrize("text", ["", " ", "\n", "It was late.", "killed", "The", "12", "."])
def test_text_without_an_event_gives_nothing(core_extractor: Extractor, text: str) -> None:
    assert core_extractor.extract(Article(text)) == Extraction()


def test_mentions_come_in_the_order_of_the_text(small_extractor: Extractor) -> None:
    text = "Rebels killed villagers. Alvia sent tanks to Borania and visited Ostra. Rebels shot a child."
    starts = [mention.trigger.start for mention in small_extractor.extract(Article(text)).mentions]

    assert starts == sorted(starts)
    assert len(starts) == 4


def test_mentions_of_one_event_come_together(small_extractor: Extractor) -> None:
    text = "Rebels killed 12 villagers in Ostra on 3 May 2024. The 12 villagers were killed in Ostra."
    extraction = small_extractor.extract(Article(text))

    assert [(0, 1)] == [event.mentions for event in extraction.events]


def test_date_of_publication_resolves_dates(small_extractor: Extractor) -> None:
    article = Article("Rebels killed villagers on Friday.", date=date(2024, 5, 4))
    (filler,) = small_extractor.extract(article).mentions[0].slots["time"]

    assert isinstance(filler, Filler)
    assert Interval(date(2024, 5, 3), date(2024, 5, 3)) == filler.value


def test_speaker_before_a_colon_is_the_source_of_the_next_sentence(small_extractor: Extractor) -> None:
    text = "President Goran Vell said:\n“Rebels killed 12 villagers.”"
    (mention,) = small_extractor.extract(Article(text)).mentions

    assert [source.span.text for source in mention.sources] == ["Goran Vell"]


def test_names_of_one_pack_are_known_to_the_rules_of_another(small_extractor: Extractor) -> None:
    (pack,) = small_extractor.packs
    names, rules = replace(pack, name="names", rules=(), events=()), replace(pack, lexicons=())
    article = Article("Alvia sent tanks to Borania.")

    assert small_extractor.extract(article) == Extractor([rules, names]).extract(article)
    assert Extractor([rules]).extract(article) == Extraction()
