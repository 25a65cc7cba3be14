"""Asks for new tasks like a given one, or for a harder rewrite of it."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.wordings.base import Wording

_EN = Wording(
    layouts=(
        "{question} {brief}",
        "{brief} {question}",
        "{question}\n{brief}",
        "{question} -> {brief}",
        "{lead} {question} {brief}",
        "{question} {ask}",
        "{ask}\n{question}",
        "{lead} {question} {ask}",
        "{question} {ask} {rule}",
        "{harder} {question}",
        "{question} {harder} {rule}",
        "{lead} {question}\n{harder} {form}",
        "{ask} {rule} {form}\nSeed: {question}",
        "{lead} {ask} {rule} {rule2} Change the setting, the people and the numbers, but keep what makes it hard; nobody "
        "should recognise the original by its words. Each new task must have exactly one answer, and a patient person "
        "must be able to find it with nothing but what the text says. {form}\n\n{question}",
    ),
    slots={
        "brief": entries("""More like this. | {n1} variants. | Harder. | Another one? | Make it harder. | Next in series?
            Similar task: | Vary it. | New version? | One step harder. | Ten more. | Same, other numbers.
            Twist it. | Evolve: | Deeper version. | Give a sibling."""),
        "lead": entries("""Sample: | Seed task: | Here is an item of our set. | Consider this exercise. | Example {n3}:
            Our sheet has this one: | Take this as a model. | Template: | From the pool: | A task as we like it:
            The pattern: | Original: | Item to be varied: | Starting point: | Look at this first. | One of {n3}:"""),
        "ask": entries("""Write {n1} new tasks of this kind. | Invent a task that needs the same idea.
            Give me {n2} different ones. | Produce a similar exercise with a new setting.
            Make up something that tests the same skill. | Create tasks that a learner of this one would need next.
            Continue the series. | Write a task whose solution uses this one.
            Turn it into {n1} questions of rising difficulty. | Find a question that sounds alike but is solved otherwise.
            Design a task for the same lesson. | Generate variations. | What else could one ask here?
            Build a new problem from the same facts. | Ask the reverse question. | Propose tasks next to it."""),
        "harder": entries("""Rewrite it so that it takes {n1} more steps. | Add a condition that changes the solution.
            Make it difficult for an expert. | Hide one of the facts in the text. | Replace the numbers by letters.
            Join it with a question of another field. | Add something irrelevant that misleads.
            Raise the level from school to university. | Turn it into a proof. | Require an explanation as well.
            Let the first guess be wrong. | Make the reader decide what is missing.
            Ask for the general case. | Put it in a longer story. | Turn the question round.
            Remove the hint that makes it easy."""),
        "rule": entries("""No repeats. | Each with its answer. | Without the answers. | Keep the length. | Keep the subject.
            Vary the tone. | One a line. | It must be solvable. | Only whole numbers. | Nothing that can be looked up.
            From easy to hard. | Use names from many countries. | Do not copy phrases. | Show the solution as well.
            Add the reasoning of a solver. | No pictures needed."""),
        "form": entries("""As a numbered list. | As JSON lines. | Question and answer in two columns. | Only the text.
            Separate by blank lines. | With a difficulty from 1 to 5. | Plain. | Title, task, result. | One paragraph each.
            No comments. | Start at once. | As a table. | Answer key at the end. | Tag each with its skill.
            At most {n2} words each. | Mark the hardest."""),
    },
)

_DE = Wording(
    layouts=(
        "{question} {brief}",
        "{brief} {question}",
        "{lead} {question} {brief}",
        "{question} {ask}",
        "{lead} {question} {ask} {rule}",
        "{harder}\n{question}",
        "{question} {harder} {rule}",
        "{lead} {ask} {rule} {rule2} Ändere den Rahmen, die Personen und die Zahlen, aber behalte, was die Aufgabe schwer "
        "macht; niemand soll das Original am Wortlaut erkennen. Jede neue Aufgabe hat genau eine Lösung, die ein geduldiger "
        "Mensch allein aus dem Text finden kann.\n\n{question}",
    ),
    slots={
        "brief": entries("""Mehr davon. | {n1} Varianten. | Schwerer. | Noch eine? | Andere Zahlen. | Ähnliche Aufgabe:
            Bitte variieren. | Eine Stufe schwerer. | Neue Fassung? | Und umgekehrt?"""),
        "lead": entries("""Muster: | Ausgangsaufgabe: | Aus unserer Sammlung: | Beispiel {n3}: | Vorlage:
            So etwas suchen wir: | Original: | Nimm das als Vorbild. | Zum Abwandeln: | Auf dem Blatt steht:"""),
        "ask": entries("""Schreib {n1} neue Aufgaben dieser Art. | Erfinde eine Aufgabe mit derselben Idee.
            Gib mir {n2} andere. | Setz die Reihe fort. | Was könnte man hier noch fragen?
            Denk dir etwas aus, das dieselbe Fähigkeit prüft. | Stell die umgekehrte Frage.
            Mach {n1} Fragen mit steigender Schwierigkeit daraus. | Entwirf eine Aufgabe für dieselbe Stunde.
            Finde eine Frage, die gleich klingt, aber anders gelöst wird."""),
        "harder": entries("""Schreib sie um, sodass sie {n1} Schritte mehr braucht. | Füg eine Bedingung hinzu, die alles ändert.
            Mach sie schwer für Fachleute. | Versteck eine Angabe im Text. | Ersetze die Zahlen durch Buchstaben.
            Verbinde sie mit einem anderen Fach. | Heb sie auf Hochschulniveau. | Frag nach dem allgemeinen Fall.
            Bau etwas Irreführendes ein. | Pack sie in eine längere Geschichte."""),
        "rule": entries("""Keine Wiederholungen. | Jeweils mit Lösung. | Ohne Lösungen. | Eine je Zeile. | Gleiche Länge.
            Sie müssen lösbar sein. | Von leicht nach schwer. | Nur ganze Zahlen. | Als Liste. | Mit Lösungsweg."""),
    },
)

_FR = Wording(
    layouts=(
        "{question} {brief}",
        "{brief} {question}",
        "{lead} {question} {brief}",
        "{question} {ask}",
        "{lead} {question} {ask} {rule}",
        "{harder}\n{question}",
        "{question} {harder} {rule}",
        "{lead} {ask} {rule} {rule2} Change le cadre, les personnages et les nombres, mais garde ce qui fait la difficulté ; "
        "personne ne doit reconnaître l'original à ses mots. Chaque nouvel exercice a une seule réponse, qu'une personne "
        "patiente peut trouver avec le texte seul.\n\n{question}",
    ),
    slots={
        "brief": entries("""D'autres comme ça. | {n1} variantes. | Plus dur. | Encore une ? | Autres nombres. | Exercice semblable :
            Varie. | Un cran au-dessus. | Nouvelle version ? | Et à l'envers ?"""),
        "lead": entries("""Modèle : | Exercice de départ : | De notre recueil : | Exemple {n3} : | Gabarit :
            Voilà ce qu'on cherche : | Original : | Prends ceci comme modèle. | À varier : | Sur la fiche, il y a :"""),
        "ask": entries("""Écris {n1} nouveaux exercices de ce type. | Invente un exercice fondé sur la même idée.
            Donne-m'en {n2} différents. | Continue la série. | Que pourrait-on demander d'autre ici ?
            Imagine quelque chose qui teste la même compétence. | Pose la question inverse.
            Fais-en {n1} questions de plus en plus difficiles. | Conçois un exercice pour la même leçon.
            Trouve une question qui se ressemble mais se résout autrement."""),
        "harder": entries("""Réécris-le pour qu'il demande {n1} étapes de plus. | Ajoute une condition qui change tout.
            Rends-le difficile pour un expert. | Cache une donnée dans le texte. | Remplace les nombres par des lettres.
            Relie-le à une autre matière. | Passe du lycée à l'université. | Demande le cas général.
            Ajoute un détail trompeur. | Mets-le dans une histoire plus longue."""),
        "rule": entries("""Sans répétition. | Chacun avec sa réponse. | Sans les réponses. | Un par ligne. | Même longueur.
            Ils doivent être solubles. | Du facile au difficile. | Nombres entiers seulement. | En liste. | Avec la démarche."""),
    },
)

