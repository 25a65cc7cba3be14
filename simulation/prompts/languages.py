"""Other languages: a small phrase bank each, of the same shape."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.prompts.grammar import Bank, entries
from simulation.prompts.names import NAME_RULES


@dataclass(frozen=True)
class Language:
    """A language's banks; `rules` serve the intents named chat, write, support and follow."""

    code: str
    topics: tuple[str, ...]
    aspects: tuple[str, ...]
    rules: Bank


def _rules(
    chat: str,
    open_: str,
    context: str,
    limit: str,
    follow: str,
    write: str,
    support: str,
    **banks: str,
) -> Bank:
    own = {name: entries(text) for name, text in banks.items()}
    return {
        **NAME_RULES,
        "chat": tuple(
            shape.replace("ASK", ask)
            for ask in entries(chat)
            for shape in ("{open}ASK {context}", "{context} ASK {limit}", "{context} ASK {context}")
        ),
        "open": ("", "", *(o + " " for o in entries(open_))),
        "context": entries(context),
        "limit": entries(limit),
        "follow": tuple(
            shape.replace("REACT", react)
            for react in entries(follow)
            for shape in ("REACT {context}", "{context} REACT", "REACT {context} {limit}")
        ),
        "write": entries(write),
        "support": tuple(f"{text} {{context}}" for text in entries(support)),
        **own,
    }


GERMAN = Language(
    "de",
    entries("""Sauerteigbrot | ein Balkongarten | der erste Halbmarathon | eine Wärmepumpe
        die Steuererklärung
        ein gebrauchtes E-Auto | Elternzeit | ein Umzug nach Wien | Schimmel im Bad
        ein Ehrenamt | Gitarre lernen
        eine Bewerbung als Pflegekraft | Rückenschmerzen | ein Hund aus dem Tierheim
        die Mietkaution | Nachhilfe
        eine Radtour an der Elbe | ein Brettspielabend | Solarzellen auf dem Dach
        Englisch im Beruf | ein Krimi"""),
    entries(
        "die Kosten | der Zeitplan | das Werkzeug | die Reihenfolge | typische Fehler | die "
        "Unterlagen | der Aufwand | die Risiken | gute Beispiele"
    ),
    _rules(
        """Was muss ich über {topic} wissen, vor allem: {aspect}?
        Wie gehe ich {topic} am besten an? Mir geht es um {aspect}.
        Kannst du mir erklären, welche Rolle {aspect} spielt? Thema: {topic}.
        Was wird bei dem Thema {topic} oft vergessen? Stichwort {aspect}.
        Mach mir bitte einen Plan zum Thema {topic}; wichtig ist {aspect}.
        Vergleiche zwei Wege für {topic} und bewerte {aspect}.
        Warum ist {aspect} so entscheidend? Es geht um {topic}.""",
        "Hallo, | Guten Tag. | Kurze Frage: | Servus, | Moin,",
        """Ich wohne in {city} und habe {n2} Minuten am Tag. | {name} sagt das Gegenteil.
        Mein Budget liegt bei {n3} Euro.
        Ich habe es schon {n1} mal versucht, aber {fail}. | {kin} {name} hat mich gefragt.
        Wir sind zu {n1}t.
        In {n1} Wochen kommt {name} aus {city}. | Bisher {fail}.
        Ich bin {n2} und mache das zum ersten Mal.
        Im {month} war ich mit {name} in {city} und {fail}.
        {kin} hilft mit, hat aber nur {n1} Tage Zeit.""",
        """Bitte in höchstens {n3} Wörtern. | Als Liste. | Mit einem Beispiel. | Sei ehrlich.
        Einfach erklärt.
        Nur das Wichtigste. | Gern als Tabelle. | Ohne Fachwörter.""",
        """Danke! Und was ist mit {aspect}, falls {fail}?
        Das war zu lang, bitte nur {aspect} für {name}.
        Was ändert sich, wenn {name} aus {city} mitmacht?
        Kannst du das für den {month} umschreiben, so dass {name} es versteht?
        Den Punkt zu {aspect} verstehe ich nicht, {name} auch nicht.""",
        """Schreibe {text} an {name} zum Thema {topic}. Erwähne, dass {fail}.
        Formuliere {text}: {topic}, {aspect}, Frist {n1} Tage, aus {city}.
        Bitte verbessere: "Liebe {name}, wegen {topic} müssen wir über {aspect} reden, denn \
            {fail}." """,
        """Hallo, mein {coin} {device} {broken}. {name} hat es in {city} gekauft. Was tun?
        Bestellung {n4} aus {city} fehlt noch, das {device} sollte im {month} kommen. Gruß, {name}
        Das {device} von {coin} {broken}, seit {n1} Tagen. Bitte um Ersatz für {name}.""",
        kin=(
            "Meine Mutter | Mein Bruder | Meine Chefin | Mein Nachbar | Meine Tochter | Mein "
            "Onkel | Eine Freundin"
        ),
        fail=(
            "es hat nicht geklappt | das Wetter war schlecht | es war zu teuer | niemand "
            "hatte Zeit | nach {n1} Tagen war Schluss | es fehlte ein Formular | {name} war dagegen"
        ),
        month="Januar | März | Mai | Juli | September | November | Frühling | Herbst",
        text=(
            "eine E-Mail | eine kurze Rede | eine Einladung | eine Absage | eine Beschwerde "
            "| ein Protokoll"
        ),
        device="Thermostat | Fahrrad | Radio | Schloss | Telefon | Mikrofon",
        broken=(
            "geht ständig aus | zeigt Fehler {n3} | lädt nicht mehr | klickt laut | "
            "verbindet sich nicht"
        ),
    ),
)

