"""Asks for a short score of a candidate answer by a rubric."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.wordings.base import Wording

_EN = Wording(
    layouts=(
        "{question} // {candidate} // {brief}",
        "{question}\n{candidate}\n{brief}",
        "{brief} {question} => {candidate}",
        "Q: {question} A: {candidate} {brief}",
        "{question} [{candidate}] {brief}",
        "{lead} {question}\nReply: {candidate}\n{scale}",
        "{scale} {criteria}\n[Q] {question}\n[A] {candidate}",
        "{question}\nGiven reply: {candidate}\n{criteria} {form}",
        "Task: {question}\nResponse: {candidate}\nRubric: {criteria} {scale} {form}",
        "{lead} {criteria}\n{question}\n---\n{candidate}\n---\n{scale} {form}",
        "{criteria} {scale} Student: {candidate} Exercise: {question}",
        "{lead} {scale} {criteria} {criteria2} Length is no merit, nor is a confident tone; a reply that is right by luck "
        "gets no more than half of the points, and one that stops short but says so honestly may get a third. Do not "
        "solve the exercise for the student. {form}\n\nExercise: {question}\n\nStudent's reply: {candidate}",
    ),
    slots={
        "brief": entries("""Score 1-10. | Grade? | Points out of {n1}? | 0 or 1? | Mark it, 1 to 5. | Rate: 0-100.
            Quality? One number. | A to F? | Right, partly, wrong? | Score only. | Pass or fail? | Stars (5 max)?
            Reward 0..1: | How good, 1-7? | Number please. | Rating?"""),
        "lead": entries("""You grade answers. | Act as a strict judge. | Evaluate the reply below. | Assess this response.
            You are an impartial examiner. | Rate what a student wrote. | Check the quality of this output.
            Please mark the following. | Judge the item. | One more to be marked. | Second opinion wanted.
            Be a fair but demanding reader. | Take the role of a reviewer. | Score the attempt. | Item {n4}.
            A reply came in."""),
        "scale": entries("""Give a score from 1 to 10. | Score between 0 and 5. | Rate from 1 (poor) to 7 (excellent).
            Assign 0 to 100 points. | Choose a grade from A to F. | Return a value between 0 and 1.
            Use whole points up to {n2}. | Put it in one of three classes: good, fair, bad. | Up to four stars.
            Say pass or fail. | From -2 to +2. | Half points are allowed, the maximum is {n1}. | In percent.
            1 = useless, 5 = perfect. | Choose 0, 0.5 or 1. | The scale ends at 20."""),
        "criteria": entries("""Weigh correctness, clarity and completeness. | Accuracy counts twice.
            Judge helpfulness first. | Deduct for gaps in the argument. | Consider truth, depth, style.
            Penalise unsupported claims. | Look at logic, then wording. | Reward concise and right answers.
            Correctness 60, reasoning 30, form 10. | A wrong result may still earn half.
            Only the final result matters. | An argument that would convince a sceptic gets full marks.
            Look for hidden mistakes. | Ignore spelling. | Hedging costs a point. | Is every step justified?"""),
        "form": entries("""Only output the number. | Reply with JSON holding the score. | Score first, then one reason.
            No explanation. | Format: score; reason. | Answer with a single token. | One line. | Nothing but the grade.
            Number, comma, five words. | End with SCORE and the number. | As key and value. | Do not comment.
            Short verdict at the end. | Put the score in square brackets. | Two lines: reason, score.
            At most {n2} words."""),
    },
)

_DE = Wording(
    layouts=(
        "{question} // {candidate} // {brief}",
        "{question}\n{candidate}\n{brief}",
        "{brief} {question} -> {candidate}",
        "{lead} {question}\nAntwort: {candidate}\n{scale}",
        "{scale} {criteria}\nFrage: {question}\nAntwort: {candidate}",
        "Aufgabe: {question}\nLösung eines Schülers: {candidate}\n{criteria} {scale} {form}",
        "{lead} {scale} {criteria} {criteria2} Länge ist kein Verdienst und ein sicherer Ton auch nicht. Wer nur zufällig "
        "richtig liegt, bekommt höchstens die Hälfte der Punkte; wer ehrlich sagt, dass er nicht weiterkommt, darf ein "
        "Drittel behalten. Löse die Aufgabe nicht selbst. {form}\n\nAufgabe: {question}\n\nAbgabe: {candidate}",
    ),
    slots={
        "brief": entries("""Punkte, 1-10? | Note? | 0 oder 1? | Bewertung? | Richtig oder falsch? | Nur die Zahl.
            Wie gut, 1 bis 5? | Bestanden? | Note 1-6? | Prozent?"""),
        "lead": entries("""Du bewertest Antworten. | Sei ein strenger Prüfer. | Beurteile die Antwort.
            Bitte korrigiere Folgendes. | Eine Abgabe zur Bewertung: | Wie gut ist das? | Die nächste Antwort.
            Zweitkorrektur. | Du bist eine faire Prüferin. | Abgabe {n3}."""),
        "scale": entries("""Gib 1 bis 10 Punkte. | Vergib eine Schulnote von 1 bis 6. | Zwischen 0 und 5.
            Von 0 bis 100. | Wert zwischen 0 und 1. | Gut, mittel oder schlecht. | Höchstens {n2} Punkte.
            Bestanden oder nicht bestanden. | 1 = unbrauchbar, 5 = perfekt. | Halbe Punkte sind erlaubt."""),
        "criteria": entries("""Richtigkeit zählt doppelt. | Achte auf Lücken in der Begründung. | Erst Inhalt, dann Stil.
            Unbelegte Behauptungen geben Abzug. | Kurz und richtig ist am besten. | Nur das Ergebnis zählt.
            Auch ein falsches Ergebnis kann Teilpunkte geben. | Rechtschreibung ist egal.
            Richtigkeit 60, Weg 30, Form 10. | Ist jeder Schritt begründet?"""),
        "form": entries("""Nur die Zahl. | Keine Erklärung. | Erst die Note, dann ein Satz. | Als JSON. | Eine Zeile.
            Ein Wort. | Höchstens {n2} Wörter. | Format: Punkte; Grund. | Am Ende das Urteil. | Ohne Kommentar."""),
    },
)

_FR = Wording(
    layouts=(
        "{question} // {candidate} // {brief}",
        "{question}\n{candidate}\n{brief}",
        "{brief} {question} -> {candidate}",
        "{lead} {question}\nRéponse : {candidate}\n{scale}",
        "{scale} {criteria}\nQuestion : {question}\nRéponse : {candidate}",
        "Exercice : {question}\nCopie : {candidate}\n{criteria} {scale} {form}",
        "{lead} {scale} {criteria} {criteria2} La longueur n'est pas un mérite, le ton assuré non plus. Une réponse juste "
        "par hasard reçoit au plus la moitié des points ; une réponse inachevée mais honnête peut en garder un tiers. Ne "
        "résous pas l'exercice à la place de l'élève. {form}\n\nExercice : {question}\n\nCopie : {candidate}",
    ),
    slots={
        "brief": entries("""Note sur 10 ? | Note ? | 0 ou 1 ? | Juste ou faux ? | Le chiffre seul. | Sur 20 ?
            Qualité, de 1 à 5 ? | Admis ou non ? | Combien de points ? | En pourcentage ?"""),
        "lead": entries("""Tu notes des réponses. | Sois un juge sévère. | Évalue la réponse ci-dessous.
            Merci de corriger ceci. | Une copie à noter : | Que vaut cette réponse ? | La suivante.
            Deuxième correction. | Tu es une examinatrice impartiale. | Copie {n3}."""),
        "scale": entries("""Donne une note de 1 à 10. | Note sur 20. | Entre 0 et 5. | De 0 à 100.
            Une valeur entre 0 et 1. | Bon, moyen ou mauvais. | Au plus {n2} points. | Reçu ou refusé.
            1 = inutile, 5 = parfait. | Les demi-points sont permis."""),
        "criteria": entries("""L'exactitude compte double. | Cherche les lacunes du raisonnement. | Le fond, puis la forme.
            Pénalise les affirmations sans preuve. | Court et juste, c'est le mieux. | Seul le résultat compte.
            Un résultat faux peut valoir des points. | Ignore l'orthographe.
            Exactitude 60, méthode 30, forme 10. | Chaque étape est-elle justifiée ?"""),
        "form": entries("""Seulement le chiffre. | Pas d'explication. | La note, puis une phrase. | En JSON. | Une ligne.
            Un seul mot. | Pas plus de {n2} mots. | Format : note ; raison. | Le verdict à la fin. | Sans commentaire."""),
    },
)

_ES = Wording(
    layouts=(
        "{question} // {candidate} // {brief}",
        "{question}\n{candidate}\n{brief}",
        "{brief} {question} -> {candidate}",
        "{lead} {question}\nRespuesta: {candidate}\n{scale}",
        "{scale} {criteria}\nPregunta: {question}\nRespuesta: {candidate}",
        "Ejercicio: {question}\nEntrega: {candidate}\n{criteria} {scale} {form}",
        "{lead} {scale} {criteria} {criteria2} La extensión no es un mérito, ni el tono seguro. Una respuesta acertada por "
        "casualidad recibe como mucho la mitad de los puntos; una incompleta pero honesta puede conservar un tercio. No "
        "resuelvas el ejercicio por el alumno. {form}\n\nEjercicio: {question}\n\nEntrega: {candidate}",
    ),
    slots={
        "brief": entries("""¿Nota del 1 al 10? | ¿Nota? | ¿0 o 1? | ¿Bien o mal? | Solo el número. | ¿Puntos?
            ¿Calidad, de 1 a 5? | ¿Aprobado? | ¿Qué porcentaje? | Puntúa."""),
        "lead": entries("""Calificas respuestas. | Sé un juez estricto. | Evalúa la respuesta siguiente.
            Corrige esto, por favor. | Una entrega por calificar: | ¿Qué tal está? | La siguiente respuesta.
            Segunda corrección. | Eres una examinadora imparcial. | Entrega {n3}."""),
        "scale": entries("""Pon una nota del 1 al 10. | Entre 0 y 5. | De 0 a 100. | Un valor entre 0 y 1.
            Bien, regular o mal. | Como máximo {n2} puntos. | Aprobado o suspenso. | 1 = inútil, 5 = perfecto.
            Se admiten medios puntos. | Hasta cuatro estrellas."""),
        "criteria": entries("""La exactitud cuenta doble. | Busca huecos en el argumento. | Primero el fondo, luego la forma.
            Resta por afirmaciones sin apoyo. | Breve y correcto es lo mejor. | Solo cuenta el resultado.
            Un resultado erróneo puede valer puntos. | No mires la ortografía.
            Exactitud 60, método 30, forma 10. | ¿Está justificado cada paso?"""),
        "form": entries("""Solo el número. | Sin explicación. | La nota y después una frase. | En JSON. | Una línea.
            Una sola palabra. | No más de {n2} palabras. | Formato: nota; motivo. | El veredicto al final.
            Sin comentarios."""),
    },
)

_PT = Wording(
    layouts=(
        "{question} // {candidate} // {brief}",
        "{question}\n{candidate}\n{brief}",
        "{brief} {question} -> {candidate}",
        "{lead} {question}\nResposta: {candidate}\n{scale}",
        "{scale} {criteria}\nPergunta: {question}\nResposta: {candidate}",
        "Exercício: {question}\nEntrega: {candidate}\n{criteria} {scale} {form}",
        "{lead} {scale} {criteria} {criteria2} O tamanho não é mérito, nem o tom seguro. Uma resposta certa por acaso "
        "recebe no máximo metade dos pontos; uma incompleta, mas honesta, pode ficar com um terço. Não resolva o "
        "exercício no lugar do aluno. {form}\n\nExercício: {question}\n\nEntrega: {candidate}",
    ),
    slots={
        "brief": entries("""Nota de 1 a 10? | Nota? | 0 ou 1? | Certo ou errado? | Só o número. | Quantos pontos?
            Qualidade, de 1 a 5? | Aprovado? | Em porcentagem? | Avalie."""),
        "lead": entries("""Você dá notas a respostas. | Seja um juiz rigoroso. | Avalie a resposta abaixo.
            Corrija isto, por favor. | Uma entrega para avaliar: | O que vale esta resposta? | A próxima resposta.
            Segunda correção. | Você é uma examinadora imparcial. | Entrega {n3}."""),
        "scale": entries("""Dê uma nota de 1 a 10. | Entre 0 e 5. | De 0 a 100. | Um valor entre 0 e 1.
            Bom, médio ou ruim. | No máximo {n2} pontos. | Aprovado ou reprovado. | 1 = inútil, 5 = perfeito.
            Meios pontos são permitidos. | Até quatro estrelas."""),
        "criteria": entries("""A exatidão vale o dobro. | Procure lacunas no argumento. | Primeiro o conteúdo, depois a forma.
            Desconte afirmações sem apoio. | Curto e certo é o melhor. | Só o resultado conta.
            Um resultado errado pode valer pontos. | Ignore a ortografia.
            Exatidão 60, método 30, forma 10. | Cada passo está justificado?"""),
        "form": entries("""Só o número. | Sem explicação. | A nota e depois uma frase. | Em JSON. | Uma linha.
            Uma só palavra. | Não mais que {n2} palavras. | Formato: nota; motivo. | O veredito no fim.
            Sem comentários."""),
    },
)

RUBRIC: dict[str, Wording] = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES, "pt": _PT}
