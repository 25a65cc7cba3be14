"""Everyday chat around a question, which wants the way of thinking as well."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.wordings.base import Wording

_EN = Wording(
    layouts=(
        "{question}",
        "{question} {brief}",
        "{brief} {question}",
        "{hey} {question}",
        "{question} {tail}",
        "{hey} {question} {brief}",
        "{lead} {question} {ask}",
        "{question} {ask}",
        "{lead} {question} {ask} {tail}",
        "{question} {tail} {ask}",
        "{ask} {question}",
        "{lead} {question} {tail}",
        "{small} {question} {ask}",
        "{question}\n\n{small} {brief}",
        "{hey} {small} {lead} {question} {ask} {tail}",
        "{hey} {small} anyway, I promised I'd figure this one out myself and I've been going round in circles for an hour, "
        "scribbling on the back of an envelope like it's school again. {lead} {question} {ask} {tail}",
    ),
    slots={
        "brief": entries("""how come? | and why? | thoughts? | how'd you do it? | what's the trick? | go slow pls
            talk me through | any idea how? | how would you start? | why though | explain pls | in detail?
            and the reasoning? | think out loud | show me how | step by step? | what do you think? | hmm?
            long version please | but why :)"""),
        "hey": entries("""hey | hi! | hiya, | morning! | ok so | yo | hello again, | quick one: | hey there, | evening :)
            so | right, | me again. | hi, | ok, | heya | one more: | hmm, | sup | hey hey,"""),
        "lead": entries("""random one: | so I was wondering, | something for you: | can I ask you this?
            ok here's a puzzle for me: | I came across this today: | been thinking about this: | a friend sent me this:
            my brother-in-law swears he knows it: | heard this on the radio: | saw this on a mug, no joke:
            we argued about this at lunch: | my kid brought this home: | this came up at quiz night:
            found it in an old notebook: | stuck on the train with this: | {name} from work asked me:
            don't laugh, but: | not sure where I read it: | got this in a group chat:"""),
        "ask": entries("""walk me through how you'd think about it. | how did you get there? I like seeing the way.
            I'd love the longer version with your thinking. | what goes through your mind when you see this?
            explain it like we're chatting, step after step. | don't just say it, tell me how one gets to it.
            take your time and talk it through. | show me your way of thinking here.
            what would you try first, and then what? | I care more about the how than the result tbh
            if you took a wrong turn, tell me that too | pretend I'm sitting next to you and you're thinking aloud
            how would you even start with that? | I want to get it, not just have it
            tell me what you noticed first | what made you sure? | could you say what you ruled out?
            give me the messy version, not the polished one | which bit tipped you off?
            keep going until it clicks for me lol"""),
        "tail": entries("""no rush :) | just curious. | it's been bugging me all day. | thanks a lot! | ty!
            I'm not good at this. | feel free to ramble. | hope that makes sense. | would help me loads.
            asking for a friend haha | cheers | sorry if it's obvious | I've only had one coffee | thx in advance
            my head hurts | no idea why I care | you're a star | bedtime soon so be kind | promise it's the last one
            {name} says hi btw"""),
        "small": entries("""it's pouring in {city} today. | finally weekend here. | just back from the gym.
            waiting for the bus, so | long day, but | the cat won't leave me alone. | lunch break! | can't sleep again.
            moving house next week, brain is mush. | coffee number {n1}. | the kids are asleep at last.
            got {n2} minutes to kill. | back from {city}, still tired. | the heating broke again.
            cooking pasta while I type. | my sister is visiting. | on the sofa with a cold. | day off today.
            watched the match, we lost. | phone at {n2} percent, so"""),
    },
)

