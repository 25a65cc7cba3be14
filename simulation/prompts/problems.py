"""Problems with known answers: homework, public test sets, and what is harvested."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.draws import Picker
from simulation.prompts.grammar import Grammar, entries
from simulation.prompts.names import NAME_RULES


@dataclass(frozen=True)
class Problem:
    """A question with slots `{a}`, `{b}`, `{c}` for numbers, and the function that solves it."""

    area: str
    text: str
    solve: Callable[[int, int, int], object]


@dataclass(frozen=True)
class Fact:
    """A question of understanding and its answer in one sentence."""

    area: str
    text: str
    answer: str


PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "arithmetic",
        "{name} buys {a} {goods} at {b} cents each and pays with {a} euros. How much change "
        "is due?",
        lambda a, b, c: f"{100 * a - a * b} cents",
    ),
    Problem(
        "arithmetic",
        "A {trade} in {city} sells {a} {goods} a day, {b} on Saturdays, and is closed on "
        "Sundays. How many in {c} weeks?",
        lambda a, b, c: (5 * a + b) * c,
    ),
    Problem(
        "rates",
        "A pump fills a {vessel} of {a}{b} litres in {c} minutes. How long would two such "
        "pumps take for three {vessel}s?",
        lambda a, b, c: f"{1.5 * c} minutes",
    ),
    Problem(
        "rates",
        "{name} cycles from {city} to {city2} at {a} km/h and back at {b} km/h. What is the "
        "average speed?",
        lambda a, b, c: f"{2 * a * b / (a + b):.1f} km/h",
    ),
    Problem(
        "percent",
        "The price of a {good} rises by {a} percent and then falls by {b} percent. By how "
        "much did it change in all?",
        lambda a, b, c: f"{((1 + a / 100) * (1 - b / 100) - 1) * 100:.1f} percent",
    ),
    Problem(
        "percent",
        "In a {trade} with {a} workers, {b} percent cycle to work and a third of these live "
        "in {city}. About how many is that?",
        lambda a, b, c: round(a * b / 300),
    ),
    Problem(
        "algebra",
        "Solve {a}x + {b} = {c}x - {b} for x. It describes two {goods} dealers, {name} and "
        "{name2}.",
        lambda a, b, c: "no solution" if a == c else f"{2 * b / (c - a):.3f}",
    ),
    Problem(
        "algebra",
        "The sum of {name}'s and {name2}'s ages is {a}; in {b} years {name} is twice as old "
        "as {name2}. How old is {name2} now?",
        lambda a, b, c: f"{(a - b) / 3:.1f}",
    ),
    Problem(
        "geometry",
        "A {vessel} shaped as a cylinder has radius {a} cm and height {b} cm. What is its "
        "volume in litres?",
        lambda a, b, c: f"{3.14159 * a * a * b / 1000:.2f} litres",
    ),
    Problem(
        "geometry",
        "{name} fences a field near {city} of {a} m by {b} m, with a post every {c} m. How "
        "much fence is needed?",
        lambda a, b, c: f"{2 * (a + b)} m",
    ),
    Problem(
        "probability",
        "A {vessel} holds {a} red and {b} green {goods}. {name} draws two without looking. "
        "How likely are both red?",
        lambda a, b, c: f"{a * (a - 1) / ((a + b) * (a + b - 1)):.3f}",
    ),
    Problem(
        "probability",
        "{a} percent of the {goods} from {city} are faulty. A test finds {b} percent of "
        "these and never errs otherwise. How likely is a {good} that passed to be faulty?",
        lambda a, b, c: f"{a * (100 - b) / (a * (100 - b) + 100 * (100 - a)):.4f}",
    ),
    Problem(
        "combinatorics",
        "How many ways are there to seat {name}, {name2} and {a} other {people} in a row if "
        "{name} and {name2} sit together?",
        lambda a, b, c: f"2 times {a + 1} factorial",
    ),
    Problem(
        "combinatorics",
        "A code for the {vessel} has {c} digits, none used twice, and {name} forgot the last "
        "two. How many tries at most?",
        lambda a, b, c: (12 - c) * (11 - c),
    ),
    Problem(
        "physics",
        "A {good} of {a} kg slides down a ramp of {b} degrees without friction. What is its "
        "acceleration?",
        lambda a, b, c: f"9.81 times the sine of {b} degrees",
    ),
    Problem(
        "physics",
        "{name} drops a {good} from a bridge of {a} m in {city}. How long does it fall, air "
        "ignored?",
        lambda a, b, c: f"{(2 * a / 9.81) ** 0.5:.2f} s",
    ),
    Problem(
        "physics",
        "A heater of {a}{b} watts runs {c} hours a day in a {trade}. What energy does it use "
        "in a week?",
        lambda a, b, c: f"{int(f'{a}{b}') * c * 7 / 1000:.1f} kWh",
    ),
    Problem(
        "chemistry",
        "{name} mixes {a} ml of a {b} percent solution with {c} ml of water for the "
        "{vessel}. What is the new concentration?",
        lambda a, b, c: f"{a * b / (a + c):.1f} percent",
    ),
    Problem(
        "logic",
        "{name} says {name2} lies. {name2} says {name3} lies. {name3} says that both lie. "
        "The {good} was taken by a liar. Who tells the truth?",
        lambda a, b, c: "the second speaker",
    ),
    Problem(
        "logic",
        "Of {a} {people}, {b} like {goods}, {c} like tea and one likes neither. What can be "
        "said about those who like both?",
        lambda a, b, c: f"{b + c - a + 1} if that is not negative",
    ),
    Problem(
        "economics",
        "A {trade} in {city} has fixed costs of {a}{b} a month and earns {c} on each {good}. "
        "How many must it sell to break even?",
        lambda a, b, c: -(-int(f"{a}{b}") // c),
    ),
    Problem(
        "economics",
        "{name} lends {a}{b} at {c} percent for two years with yearly compounding. What is owed?",
        lambda a, b, c: f"{int(f'{a}{b}') * (1 + c / 100) ** 2:.2f}",
    ),
    Problem(
        "algorithms",
        "A list of {a}{b} {goods} is sorted. How many comparisons does binary search need at "
        "most to find one {good}?",
        lambda a, b, c: int(f"{a}{b}").bit_length(),
    ),
    Problem(
        "algorithms",
        "A hash table has {a} buckets. After how many {goods} is a collision certain, and "
        "why does {name} expect one far sooner?",
        lambda a, b, c: a + 1,
    ),
)

# area: question = answer
_FACTS = """
biology: Why do leaves of the {good} tree turn yellow in autumn? = Chlorophyll breaks down and \
    the carotenoids remain.