FRENCH = Language(
    "fr",
    entries("""le pain au levain | un potager en ville | un premier semi-marathon
        une pompe à chaleur | la déclaration d'impôts
        une voiture électrique d'occasion | le congé parental | un déménagement à Lille
        la moisissure | le bénévolat
        apprendre la guitare | un entretien d'embauche | le mal de dos | un chien de refuge
        la caution du logement
        un voyage en train | une soirée jeux | des panneaux solaires | l'anglais au travail
        un roman policier"""),
    entries(
        "le coût | le calendrier | le matériel | l'ordre des étapes | les erreurs fréquentes "
        "| les papiers | les risques | de bons exemples"
    ),
    _rules(
        """Que faut-il savoir sur {topic}, surtout pour {aspect} ?
        Comment aborder {topic} ? Ce qui m'inquiète, c'est {aspect}.
        Peux-tu m'expliquer {aspect} ? Le sujet : {topic}.
        Qu'oublie-t-on souvent avec {topic} ? Je pense à {aspect}.
        Fais-moi un plan pour {topic} en tenant compte de ceci : {aspect}.
        Compare deux façons de gérer {topic} selon {aspect}.
        Pourquoi {aspect} compte autant ? Il s'agit de {topic}.""",
        "Bonjour, | Salut ! | Petite question : | Bonsoir, | Coucou,",
        """J'habite à {city} et j'ai {n2} minutes par jour. | {name} dit le contraire.
        Mon budget est de {n3} euros.
        J'ai déjà essayé {n1} fois, mais {fail}. | {kin}, {name}, m'a posé la question.
        Nous sommes {n1}.
        Dans {n1} semaines, {name} arrive de {city}. | Jusqu'ici, {fail}.
        J'ai {n2} ans et c'est la première fois.
        En {month} j'étais à {city} avec {name} et {fail}.
        {kin} m'aide, mais seulement {n1} jours.""",
        """En {n3} mots maximum. | Sous forme de liste. | Avec un exemple. | Sois franc.
        Simplement.
        Juste l'essentiel. | Un tableau serait bien. | Sans jargon.""",
        """Merci ! Et pour {aspect}, si {fail} ?
        C'est trop long, seulement {aspect} pour {name}.
        Qu'est-ce qui change si {name} vient de {city} ?
        Peux-tu l'adapter pour {name}, pour {month} ?
        Je ne comprends pas le passage sur {aspect}, {name} non plus.""",
        """Écris {text} à {name} au sujet de ceci : {topic}. Précise que {fail}.
        Rédige {text} : {topic}, {aspect}, délai de {n1} jours, depuis {city}.
        Corrige : "Chère {name}, pour {topic} il faut parler de ceci : {aspect}, car {fail}." """,
        """Bonjour, mon {device} {coin} {broken}. {name} l'a acheté à {city}. Que faire ?
        La commande {n4} pour {city} manque encore, le {device} était prévu en {month}. {name}
        Le {device} de {coin} {broken} depuis {n1} jours. Merci d'envoyer un remplacement à \
            {name}.""",
        kin="Ma mère | Mon frère | Ma cheffe | Mon voisin | Ma fille | Mon oncle | Une amie",
        fail=(
            "ça n'a pas marché | il a plu | c'était trop cher | personne n'avait le temps | "
            "j'ai arrêté après {n1} jours | il manquait un papier | {name} n'était pas d'accord"
        ),
        month="janvier | mars | mai | juillet | septembre | novembre | décembre",
        text=(
            "un courriel | un petit discours | une invitation | un refus poli | une "
            "réclamation | un compte rendu"
        ),
        device="thermostat | vélo | poste de radio | verrou | téléphone | micro",
        broken=(
            "s'éteint sans cesse | affiche l'erreur {n3} | ne charge plus | fait un bruit "
            "| ne se connecte pas"
        ),
    ),
)