_ES = Wording(
    layouts=(
        "{question} {brief}",
        "{brief} {question}",
        "{lead} {question} {brief}",
        "{question} {ask}",
        "{lead} {question} {ask} {rule}",
        "{harder}\n{question}",
        "{question} {harder} {rule}",
        "{lead} {ask} {rule} {rule2} Cambia el contexto, los personajes y los números, pero conserva lo que lo hace difícil; "
        "nadie debe reconocer el original por sus palabras. Cada ejercicio nuevo tiene una sola respuesta, que una persona "
        "paciente puede encontrar solo con el texto.\n\n{question}",
    ),
    slots={
        "brief": entries("""Más como este. | {n1} variantes. | Más difícil. | ¿Otro? | Otros números. | Ejercicio parecido:
            Varíalo. | Un nivel más. | ¿Nueva versión? | ¿Y al revés?"""),
        "lead": entries("""Modelo: | Ejercicio de partida: | De nuestra colección: | Ejemplo {n3}: | Plantilla:
            Esto es lo que buscamos: | Original: | Toma esto como modelo. | Para variar: | En la hoja pone:"""),
        "ask": entries("""Escribe {n1} ejercicios nuevos de este tipo. | Inventa uno que use la misma idea.
            Dame {n2} distintos. | Continúa la serie. | ¿Qué más se podría preguntar aquí?
            Piensa algo que mida la misma destreza. | Haz la pregunta inversa.
            Saca {n1} preguntas de dificultad creciente. | Diseña un ejercicio para la misma clase.
            Busca una pregunta que suene igual pero se resuelva de otro modo."""),
        "harder": entries("""Reescríbelo para que pida {n1} pasos más. | Añade una condición que lo cambie todo.
            Hazlo difícil para un experto. | Esconde un dato en el texto. | Sustituye los números por letras.
            Combínalo con otra materia. | Súbelo a nivel universitario. | Pide el caso general.
            Añade un detalle que despiste. | Ponlo en una historia más larga."""),
        "rule": entries("""Sin repeticiones. | Cada uno con su respuesta. | Sin respuestas. | Uno por línea. | Misma extensión.
            Tienen que poder resolverse. | De fácil a difícil. | Solo números enteros. | En lista. | Con el desarrollo."""),
    },
)

