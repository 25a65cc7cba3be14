"""Low and slow: an ordinary learner's question, reworded from day to day."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.wordings.base import Wording

_EN = Wording(
    layouts=(
        "{question}",
        "{question} {brief}",
        "{brief} {question}",
        "{hello} {question}",
        "{question} {thanks}",
        "{hello} {question} {brief}",
        "{question} {wish}",
        "{stuck} {question}",
        "{stuck} {question} {wish}",
        "{hello} {why} {question}",
        "{why} {question} {wish}",
        "{question} {tried} {wish}",
        "{tried} {question} {brief}",
        "{hello} {question} {tried} {thanks}",
        "{hello} {why} {stuck} {question} {tried} {wish} {thanks}",
        "{hello} {why} {question} {tried} I looked at the worked example in the chapter twice, and the video that came with "
        "it, but both just jump over the part that I don't see, as if it were the most natural thing in the world. {wish} {thanks}",
    ),
    slots={
        "brief": entries("""how do I start? | explain please | why is that? | how does this work? | steps please
            I don't get it | can you help? | what's the method? | with steps | simple words please | how?
            and why | is there a formula? | slowly please | hint first, then all | what do I do here
            show your work | what's going on here | full solution pls | please explain each line"""),
        "hello": entries("""hi, | hello | good evening, | hey, | question: | hi! | next question: | excuse me, | ok
            another one, | homework: | hello again | so, | good morning. | right, | um, | exercise {n2}: | dear tutor,
            can you help? | p. {n3}:"""),
        "why": entries("""I'm going back to school at {n2}. | my exam is in {n1} weeks. | I'm helping my son with this.
            we did this in class but I was ill. | evening course, chapter {n1}. | I want to brush up a bit.
            preparing for an aptitude test. | the teacher went too fast. | I study alone, so nobody to ask.
            trying one of these every day. | my tutor is away. | this is from a practice sheet.
            I like puzzles but I'm slow. | second try at this course. | I need it for my apprenticeship.
            it's for a study group in {city}. | reading an old textbook from {year}. | retired and learning again.
            doing a few of these on the bus. | my daughter asked me and I was lost."""),
        "stuck": entries("""I'm stuck here. | this one I don't understand: | no clue what they want:
            the book only gives the result: | got three different answers for this: | I always mess these up:
            it looks easy but: | I thought I knew this: | can't see the first step: | is this a trick question?
            I keep going wrong somewhere: | my notes stop here: | this type comes up all the time:
            the last one on my sheet: | I left this one blank: | it should be easy, they say: | not sure how to read this:
            where do I even begin: | I lose the thread halfway: | could be I misread it:"""),
        "tried": entries("""I tried a drawing first. | I guessed and was wrong. | I made a table but it got messy.
            my first idea went nowhere. | I worked backwards and got lost. | I wrote down what is given.
            I compared it with the example. | {name} got something else. | I got as far as the second part.
            I used the formula from last week. | I checked twice. | I don't trust my result. | I tried small numbers.
            I think I forgot a case. | I asked at school, no luck. | half a page of scribbles so far.
            my answer seems too big. | I split it into two parts. | an hour on it already. | I skipped it at first."""),
        "wish": entries("""can you show every step, also the small ones? | please tell me why each step is allowed.
            I'd like to see how you think about it. | don't skip what seems obvious.
            what would a good student write down? | please explain it like to a beginner.
            how would I have found that by myself? | what should I look at first?
            could you say what you check at the end? | I want to understand it, not copy it.
            where do people usually go wrong here? | talk me through from the beginning please.
            how do you know which way to go? | show me the thinking before the calculation.
            a slow explanation would be great. | please also say which ideas don't work.
            what's the reason behind it? | how can I tell that it's right? | write it like on a blackboard.
            explain it twice if you can, in two ways."""),
        "thanks": entries("""thanks! | thank you | thx | cheers | thanks in advance | ty | many thanks | that'd be great
            no hurry | appreciate it | bless you | sorry for so many questions | thanks a million | best, {name}
            you explain it better than my book | have a nice day | greetings from {city} | thank you so much
            kind regards | hope it's ok to ask"""),
    },
)