SPANISH = Language(
    "es",
    entries("""el pan de masa madre | un huerto en el balcón | la primera media maratón
        el aire acondicionado | la declaración de la renta
        un coche eléctrico usado | la baja parental | una mudanza a Valencia
        la humedad en el baño | el voluntariado
        aprender guitarra | una entrevista de trabajo | el dolor de espalda | un perro adoptado
        la fianza del piso
        un viaje en tren | una noche de juegos | los paneles solares | el inglés en el trabajo
        una novela negra"""),
    entries(
        "el coste | los plazos | las herramientas | el orden de los pasos | los errores "
        "típicos | los papeles | los riesgos | buenos ejemplos"
    ),
    _rules(
        """¿Qué debo saber sobre {topic}, sobre todo {aspect}?
        ¿Cómo enfoco {topic}? Me preocupa una cosa: {aspect}.
        ¿Me explicas {aspect}? El tema es {topic}.
        ¿Qué se suele olvidar con {topic}? Pienso en {aspect}.
        Hazme un plan para {topic} que tenga en cuenta {aspect}.
        Compara dos maneras de llevar {topic} según {aspect}.
        ¿Por qué importa tanto {aspect}? Se trata de {topic}.""",
        "Hola, | Buenas. | Una duda: | Buenos días, | Oye,",
        """Vivo en {city} y tengo {n2} minutos al día. | {name} dice lo contrario.
        Mi presupuesto es de {n3} euros.
        Ya lo intenté {n1} veces, pero {fail}. | {kin}, {name}, me lo preguntó. | Somos {n1}.
        En {n1} semanas llega {name} de {city}. | Hasta ahora {fail}.
        Tengo {n2} años y es la primera vez.
        En {month} estuve en {city} con {name} y {fail}. | {kin} ayuda, pero solo {n1} días.""",
        """En {n3} palabras como mucho. | En una lista. | Con un ejemplo. | Sé sincero.
        Fácil de entender.
        Solo lo esencial. | Mejor en una tabla. | Sin tecnicismos.""",
        """¡Gracias! ¿Y qué pasa con {aspect} si {fail}?
        Es muy largo, solo {aspect} para {name}.
        ¿Qué cambia si {name} viene de {city}?
        ¿Puedes adaptarlo a {name} para {month}?
        No entiendo la parte de {aspect}, y {name} tampoco.""",
        """Escribe {text} para {name} sobre {topic}. Menciona que {fail}.
        Redacta {text}: {topic}, {aspect}, plazo de {n1} días, desde {city}.
        Corrige: "Querida {name}, por {topic} tenemos que hablar de {aspect}, porque {fail}." """,
        """Hola, mi {device} {coin} {broken}. {name} lo compró en {city}. ¿Qué hago?
        El pedido {n4} para {city} no llega, el {device} debía venir en {month}. Soy {name}
        El {device} de {coin} {broken} desde hace {n1} días. Pido un cambio para {name}.""",
        kin="Mi madre | Mi hermano | Mi jefa | Mi vecino | Mi hija | Mi tío | Una amiga",
        fail=(
            "no funcionó | llovió | salió caro | nadie tenía tiempo | lo dejé a los {n1} "
            "días | faltaba un papel | {name} no quiso"
        ),
        month="enero | marzo | mayo | julio | septiembre | noviembre | diciembre",
        text=(
            "un correo | un discurso corto | una invitación | una negativa amable | una "
            "queja | un acta"
        ),
        device="termostato | patinete | altavoz | cerrojo | teléfono | micrófono",
        broken="se apaga solo | da el error {n3} | no carga | hace ruido | no se conecta",
    ),
)

