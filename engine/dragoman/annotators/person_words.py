"""The words that make, accompany and rule out the names of persons."""

from __future__ import annotations

import re

from spacy.lang.en.stop_words import STOP_WORDS

from dragoman.english import ADVERBS, ARTICLES, AUXILIARIES, MODALS, PREPOSITIONS, PRONOUNS, SUBORDINATORS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words("mr mr. mrs mrs. ms ms. miss mx dr dr. prof prof. sir dame lord lady madam sheikh shaikh sheik imam ayatollah mullah")
PARTICLES = _words("al el bin ibn bint ben abu von van der den de da dos das del della di du la le ter ten zu af ul ur ud y")
HYPHENATED = PARTICLES | _words("an ar as ash at az ad ath ed es")
SUFFIXES = _words("jr jr. sr sr.")
NEVER_LAST = _words("led era style like born made run aligned based backed")
MONTHS = _words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
MONTH_NAMES = _words("april may june august march")
DAYS = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun today yesterday tomorrow"
)
CLOSED = frozenset(STOP_WORDS) | ADVERBS | ARTICLES | AUXILIARIES | MODALS | PREPOSITIONS | PRONOUNS | SUBORDINATORS | DAYS
# What may stand before a title or between it and its country.
MODIFIERS = _words(
    "deputy vice acting former ex then interim first second senior chief top high supreme outgoing incoming newly elected appointed "
    "current late veteran long longtime exiled ousted jailed detained special permanent regional national federal state local rebel "
    "militant opposition separatist military political spiritual civilian presidential parliamentary party government lead principal "
    "assistant associate executive under undersecretary general major lieutenant brigadier retired ruling main joint new northern "
    "southern eastern western central paramilitary islamist"
)
PORTFOLIOS = _words(
    "foreign affairs defence defense interior home internal external trade finance economy security justice energy health education "
    "transport agriculture information communications intelligence policy integration relations cooperation development emergency "
    "situations reconstruction veterans war oil labour labor staff armed forces army navy air force fleet guard police border"
)
# A run with one of these is an organisation, an operation, a place, a prize, an event: never a person.
NOT_PERSONS = _words(
    "ministry agency agencies party institute university college school academy council group army force forces airport hospital "
    "street river shield resolve day prize center centre committee commission court bank company corporation corp corp. inc inc. ltd "
    "co. office department bureau service services union league federation association organization organisation foundation fund "
    "front movement brigade brigades battalion division regiment corps fleet navy guard guards police command squadron wing base "
    "camp fort port harbour harbor bay sea ocean gulf strait straits island islands lake mountain mountains hills valley desert "
    "peninsula province district region county city town village square road avenue bridge highway crossing gate tower palace house "
    "hall parliament congress senate assembly cabinet government administration state states republic kingdom empire nations world "
    "war battle operation treaty accord accords agreement protocol pact charter declaration plan initiative programme program "
    "project mission task alliance coalition bloc summit conference forum cup games olympics championship championships award awards "
    "medal festival week month year times post journal news press media radio television tv network magazine herald tribune guardian "
    "daily gazette observer observatory watch monitor crescent cross red international national united human rights nuclear missile "
    "missiles tank tanks jet jets fighter air rocket carrier uss hms ins submarine destroyer frigate patriot church mosque cathedral "
    "temple hotel stadium park museum library theatre theater market motors electric dynamics industries systems technologies "
    "airlines airways energy oil gas holdings bill act law amendment resolution article section chapter affairs relations north "
    "south east west northern southern eastern western central middle great new old upper lower black white sans frontières "
    "frontieres society club team trust board secretariat authority authorities constitution crisis intelligence security defense "
    "defence strategy capital wall dam plant station factory refinery field sector line zone corridor heights strip ramadan "
    "christmas easter eid islamic christian muslim jewish orthodox arab prosperity freedom peace liberation photo image images file "
    "getty reuters ap afp subscribe advertisement"
)
# Words of an office that a title lexicon may have left outside the title.
ROLES = _words(
    "executive commissioner speaker officer agent judge justice magistrate attorney inspector petty minister secretary adviser "
    "advisor representative director reporter correspondent operations conflict"
)
PLACE_CUES = _words("in at near into outside across around towards toward inside onto on throughout from to of over via through between")
CLAUSE_OPENERS = PREPOSITIONS | SUBORDINATORS | _words("according speaking")
QUOTES = frozenset("\"“”‘’'«»")
HYPHENS = frozenset("-‑")
ENDS = frozenset(".!?:;…•—–|")
CAPITALISED = re.compile(r"[^\W\d_][^\W\d_'’.\-]*(?:['’.\-][^\W\d_]+)*")
INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
ROMAN = re.compile(r"[IVX]{2,5}")
REACH, LONGEST_NAME = 8, 6
ALSO_NAMES = MONTH_NAMES | {"will", "jun", "jan"}
ALSO_SURNAMES = _words("park hall black white west north cross battle street church day guard law post hill hills bank young")
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
BESIDE_TITLES = MODIFIERS | PORTFOLIOS | {"ex", "far", "hard", "self"}
OFFICE_WORDS = BESIDE_TITLES | ROLES | NOT_PERSONS | {"the", "and"}
