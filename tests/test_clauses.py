"""Clauses: one phrase of a rule covers every voice of its verb, and a role never crosses a barrier.

Each sentence marks what the rules of the small pack must find in it, and nothing else may be found.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Remark = Callable[[str], str]


ACTIVE = (
    "[supplier: Alvia] sent [items: tanks] to [recipient: Borania], Ostra said, in May.",
    "[supplier: Alvia] sent [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] has sent [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] will soon be sending [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] quietly sent [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] supplied [recipient: Borania] with [items: tanks].",
    "[supplier: Alvia] handed over [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] sent [recipient: Borania] [items: tanks].",
    "[supplier: Alvia] handed [items: tanks] over to [recipient: Borania].",
    "[supplier: Alvia] has in recent weeks sent [items: tanks] to [recipient: Borania].",
)
PASSIVE = (
    "[items: Tanks] were sent to [recipient: Borania] by [supplier: Alvia].",
    "[items: Tanks] were sent by [supplier: Alvia] to [recipient: Borania].",
    "[recipient: Borania] was supplied with [items: tanks] by [supplier: Alvia].",
    "[recipient: Borania] was supplied by [supplier: Alvia] with [items: tanks].",
    "[recipient: Borania] was sent [items: tanks] by [supplier: Alvia].",
    "[items: Tanks] have not been sent to [recipient: Borania] by [supplier: Alvia].",
    "[killed: 12] [victim: soldiers] were killed by [perpetrator: rebels].",
)
AGENTLESS = (
    "[items: Tanks] were sent to [recipient: Borania].",
    "[items: Tanks] are being sent to [recipient: Borania].",
    "[recipient: Borania] has been supplied with [items: tanks].",
    "[killed: 12] [victim: soldiers] were killed near [place: Ostra].",
    "[items: Tanks] from a depot near the river and from two towns to the north were sent to [recipient: Borania].",
    "[items: Tanks] were sent to [recipient: Borania] ahead of the summit.",
)
RELATIVE = (
    "The [items: tanks] that rebels say were sent to [recipient: Borania] are old.",
    "It was [supplier: Alvia] that sent [items: tanks] to [recipient: Borania].",
    "[recipient: Borania], to which [supplier: Alvia] has sent [items: tanks], is old.",
    "The [recipient: army] to which [supplier: Alvia] sent [items: tanks] left.",
    "[supplier: Alvia], which sent [items: tanks] to [recipient: Borania], was silent.",
    "[supplier: Alvia], which has sent [items: tanks] to [recipient: Borania], was silent.",
    "The [perpetrator: rebels] who killed [victim: villagers] were silent.",
    "The [victim: villagers] who were killed by [perpetrator: rebels] were old.",
    "The [items: tanks] which were sent to [recipient: Borania] are old.",
    "The [items: tanks] which [supplier: Alvia] has sent to [recipient: Borania] are old.",
    "The [items: tanks] that [supplier: Alvia] will send to [recipient: Borania] are old.",
    "The [items: tanks] [supplier: Alvia] has sent to [recipient: Borania] are old.",
    "The [items: tanks] that [supplier: Alvia] sent to [recipient: Borania] are old.",
    "The [items: tanks] [supplier: Alvia] sent to [recipient: Borania] are old.",
)
REDUCED_RELATIVE = (
    "[items: Tanks] sent to [recipient: Borania] by [supplier: Alvia] are old.",
    "[items: Tanks] sent by [supplier: Alvia] are old.",
    "They saw [items: tanks] supplied by [supplier: Alvia] in [place: Ostra].",
    "[victim: Villagers] killed in the [cause: raid] were old.",
    "The [items: tanks] being sent to [recipient: Borania] are old.",
    "They saw the [items: tanks], sent by [supplier: Alvia], and left.",
)
PARTICIPLE = (
    "Before sending [items: tanks] to [recipient: Borania], [supplier: Alvia] was silent.",
    "After sending [items: tanks] to [recipient: Borania], [supplier: Alvia] was silent.",
    "[supplier: Alvia] denied sending [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] began sending [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] broke the law by sending [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] was accused of sending [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] entered the war, sending [items: tanks] to [recipient: Borania].",
    "They saw [perpetrator: soldiers] killing [victim: villagers].",
    "[supplier: Alvia], having sent [items: tanks] to [recipient: Borania], was silent.",
    "[supplier: Alvia], sending [items: tanks] to [recipient: Borania], broke the law.",
)
INFINITIVE = (
    "Cordovia called for [supplier: Alvia] to send [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] plans to send [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] agreed to send [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] was ordered to send [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] is to send [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] is ready to send [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] wants to begin to send [items: tanks] to [recipient: Borania].",
    "Cordovia urged [supplier: Alvia] to send [items: tanks] to [recipient: Borania].",
    "Cordovia has ordered [supplier: Alvia] to send [items: tanks] to [recipient: Borania].",
    "Alvia made [supplier: Cordovia] send [items: tanks] to [recipient: Borania].",
    "The plan to send [items: tanks] to [recipient: Borania] was old.",
    "The [items: tanks] to be sent to [recipient: Borania] are old.",
    "[supplier: Alvia]'s plan to send [items: tanks] to [recipient: Borania] was old.",
    "[items: Tanks] are to be sent to [recipient: Borania].",
    "[items: Tanks] have yet to be sent to [recipient: Borania].",
)
SHARED_SUBJECT = (
    "[supplier: Alvia] entered the war and sent [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] spoke of peace but sent [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] has entered the war and is sending [items: tanks] to [recipient: Borania].",
    "[perpetrator: Rebels] entered Ostra and killed [killed: 12] [victim: villagers].",
    "[perpetrator: Rebels] killed or wounded [killed: 30] [victim: soldiers].",
    "[perpetrator: Rebels] entered Ostra, left Velden and killed [victim: villagers].",
    "[supplier: Alvia] held talks, made peace and sent [items: tanks] to [recipient: Borania].",
    "[perpetrator: Rebels] entered Ostra, killed [killed: 12] [victim: villagers] and left.",
)
INSERTS = (
    "[supplier: Alvia], according to Cordovia, sent [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia], a small state in the hills, sent [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] (a small state) sent [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] “quietly” sent [items: tanks] to [recipient: Borania].",
    '[supplier: Alvia] "sent [items: tanks]" to [recipient: Borania].',
    "[supplier: Alvia] sent [items: tanks], Cordovia said, to [recipient: Borania].",
    "[supplier: Alvia] sent [items: tanks] (all of them old) to [recipient: Borania].",
    "[supplier: Alvia] sent [items: tanks] – all of them old – to [recipient: Borania].",
    "[supplier: Alvia] – no friend of peace – sent [items: tanks] to [recipient: Borania].",
    "[supplier: Alvia] sent, Cordovia said, [items: tanks] to [recipient: Borania].",
)
ANY_ORDER = (
    "[supplier: Alvia] sent [items: tanks] from [place: Ostra] in [time: May 2024] to [recipient: Borania].",
    "In [time: May 2024] [supplier: Alvia] sent [items: tanks] to [recipient: Borania].",
    "To [recipient: Borania], [supplier: Alvia] sent [items: tanks].",
    "[supplier: Alvia] sent to [recipient: Borania] by rail [items: 20 tanks].",
    "[supplier: Alvia] sent [items: tanks] by rail to [recipient: Borania] on [time: 3 May 2024].",
    "[supplier: Alvia]'s delivery to [recipient: Borania] of [items: tanks] began.",
    "The delivery of [items: tanks] from [supplier: Alvia] to [recipient: Borania] began.",
    "The delivery to [recipient: Borania] of [items: tanks] by [supplier: Alvia] began.",
)
BARRIERS = (
    "[supplier: Alvia] sent [items: tanks]; Borania was silent.",
    "Borania was silent; [items: tanks] were sent to [recipient: Cordovia].",
    "Alvia was silent while [supplier: Borania] sent [items: tanks] to [recipient: Cordovia].",
    "Alvia was silent because [items: tanks] were sent to [recipient: Borania].",
    "[items: Tanks] were sent to [recipient: Borania] although Alvia was silent.",
    "Although Alvia was silent, [items: tanks] were sent to [recipient: Borania].",
    "Alvia, whose army is old, was silent when [items: tanks] were sent to [recipient: Borania].",
    "Alvia said [supplier: Borania] sent [items: tanks] to [recipient: Cordovia].",
    "An [cause: airstrike] after the talks killed [victim: villagers].",
    "Alvia said that [supplier: Borania] sent [items: tanks] to [recipient: Cordovia].",
    "Alvia spoke to Borania and [supplier: Cordovia] sent [items: tanks].",
    "Cordovia urged Alvia to wait, and [items: tanks] were sent to [recipient: Borania].",
    "[perpetrator: Rebels] killed [victim: villagers], and Alvia was silent.",
    "[perpetrator: Rebels] killed [victim: villagers] and [supplier: Alvia] sent [items: tanks].",
)
LISTS = (
    "[supplier: Alvia] sent [items: tanks], [items: rifles] and [items: missiles] to [recipient: Borania].",
    "[supplier: Alvia] sent [items: tanks] as well as [items: rifles] to [recipient: Borania].",
    "[supplier: Alvia] sent [items: tanks] to [recipient: Borania] and [recipient: Cordovia].",
    "[items: Tanks] and [items: rifles] were sent to [recipient: Borania].",
    "[items: Tanks] and [items: rifles] sent by [supplier: Alvia] are old.",
    "[supplier: Alvia] sent [items: 20 tanks] and [items: 300 rifles] to [recipient: Borania].",
    "[supplier: Alvia] sent [items: tanks] to [recipient: Borania], as well as [items: rifles].",
)


@pytest.mark.parametrize("written", ACTIVE)
def test_active_clause_fills_the_roles(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", PASSIVE)
def test_passive_puts_the_object_in_front(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", AGENTLESS)
def test_passive_without_agent_has_no_subject(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", RELATIVE)
def test_relative_clause_takes_its_role_from_what_it_refers_to(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", REDUCED_RELATIVE)
def test_participle_behind_a_noun_is_a_reduced_relative(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", PARTICIPLE)
def test_ing_form_takes_the_subject_of_its_clause(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", INFINITIVE)
def test_infinitive_takes_its_controller_as_subject(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", SHARED_SUBJECT)
def test_coordinated_verbs_share_their_subject(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", INSERTS)
def test_insert_is_transparent(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", ANY_ORDER)
def test_prepositional_phrases_stand_in_any_order(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", BARRIERS)
def test_role_does_not_cross_a_barrier(remark: Remark, written: str) -> None:
    assert written == remark(written)


@pytest.mark.parametrize("written", LISTS)
def test_list_fills_a_slot_that_takes_many(remark: Remark, written: str) -> None:
    assert written == remark(written)