_DE = Wording(
    layouts=(
        "{question}",
        "{question} {brief}",
        "{hey} {question}",
        "{lead} {question} {ask}",
        "{question} {ask} {tail}",
        "{small} {lead} {question} {brief}",
        "{hey} {small} {question} {tail}",
        "{hey} {small} ich hab eigentlich versprochen, dass ich das selber rausfinde, aber ich dreh mich seit einer Stunde "
        "im Kreis und der Zettel ist schon ganz voll gekritzelt, wie früher in der Schule. {lead} {question} {ask} {tail}",
    ),
    slots={
        "brief": entries("""und wieso? | wie kommt man drauf? | erklär mal | was ist der trick? | schritt für schritt?
            wie würdest du anfangen? | denk mal laut | hm? | gern ausführlich | warum eigentlich?"""),
        "hey": entries(
            """hi, | hey! | moin | hallo, | na, | ich wieder. | kurze frage: | servus, | also | guten abend :)"""
        ),
        "lead": entries("""mal was anderes: | das hat mir ein kumpel geschickt: | ich frag mich gerade:
            kam gestern beim quiz dran: | meine tochter hat das als hausaufgabe: | stand heute in der zeitung:
            wir haben in der kantine darüber gestritten: | {name} behauptet, das sei leicht: | nicht lachen, aber:
            das geht mir nicht aus dem kopf:"""),
        "ask": entries("""wie würdest du da rangehen? | erzähl mal, wie du drauf kommst.
            mir geht's mehr um den weg als ums ergebnis. | red einfach drauflos, ich denk gern mit.
            was fällt dir als erstes auf? | nimm dir zeit und geh's mit mir durch. | woran hast du's gemerkt?
            sag auch, was du erst falsch hattest. | tu so, als säßen wir nebeneinander.
            ich will's kapieren, nicht nur wissen."""),
        "tail": entries("""danke dir! | hat keine eile | nur aus neugier. | ich steh auf dem schlauch | lg
            sorry, falls das klar ist | hilft mir sehr! | frag nicht, warum | hab erst einen kaffee gehabt | merci :)"""),
        "small": entries("""regnet hier schon wieder. | endlich feierabend. | sitz gerade im zug. | mittagspause!
            die kinder schlafen endlich. | kann mal wieder nicht schlafen. | bin noch ganz müde von der reise.
            die katze läuft über die tastatur. | hab heute frei. | koche nebenher nudeln."""),
    },
)

_FR = Wording(
    layouts=(
        "{question}",
        "{question} {brief}",
        "{hey} {question}",
        "{lead} {question} {ask}",
        "{question} {ask} {tail}",
        "{small} {lead} {question} {brief}",
        "{hey} {small} {question} {tail}",
        "{hey} {small} j'avais promis de trouver toute seule, mais ça fait une heure que je tourne en rond et que je "
        "gribouille sur le dos d'une enveloppe comme au collège, c'est un peu ridicule. {lead} {question} {ask} {tail}",
    ),
    slots={
        "brief": entries("""et pourquoi ? | comment on fait ? | une idée ? | c'est quoi l'astuce ? | pas à pas ?
            tu commencerais par quoi ? | explique un peu | en détail stp | hein ? | pense à voix haute"""),
        "hey": entries(
            """salut, | coucou ! | bonjour, | hello, | re ! | bon, | dis, | petite question : | alors | bonsoir :)"""
        ),
        "lead": entries("""un truc qui n'a rien à voir : | un ami m'a envoyé ça : | je me demandais :
            c'est tombé hier au quiz : | ma fille a ça en devoir : | entendu à la radio ce matin :
            on s'est disputés là-dessus à midi : | {name} dit que c'est facile : | rigole pas, mais :
            ça me trotte dans la tête :"""),
        "ask": entries("""tu t'y prendrais comment ? | raconte-moi comment tu arrives au résultat.
            c'est le chemin qui m'intéresse, plus que la réponse. | réfléchis tout haut, j'aime bien suivre.
            qu'est-ce que tu remarques en premier ? | prends ton temps et fais-le avec moi.
            dis aussi où tu t'es trompé au début. | fais comme si on était assis côte à côte.
            je veux comprendre, pas juste savoir. | qu'est-ce qui t'a mis sur la voie ?"""),
        "tail": entries("""merci d'avance ! | rien ne presse | simple curiosité. | je suis nulle là-dedans | bises
            désolée si c'est évident | ça m'aiderait beaucoup | me demande pas pourquoi | j'ai pris qu'un café | merciii"""),
        "small": entries("""il pleut encore ici. | enfin le week-end. | je suis dans le train. | pause déjeuner !
            les enfants dorment enfin. | impossible de dormir. | je rentre de voyage, crevée.
            le chat marche sur le clavier. | je suis de repos aujourd'hui. | j'ai des pâtes sur le feu."""),
    },
)

