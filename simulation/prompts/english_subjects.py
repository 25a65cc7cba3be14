"""What English speakers ask about: domains, each with topics and aspects."""

from __future__ import annotations

from simulation.prompts.grammar import entries

# domain: (topics, aspects). A person's subject is one topic of one domain.
DOMAINS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cooking": (
        entries("""sourdough bread | lentil soup | a roast chicken | homemade pasta | kimchi
        a birthday cake without eggs | risotto | tofu stir-fry | pickled onions | meal prep"""),
        entries(
            "the resting time | the seasoning | substitutes for butter | the right pan | storage"
        ),
    ),
    "gardening": (
        entries("""tomatoes on a balcony | a lemon tree in a pot | compost | roses with black spot
        a lawn full of moss | raised beds | slugs in the salad patch | indoor orchids"""),
        entries("watering | the soil mix | when to prune | fertiliser | winter protection | pests"),
    ),
    "fitness": (
        entries("""a first half marathon | back pain from sitting | home strength training
            swimming
        learning to do pull-ups | yoga for stiff hips | a rowing machine plan | shin splints"""),
        entries(
            "warming up | weekly volume | rest days | technique | measuring progress | injuries"
        ),
    ),
    "travel": (
        entries("""a week in northern Portugal | night trains in Europe | a road trip with toddlers
        hiking in the Dolomites | a layover in Istanbul | backpacking in Vietnam
        island ferries"""),
        entries("the budget | packing | local transport | food | visas | crowds | bad weather"),
    ),
    "personal finance": (
        entries("""an emergency fund | paying off a student loan | a first index fund
            a joint account
        renting against buying | a pension from an old job | freelance taxes
        moving money abroad"""),
        entries("fees | risk | tax | the paperwork | timing | what to do first | common mistakes"),
    ),
    "parenting": (
        entries("""a two-year-old who won't sleep | screen time rules | sibling fights
            potty training
        a shy child at a new school | homework battles | a picky eater | teenage curfews"""),
        entries(
            "consistency | what to say in the moment | rewards | routines | grandparents' advice"
        ),
    ),
    "home repair": (
        entries("""a dripping tap | drafty windows | a squeaky floor | repainting a bathroom | mould
        a washing machine that walks | a tripping fuse | hanging a heavy shelf | cracked grout"""),
        entries(
            "tools | cost | safety | whether to call a professional | materials | order of steps"
        ),
    ),
    "careers": (
        entries("""a job interview for a team lead | a gap in my CV | asking for a raise | burnout
        switching from teaching to UX | giving notice | a difficult manager | remote onboarding"""),
        entries("timing | wording | what recruiters think | negotiation | follow-up | examples"),
    ),
    "language learning": (
        entries("""Spanish past tenses | German word order | Japanese particles | French listening
        business English emails | Portuguese pronunciation | a daily vocabulary routine"""),
        entries("memorising | typical errors | exercises | speaking practice | good examples"),
    ),
    "history": (
        entries("""the Hanseatic League | the Bronze Age collapse | the Meiji restoration
            the Dust Bowl
        the building of the Suez canal | the plague of Justinian | Mali under Mansa Musa
        the Enigma"""),
        entries(
            "the causes | daily life | the economy | what historians dispute | the consequences"
        ),
    ),
    "science": (
        entries("""black holes | vaccines | plate tectonics | photosynthesis | superconductors
            tides
        coral bleaching | gene editing | antibiotic resistance | dark matter
        how batteries age"""),
        entries(
            "the mechanism | the evidence | open questions | a simple analogy | units | history"
        ),
    ),
    "health": (
        entries("""migraine | seasonal allergies | low iron | night shifts and sleep | dry eyes
        recovering from a sprained ankle | coffee and heartburn | tinnitus
        vitamin D in winter"""),
        entries(
            "triggers | when to see a doctor | home remedies | what studies say | side effects"
        ),
    ),
    "pets": (
        entries("""a puppy that bites | an indoor cat that is bored | a rescue greyhound
            guinea pigs
        a parrot that screams | moving house with a cat | an aquarium that turns green"""),
        entries("food | training | vet costs | routine | safety | signs of stress | toys"),
    ),
    "law and admin": (
        entries("""a deposit the landlord keeps | a parking fine | registering a small business
        a noisy neighbour | returning a faulty phone | a will without a lawyer
        name change forms"""),
        entries("deadlines | evidence | cost | who decides | sample wording | my rights"),
    ),
    "music": (
        entries("""fingerpicking guitar | jazz chord voicings | recording vocals at home
            old violins
        learning piano as an adult | mixing drums | writing a chorus | drum rudiments"""),
        entries("practice plans | equipment | theory | rhythm | common mistakes | good recordings"),
    ),
    "writing": (
        entries("""a fantasy novel opening | a wedding speech | a cover letter
            a short horror story
        a eulogy for my uncle | a blog about knitting | a screenplay set on a ferry | haiku"""),
        entries(
            "tone | structure | the first line | dialogue | pacing | cutting words | the ending"
        ),
    ),
    "philosophy": (
        entries("""free will | stoic advice on anger | the trolley problem | personal identity
        Buddhist ideas of self | effective altruism | moral luck | Wittgenstein on language"""),
        entries("the strongest objection | everyday examples | who argued it | related ideas"),
    ),
    "relationships": (
        entries("""a friend who cancels all the time | living with a flatmate
            a long-distance relationship
        an awkward family dinner | apologising to my sister | dating after a divorce | in-laws"""),
        entries("what to text | boundaries | timing | the other side | jealousy | small gestures"),
    ),
    "cars and bikes": (
        entries("""a used electric car | squealing disc brakes | a commuter bicycle | winter tyres
        a camper van conversion | a rusty chain | a dead battery | leasing against buying"""),
        entries("running costs | safety | what to check | noise | resale value | tools"),
    ),
    "games": (
        entries("""chess endgames | a dungeon for four beginners | speedrunning | deck building
        a cooperative board game | city builders | a puzzle for an escape room | go openings"""),
        entries("strategy | balance | the rules | a beginner's mistakes | variants | pacing"),
    ),
    "small business": (
        entries("""a coffee cart | an online shop for candles | a dog-walking service | a bakery
        a tutoring agency | a bike repair shop | a photography studio | a holiday flat"""),
        entries("pricing | marketing | the first customers | suppliers | seasonality | staff"),
    ),
    "office work": (
        entries("""a quarterly review | a project kickoff | meeting notes | a supplier contract
            slides
        a customer survey | an onboarding guide | a budget spreadsheet | a status report"""),
        entries("the agenda | a clear summary | numbers | tone | next steps | risks | a checklist"),
    ),
    "statistics": (
        entries("""an A/B test | survey weights | a skewed distribution | missing values
            regression
        seasonal sales data | a confusion matrix | bootstrapping | Bayesian priors | outliers"""),
        entries(
            "assumptions | sample size | a plain explanation | plots | pitfalls | alternatives"
        ),
    ),
    "crafts": (
        entries("""a knitted jumper | a walnut side table | hand-sewn curtains | pottery glazes
            soap
        bookbinding | restoring a chair | linocut prints | crochet animals | leather belts"""),
        entries("materials | tools | fixing mistakes | patterns | finishing | time needed"),
    ),
    "astronomy": (
        entries("""a first telescope | the Perseids | photographing the Milky Way | Saturn's rings
        the phases of Venus | light pollution | star charts | a solar eclipse"""),
        entries("timing | equipment | where to look | exposure | safety | what can be seen"),
    ),
    "film and books": (
        entries("""Kurosawa's films | slow-burn science fiction | a book club on Le Guin | film noir
        graphic novels for teens | translated crime fiction | documentaries on food | Austen"""),
        entries("where to start | themes | similar works | the ending | discussion questions"),
    ),
    "environment": (
        entries("""heat pumps in old houses | rooftop solar | a plastic-free kitchen | rewilding
        flying less | rainwater tanks | bees in the city | home insulation | food waste"""),
        entries("cost | payback | side effects | rules | what matters most | common myths"),
    ),
    "events": (
        entries("""a surprise party | a school reunion | a village fair | a small wedding
            a hackathon
        a retirement dinner | a charity run | a baby shower | a neighbourhood flea market"""),
        entries("the budget | invitations | the schedule | food | a plan B for rain | games"),
    ),
}
