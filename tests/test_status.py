"""Status: what a sentence makes of its event, and what it must not take over from the clauses around it."""

from __future__ import annotations

import pytest

from dragoman.article import Article
from dragoman.extractor import Extractor
from dragoman.records import Mention

# Each sentence marks its trigger with asterisks.
ASSERTED = (
    "The patrol came under fire and had two soldiers *killed*.",
    "Ethiopia *sent* 2,000 soldiers to Somalia.",
    "Ethiopia is *sending* 2,000 soldiers to Somalia.",
    "Ethiopia has been *sending* soldiers to Somalia since March.",
    "Forty civilians were *killed* in the raid on Nyala.",
    "Rebels reportedly *killed* 12 soldiers near Goma.",
    "Rebels allegedly *killed* 12 soldiers near Goma.",
    "The militia is reported to have *killed* 12 civilians in Bunia.",
    "The militia is believed to have *killed* 12 civilians in Bunia.",
    "The militia appears to have *killed* 12 civilians in Bunia.",
    "The militia claims to have *killed* 12 soldiers in Bunia.",
    "The militia is accused of *killing* 12 civilians in Bunia.",
    "A court convicted him of *killing* 12 civilians in Bunia.",
    "The army admitted *killing* 12 civilians in Bunia.",
    "The army admitted that it had *killed* 12 civilians in Bunia.",
    "The minister confirmed that Chad had *sent* 300 soldiers to Niger.",
    "The minister insisted that Chad had *sent* 300 soldiers to Niger.",
    "Macron flew to Beirut to *visit* Lebanon.",
    "The French president arrived in Beirut to *visit* Lebanon.",
    "Chad continued to *send* soldiers to Niger.",
    "Chad began *sending* soldiers to Niger.",
    "Chad managed to *send* soldiers to Niger.",
    "The group used drones to *kill* 12 soldiers in Bunia.",
    "Modi became the first Indian leader to *visit* Kyiv.",
    "A missile hit a market in Sumy, *killing* 12 civilians.",
    "Not only did the shells hit the school, they *killed* 12 children.",
    "Rwanda has not only *sent* troops to Congo but armed the rebels.",
    "The shell did not explode but *killed* a farmer and wounded two civilians in Sumy.",
    "It was the deadliest raid this year: 12 soldiers *died* in Bunia.",
    "Poland had to *send* soldiers to Lithuania.",
    "The drone hit Sumy before soldiers were *killed* in Bunia.",
    "Among the dead were 12 soldiers *sent* to Bunia by Kenya.",
    "There were 12 civilians *killed* in Bunia.",
    "Nobody claimed the attack, which *killed* 12 soldiers in Bunia.",
)
PLANNED = (
    "Kenya will *send* 1,000 soldiers to Haiti.",
    "Kenya's government said it would *send* 1,000 soldiers to Haiti.",
    "Kenya is to *send* 1,000 soldiers to Haiti.",
    "Kenya is going to *send* 1,000 soldiers to Haiti.",
    "Kenya is about to *send* 1,000 soldiers to Haiti.",
    "Kenya is set to *send* 1,000 soldiers to Haiti.",
    "Kenya is due to *send* 1,000 soldiers to Haiti.",
    "Kenya is ready to *send* 1,000 soldiers to Haiti.",
    "Kenya is poised to *send* 1,000 soldiers to Haiti.",
    "Kenya is preparing to *send* 1,000 soldiers to Haiti.",
    "Kenya plans to *send* 1,000 soldiers to Haiti.",
    "Kenya announced plans to *send* 1,000 soldiers to Haiti.",
    "Kenya announced its decision to *send* 1,000 soldiers to Haiti.",
    "Kenya agreed to *send* 1,000 soldiers to Haiti.",
    "Kenya pledged to *send* 1,000 soldiers to Haiti.",
    "Kenya has promised to *send* 1,000 soldiers to Haiti.",
    "Kenya has vowed to *send* more soldiers to Haiti.",
    "Kenya has decided to *send* 1,000 soldiers to Haiti.",
    "Kenya has offered to *send* 1,000 soldiers to Haiti.",
    "Kenya voted to *send* 1,000 soldiers to Haiti.",
    "The president ordered 1,000 soldiers to *deploy* to Haiti.",
    "Kenya to *send* 1,000 soldiers to Haiti",
    "Kenya, Chad and Benin to *send* 1,000 soldiers to Haiti",
    "Kenya plans to arm the police and *send* 1,000 soldiers to Haiti.",
    "Kenya will train and *send* 1,000 soldiers to Haiti.",
    "One thousand Kenyan soldiers will be *deployed* to Haiti.",
    "The planned *deployment* of 1,000 Kenyan soldiers to Haiti drew protests.",
    "Kenya is preparing the *deployment* of 1,000 soldiers to Haiti.",
    "The prime minister is scheduled to *visit* Ankara on Friday.",
    "Ahead of Erdogan's *visit* to Baghdad, the police closed the roads.",
    "Preparations for Erdogan's *visit* to Baghdad have begun.",
    "A *visit* by Erdogan to Baghdad is being prepared.",
    "Erdogan's *visit* to Baghdad is planned for March.",
    "Erdogan's *visit* to Baghdad will take place in March.",
    "Erdogan will *pay* a visit to Baghdad.",
)
POSSIBLE = (
    "Rebels had probably *killed* 12 soldiers near Goma.",
    "Rebels perhaps *killed* 12 soldiers near Goma.",
    "Poland may *send* soldiers to Lithuania.",
    "Poland might *send* soldiers to Lithuania.",
    "Poland could *send* soldiers to Lithuania.",
    "Poland is considering *sending* soldiers to Lithuania.",
    "Poland is weighing whether to *send* soldiers to Lithuania.",
    "Poland has threatened to *send* soldiers to Lithuania.",
    "Poland wants to *send* soldiers to Lithuania.",
    "Poland hopes to *send* soldiers to Lithuania.",
    "Poland tried to *send* soldiers to Lithuania.",
    "Poland is likely to *send* soldiers to Lithuania.",
    "Poland is expected to *send* soldiers to Lithuania.",
    "Poland has not ruled out *sending* soldiers to Lithuania.",
    "Poland refused to rule out *sending* soldiers to Lithuania.",
    "Poland raised the possibility of *sending* soldiers to Lithuania.",
    "The law allows Poland to *send* soldiers to Lithuania.",
    "If Poland *sends* soldiers to Lithuania, Belarus will protest.",
    "Belarus would protest if Poland *sent* soldiers to Lithuania.",
    "Belarus will protest unless Poland *sends* soldiers to Lithuania.",
    "If war broke out, Poland would *send* soldiers to Lithuania.",
    "Should Poland *send* soldiers to Lithuania, Belarus will protest.",
    "Had soldiers been *sent* to Lithuania, Belarus would have protested.",
    "Had the missile hit the school, it would have *killed* 200 children.",
    "It is unclear whether Poland *sent* soldiers to Lithuania.",
    "It is unlikely that Poland will *send* soldiers to Lithuania.",
    "Poland would have *sent* soldiers to Lithuania.",
    "Has Poland *sent* soldiers to Lithuania?",
    "Will Poland *send* soldiers to Lithuania?",
    "The government fears that 12 soldiers were *killed* in Bunia.",
    "Twelve soldiers are feared *killed* in Bunia.",
    "The militia is suspected of *killing* 12 civilians in Bunia.",
    "Up to 40 civilians may have been *killed* in Bunia.",
    "Investigators suspected the militia *killed* 12 civilians in Bunia.",
    "A missile could hit a market in Sumy, *killing* dozens of civilians.",
    "Dozens of civilians could be trapped or *killed* in Sumy.",
    "Hopes for a *visit* by the pope to Kyiv are fading.",
    "A possible *visit* by Erdogan to Baghdad was reported.",
    "The *visit* by Erdogan to Baghdad is still under discussion.",
    "A *deployment* of Polish soldiers to Lithuania is on the table.",
    "Poland discussed the *deployment* of soldiers to Lithuania.",
    "Poland discussed *sending* soldiers to Lithuania.",
)
REQUESTED = (
    "Niger urged Algeria to *send* soldiers to Agadez.",
    "Niger asked Algeria to *send* soldiers to Agadez.",
    "Niger demanded that Algeria *send* soldiers to Agadez.",
    "Niger called on Algeria to *send* soldiers to Agadez.",
    "Niger called for Algeria to *send* soldiers to Agadez.",
    "Niger proposed *sending* soldiers to Agadez.",
    "Algeria should *send* soldiers to Agadez.",
    "Algeria must *send* soldiers to Agadez.",
    "Algeria has to *send* soldiers to Agadez.",
    "Algeria needs to *send* soldiers to Agadez.",
    "Niger repeated its request to *send* soldiers to Agadez.",
    "Niger renewed calls for the *deployment* of peacekeepers to Agadez.",
    "Niger demanded the *deployment* of peacekeepers to Agadez.",
    "Niger asked for the *deployment* of peacekeepers to Agadez.",
    "Niger has requested the *deployment* of peacekeepers to Agadez.",
    "Niger will ask Algeria to *send* soldiers to Agadez.",
    "Niger plans to urge Algeria to *send* soldiers to Agadez.",
    "The proposal to *send* soldiers to Agadez divided the union.",
    "The *deployment* of peacekeepers to Agadez was proposed by Niger.",
)
DENIED = (
    "Serbia did not *send* soldiers to Kosovo.",
    "Serbia has never *sent* soldiers to Kosovo.",
    "Serbia will not *send* soldiers to Kosovo.",
    "Serbia won't *send* soldiers to Kosovo.",
    "Serbia cannot *send* soldiers to Kosovo.",
    "Serbia will no longer *send* soldiers to Kosovo.",
    "Nor has Serbia *sent* soldiers to Kosovo.",
    "Serbia denied *sending* soldiers to Kosovo.",
    "Serbia denied that it had *sent* soldiers to Kosovo.",
    "Serbia denied it had *sent* soldiers to Kosovo.",
    "Serbia has denied reports that it *sent* soldiers to Kosovo.",
    "Serbia rejected claims that it had *sent* soldiers to Kosovo.",
    "Serbia dismissed reports of *sending* soldiers to Kosovo.",
    "Serbia ruled out *sending* soldiers to Kosovo.",
    "Serbia refused to *send* soldiers to Kosovo.",
    "Serbia failed to *send* soldiers to Kosovo.",
    "Serbia declined to *send* soldiers to Kosovo.",
    "Serbia stopped *sending* soldiers to Kosovo.",
    "Serbia has no plans to *send* soldiers to Kosovo.",
    "Serbia does not plan to *send* soldiers to Kosovo.",
    "Serbia has no intention of *sending* soldiers to Kosovo.",
    "Serbia has not agreed to *send* soldiers to Kosovo.",
    "Serbia was unable to *send* soldiers to Kosovo.",
    "Serbia is opposed to the *deployment* of peacekeepers to Kosovo.",
    "There is no evidence that Serbia *sent* soldiers to Kosovo.",
    "Serbia cancelled plans to *send* soldiers to Kosovo.",
    "Serbia opposes the *deployment* of peacekeepers to Kosovo.",
    "Serbia rejected the *deployment* of peacekeepers to Kosovo.",
    "The *deployment* of peacekeepers to Kosovo was ruled out.",
    "The *deployment* of peacekeepers to Kosovo did not take place.",
    "Serbia is not expected to *send* soldiers to Kosovo.",
    "The drone hit Sumy, *killing* no one.",
    "No soldiers were *sent* to Kosovo.",
    "No civilians were *killed* in the strike on Nyala.",
    "Nobody was *killed* in the strike on Nyala.",
    "The strike on Nyala *killed* no civilians.",
    "Neither side *sent* soldiers to Kosovo.",
    "The strike did not kill or *wound* any civilians in Nyala.",
)
# The doubt, the plan, the request or the denial belongs to another clause.
UNTOUCHED = (
    "Sudan's army said it would attack again after the raid *killed* 12 soldiers.",
    "The UN called for an investigation into the *killing* of 12 civilians in Bunia.",
    "The UN demanded an inquiry after 12 civilians were *killed* in Bunia.",
    "The UN urged both sides to talk after 30 civilians were *killed* in Bunia.",
    "The UN urged restraint as 30 civilians were *killed* in Bunia.",
    "The general plans to tour the region where 12 soldiers *died*.",
    "Thousands came to mourn the 12 civilians *killed* in Bunia.",
    "The president will award medals to the soldiers *killed* in Bunia.",
    "He wants justice for the 12 civilians *killed* in Bunia.",
    "The minister refused to comment on the raid that *killed* 12 civilians in Bunia.",
    "The minister refused to comment after 12 civilians were *killed* in Bunia.",
    "Talks failed and 12 civilians were *killed* in Bunia.",
    "The rebels rejected the offer, and 12 civilians were *killed* in Bunia.",
    "The rebels denied any role in the raid that *killed* 12 civilians in Bunia.",
    "The raid *killed* 12 civilians in Bunia, but the rebels denied any role.",
    "The raid *killed* 12 civilians in Bunia, and the army could strike back.",
    "The raid *killed* 12 civilians in Bunia and the UN called for calm.",
    "The toll may rise, since 12 civilians were *killed* in Bunia.",
    "Rwanda could face sanctions because it *sent* soldiers to Congo.",
    "Rwanda, which *sent* soldiers to Congo, may face sanctions.",
    "The soldiers that Rwanda has *sent* to Congo will leave soon.",
    "The union plans to punish Rwanda for *sending* soldiers to Congo.",
    "The union condemned Rwanda for *sending* soldiers to Congo.",
    "The union will condemn the *killing* of 12 civilians in Bunia.",
    "The union may investigate the *killing* of 12 civilians in Bunia.",
    "The *killing* of 12 civilians in Bunia could anger the union.",
    "The union might act if talks fail; 12 civilians were *killed* in Bunia.",
    "If the talks fail, the militia that *killed* 12 soldiers will return.",
    "Soldiers *sent* to Congo by Rwanda will not return.",
    "The soldiers *wounded* in Bunia could not be reached.",
    "Do not forget: the militia *killed* 12 civilians in Bunia.",
    "Congo accused Rwanda of *sending* soldiers to Goma, which Kigali denies.",
    "The families demand answers about how 12 soldiers were *killed* in Bunia.",
    "The army vowed to hunt down the men who *killed* 12 soldiers in Bunia.",
)
HARD_PLANNED = (
    "The union, which condemned the raid, will *send* 500 soldiers to Bunia.",
    "After the army failed to stop the raid, Kenya will *send* 500 soldiers to Bunia.",
    "The rebels rejected talks, so Kenya will *send* 500 soldiers to Bunia.",
    "No deal was signed, yet Kenya plans to *send* 500 soldiers to Bunia.",
)


def _cases() -> list[object]:
    tables = {
        "asserted": ASSERTED + UNTOUCHED, "planned": PLANNED + HARD_PLANNED, "possible": POSSIBLE, "requested": REQUESTED,
        "denied": DENIED,
    }  # fmt: skip
    return [pytest.param(text, status, id=text) for status, texts in tables.items() for text in texts]


def _marked(extractor: Extractor, text: str) -> Mention | None:
    """Return the mention whose trigger holds the marked word."""
    before, word, after = text.split("*")
    found = extractor.extract(Article(text=before + word + after)).mentions
    return next((m for m in found if m.trigger.start <= len(before) < m.trigger.end), None)


@pytest.mark.parametrize(("text", "status"), _cases())
def test_a_sentence_gives_its_event_a_status(core_extractor: Extractor, text: str, status: str) -> None:
    mention = _marked(core_extractor, text)

    assert mention is not None
    assert mention.status == status, [cue.span.text for cue in mention.cues]


def test_a_status_names_the_words_that_set_it(core_extractor: Extractor) -> None:
    mention = _marked(core_extractor, "Kenya has announced plans to *send* 1,000 soldiers to Haiti.")

    assert mention is not None
    assert [cue.span.text for cue in mention.cues] == ["plans to"]
