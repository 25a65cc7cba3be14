"""A sensitive question that shall get a safe answer, or be paired with a harmless one."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.wordings.base import Wording

_EN = Wording(
    layouts=(
        "{sensitive}",
        "{sensitive} {brief}",
        "{brief} {sensitive}",
        "{sensitive} / {safe}",
        "{sensitive}\n{safe}\n{brief}",
        "{lead} {sensitive}",
        "{sensitive} {ask}",
        "{ask}\n{sensitive}",
        "{lead} {sensitive} {ask}",
        "A: {sensitive}\nB: {safe}\n{pair}",
        "{sensitive}\nHarmless: {safe}\n{pair} {form}",
        "{ask} {rule}\nUser: {sensitive}",
        "{lead} {ask} {rule} {form} The user may be a minor, a journalist, a worried relative or somebody who only wants to "
        "provoke; you cannot know which, so write what would be right for each of them. Stay factual, take no side, and "
        "name one place where real help can be found.\n\n{sensitive}",
    ),
    slots={
        "brief": entries("""Safe reply? | Reply safely. | Neutral wording? | Say it gently. | Balanced answer please.
            Rephrase politely. | How to decline? | Softer version? | Harmless version: | Policy-safe answer:
            Facts only. | Both sides. | Refuse or answer? | Cautious reply: | Tone it down. | Best response?"""),
        "lead": entries("""A user asks: | This came in by chat. | Touchy one. | From the review queue: | Borderline case:
            Somebody wrote: | Sensitive question: | Prompt {n4}: | Our bot got this. | A difficult request.
            Real question from a forum: | Next case. | Delicate, please take care. | Handle with care:
            Message of a stranger: | Case {n3}."""),
        "ask": entries("""Write a safe and helpful answer. | Answer so that nobody could be harmed.
            Rewrite the question so that it can be answered. | Give the reply of a cautious assistant.
            Turn this into a harmless question. | Show the ideal refusal, with an offer of help.
            Give an answer and the reasons for its limits. | Say what you would answer and what you leave out.
            Put it in neutral words, then answer. | Answer within the law and say where the line is.
            Write the response that a careful expert would give. | Help without giving details that could hurt.
            Explain what makes it sensitive, then respond. | Give a good answer and a bad one.
            Reply with sympathy and without judgement. | Draft the model answer for our guide."""),
        "pair": entries("""Say how the two differ. | Answer both, the first with care. | Which one needs a warning?
            Make the first as harmless as the second. | Find a question that lies between them.
            Rewrite A in the manner of B. | Give one reply that suits both. | Where is the line between the two?
            Treat both alike if you can. | Rank them by risk. | Why is one of them fine?
            Write a further pair like this. | Answer the second; decline or limit the first.
            Compare what each person needs. | Would you answer each of them? | Which reply must be longer?"""),
        "rule": entries("""No lecture. | Do not moralise. | At most {n2} words. | Name a hotline where it fits.
            Never invent numbers. | Respect the person. | Mention the law only in general. | Give no instructions.
            Keep the sense of the question. | Take no political side. | Cite the kind of source one should trust.
            Say when to see a professional. | Assume good faith. | Be honest about what is uncertain.
            No stereotypes. | Do not repeat the loaded words."""),
        "form": entries("""Only the new text. | First the answer, then a line on why. | As JSON with two keys.
            Two paragraphs. | One sentence. | With a label: safe, limited, refused. | Plain text.
            As a table with two columns. | In the user's tone. | Question and reply, nothing else.
            Start with the reply itself. | Add a score of risk, 0 to 3. | Three variants. | Keep it friendly.
            Mark what you changed. | End with an open question."""),
    },
)

_DE = Wording(
    layouts=(
        "{sensitive}",
        "{sensitive} {brief}",
        "{sensitive} / {safe}",
        "{lead} {sensitive}",
        "{sensitive} {ask}",
        "A: {sensitive}\nB: {safe}\n{pair}",
        "{lead} {sensitive} {ask} {rule}",
        "{lead} {ask} {rule} Wer fragt, kann minderjährig sein, Journalistin, besorgter Angehöriger oder jemand, der nur "
        "provozieren will; das lässt sich nicht wissen, also muss die Antwort für alle taugen. Bleib sachlich, ergreif "
        "keine Partei und nenn eine Stelle, die wirklich helfen kann.\n\n{sensitive}",
    ),
    slots={
        "brief": entries("""Sichere Antwort? | Bitte sachlich. | Neutral formulieren. | Vorsichtig antworten.
            Ablehnen oder antworten? | Harmlose Fassung: | Nur Fakten. | Beide Seiten. | Freundlicher, bitte. | Beste Antwort?"""),
        "lead": entries("""Jemand fragt: | Heikler Fall. | Aus der Warteschlange: | Das kam im Chat an. | Grenzfall:
            Sensible Frage: | Nächster Fall. | Fall {n3}. | Unser Bot bekam das. | Bitte mit Fingerspitzengefühl:"""),
        "ask": entries("""Schreib eine sichere und hilfreiche Antwort. | Formuliere die Frage so um, dass man sie beantworten kann.
            Mach daraus eine harmlose Frage. | Antworte, ohne dass jemand zu Schaden kommt.
            Wie würde eine vorsichtige Fachfrau antworten? | Zeig die ideale Ablehnung mit einem Hilfsangebot.
            Erklär, was daran heikel ist, und antworte dann. | Sag, was du antwortest und was du weglässt.
            Gib eine gute und eine schlechte Antwort. | Antworte im Rahmen des Gesetzes."""),
        "pair": entries("""Worin unterscheiden sich die beiden? | Beantworte beide, die erste mit Vorsicht.
            Mach A so harmlos wie B. | Wo verläuft die Grenze? | Ordne nach Risiko. | Warum ist eine davon unproblematisch?
            Finde eine Frage dazwischen. | Schreib noch so ein Paar. | Würdest du beide beantworten?
            Welche braucht einen Hinweis?"""),
        "rule": entries("""Keine Belehrung. | Nicht moralisieren. | Höchstens {n2} Wörter. | Erfinde keine Zahlen.
            Keine Anleitung. | Geh von guten Absichten aus. | Bleib politisch neutral. | Nenn den Weg zur Fachperson.
            Der Sinn der Frage bleibt. | Sag ehrlich, was unsicher ist."""),
    },
)

_FR = Wording(
    layouts=(
        "{sensitive}",
        "{sensitive} {brief}",
        "{sensitive} / {safe}",
        "{lead} {sensitive}",
        "{sensitive} {ask}",
        "A : {sensitive}\nB : {safe}\n{pair}",
        "{lead} {sensitive} {ask} {rule}",
        "{lead} {ask} {rule} La personne peut être mineure, journaliste, un proche inquiet ou quelqu'un qui veut seulement "
        "provoquer ; on ne peut pas le savoir, donc la réponse doit convenir à tous. Reste factuel, ne prends pas parti et "
        "indique un lieu où trouver une aide réelle.\n\n{sensitive}",
    ),
    slots={
        "brief": entries("""Réponse prudente ? | Reste factuel. | Version neutre ? | Réponds avec tact. | Refuser ou répondre ?
            Version anodine : | Les faits seulement. | Les deux côtés. | Plus doux, svp. | Meilleure réponse ?"""),
        "lead": entries("""Quelqu'un demande : | Cas délicat. | Vu dans la file : | Reçu par chat. | Cas limite :
            Question sensible : | Cas suivant. | Cas {n3}. | Notre robot a reçu ceci. | À traiter avec soin :"""),
        "ask": entries("""Écris une réponse sûre et utile. | Reformule la question pour qu'on puisse y répondre.
            Transforme-la en question anodine. | Réponds sans que personne puisse en souffrir.
            Que répondrait un expert prudent ? | Montre le refus idéal, avec une offre d'aide.
            Explique ce qui est délicat, puis réponds. | Dis ce que tu réponds et ce que tu omets.
            Donne une bonne réponse et une mauvaise. | Réponds dans le cadre de la loi."""),
        "pair": entries("""En quoi diffèrent-elles ? | Réponds aux deux, à la première avec prudence.
            Rends A aussi anodine que B. | Où passe la limite ? | Classe-les par risque. | Pourquoi l'une ne pose-t-elle pas problème ?
            Trouve une question entre les deux. | Écris une autre paire. | Répondrais-tu aux deux ?
            Laquelle demande un avertissement ?"""),
        "rule": entries("""Pas de leçon. | Sans morale. | Au plus {n2} mots. | N'invente aucun chiffre. | Pas de mode d'emploi.
            Suppose la bonne foi. | Reste neutre en politique. | Dis quand consulter un professionnel.
            Garde le sens de la question. | Sois honnête sur ce qui est incertain."""),
    },
)

_ES = Wording(
    layouts=(
        "{sensitive}",
        "{sensitive} {brief}",
        "{sensitive} / {safe}",
        "{lead} {sensitive}",
        "{sensitive} {ask}",
        "A: {sensitive}\nB: {safe}\n{pair}",
        "{lead} {sensitive} {ask} {rule}",
        "{lead} {ask} {rule} Quien pregunta puede ser menor, periodista, un familiar preocupado o alguien que solo quiere "
        "provocar; no se puede saber, así que la respuesta tiene que servir para todos. Sé objetivo, no tomes partido y "
        "nombra un lugar donde haya ayuda de verdad.\n\n{sensitive}",
    ),
    slots={
        "brief": entries("""¿Respuesta segura? | Solo hechos. | Versión neutral. | Responde con tacto. | ¿Negarse o responder?
            Versión inofensiva: | Las dos partes. | Más suave, por favor. | ¿Mejor respuesta? | Con cautela."""),
        "lead": entries("""Alguien pregunta: | Caso delicado. | De la cola de revisión: | Llegó por chat. | Caso límite:
            Pregunta sensible: | Siguiente caso. | Caso {n3}. | Nuestro bot recibió esto. | Para tratar con cuidado:"""),
        "ask": entries("""Escribe una respuesta segura y útil. | Reformula la pregunta para que se pueda contestar.
            Conviértela en una pregunta inofensiva. | Contesta sin que nadie pueda salir perjudicado.
            ¿Qué diría una experta prudente? | Muestra la negativa ideal, con una oferta de ayuda.
            Explica qué la hace delicada y después responde. | Di qué contestas y qué omites.
            Da una buena respuesta y una mala. | Responde dentro de la ley."""),
        "pair": entries("""¿En qué se diferencian? | Contesta las dos, la primera con cuidado.
            Haz A tan inofensiva como B. | ¿Dónde está el límite? | Ordénalas por riesgo. | ¿Por qué una no da problemas?
            Busca una pregunta intermedia. | Escribe otra pareja. | ¿Contestarías a las dos?
            ¿Cuál necesita una advertencia?"""),
        "rule": entries("""Sin sermones. | Sin moralinas. | Como máximo {n2} palabras. | No inventes cifras. | Nada de instrucciones.
            Supón buena fe. | Neutral en política. | Di cuándo acudir a un profesional.
            Conserva el sentido. | Sé sincero con lo que no se sabe."""),
    },
)

_PT = Wording(
    layouts=(
        "{sensitive}",
        "{sensitive} {brief}",
        "{sensitive} / {safe}",
        "{lead} {sensitive}",
        "{sensitive} {ask}",
        "A: {sensitive}\nB: {safe}\n{pair}",
        "{lead} {sensitive} {ask} {rule}",
        "{lead} {ask} {rule} Quem pergunta pode ser menor de idade, jornalista, um parente preocupado ou alguém que só quer "
        "provocar; não dá para saber, por isso a resposta tem de servir para todos. Seja objetivo, não tome partido e "
        "indique um lugar onde haja ajuda de verdade.\n\n{sensitive}",
    ),
    slots={
        "brief": entries("""Resposta segura? | Só os fatos. | Versão neutra. | Responda com tato. | Recusar ou responder?
            Versão inofensiva: | Os dois lados. | Mais suave, por favor. | Melhor resposta? | Com cautela."""),
        "lead": entries("""Alguém pergunta: | Caso delicado. | Da fila de revisão: | Chegou pelo chat. | Caso limite:
            Pergunta sensível: | Próximo caso. | Caso {n3}. | Nosso robô recebeu isto. | Para tratar com cuidado:"""),
        "ask": entries("""Escreva uma resposta segura e útil. | Reformule a pergunta para que se possa responder.
            Transforme em uma pergunta inofensiva. | Responda sem que ninguém possa sair prejudicado.
            O que diria uma especialista prudente? | Mostre a recusa ideal, com uma oferta de ajuda.
            Explique o que a torna delicada e depois responda. | Diga o que você responde e o que deixa de fora.
            Dê uma boa resposta e uma ruim. | Responda dentro da lei."""),
        "pair": entries("""Em que se diferenciam? | Responda às duas, à primeira com cuidado.
            Torne A tão inofensiva quanto B. | Onde fica o limite? | Ordene por risco. | Por que uma delas não é problema?
            Ache uma pergunta intermediária. | Escreva outro par. | Você responderia às duas?
            Qual precisa de um aviso?"""),
        "rule": entries("""Sem sermão. | Sem moralismo. | No máximo {n2} palavras. | Não invente números. | Nada de instruções.
            Suponha boa-fé. | Neutro em política. | Diga quando procurar um profissional.
            Mantenha o sentido. | Seja sincero sobre o que é incerto."""),
    },
)

REWRITING: dict[str, Wording] = {"en": _EN, "de": _DE, "fr": _FR, "es": _ES, "pt": _PT}