_DE = Wording(
    layouts=(
        "{question}",
        "{question} {brief}",
        "{hello} {question}",
        "{question} {wish}",
        "{stuck} {question} {brief}",
        "{hello} {why} {question} {thanks}",
        "{why} {stuck} {question} {wish} {thanks}",
        "{hello} {why} {question} Das gerechnete Beispiel im Kapitel hab ich zweimal gelesen und das Video dazu auch "
        "angeschaut, aber beide springen genau über die Stelle weg, die ich nicht verstehe, als wäre das ganz "
        "selbstverständlich. {wish} {thanks}",
    ),
    slots={
        "brief": entries("""wie fang ich an? | bitte erklären | warum ist das so? | mit Rechenweg bitte | versteh ich nicht
            gibt es eine Formel? | ganz langsam bitte | in einfachen Worten | erst ein Tipp | was muss ich tun?"""),
        "hello": entries("""Hallo, | Guten Tag, | hi | Frage: | Nächste Aufgabe: | Guten Abend, | Noch eine: | also
            Hausaufgabe: | Übung {n2}:"""),
        "why": entries("""In {n1} Wochen ist Prüfung. | Ich helfe meinem Sohn. | Ich hole gerade das Abitur nach.
            In der Stunde war ich krank. | Ich lerne allein. | Das ist vom Übungsblatt. | Mein Nachhilfelehrer ist im Urlaub.
            Ich brauch das für die Ausbildung. | Jeden Tag eine Aufgabe. | In der Schule ging das zu schnell."""),
        "stuck": entries("""Hier komm ich nicht weiter: | Im Buch steht nur das Ergebnis: | Das verwechsle ich immer:
            Ich seh den ersten Schritt nicht: | Sieht leicht aus, aber: | Was wollen die hier?
            Da hatte ich drei verschiedene Ergebnisse: | Die letzte vom Blatt: | Ist das eine Fangfrage?
            Vielleicht hab ich's falsch gelesen:"""),
        "wish": entries("""Kannst du jeden Schritt zeigen, auch die kleinen? | Sag bitte, warum man das darf.
            Ich würde gern sehen, wie man da denkt. | Bitte so, dass es ein Anfänger versteht.
            Wie wäre ich selbst draufgekommen? | Worauf soll ich zuerst achten? | Wo macht man meistens Fehler?
            Ich will es verstehen, nicht abschreiben. | Woran merke ich, dass es stimmt?
            Wie weiß man, welcher Weg der richtige ist?"""),
        "thanks": entries("""Danke! | Vielen Dank im Voraus | danke schön | LG | Liebe Grüße, {name} | Dankeee
            Sorry für die vielen Fragen | das wäre super | Gruß aus {city} | eilt nicht"""),
    },
)

_FR = Wording(
    layouts=(
        "{question}",
        "{question} {brief}",
        "{hello} {question}",
        "{question} {wish}",
        "{stuck} {question} {brief}",
        "{hello} {why} {question} {thanks}",
        "{why} {stuck} {question} {wish} {thanks}",
        "{hello} {why} {question} J'ai relu deux fois l'exemple du chapitre et regardé la vidéo qui va avec, mais les deux "
        "sautent justement le passage que je ne comprends pas, comme si c'était la chose la plus naturelle du monde. {wish} {thanks}",
    ),
    slots={
        "brief": entries("""je commence comment ? | vous pouvez expliquer ? | pourquoi ? | avec les étapes svp
            je comprends pas | il y a une formule ? | doucement svp | avec des mots simples | un indice d'abord
            je dois faire quoi ?"""),
        "hello": entries("""Bonjour, | Bonsoir, | salut | Question : | Exercice suivant : | Encore un : | Alors,
            Devoir : | Rebonjour, | Exercice {n2} :"""),
        "why": entries("""J'ai un examen dans {n1} semaines. | J'aide mon fils. | Je reprends mes études.
            J'étais malade ce jour-là. | J'apprends toute seule. | Ça vient d'une fiche. | Mon prof est absent.
            J'en ai besoin pour mon apprentissage. | J'en fais un par jour. | En cours ça va trop vite."""),
        "stuck": entries("""Je bloque ici : | Le livre ne donne que le résultat : | Je me trompe toujours là-dessus :
            Je ne vois pas la première étape : | Ça a l'air facile, mais : | Qu'est-ce qu'on me demande ?
            J'ai trouvé trois résultats différents : | Le dernier de la feuille : | C'est une question piège ?
            J'ai peut-être mal lu :"""),
        "wish": entries("""Pouvez-vous montrer chaque étape, même les petites ? | Dites-moi pourquoi on a le droit.
            J'aimerais voir comment on réfléchit. | Comme pour un débutant, s'il vous plaît.
            Comment aurais-je pu trouver seule ? | Que faut-il regarder en premier ? | Où se trompe-t-on d'habitude ?
            Je veux comprendre, pas recopier. | Comment voir que c'est juste ?
            Comment sait-on quel chemin prendre ?"""),
        "thanks": entries("""Merci ! | Merci d'avance | merci beaucoup | Cordialement | Bonne journée | Amitiés, {name}
            Désolée pour toutes ces questions | ce serait super | Bonjour de {city} | rien ne presse"""),
    },
)

