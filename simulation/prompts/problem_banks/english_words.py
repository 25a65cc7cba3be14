"""Words of the English problems: names, goods, settings, ways to ask."""

from __future__ import annotations

from simulation.prompts.grammar import Bank, entries
from simulation.prompts.names import NAME_RULES

WORDS: Bank = {
    **NAME_RULES,
    "mate": entries("""
        Adele | Basil | Corinne | Desmond | Edith | Florian | Gemma | Harvey | Isolde | Jerome | Kirsten | Lionel
        Maeve | Norbert | Ottilie | Percy | Rhoda | Silas | Thelma | Urs | Verity | Walter | Yolanda | Zachary
        Abel | Briony | Clement | Daphne | Ewan | Freya | Gideon | Hester | Jocelyn | Magnus | Petra | Rufus
    """),
    "third": entries("""
        Alma | Barnaby | Cosima | Dexter | Enid | Fergus | Gwen | Horace | Ida | Jude | Kenji | Lotte | Milo | Nell
        Orla | Pascal | Romy | Sven | Tilda | Ugo | Viola | Wilf | Yvette | Zita
    """),
    "town": entries("""
        Arles | Bath | Chur | Delft | Exeter | Faro | Gera | Hull | Inverness | Jena | Kassel | Lund | Mainz | Nimes
        Oviedo | Pisa | Ravenna | Siena | Trento | Ulm | Verona | Worms | York | Zadar | Evora | Lugo | Odense | Kosice
    """),
    "goods": entries("""
        pears | candles | stamps | lamps | tiles | marbles | scarves | bottles | lemons | books | bolts | cups
        tickets | hats | ropes | kites | shells | baskets | clocks | brushes | pencils | melons | spoons | bells
    """),
    "good": entries("""
        plum | kettle | violin | bench | barrel | chestnut | bicycle | lantern | crate | mirror | sledge | boat
        carpet | ladder | drum | teapot | saddle | globe | pendulum | wardrobe | loom | telescope
    """),
    "vessel": entries("""
        tank | jar | bucket | basin | barrel | box | vat | cistern | flask | crate | safe | trough | drawer
        boiler | cask | tub | jug | kettle
    """),
    "trade": entries("""
        bakery | mill | print shop | garage | tannery | nursery | forge | laundry | dairy | workshop | brewery
        bookshop | clinic | quarry | sawmill | pottery | cannery | bindery
    """),
    "people": entries("""
        teachers | sailors | dancers | weavers | farmers | pilots | nurses | cooks | students | masons | drivers
        singers | clerks | painters | hikers | gardeners | porters | tailors
    """),
    "thing": entries("""
        slide | poster | worksheet | quiz card | handout | wall chart | footnote | flash card | podcast | lecture note
    """),
    "setting": entries("""
        In {name}'s seminar in {city} someone asks this. | {name} teaches {n2} {people} in {city}.
        A reader in {city} wrote in, signed {name}. | {name} and {mate} argued about it on the train to {city}.
        From {name}'s exam in {city}, question {n2}: | Quiz night at a {trade} in {city}, round {n1}:
        My cousin {name} in {city} is {n1} and keeps asking. | {name} found this on a {thing} in {city}.
        Dinner in {city}, and {name} challenges {mate}. | For a {thing} that {name} prepares in {city}:
        {name}, who runs a {trade} in {city}, wonders. | Study group in {city} with {name}, {mate} and {third}.
        {mate} from {city} tutors {name} and got stuck here. | Podcast from {city}, host {name}, guest {mate}:
        Homework of {name}, form {n1}, school in {city}. | On page {n3} of {name}'s book, bought in {city}:
        {n2} {people} in {city} voted on it and {name} lost. | Museum in {city}, board {n2}, and {name} reads aloud.
        A {trade} in {city} prints trivia on its bags; {name} saw this. | {third} asked {name} over lunch in {city}.
        After a talk in {city} {name} put up a hand. | Letter from {name}, {city}, {year}:
        Night shift at the {trade} in {city}; {name} is curious.
    """),
    "why": entries("""
        Why is it that | Can you explain why | Could you tell {third} why | Do you know why | How come
        How would you explain that | What is the reason that | Could someone tell us why | Who can tell me why
        Would you explain to a beginner why | Can you tell {n2} pupils why | In plain words, why is it that
        Is there a simple reason why | Would you say in a few words why | What would {mate} learn about why
    """),
    "tell": entries("""
        Can you explain | Could you tell me | Do you know | Would you spell out | Could you say in plain words
        Can you show a beginner | Who can tell me | Would you remind {third} | May I ask | Could you help {mate} see
        Can you sum up for {n2} pupils | Would you tell us | Is it clear to you
    """),
    "wish": entries("""
        Keep it under {n2} words. | At most {n1} sentences, please. | {mate} would like an example. | I have {n2} minutes.
        No jargon, as {mate} is {n2}. | One clear sentence is enough for {third}. | It is for page {n3} of the notes.
        {third} says it has to do with {goods}, which I doubt. | It is worth {n1} points.
        Write it so that {n2} {people} could follow. | {mate} from {town} disagrees with me.
        It goes on a {thing} for {town}. | Please answer by number {n3} on the sheet.
        We have talked about it since {year}. | The {people} in {town} want to know. | Start with the main point, {third} says.
        {mate} bets {n2} {goods} that you know.
    """),
    "steps": entries("""
        Show the steps. | Just the result, please. | {third} gets something else. | Explain it to {third} in {n1} lines.
        This is exercise {n3}. | It is worth {n1} points. | {third} says it cannot be done. | A short working is enough.
        {third} bets {n2} {goods} on a wrong answer. | Give the result first, then the way.
        Task {n2} on the sheet from {town}. | {third} in {town} wants to check it. | Please be exact, it is for {third}.
        Write it for {third}, who is new to this. | The sheet is from {year}.
    """),
}
