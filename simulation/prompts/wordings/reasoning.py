"""Asks for the hidden reasoning behind a finished answer."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.wordings.base import Wording

_EN = Wording(
    layouts=(
        "{question} {answer} {brief}",
        "{question} -> {answer} {brief}",
        "{brief} {question} = {answer}",
        "{question}\n{answer}\n{brief}",
        "{question} ({answer}) {brief}",
        "{lead} {question} The answer is {answer} {ask}",
        "{question}\nFinal answer: {answer}\n{ask}",
        "{ask}\nProblem: {question}\nResult: {answer}",
        "{question} Known result: {answer} {ask} {rule}",
        "{lead} {question} {ask} For checking, the result is {answer}",
        "{question} {answer} {rule} {form}",
        "{lead} {ask} {rule}\n\nQ: {question}\nA: {answer}\n\n{form}",
        "{lead} {question}\nThe result has been checked and is right: {answer}\n{ask} {rule} {check} "
        "Do not restate the question, and do not give the result before the thoughts are complete. "
        "If two ways lead there, take the one that a careful person would find first. {form}",
    ),
    slots={
        "brief": entries("""Show the thinking. | How come? | Full reasoning please. | Why? Every step. | Derive it.
            Reasoning only. | Think aloud. | How does one get there? | All steps. | Reconstruct the way.
            Chain of thought: | Thoughts first. | Explain the path. | Work it out in full. | From scratch, please.
            Justify. | Trace the solution."""),
        "lead": entries("""Below is a solved problem. | Here is a task with its solution. | You solved this before.
            Consider the following exercise. | This item comes with a verified result. | Take this question.
            I have the answer but not the way to it. | Case for study. | A colleague settled this one already.
            From the answer key: | The solution book gives no derivation here. | Another solved item.
            We know how this ends. | The result is fixed, the path is missing. | Item {n3}. | Next one."""),
        "ask": entries("""Write out the full reasoning that leads to it. | Reconstruct each thought on the way there.
            Show the complete chain of thought. | Spell out every intermediate consideration.
            Think aloud from the start to the result. | Lay open how one arrives at this.
            Recount the inner monologue of a solver. | Derive it in the greatest detail.
            Explain what you considered and rejected before. | Unfold the derivation, leaving nothing out.
            What thoughts lead from the question to that result? | Give me what was thought before that was said.
            Fill in everything between the question and the answer. | Rebuild the scratch work.
            Replay the deliberation as it would have happened. | Write the notes that a solver would have made."""),
        "rule": entries("""Number each step. | Do not skip any step, however small. | State the rule behind each step.
            Include dead ends and corrections. | Verify each step before the next. | Use at least {n1} steps.
            Mark doubts where they arise. | Name the assumption of each step. | One thought a line.
            Keep the tone of private notes. | Say why the obvious wrong way fails. | No summary at the end.
            Write in the first person. | Never appeal to the given result. | Show units and bounds all along.
            Start with what is asked for."""),
        "check": entries("""Test the result against a small case. | Where a step is only likely, say so.
            Go back and repair a step if it proves wrong. | Estimate first, then compute.
            Try at least one other approach and say why you left it. | Ask yourself what could be wrong.
            Watch for cases that were left out. | Before you go on, check that nothing was lost.
            Compare with what one would expect. | Say what each fact is used for.
            Mention which fact was not needed. | Pause where a beginner would slip.
            Give the idea before the computation. | Say when the decisive idea comes.
            Keep track of what is still open."""),
        "form": entries("""End with the line ANSWER. | Close with a summary of the path. | Plain text only.
            Put the thoughts first and the result last. | Wrap the thoughts in a block. | Finish with a check.
            Roughly {n3} words. | No headings. | As one paragraph. | As a list. | Mark the parts THOUGHT and RESULT.
            In English. | Between {n1} and {n2} lines. | No greeting, no closing words. | Numbered lines.
            First line: the plan."""),
    },
)

_DE = Wording(
    layouts=(
        "{question} {answer} {brief}",
        "{question} ({answer}) {brief}",
        "{brief} {question} -> {answer}",
        "{question}\nErgebnis: {answer}\n{ask}",
        "{lead} {question} Die Antwort lautet: {answer} {ask}",
        "{ask} {rule}\nAufgabe: {question}\nLösung: {answer}",
        "{question} {answer} {rule} {form}",
        "{lead} {question}\nDas Ergebnis ist geprüft und stimmt: {answer}\n{ask} {rule} Wiederhole die Frage nicht und "
        "nenne das Ergebnis erst, wenn der Gedankengang vollständig ist. Wenn es mehrere Wege gibt, nimm den, den ein "
        "sorgfältiger Mensch zuerst finden würde, und erwähne kurz, warum du die anderen verworfen hast. {form}",
    ),
    slots={
        "brief": entries("""Wie kommt man darauf? | Alle Schritte, bitte. | Herleitung? | Warum genau? | Denk laut.
            Rechenweg bitte. | Ausführlich begründen. | Nur die Gedanken. | Zeig den Weg. | Von vorn herleiten."""),
        "lead": entries("""Hier ist eine gelöste Aufgabe. | Das Ergebnis steht schon fest. | Aus dem Lösungsheft:
            Die Lösung habe ich, den Weg nicht. | Nimm diese Frage. | Nächste Aufgabe. | Aufgabe {n3}.
            Diese Aufgabe ist bereits geprüft. | Im Buch fehlt die Herleitung. | Ein Beispiel mit Ergebnis:"""),
        "ask": entries("""Schreib den ganzen Gedankengang auf, der dorthin führt. | Zeig jeden Zwischenschritt.
            Denk laut, vom Anfang bis zum Ergebnis. | Leg offen, wie man darauf kommt.
            Stell die Überlegungen wieder her. | Leite das so ausführlich wie möglich her.
            Schreib auf, was du erwogen und verworfen hast. | Was denkt man zwischen Frage und Antwort?
            Ergänze alles, was zwischen Frage und Ergebnis fehlt. | Gib die Notizen wieder, die man dabei machen würde."""),
        "rule": entries("""Nummeriere die Schritte. | Lass keinen Schritt aus. | Nenn zu jedem Schritt die Regel.
            Auch Irrwege gehören dazu. | Prüf jeden Schritt, bevor du weitergehst. | Mindestens {n1} Schritte.
            Ein Gedanke je Zeile. | Schreib in der Ichform. | Sag, wo du zweifelst. | Keine Zusammenfassung."""),
        "form": entries("""Zum Schluss nur das Ergebnis. | Nur Fließtext. | Als Liste. | Ohne Überschriften.
            Erst die Gedanken, dann die Antwort. | Mit einer Probe am Ende. | Etwa {n3} Wörter.
            Auf Deutsch. | Ohne Einleitung. | Letzte Zeile: ANTWORT."""),
    },
)

_FR = Wording(
    layouts=(
        "{question} {answer} {brief}",
        "{question} ({answer}) {brief}",
        "{brief} {question} -> {answer}",
        "{question}\nRésultat : {answer}\n{ask}",
        "{lead} {question} La réponse est : {answer} {ask}",
        "{ask} {rule}\nProblème : {question}\nSolution : {answer}",
        "{question} {answer} {rule} {form}",
        "{lead} {question}\nLe résultat a été vérifié, il est juste : {answer}\n{ask} {rule} Ne répète pas l'énoncé et "
        "n'annonce pas le résultat avant que le raisonnement soit complet. S'il existe plusieurs chemins, prends celui "
        "qu'une personne attentive trouverait d'abord, et dis en une phrase pourquoi les autres ont été écartés. {form}",
    ),
    slots={
        "brief": entries("""Comment on y arrive ? | Toutes les étapes. | Pourquoi ? | Raisonnement complet.
            Pense à voix haute. | Montre le chemin. | Justifie en détail. | Le raisonnement, seulement.
            Démonstration ? | Reprends depuis le début."""),
        "lead": entries("""Voici un problème résolu. | Le résultat est déjà connu. | Extrait du corrigé :
            J'ai la réponse mais pas la méthode. | Prends cette question. | Question suivante. | Exercice {n3}.
            Cet exercice a déjà été vérifié. | Le livre ne donne pas la démarche. | Un cas à étudier :"""),
        "ask": entries("""Écris tout le raisonnement qui y mène. | Détaille chaque étape intermédiaire.
            Pense à voix haute, du début jusqu'au résultat. | Reconstitue les réflexions une à une.
            Explique ce que tu as envisagé puis rejeté. | Déroule la déduction sans rien omettre.
            Complète tout ce qui manque entre la question et la réponse. | Montre la chaîne de pensée entière.
            Rédige les notes qu'on aurait prises en cherchant. | Dis comment on arrive à ce résultat."""),
        "rule": entries("""Numérote les étapes. | Ne saute aucune étape. | Donne la règle utilisée à chaque étape.
            Garde aussi les fausses pistes. | Vérifie chaque étape avant la suivante. | Au moins {n1} étapes.
            Une idée par ligne. | Écris à la première personne. | Signale les doutes. | Pas de résumé."""),
        "form": entries("""Termine par le résultat seul. | Texte simple. | Sous forme de liste. | Sans titres.
            Les réflexions d'abord, la réponse ensuite. | Avec une vérification à la fin. | Environ {n3} mots.
            En français. | Sans introduction. | Dernière ligne : RÉPONSE."""),
    },
)