_ES = Wording(
    layouts=(
        "{question}",
        "{question} {brief}",
        "{hey} {question}",
        "{lead} {question} {ask}",
        "{question} {ask} {tail}",
        "{small} {lead} {question} {brief}",
        "{hey} {small} {question} {tail}",
        "{hey} {small} había prometido sacarlo yo sola, pero llevo una hora dando vueltas y garabateando en el dorso de un "
        "sobre como si estuviera otra vez en el instituto, y ya me da hasta un poco de vergüenza. {lead} {question} {ask} {tail}",
    ),
    slots={
        "brief": entries("""¿y por qué? | ¿cómo se hace? | ¿alguna idea? | ¿cuál es el truco? | ¿paso a paso?
            ¿por dónde empezarías? | explícame un poco | con detalle porfa | ¿eh? | piensa en voz alta"""),
        "hey": entries(
            """hola, | buenas! | ey, | oye, | otra vez yo. | a ver, | pregunta rápida: | bueno, | qué tal, | buenas noches :)"""
        ),
        "lead": entries("""nada que ver, pero: | me lo ha mandado un amigo: | me estaba preguntando:
            salió ayer en el trivial: | mi hija lo tiene de deberes: | lo oí esta mañana en la radio:
            discutimos por esto en la comida: | {name} dice que es fácil: | no te rías, pero:
            no se me va de la cabeza:"""),
        "ask": entries("""¿cómo lo pensarías tú? | cuéntame cómo llegas ahí.
            me interesa más el camino que la respuesta. | piensa en alto, que me gusta seguirlo.
            ¿qué es lo primero que ves? | tómate tu tiempo y hazlo conmigo.
            dime también dónde te equivocaste al principio. | haz como si estuviéramos sentados juntos.
            quiero entenderlo, no solo saberlo. | ¿qué te dio la pista?"""),
        "tail": entries("""¡gracias! | sin prisa | pura curiosidad. | se me da fatal esto | un saludo
            perdona si es obvio | me ayudaría un montón | no preguntes por qué | solo llevo un café | mil gracias :)"""),
        "small": entries("""aquí no para de llover. | por fin viernes. | voy en el tren. | ¡hora de comer!
            los niños ya duermen. | otra noche sin dormir. | acabo de volver de viaje, muerta.
            el gato está encima del teclado. | hoy libro. | tengo la pasta en el fuego."""),
    },
)

_PT = Wording(
    layouts=(
        "{question}",
        "{question} {brief}",
        "{hey} {question}",
        "{lead} {question} {ask}",
        "{question} {ask} {tail}",
        "{small} {lead} {question} {brief}",
        "{hey} {small} {question} {tail}",
        "{hey} {small} eu tinha prometido descobrir sozinha, mas faz uma hora que fico dando voltas e rabiscando no verso "
        "de um envelope como se estivesse de novo na escola, já está até meio ridículo. {lead} {question} {ask} {tail}",
    ),
    slots={
        "brief": entries("""e por quê? | como se faz? | alguma ideia? | qual é o truque? | passo a passo?
            por onde você começaria? | explica um pouco | com detalhe pf | hein? | pensa em voz alta"""),
        "hey": entries(
            """oi, | olá! | ei, | opa, | eu de novo. | bom, | pergunta rápida: | então, | tudo bem? | boa noite :)"""
        ),
        "lead": entries("""nada a ver, mas: | um amigo me mandou isto: | fiquei pensando:
            caiu ontem no quiz: | minha filha tem isto de lição: | ouvi no rádio hoje cedo:
            a gente discutiu isso no almoço: | {name} diz que é fácil: | não ria, mas:
            não me sai da cabeça:"""),
        "ask": entries("""como você pensaria nisso? | me conta como chega lá.
            o caminho me interessa mais que a resposta. | pensa alto, eu gosto de acompanhar.
            o que você nota primeiro? | vai com calma e faz comigo.
            diz também onde errou no começo. | faz de conta que estamos sentados lado a lado.
            quero entender, não só saber. | o que te deu a pista?"""),
        "tail": entries("""obrigada! | sem pressa | só curiosidade. | sou péssima nisso | abraço
            desculpa se for óbvio | ajudaria muito | nem pergunta por quê | só tomei um café | valeu :)"""),
        "small": entries("""não para de chover aqui. | enfim sexta-feira. | estou no ônibus. | hora do almoço!
            as crianças dormiram, até que enfim. | sem sono outra vez. | voltei de viagem, cansada.
            o gato está em cima do teclado. | hoje é minha folga. | o macarrão está no fogo."""),
    },
)

MIMICRY: dict[str, Wording] = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES, "pt": _PT}