_PT = Wording(
    layouts=(
        "{question} {brief}",
        "{brief} {question}",
        "{lead} {question} {brief}",
        "{question} {ask}",
        "{lead} {question} {ask} {rule}",
        "{harder}\n{question}",
        "{question} {harder} {rule}",
        "{lead} {ask} {rule} {rule2} Mude o contexto, as pessoas e os números, mas mantenha o que o torna difícil; ninguém "
        "deve reconhecer o original pelas palavras. Cada exercício novo tem uma só resposta, que uma pessoa paciente "
        "consegue achar apenas com o texto.\n\n{question}",
    ),
    slots={
        "brief": entries("""Mais como este. | {n1} variantes. | Mais difícil. | Outro? | Outros números. | Exercício parecido:
            Varie. | Um nível acima. | Nova versão? | E ao contrário?"""),
        "lead": entries("""Modelo: | Exercício de partida: | Da nossa coleção: | Exemplo {n3}: | Molde:
            É isto que procuramos: | Original: | Tome isto como modelo. | Para variar: | Na folha está:"""),
        "ask": entries("""Escreva {n1} exercícios novos deste tipo. | Invente um que use a mesma ideia.
            Me dê {n2} diferentes. | Continue a série. | O que mais se poderia perguntar aqui?
            Pense em algo que teste a mesma habilidade. | Faça a pergunta inversa.
            Tire daí {n1} perguntas de dificuldade crescente. | Crie um exercício para a mesma aula.
            Ache uma pergunta que soe igual mas se resolva de outro modo."""),
        "harder": entries("""Reescreva para que exija {n1} passos a mais. | Acrescente uma condição que mude tudo.
            Deixe difícil para um especialista. | Esconda um dado no texto. | Troque os números por letras.
            Junte com outra matéria. | Eleve ao nível universitário. | Peça o caso geral.
            Acrescente um detalhe que confunda. | Ponha numa história mais longa."""),
        "rule": entries("""Sem repetições. | Cada um com a resposta. | Sem respostas. | Um por linha. | Mesmo tamanho.
            Têm de ter solução. | Do fácil ao difícil. | Só números inteiros. | Em lista. | Com o desenvolvimento."""),
    },
)

SEEDS: dict[str, Wording] = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES, "pt": _PT}