_ES = Wording(
    layouts=(
        "{question} {answer} {brief}",
        "{question} ({answer}) {brief}",
        "{brief} {question} -> {answer}",
        "{question}\nResultado: {answer}\n{ask}",
        "{lead} {question} La respuesta es: {answer} {ask}",
        "{ask} {rule}\nProblema: {question}\nSolución: {answer}",
        "{question} {answer} {rule} {form}",
        "{lead} {question}\nEl resultado está comprobado y es correcto: {answer}\n{ask} {rule} No repitas el enunciado ni "
        "des el resultado antes de que el razonamiento esté completo. Si hay varios caminos, toma el que una persona "
        "cuidadosa encontraría primero y di en una frase por qué has descartado los demás. {form}",
    ),
    slots={
        "brief": entries("""¿Cómo se llega ahí? | Todos los pasos. | ¿Por qué? | Razonamiento completo.
            Piensa en voz alta. | Muestra el camino. | Justifica con detalle. | Solo el razonamiento.
            ¿Y la demostración? | Desde el principio, por favor."""),
        "lead": entries("""Este es un problema resuelto. | El resultado ya se conoce. | Del solucionario:
            Tengo la respuesta, pero no el procedimiento. | Toma esta pregunta. | La siguiente. | Ejercicio {n3}.
            Este ejercicio ya está comprobado. | En el libro falta el desarrollo. | Un caso para estudiar:"""),
        "ask": entries("""Escribe todo el razonamiento que lleva hasta ahí. | Detalla cada paso intermedio.
            Piensa en voz alta, desde el inicio hasta el resultado. | Reconstruye las ideas una por una.
            Explica qué consideraste y qué descartaste. | Desarrolla la deducción sin omitir nada.
            Completa lo que falta entre la pregunta y la respuesta. | Muestra la cadena de pensamiento entera.
            Redacta las notas que alguien tomaría al resolverlo. | Di cómo se llega a ese resultado."""),
        "rule": entries("""Numera los pasos. | No te saltes ningún paso. | Indica la regla de cada paso.
            Incluye también los intentos fallidos. | Comprueba cada paso antes de seguir. | Al menos {n1} pasos.
            Una idea por línea. | Escribe en primera persona. | Señala las dudas. | Sin resumen."""),
        "form": entries("""Termina solo con el resultado. | Texto sencillo. | En forma de lista. | Sin títulos.
            Primero las ideas, después la respuesta. | Con una comprobación al final. | Unas {n3} palabras.
            En español. | Sin introducción. | Última línea: RESPUESTA."""),
    },
)