_ES = Wording(
    layouts=(
        "{question}",
        "{question} {brief}",
        "{hello} {question}",
        "{question} {wish}",
        "{stuck} {question} {brief}",
        "{hello} {why} {question} {thanks}",
        "{why} {stuck} {question} {wish} {thanks}",
        "{hello} {why} {question} He leído dos veces el ejemplo resuelto del capítulo y he visto también el vídeo, pero los "
        "dos se saltan justo la parte que no entiendo, como si fuera la cosa más natural del mundo. {wish} {thanks}",
    ),
    slots={
        "brief": entries("""¿cómo empiezo? | ¿me lo explicas? | ¿por qué? | con los pasos por favor | no lo entiendo
            ¿hay una fórmula? | despacio por favor | con palabras sencillas | primero una pista | ¿qué tengo que hacer?"""),
        "hello": entries("""Hola, | Buenas tardes, | buenas | Pregunta: | El siguiente: | Otro más: | A ver,
            Deberes: | Hola otra vez, | Ejercicio {n2}:"""),
        "why": entries("""Tengo examen en {n1} semanas. | Estoy ayudando a mi hijo. | He vuelto a estudiar.
            Ese día falté a clase. | Estudio por mi cuenta. | Es de una hoja de repaso. | Mi profesora está de baja.
            Lo necesito para el módulo. | Hago uno al día. | En clase van muy rápido."""),
        "stuck": entries("""Aquí me atasco: | El libro solo da el resultado: | Siempre fallo en estos:
            No veo el primer paso: | Parece fácil, pero: | ¿Qué me están pidiendo?
            Me han salido tres resultados distintos: | El último de la hoja: | ¿Es una pregunta trampa?
            A lo mejor lo he leído mal:"""),
        "wish": entries("""¿Puedes mostrar cada paso, también los pequeños? | Dime por qué se puede hacer eso.
            Me gustaría ver cómo se piensa. | Como para un principiante, por favor.
            ¿Cómo lo habría encontrado yo? | ¿En qué me fijo primero? | ¿Dónde suele equivocarse la gente?
            Quiero entenderlo, no copiarlo. | ¿Cómo sé que está bien?
            ¿Cómo se sabe qué camino tomar?"""),
        "thanks": entries("""¡Gracias! | Gracias de antemano | muchas gracias | Un saludo | Buen día | Saludos, {name}
            Perdón por tantas preguntas | sería genial | Saludos desde {city} | no hay prisa"""),
    },
)

_PT = Wording(
    layouts=(
        "{question}",
        "{question} {brief}",
        "{hello} {question}",
        "{question} {wish}",
        "{stuck} {question} {brief}",
        "{hello} {why} {question} {thanks}",
        "{why} {stuck} {question} {wish} {thanks}",
        "{hello} {why} {question} Li duas vezes o exemplo resolvido do capítulo e vi também o vídeo, mas os dois pulam "
        "justamente a parte que eu não entendo, como se fosse a coisa mais natural do mundo. {wish} {thanks}",
    ),
    slots={
        "brief": entries("""como começo? | pode explicar? | por quê? | com os passos por favor | não entendi
            tem fórmula? | devagar por favor | com palavras simples | primeiro uma dica | o que eu faço aqui?"""),
        "hello": entries("""Oi, | Boa tarde, | Olá | Pergunta: | O próximo: | Mais um: | Então,
            Lição de casa: | Oi de novo, | Exercício {n2}:"""),
        "why": entries("""Tenho prova em {n1} semanas. | Estou ajudando meu filho. | Voltei a estudar.
            Faltei nessa aula. | Estudo por conta própria. | É de uma lista de exercícios. | Meu professor está de licença.
            Preciso disso para o curso técnico. | Faço um por dia. | Na aula vão rápido demais."""),
        "stuck": entries("""Travei aqui: | O livro só dá o resultado: | Sempre erro nestes:
            Não vejo o primeiro passo: | Parece fácil, mas: | O que estão pedindo?
            Deu três resultados diferentes: | O último da folha: | É pegadinha?
            Talvez eu tenha lido errado:"""),
        "wish": entries("""Pode mostrar cada passo, também os pequenos? | Diga por que se pode fazer isso.
            Gostaria de ver como se pensa. | Como para um iniciante, por favor.
            Como eu teria descoberto sozinha? | O que olho primeiro? | Onde as pessoas costumam errar?
            Quero entender, não copiar. | Como sei que está certo?
            Como se sabe que caminho seguir?"""),
        "thanks": entries("""Obrigada! | Desde já agradeço | muito obrigado | Abraço | Bom dia | Abraços, {name}
            Desculpe tantas perguntas | seria ótimo | Saudações de {city} | sem pressa"""),
    },
)

EVERYDAY: dict[str, Wording] = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES, "pt": _PT}
