"""English: how people ask. The richest of the languages, and the one that code speaks."""

from __future__ import annotations

from simulation.prompts.grammar import Bank, entries
from simulation.prompts.names import NAME_RULES

RULES: Bank = {
    **NAME_RULES,
    "chat": entries("""
        {open}{ask} {context} {limit}
        {open}{ask} {limit} {context}
        {context} {ask}
        {context} {ask} {limit}
        {open}{ask} {context}
        {situation} {ask} {limit}
        {situation} {ask} {extra}
        {ask} {extra}
        {open}{ask} {extra} {limit}
    """),
    "open": (
        "",
        "",
        "",
        "Hi, ",
        "hello, ",
        "quick question: ",
        "ok so ",
        "Hey! ",
        "please help: ",
        "new topic: ",
    ),
    "ask": entries("""
        what should I know about {aspect} when it comes to {topic}?
        how would you approach {topic}, especially {aspect}?
        I'm confused about {topic}. What is the deal with {aspect}?
        can you explain {aspect} for {topic}?
        is there a good way to handle {aspect} with {topic}?
        give me a plan for {topic} that takes {aspect} seriously.
        what do most people get wrong about {topic}? I mostly care about {aspect}.
        compare two ways of dealing with {topic} and say how {aspect} differs.
        help me think through {topic}: {aspect} is what worries me.
        why does {aspect} matter so much for {topic}?
        I read about {topic} yesterday and did not get the part on {aspect}.
        what would an expert say about {aspect} in the case of {topic}?
        write a short guide to {topic} with a section on {aspect}.
        what questions should I ask before I start with {topic}? Think of {aspect}.
        make me a checklist for {topic}, {aspect} first.
        where do I even begin with {topic}, given {aspect}?
        summarise the main points on {topic} and add one example of {aspect}.
        can {topic} work without spending much thought on {aspect}?
        suggest three ideas about {topic}, each with a note on {aspect}.
        what changed in the last years about {topic} and {aspect}?
    """),
    "context": entries("""
        I only have about {n2} minutes a day.
        We live in {city} and it is rather {weather} here.
        My {relative} {name} asked me and I had no answer.
        It's for a small group of {n1} people in {city}.
        {name} at work says the opposite, so I want to be sure.
        I tried it {n1} times already and {failure}.
        We have a budget of {n3} for the whole thing.
        I'm {n2} and doing this for the first time.
        My {relative} is visiting from {city} in {n1} weeks.
        Last {season} I did it with {name} and {failure}.
        I moved from {city} to {city} {n1} months ago.
        This is for a {event} that {name} organises.
        There are {n1} of us, including my {relative}.
        I found an old note by my {relative} {name} about it.
        It has to be ready before {name}'s {event}.
        The shop in {city} told me something else.
        I saw a video by someone called {name} from {city}.
        We are {n1} neighbours sharing one {thing}.
        All I own is a {thing} and some patience.
    """),
    "situation": entries("""
        {name} and I want to start something new this {season}.
        My {relative} keeps talking about it since the {event} in {city}.
        I bought a {thing} in {city} and now I'm stuck.
        We had a {event} and it went wrong because {failure}.
        For {n1} weeks now {failure}.
        I promised {name} that I would look into this before the {event}.
        There is a {thing} in our place in {city} that nobody uses.
    """),
    "extra": entries("""
        Does it matter that {failure}?
        Would a {thing} help?
        And does the answer change in {season}?
        {name} would need to be able to do it alone.
        I'd also like to know what {name} could do in {city}.
        Assume that I start in {n1} days with a {thing}.
        Keep in mind that my {relative} is {n2}.
        I can spend {n3} at most, {name} adds a bit.
        Think of {weather} days, too.
    """),
    "limit": entries("""
        Keep it under {n3} words. | Give me a list, please. | No lecture, please.
        Explain it as you would to my {relative}. | Three sentences are enough.
        Use simple words. | A table would be great. | Be honest if it is a bad idea.
        Start with the most important thing. | Give one concrete example. | Only what works.
        Tell me the trade-offs. | I need this by tonight. | Don't assume I know the terms.
        In a friendly tone. | Two options, not more. | Add rough numbers where you can.
    """),
    "weather": entries("hot | humid | cold | windy | rainy | dry | foggy | mild"),
    "season": entries("spring | summer | autumn | winter | Easter | August | December"),
    "relative": entries("""mother | father | brother | sister | daughter | son | aunt | uncle
        cousin
        grandmother | flatmate | neighbour | partner | colleague | boss | nephew | best friend"""),
    "event": entries("""birthday | wedding | exam | workshop | reunion | move | trip | meeting
        fair
        conference | dinner | concert | course | interview | inspection | anniversary"""),
    "thing": entries("""notebook | old laptop | borrowed ladder | bread maker | folding table | van
        tent | sewing machine | rain barrel | microphone | spare room | bicycle trailer | camera
        second-hand sofa | kayak | toolbox | garden shed | whiteboard | printer | piano
        freezer"""),
    "failure": entries("""it never lasted more than {n1} days | nothing came of it
        it cost too much
        people lost interest | I forgot half of it | the weather spoiled it | it was far too slow
        {name} got annoyed | the instructions made no sense | I ran out of time | it broke twice
        my {relative} disagreed | it looked nothing like the picture"""),
    "follow_on": entries("""
        {react} {context}
        {context} {react}
        {react} {context} {extra}
        {extra} {react} {context}
        {react} {context} {limit}
        {context} {react} {context2}
    """),
    "react": entries("""
        ok, and what about {aspect}? {name} asked.
        thanks! could you redo that with {aspect} in mind for {city}?
        hmm, the second point is not clear to me, what does it mean for {topic}?
        that's too long. Only the part on {aspect}, for someone like {name}.
        good. Now assume that {failure}. What changes?
        can you turn that into a table with {n1} rows, one of them on {aspect}?
        not quite what I meant, I was asking about {aspect} and not about {season}.
        and if I only have a {thing}?
        why {n1} and not {n2}? I thought {aspect} was more important.
        please rewrite it so that my {relative} understands it.
        we tried your idea in {city} and {failure}. What now?
        does this still hold if {name} does it instead of me?
        what would be the cheapest version with a {thing}?
        add one example about {topic}, maybe something for {season}.
        I don't agree with the part about {aspect}: {failure} last time.
    """),
    "write": entries("""
        Write {a_text} to {name} about {topic}. {mood} {detail}
        Draft {a_text} on {topic}; mention {aspect}. {detail}
        Please polish this: "{draft}" {mood}
        Rewrite in my voice: "{draft}" {detail}
        I need {a_text} for the {event} in {city}. It should touch on {topic} and {aspect}. {mood}
        {detail} Turn these notes into {a_text}: "{draft}"
    """),
    "a_text": entries("""an email | a short speech | a polite reminder | a LinkedIn post
        an invitation
        a one-page summary | a thank-you note | a product description | a newsletter item
        a complaint | a toast | an agenda | a press note | a poem of {n1} lines"""),
    "mood": entries("""Keep it warm. | Not too formal, please. | Firm but polite.
        A bit of humour is fine.
        Short sentences. | British spelling. | No exclamation marks. | It should sound like me."""),
    "detail": entries("""
        The deadline is in {n1} days. | {name} from {city} is in copy. | It is about {n3} euros.
        We met at the {event} in {city}. | Mention that {failure}. | They sold us a {thing}.
        My {relative} helped with it. | {name} will read it aloud. | Our order was number {n4}."""),
    "draft": entries("""
        dear {name}, about {topic}: we still have to settle {aspect}, and since the {event} \
            {failure}
        {name} says {aspect} is done, I doubt it, meeting in {city} moved by {n1} days
        thanks for the {thing}, it arrived in {city}, sadly {failure}, what now with {topic}
        notes: {topic}, {aspect}, {n1} people, {name} leads, {city}, budget {n3}
        we talked about {topic} and nobody wants to take over {aspect} before the {event}
    """),
    "support": entries("""
        {greet}my {coin} {device} {symptom} since {when}. {tried} {wish}
        {greet}order {n4} for a {device} {order_issue}. {wish}
        The {coin} app {symptom} when I open {screen}. {tried}
        {greet}how do I change {screen} on the {device}? {tried} I am {name} from {city}.
        I was charged {n3} twice for the {coin} plan, {name} is on the account. {wish}
        {tried} Still, the {device} {symptom}. {wish}
    """),
    "greet": ("", "Hello, ", "hi, ", "Good morning, ", "Hi there, ", "To whom it may concern: "),
    "device": entries("""thermostat | router | vacuum | watch | speaker | doorbell | scale
        lamp | oven
        e-bike | headset | camera | printer | charger | sensor | tablet"""),
    "symptom": entries("""keeps restarting | shows error {n3} | does not connect
        drains within {n1} hours
        makes a clicking noise | lost all settings | freezes | cannot be paired
        is stuck at {n2} percent
        logs me out | displays the wrong time | ignores the schedule"""),
    "when": entries("""yesterday | the last update | we moved to {city} | Monday | the power cut
        {name} reset it | I changed the password | about {n1} weeks"""),
    "order_issue": entries("""has not arrived in {city} | came with a broken box
        is missing the {thing}
        was delivered to {name} instead | shows as returned | arrived twice"""),
    "tried": entries("""I already restarted it {n1} times. | A reset did not help.
        {name} looked at it, too.
        The manual says nothing. | I tried another phone. | I waited {n2} minutes.
        It worked in {city}."""),
    "wish": entries("""I'd like a refund. | Please send a replacement. | What can I do?
        Can {name} call me?
        Where do I find the serial number? | How long will it take? | Please cancel it."""),
    "screen": entries("""the settings | the payment page | the calendar | the energy report
        the map
        the user list | notifications | the language | the delivery address | the schedule"""),
    "document": entries("""
        {doc_a} {doc_b} {doc_c}
        {doc_b} {doc_c} {doc_a}
        {doc_c} {doc_a}
        {doc_a} {doc_b}
    """),
    "doc_a": entries("""
        The council of {city} approved the plan for {topic} by {n2} votes to {n1}.
        Since {year}, {name} has worked on {topic} in a workshop near {city}.
        A survey of {n3} households in {city} asked about {topic}.
        {coin}, a firm from {city}, opened branch number {n1} this {season}.
        The {event} in {city} drew {n4} visitors, most of them interested in {topic}.
        Visitors of the museum in {city} can see a {thing} from {year}.
    """),
    "doc_b": entries("""
        {name} said that {aspect} had been underestimated for years.
        Prices rose by {n1} percent, mainly because of {aspect}.
        According to {name}, {failure} in {year}, which changed {aspect}.
        The report of {n2} pages names {aspect} as the main concern.
        Critics from {city} point to {aspect} and to the cost of {n3} euros.
        A second group led by {name} doubts this and blames {aspect}.
    """),
    "doc_c": entries("""
        A decision is expected in {n1} weeks.
        The next {event} takes place in {city}.
        {name} will present the results in {season}.
        Residents may send comments until day {n1} of the month.
        The old {thing} will be kept as a reminder.
        Work is to start after the {event} and last {n1} months.
    """),
    "review": entries("""
        The {coin} {device} {verdict}. {tried} {name} likes it more than I do.
        Bought it in {city} for {n3}. It {symptom}, otherwise {verdict}.
        {verdict}, although {failure}. Would give {n1} of {n2} points.
        Stayed {n1} nights near {city} for a {event}: {verdict}. The {thing} was a nice touch.
        {name} at the desk was kind, but {failure}. All in all it {verdict}.
    """),
    "verdict": entries("""is worth the money | was a disappointment | does what it should
        feels cheap
        surprised me | is fine for beginners | could be quieter | beats my old one | smells odd"""),
    "short": entries("""
        {topic} {aspect}
        {aspect}?
        and {aspect}?
        thanks {name}
        {topic} in {city}
        go on
        shorter
        {n2} + {n2} * {n1}
        {topic}, {aspect}, {year}
        best {thing} {season}?
        {thing} or {thing}?
        again, with {n1} points
        ok thanks
        why {aspect}
        test {n2}
        ping
        hi
        hello, are you there
        {topic} for {name}
        {city} {event} {year}
    """),
    "extract": entries("""
        Summarise in two sentences: {document}
        List all people, places and numbers in this text: {document}
        What is the main claim here? "{document}"
        Write a headline for the following: {document}
        Turn this into bullet points for {name}: {document}
    """),
    "story": entries("""
        Write a story of {n3} words in which {name} finds a {thing} in {city} and {failure}.
        Continue: "{name} had not been in {city} since the {event} of {year}, and the {thing} \
            was gone." {mood}
        You are {name}, a {relative} who knows all about {topic}. I arrive in {city} with a \
            {thing}. Begin.
        A scene between {name} and {name} about {topic}, set at a {event}. {mood}
        Let's go on with our game: I give the {thing} to {name} and ask about {aspect}.
    """),
}
