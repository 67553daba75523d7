"""The closed word classes of English: function words only. Open-class words (names, nouns, verbs) live in the packs' YAML."""

from __future__ import annotations

from enum import IntEnum


class Tag(IntEnum):
    """The word classes that the clause grammar tells apart."""

    NOUN = 0
    NAME = 1
    ADJECTIVE = 2
    NUMBER = 3
    DETERMINER = 4
    POSSESSIVE = 5
    PRONOUN = 6
    CASE = 7
    VERB = 8
    AUXILIARY = 9
    MODAL = 10
    NEGATION = 11
    ADVERB = 12
    PREPOSITION = 13
    TO = 14
    CONJUNCTION = 15
    SUBORDINATOR = 16
    RELATIVE = 17
    COMMA = 18
    BARRIER = 19
    QUOTE = 20
    OPEN = 21
    CLOSE = 22
    HYPHEN = 23
    SPACE = 24
    DATE = 25


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BE = _words("be am is are was were been being 's 're 'm get gets got gotten getting")
HAVE = _words("have has had having 've")
DO = _words("do does did")
# The verb whose object is a clause, never people or things.
SAY = _words("say says said saying")
AUXILIARIES = (BE | HAVE | DO) - {"'s"}
MODALS = _words("will would shall should may might can could must 'll 'd ca wo ought")
NEGATIONS = _words("not n't never no-one")
DETERMINERS = _words("the a an this that these those some any no every each all both another such either neither several many few most "
                     "more much certain various numerous other further additional")  # fmt: skip
ARTICLES = _words("the a an this that these those no every each another")
# These may stand between an auxiliary and its verb ("the two are each sending troops").
FLOATING = _words("all both each further")
# Behind these stands how many a force are, or who they are.
MADE_UP = _words("consisting comprising numbering totalling totaling composed")
# Figures that nobody counted.
SOME = _words("several many some")
ORDINALS = _words("first second third fourth fifth last latest next final initial")
POSSESSIVES = _words("my your his her its our their whose")
PRONOUNS = _words("i you he she it we they me him us them himself herself itself themselves who whom everyone everybody someone somebody "
                  "anyone anybody nobody none one another others")  # fmt: skip
PERSONAL = _words("he she it we they him her them us i me you")
OBJECT_PRONOUNS = _words("him them us me")
RELATIVES = _words("who which that whom whose where")
PREPOSITIONS = _words(
    "of in on at by for from with to into onto upon over under against between among amid amidst during through throughout across along "
    "around about after before since until till within without near toward towards inside outside off out up down behind beneath below "
    "beside besides beyond despite except like than via per versus alongside aboard atop following including involving regarding "
    "concerning worth as amongst"
)
SUBORDINATORS = _words("while whilst although though because if unless whether when whenever until since once lest whereas before after "
                       "so that as")  # fmt: skip
HARD_SUBORDINATORS = _words("while whilst although though because if unless whether when whenever lest whereas how why what")
CONJUNCTIONS = _words("and or but nor & plus")
ADVERBS = _words(
    "also still now then already again just even only too soon later earlier ago however instead meanwhile perhaps maybe indeed so far yet "
    "here there today back away together once twice often always ever abroad home down up out off over about almost nearly "
    "further more most less very well thus therefore moreover furthermore additionally currently recently reportedly allegedly "
    "hereby prior sometime nationwide worldwide countrywide forward onward onwards northward southward eastward westward ashore"
)
FUNCTION_WORDS = (AUXILIARIES | MODALS | NEGATIONS | DETERMINERS | POSSESSIVES | PRONOUNS | RELATIVES | PREPOSITIONS | SUBORDINATORS
                  | CONJUNCTIONS | ADVERBS)  # fmt: skip
# Adjectives that stand between a preposition and a name.
BEFORE_NAMES = _words(
    "northern southern eastern western central northeastern northwestern southeastern southwestern northeast northwest southeast southwest "
    "north-east north-west south-east south-west neighbouring neighboring former occupied rebel-held nearby mainland upper lower greater "
    "related associated inner outer downtown rural war-torn pre-war post-war modern present-day"
)
COMPASS = _words("north south east west northeast northwest southeast southwest")
PLURALS = _words("people men women children media police troops personnel militia crew staff")
TIME_UNITS = _words("seconds minutes hours days weeks months years hour day week month year moments")
DISTANCES = _words("mile miles km kilometre kilometres kilometer kilometers metre metres meter meters yards nm")
# Adjectives that stand behind their noun with a phrase of their own ("fighters loyal to the general").
TRAILING = _words("part loyal close native responsible available present ready due effective")
POSTNOMINAL = _words(
    "dead alive captive hostage prisoner missing unaccounted present available responsible unharmed unhurt ready wounded injured"
)
NOT_ADVERBS = _words("family assembly italy july early daily weekly monthly yearly friendly deadly elderly rally ally supply reply likely "
                     "unlikely only bully jelly belly folly holy ugly lovely costly timely orderly military anomaly monopoly")  # fmt: skip
# Behind these a past form after a figure has no noun to describe ("3 killed, 12 hurt in").
AFTER_COUNTED = _words("as and or in by , . on at after when during while ; since to near outside with including from dead")
# What stands behind an -ing form that has no object.
NO_OBJECT = _words(
    "of in on at by for from with between across during since and or , . ; : ) is was were are has had have will that which who"
)
DASHES = frozenset({"—", "–", "--"})
# Adjectives that stand side by side with a comma between them ("a brief, unannounced stay", "an immediate, unconditional halt").
QUALITIES = _words(
    "bilateral bloody brief brutal clear complete comprehensive coordinated daring deadly devastating durable fierce first-ever "
    "fragile fresh full heavy high-level high-profile historic huge immediate indefinite joint landmark large large-scale lasting "
    "limited long long-awaited longstanding major massive mutual open-ended partial permanent powerful quick rare secret shaky short "
    "simple small sudden surprise sustained temporary tenuous total unannounced unconditional uneasy unexpected unilateral "
    "unprecedented violent new"
)
# Nouns with whose "to" goes the one who is to do what the infinitive behind tells ("an invitation to <name> to come").
CONTROL_NOUNS = _words(
    "invitation invitations appeal appeals call calls order orders request requests plea pleas ultimatum instruction instructions"
)
NUMERALS = _words("one two three four five six seven eight nine ten eleven twelve dozens scores hundreds thousands several least most")