biology: Why does {name} get out of breath on a mountain near {city}? = The partial pressure of \
    oxygen falls with height.
biology: How does a vaccine protect {name} a year after the injection in {city}? = Memory cells \
    recognise the antigen and multiply fast.
chemistry: Why does the {vessel} in {name}'s kitchen collect white scale? = Calcium carbonate \
    precipitates when hard water is heated.
chemistry: Why does iron in a {vessel} by the sea near {city} rust faster? = Salt water conducts \
    and so speeds up the electrochemical cell.
earth: Why is the coast at {city} warmer than places inland in winter? = Water stores heat and \
    releases it slowly.
earth: How can {name} tell from a rock in the {vessel} that it cooled slowly? = Large crystals \
    need time to grow.
physics: Why does a {good} look bent when {name} puts it in a {vessel} of water? = Light is \
    refracted at the surface.
physics: Why does {name} hear the train from {city} lower after it has passed? = The source \
    recedes, so waves arrive further apart.
history: Why did the guild of {people} in {city} keep its prices fixed for so long? = Entry was \
    limited and quality inspected by the guild itself.
history: What made the harbour of {city} lose trade after the railway came? = Goods took the \
    cheaper way over land.
law: {name} finds a {good} in a {trade} in {city} and keeps it. Is that theft? = It depends on \
    whether the owner had given it up and on the intent.
law: {name} agreed by phone to buy a {good} from {name2}. Is there a contract? = Offer and \
    acceptance are enough for movable goods in most systems.
ethics: Should {name} tell {name2} that the {good} from {city} was second choice? = Honesty \
    outweighs the small harm, as trust depends on it.
economics: Why do {goods} in {city} cost more after a good harvest elsewhere? = Demand shifts \
    and the transport cost stays.
linguistics: Why would {name} from {city} drop the word before {goods} in a second language? = \
    The first language has no article and the habit carries over.
medicine: {name}, {a} years old, has a fever and a stiff neck. What must be ruled out first? = \
    Meningitis, since delay is dangerous.
computing: Why may two {people} see different balances in the {trade}'s database at once? = \
    Reads run in separate snapshots until commit.
computing: Why is a password for the {vessel} stored with a salt by {name}'s team? = Equal \
    passwords then have different digests.
statistics: The average {good} price in {city} rose although each shop cut prices. How can that \
    be? = The mix shifted to dearer shops, as in Simpson's paradox.
statistics: {name} tested {a} {goods} and found one effect at five percent. Why be careful? = \
    With many tests some succeed by chance.
"""

FACTS: tuple[Fact, ...] = tuple(
    Fact(line.split(":", 1)[0], *(p.strip() for p in line.split(":", 1)[1].split(" = ", 1)))
    for line in _FACTS.strip().splitlines()
)

_ALL: tuple[Problem | Fact, ...] = (*PROBLEMS, *FACTS)
AREAS: tuple[str, ...] = tuple(sorted({p.area for p in PROBLEMS} | {f.area for f in FACTS}))

_WORDS = Grammar(
    {
        **NAME_RULES,
        "goods": entries("""pears | candles | stamps | lamps | tiles | marbles | scarves | bottles
            lemons | books | bolts | cups | tickets | hats | ropes | kites | shells | baskets
            clocks"""),
        "good": entries("""plum | kettle | violin | bench | barrel | chestnut | bicycle
            lantern | crate
            mirror | sledge | boat | carpet | ladder | drum | teapot | saddle | globe
            pendulum"""),
        "vessel": entries("""tank | jar | bucket | basin | barrel | box | vat | cistern | flask
            crate
            safe | urn | trough | drawer | boiler | cask"""),
        "trade": entries("""bakery | mill | print shop | garage | tannery | nursery | forge
            laundry
            dairy | workshop | brewery | bookshop | clinic | quarry | sawmill | pottery"""),
        "people": entries("""teachers | sailors | dancers | weavers | farmers | pilots | nurses
            cooks
            students | masons | drivers | singers | clerks | painters | hikers"""),
    }
)
_SLOTS = ("goods", "good", "vessel", "trade", "people", "name", "city")


def draw_problem(pick: Picker, area: str | None = None) -> tuple[str, str]:
    """A question and its right answer; of one area if given."""
    kinds = [k for k in _ALL if area is None or k.area == area]
    kind = pick.of(kinds)
    a, b, c = 3 + pick.index(37), 5 + pick.index(60), 2 + pick.index(9)
    words: dict[str, str] = {s: _WORDS.expand(s, pick, {}) for s in _SLOTS}
    for extra in ("name2", "name3", "city2"):
        words[extra] = _WORDS.expand(extra[:4], pick, {})
    words |= {"a": str(a), "b": str(b), "c": str(c)}
    answer = str(kind.solve(a, b, c)) if isinstance(kind, Problem) else kind.answer
    return kind.text.format_map(words), answer