PORTUGUESE = Language(
    "pt",
    entries("""o pão de fermentação natural | uma horta na varanda | a primeira meia maratona
        o ar-condicionado | o imposto de renda
        um carro elétrico usado | a licença parental | uma mudança para Curitiba
        o mofo no banheiro | o voluntariado
        aprender violão | uma entrevista de emprego | a dor nas costas | um cachorro adotado
        o depósito do aluguel
        uma viagem de ônibus | uma noite de jogos | os painéis solares | o inglês no trabalho
        um romance policial"""),
    entries(
        "o custo | o prazo | as ferramentas | a ordem dos passos | os erros comuns | os "
        "papéis | os riscos | bons exemplos"
    ),
    _rules(
        """O que preciso saber sobre {topic}, principalmente {aspect}?
        Como começo com {topic}? O que me preocupa é isto: {aspect}.
        Você pode explicar {aspect}? O assunto é {topic}.
        O que costuma ser esquecido em {topic}? Penso em {aspect}.
        Faça um plano para {topic} que leve em conta {aspect}.
        Compare duas formas de lidar com {topic} quanto a isto: {aspect}.
        Por que {aspect} importa tanto? Trata-se de {topic}.""",
        "Oi, | Olá! | Uma dúvida: | Bom dia, | Boa noite,",
        """Moro em {city} e tenho {n2} minutos por dia. | {name} diz o contrário.
        Meu orçamento é de {n3} reais.
        Já tentei {n1} vezes, mas {fail}. | {kin}, {name}, me perguntou. | Somos {n1} pessoas.
        Em {n1} semanas {name} chega de {city}. | Até agora {fail}.
        Tenho {n2} anos e é a primeira vez.
        Em {month} estive em {city} com {name} e {fail}. | {kin} ajuda, mas só por {n1} dias.""",
        """Em no máximo {n3} palavras. | Em lista. | Com um exemplo. | Seja sincero.
        De um jeito simples.
        Só o essencial. | Pode ser uma tabela. | Sem termos técnicos.""",
        """Obrigado! E {aspect}, se {fail}?
        Ficou longo, só {aspect} para {name}.
        O que muda se {name} vier de {city}?
        Dá para adaptar para {name} em {month}?
        Não entendi a parte sobre {aspect}, e {name} também não.""",
        """Escreva {text} para {name} sobre {topic}. Diga que {fail}.
        Redija {text}: {topic}, {aspect}, prazo de {n1} dias, de {city}.
        Corrija: "Cara {name}, por causa de {topic} temos que falar sobre {aspect}, pois \
            {fail}." """,
        """Olá, meu {device} {coin} {broken}. {name} comprou em {city}. O que faço?
        O pedido {n4} para {city} não chegou, o {device} viria em {month}. Aqui é {name}
        O {device} da {coin} {broken} há {n1} dias. Peço a troca para {name}.""",
        kin="Minha mãe | Meu irmão | Minha chefe | Meu vizinho | Minha filha | Meu tio | Uma amiga",
        fail=(
            "não deu certo | choveu | saiu caro | ninguém tinha tempo | parei depois de "
            "{n1} dias | faltou um papel | {name} não quis"
        ),
        month="janeiro | março | maio | julho | setembro | novembro | dezembro",
        text=(
            "um e-mail | um discurso curto | um convite | uma recusa educada | uma "
            "reclamação | uma ata"
        ),
        device="termostato | patinete | rádio | cadeado | telefone | microfone",
        broken="desliga sozinho | mostra o erro {n3} | não carrega | faz barulho | não conecta",
    ),
)

LANGUAGES: tuple[Language, ...] = (GERMAN, FRENCH, SPANISH, PORTUGUESE)