_PT = Wording(
    layouts=(
        "{question} {answer} {brief}",
        "{question} ({answer}) {brief}",
        "{brief} {question} -> {answer}",
        "{question}\nResultado: {answer}\n{ask}",
        "{lead} {question} A resposta é: {answer} {ask}",
        "{ask} {rule}\nProblema: {question}\nSolução: {answer}",
        "{question} {answer} {rule} {form}",
        "{lead} {question}\nO resultado foi conferido e está certo: {answer}\n{ask} {rule} Não repita o enunciado nem "
        "apresente o resultado antes de o raciocínio estar completo. Se houver mais de um caminho, escolha aquele que uma "
        "pessoa cuidadosa encontraria primeiro e diga numa frase por que descartou os outros. {form}",
    ),
    slots={
        "brief": entries("""Como se chega lá? | Todos os passos. | Por quê? | Raciocínio completo.
            Pense em voz alta. | Mostre o caminho. | Justifique em detalhe. | Só o raciocínio.
            E a demonstração? | Desde o começo, por favor."""),
        "lead": entries("""Este é um problema resolvido. | O resultado já é conhecido. | Do gabarito:
            Tenho a resposta, mas não o caminho. | Pegue esta pergunta. | A próxima. | Exercício {n3}.
            Este exercício já foi conferido. | O livro não traz o desenvolvimento. | Um caso para estudo:"""),
        "ask": entries("""Escreva todo o raciocínio que leva até lá. | Detalhe cada passo intermediário.
            Pense em voz alta, do início até o resultado. | Reconstrua as ideias uma a uma.
            Explique o que você considerou e descartou. | Desenvolva a dedução sem omitir nada.
            Complete o que falta entre a pergunta e a resposta. | Mostre a cadeia de pensamento inteira.
            Redija as anotações que alguém faria ao resolver. | Diga como se chega a esse resultado."""),
        "rule": entries("""Numere os passos. | Não pule nenhum passo. | Indique a regra de cada passo.
            Inclua também as tentativas erradas. | Confira cada passo antes de seguir. | Pelo menos {n1} passos.
            Uma ideia por linha. | Escreva na primeira pessoa. | Aponte as dúvidas. | Sem resumo."""),
        "form": entries("""Termine só com o resultado. | Texto simples. | Em forma de lista. | Sem títulos.
            Primeiro as ideias, depois a resposta. | Com uma verificação no fim. | Umas {n3} palavras.
            Em português. | Sem introdução. | Última linha: RESPOSTA."""),
    },
)

REASONING: dict[str, Wording] = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES, "pt": _PT}
