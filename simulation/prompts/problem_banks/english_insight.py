"""English questions of understanding, in frames that vary."""

from __future__ import annotations

from simulation.prompts.problem_banks.sums import asked

INSIGHT = (
    *asked(
        "why",
        """
biology: leaves turn yellow in autumn = Chlorophyll breaks down and the carotenoids remain.
biology: people get out of breath on a mountain above {town} = The partial pressure of oxygen falls with height.
biology: antibiotics do nothing against a cold that {third} caught = A cold is caused by viruses, which lack what antibiotics attack.
biology: two brown-eyed parents can have a blue-eyed child = Both can carry a hidden variant that the child gets from each.
chemistry: a {vessel} for hot water collects white scale = Calcium carbonate precipitates when hard water is heated.
chemistry: iron by the sea rusts faster than inland near {town} = Salt water conducts and so speeds up the electrochemical cell.
chemistry: soap removes grease that plain water leaves on a {good} = Its molecules hold on to fat at one end and to water at the other.
chemistry: a catalyst speeds up a reaction without being used up = It opens a path with lower activation energy and is set free again.
physics: a {good} looks bent when it stands half in a {vessel} of water = Light is refracted at the surface.
physics: the whistle of a train to {town} sounds lower after it has passed = The source recedes, so the waves arrive further apart.
physics: the sky is blue at noon and red in the evening over {town} = Air scatters short waves more, and evening light has a longer way through it.
physics: a metal {good} feels colder than a wooden one in the same room = Metal conducts heat away from the hand faster.
earth: the coast is warmer than places inland in winter = Water stores heat and releases it slowly.
earth: there are seasons although the sun hardly changes = The axis of the earth is tilted against its orbit.
earth: earthquakes cluster along narrow belts = They mark the edges of plates that move against each other.
history: guilds of {people} kept their prices fixed for so long = Entry was limited and quality was inspected by the guild itself.
history: a river harbour such as {town} lost trade once railways came = Goods took the cheaper way over land.
history: printing sped up the Reformation = Pamphlets became cheap and spread faster than they could be banned.
history: wages rose after the Black Death = Labour had become scarce, so workers could ask for more.
geography: big old cities such as {town} lie on rivers = Rivers gave water, transport and crossings that drew trade.
geography: deserts lie in belts near thirty degrees of latitude = Air that rose at the equator sinks there and is dry.
geography: maps of the whole world distort Greenland = A sphere cannot be laid flat without changing areas or angles.
economics: {goods} can get dearer here after a bad harvest elsewhere = Supply falls while demand shifts to what is left.
economics: rent control can lead to fewer flats to let in {town} = At a lower price owners offer less while more people look.
economics: printing money to pay for all {goods} does not make a country rich = With the same goods and more money prices rise.
statistics: the mean price of {goods} can rise although every shop cut its prices = The mix shifted to dearer shops, as in Simpson's paradox.
statistics: {n2} tests at five percent nearly always find something = With many tests some succeed by chance.
statistics: sales of {goods} and drownings rise together without a cause between them = A third thing, such as hot weather, drives both.
programming: passwords are stored with a salt = Equal passwords then have different digests, so tables made ahead are useless.
programming: adding 0.1 and 0.2 does not give exactly 0.3 = Neither has a finite binary form, so both are rounded.
programming: two {people} may see different balances in one database at once = Their reads run in separate snapshots until commit.
number theory: there are infinitely many primes = The product of any finite list plus one has a prime factor not in the list.
probability: a run of {n1} heads does not make tails more likely = The tosses are independent and the coin has no memory.
linguistics: children say goed before they say went for good = They have found the rule and apply it to the exceptions, too.
linguistics: speakers of some languages drop the article before {goods} = Their first language has no article and the habit carries over.
medicine: a fever with a stiff neck in {third} must be seen at once = It may be meningitis, where delay is dangerous.
medicine: new drugs are tested against a placebo = Hope and time heal too, and only the difference shows the effect.
medicine: people with type 1 diabetes inject insulin rather than swallow it = Insulin is a protein and would be digested.
""",
    ),
    *asked(
        "tell",
        """
biology: how a vaccine protects {third} a year after the injection = Memory cells recognise the antigen and multiply fast.
earth: how a rock in a {vessel} shows that it cooled slowly = It has large crystals, which need time to grow.
law: whether {mate} steals by keeping a {good} found in a {trade} = It depends on whether the owner had given it up and on the intent.
law: whether there is a contract once {mate} agrees by phone to buy a {good} from {third} = Offer and acceptance are enough for movable goods in most systems.
law: who bears the loss when a {good} is stolen after the sale but before delivery to {town} = It depends on when the risk passes, often on delivery.
law: what separates a crime from a civil wrong = A crime is pursued by the state with punishment, a civil wrong by the injured for redress.
ethics: whether {mate} should say that the {good} from {town} was second choice = Honesty outweighs the small harm, as trust depends on it.
ethics: what Kant would say to {third}, who lies to spare a friend = The maxim of lying cannot be willed as a law for all, so the lie is wrong.
ethics: how a utilitarian decides which of {n1} {people} gets the last {good} = By which choice leads to the most well-being in sum.
philosophy: what the ship of Theseus is meant to show = That it is unclear whether a thing stays the same when all its parts change.
philosophy: what Descartes could not doubt = That he was thinking, and so that he existed.
philosophy: how Hume saw the problem of induction = Past cases do not logically guarantee future ones, so habit fills the gap.
philosophy: what Socrates meant by knowing that he knew nothing = Knowing the limits of one's knowledge is the start of inquiry.
logic: which error it is to infer rain in {town} from wet streets = Affirming the consequent, as other causes can wet the streets.
logic: what refutes the claim that all {goods} from {town} are good = A single bad one.
linguistics: what a phoneme is for {third}, who only knows letters = The smallest unit of sound that can tell two words apart.
economics: what comparative advantage means for {city2} and {town} = Each gains by making what costs it least in other goods given up.
programming: how a stack differs from a queue = A stack gives back the latest item first, a queue the oldest.
history: what the Magna Carta of 1215 changed = It bound the king to the law and limited arbitrary taxes and arrests.
""",
    ),
)
