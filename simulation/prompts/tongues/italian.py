"""Italian. Topics and aspects bear their article and follow only "per" and "con" and verbs."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.tongues.base import SHAPES, Tongue, leads, rules

_TOPICS = entries("""
il pane a lievitazione naturale | un orto sul balcone | la prima mezza maratona | la pompa di calore
la dichiarazione dei redditi | un'auto elettrica usata | il congedo parentale | un trasloco a Torino
la muffa in bagno | il volontariato | la chitarra a quarant'anni | un colloquio di lavoro | il mal di schiena
un cane dal canile | la caparra dell'affitto | un viaggio in treno | una serata di giochi
i pannelli solari | l'inglese sul lavoro | un romanzo giallo | i pranzi della settimana | le verdure fermentate
la dieta vegetariana | una festa per bambini | il sonno del neonato | la paghetta | il cellulare ai ragazzi
il cambio di scuola | l'affido condiviso | i compiti del pomeriggio | un aumento di stipendio | le dimissioni
il lavoro da casa con i figli | l'esaurimento | l'apertura della partita IVA | i conti di un'associazione
una fattura non pagata | un piano di accumulo | la pensione | un mutuo | il bilancio di casa | un'eredità
il testamento | le spese condominiali | un vicino rumoroso | un incidente in bici | una multa | un pacco perso
il diritto di recesso | l'emicrania | la carenza di ferro | l'allergia ai pollini | il turno di notte
il dolore al ginocchio | l'apparecchio ai denti | la meditazione | i pesi in casa | il nuoto per adulti
il parquet | le piastrelle | un rubinetto che perde | l'isolamento del tetto | il compost | la potatura
le api | una gita con i bimbi | i treni notturni | il campeggio | un fine settimana economico
i fogli di calcolo | la copia delle foto | il wifi di casa | un discorso di nozze | una lettera di condoglianze
una ricerca sugli Etruschi | il coro | l'acquerello | la foto notturna | gli scacchi | l'ansia da esame
la tesi | un semestre all'estero | la patente | l'uncinetto | il teatro amatoriale
""")

_ASPECTS = entries("""
il costo | i tempi | gli attrezzi | l'ordine dei passi | gli errori tipici | i documenti | i rischi
i buoni esempi | la preparazione | la scelta | le clausole piccole | la motivazione | la sicurezza
gli svantaggi | le basi necessarie | la manutenzione | le alternative | la parte legale
la divisione dei compiti | la qualità | la giusta misura | le spese nascoste | i primi passi
l'effetto nel tempo | il parere degli esperti
""")

ITALIAN = Tongue(
    "it",
    _TOPICS,
    _ASPECTS,
    rules(
        **SHAPES,
        name="""Giulia | Lorenzo | Chiara | Davide | Ilaria | Matteo | Ornella | Sandro | Federica | Nicola | Bianca
        Piero | Marta | Tommaso | Serena | Ettore | Caterina | Gino | Alessia | Rocco | Teresa | Fabio | Noemi
        Umberto | Silvia | Dario | Loredana | Edoardo | Miriam | Zeno | la signora Conti | il signor Fabbri
        zia Pina | il dottor Riva""",
        city="""Torino | Bari | Genova | Lecce | Parma | Udine | Trento | Pisa | Cagliari | Ancona | Siena | Verona
        Matera | Lugano | Catania | Modena | Perugia | Rimini | Novara | Pescara | Trieste | Lodi | Sassari
        Salerno | Cuneo | Ferrara | Potenza | Aosta | Savona | Como""",
        open=leads("""Ciao, | Salve. | Una domanda: | Buongiorno, | Buonasera, | ciao!! | Mi serve un consiglio.
        Scusa la domanda banale: | Altra cosa: | Cambio argomento: | Senti,"""),
        ask="""Cosa devo sapere per {topic}, soprattutto per {aspect}?
        Come affronto {topic}? Mi preoccupa una cosa: {aspect}.
        Mi spieghi {aspect}? Il tema è {topic}.
        Che cosa si dimentica spesso con {topic}? Penso per esempio: {aspect}.
        Fammi un piano per {topic} che consideri {aspect}.
        Confronta due modi per gestire {topic}, criterio: {aspect}.
        Perché conta tanto questo: {aspect}? Parlo di una cosa precisa, {topic}.
        Ho letto un articolo (tema: {topic}) e non capisco {aspect}.
        Che domande faccio prima? È per {topic}, e mi interessa {aspect}.
        Una lista per {topic}, prima {aspect}, per favore.
        Che direbbe un esperto per {topic}? E per {aspect}?
        Vale la pena affrontare {topic}, considerando {aspect}?
        Tre idee per {topic}, ognuna con una frase che riguarda {aspect}.
        da dove comincio con {topic} se mi spaventa {aspect}?
        Riassumi l'essenziale per capire {topic}, mettendo al centro {aspect}.
        è vero che con {topic} decide tutto un fattore, cioè {aspect}?""",
        ask2="""si può fare senza {thing}, e come la mettiamo con {aspect}?
        quanto costa a {city} contando {aspect}?
        quanto ci si mette in {n1}, e con {aspect}?
        bastano {n2} minuti al giorno per {topic}?
        aspetto ({when}) o me lo impedisce {aspect}?
        a chi chiedo a {city} se non capisco {aspect}?
        secondo {name} si può ignorare {aspect}. Vale anche per {topic}?
        {n3} euro per {topic} sono tanti, o dipende: {aspect}?
        cosa viene prima, {aspect} o quello che chiede {name}?
        può farlo {name} per me o ci rimette {aspect}?
        e se {fail}? cambia {aspect}?
        c'è qualcosa di più facile per {kin}? conta soprattutto questo: {aspect}.""",
        brief="""{topic} a {city}, e {aspect}?
        {aspect} per {topic}, {n1} persone, {when}
        veloce: {topic}, {n3} euro, {aspect}?
        {topic} con {name}, {when}, consigli? soprattutto {aspect}
        {thing} per {topic}, serve? dubbio: {aspect}
        {fail}, e adesso? ({topic}, {aspect})
        {topic}: {n1} motivi a favore, {n1} contro, anche {aspect}
        {aspect}? {topic}, {n2} anni, {city}
        perché è così difficile capire {aspect}? {topic}, {city}""",
        ctx="""Abito a {city} e ho {n2} minuti al giorno.
        {name} dice il contrario e non so più cosa pensare.
        Ho {n3} euro, {name} aggiunge qualcosa.
        Ci ho provato già {n1} volte, ma {fail}.
        Ieri {kin} me l'ha chiesto e non sapevo rispondere.
        Siamo in {n1} e ci vediamo sempre a {city}.
        Tra {n1} settimane arriva {name} da {city} e dev'essere pronto.
        Ho {n2} anni ed è la prima volta.
        Devo far vedere qualcosa a {name}, scadenza: {when}.
        L'anno scorso ero a {city} con {name} e {fail}.
        Mi dà una mano {kin}, ma solo per {n1} giorni.
        Nel negozio di {city} mi hanno detto altro.
        Riguarda {event} che {name} organizza a {city}.
        Da {n1} mesi è così: {fail}.
        Mi sono trasferito da {city} a {city} {n1} anni fa.
        Ho solo {thing} e un po' di pazienza.
        Con {name} divido {thing}, più {n1} vicini.
        In associazione ci pensa {name}, ma {fail}.
        Dopo {event}, {name} doveva occuparsene, ma {fail}.
        Pare che a {city} le regole siano cambiate nel {year}.""",
        more="""Conta il fatto che abbiamo già {thing}?
        Aiuterebbe {thing}?
        Cambia qualcosa più avanti ({when})?
        {name} deve riuscirci senza di me.
        Non voglio superare {n3} euro.
        In più, {fail}.
        Deve capirlo anche {kin}.
        Tieni conto che {name} ha solo {n2} anni.
        A {city} non c'è quasi niente del genere.
        Per {event} sarebbe tardi, no?
        Io pensavo di usare {thing}, {name} invece {thing}.
        Mettiamo che cominci tra {n1} giorni.
        Se serve, {kin} lo sa.
        {name}, di {city}, si trova bene così.""",
        limit="""In {n3} parole al massimo. | In un elenco. | Con un esempio. | Sii sincero. | In modo semplice.
        Solo l'essenziale. | Meglio una tabella. | Senza tecnicismi. | Come se parlassi con {name}.
        Bastano tre frasi. | Niente prediche. | Con cifre indicative. | Dimmi anche i contro.
        Mi serve presto: {when}. | Due opzioni, non di più. | Grazie in anticipo!""",
        kin="""mia madre | mio fratello | la mia capa | il mio vicino | mia figlia | mio zio | un'amica | mio padre
        mia nonna | il mio coinquilino | mia cognata | mio figlio | un collega | mia zia | il mio allenatore""",
        fail="""non ha funzionato | ha piovuto tutta la settimana | costava troppo | nessuno aveva tempo
        ho smesso dopo {n1} giorni | mancava un modulo | {name} non voleva | hanno rimandato tutto
        metà si è rotta | a {city} era tutto chiuso | abbiamo sbagliato i conti | {name} si è ammalato
        la risposta è arrivata tardi | c'è stata una lite per {n3} euro | nessuno sapeva niente""",
        when="""gennaio | fine marzo | maggio | luglio | autunno | novembre | Pasqua | venerdì | domani sera
        la settimana prossima | Natale | domenica | il {n1} del mese | fine semestre | oggi a mezzogiorno""",
        thing="""una vecchia scala | una cantina piena | un tablet | una macchina da cucire | una bici da carico
        un quaderno | due sedie pieghevoli | un microscopio | una borsa frigo | un rimorchio | una torcia
        un frullatore | una tenda | un pianoforte | una bilancia | un trapano""",
        event="""la sagra | il matrimonio | l'esame | la fiera | la riunione | il battesimo | l'anniversario
        il torneo | la lettura | la prima | il mercatino | la consegna delle chiavi | il concerto""",
        text="""una mail | un breve discorso | un invito | un rifiuto gentile | un reclamo | un verbale | un preventivo
        un annuncio | una lettera di dimissioni | un biglietto di ringraziamento | un volantino
        una recensione | un comunicato | una poesia""",
        tone="""gentile ma deciso | formale | informale | in due paragrafi | senza frasi fatte | con ironia
        breve e chiaro | dando del tu | per anziani | {n3} parole al massimo | come direbbe {name} | neutro""",
        write="""Scrivi {text} per {name}, tema: {topic}. Di' anche questo: {fail}. Tono: {tone}.
        Prepara {text}: {topic}, {aspect}, {n1} giorni di tempo, {city}. {detail}
        Correggi: "Ciao {name}, per {event} dobbiamo chiarire {aspect}, perché {fail}."
        {text} per {event} a {city}, {tone}. {detail}
        Mi serve {text} per {topic}. {detail} {detail} Stile: {tone}.
        Accorcia, {tone}: {draft}
        Fanne {text}: {draft} {detail}
        Un titolo per {text}, tema {topic}, {city}, {when}
        {detail} Ricavane {text} senza dimenticare {aspect}, {tone}.
        Correggi solo l'ortografia: {draft}""",
        detail="""Si tratta di {n3} euro. | {name} di {city} è in copia. | Scadenza: {when}. | Pratica {n4}.
        Ci siamo conosciuti a {city}, c'era {name}. | Cita {thing}. | Il motivo: {fail}. | Firma {name}.
        Lo leggeranno circa {n2} persone. | Ci conosciamo dal {year}. | Mi ha aiutato {kin}.
        Serve una risposta presto: {when}.""",
        draft="""ciao {name}, per {topic} resta da decidere {aspect}, {fail}, fammi sapere ({when})
        per {name} è tutto fatto, anche {aspect}, per me no, l'incontro a {city} slitta di {n1} giorni
        grazie, a {city} è arrivato tutto, anche {thing}, però {fail}, e con {topic} come si fa
        appunti: {topic}, {aspect}, {n1} persone, guida {name}, {city}, budget {n3}
        spettabile ditta, aspetto risposta dal {year} (rif. {n4}), {fail}, saluti {name}
        nessuno vuole seguire {aspect}, né {name} né {kin}, e si avvicina {event}""",
        story="""Scrivi un racconto di {n3} parole: {name} trova {thing} a {city} e {fail}.
        Continua: "{name} non tornava a {city} dal {year}, e mancava {thing}." {mood}
        Sei {name} e sai tutto, il tema è {topic}. Arrivo a {city} con {thing}. Comincia.
        Una scena tra {name} e {name}, si parla di una cosa sola, {topic}; fuori aspetta {kin}. {mood}
        Favola della buonanotte per {name} ({n1} anni): {thing}, un gatto, {city}. {mood}
        Dialogo: {name} vuole vendere {thing}, {name} vuole capire {aspect}. {mood}
        Una poesia con {topic} e {city}, come nel {year}. {mood}
        Continuiamo il gioco: do {thing} a {name} e chiedo la strada per {city}. {fail}""",
        mood="""Triste ma con speranza. | Divertente. | Al presente. | Senza dialoghi. | Con suspense fino in fondo.
        Raccontato da {name}. | Finale aperto. | In versi. | Niente melassa. | {n3} parole al massimo.
        Come una fiaba. | In forma di lettera.""",
        extract="""Riassumi in due frasi: {document}
        Elenca persone, luoghi e numeri: {document}
        Qual è l'idea principale? "{document}"
        Un titolo, {tone}: {document}
        Punti chiave per {name}, prima {aspect}: {document}
        {document} Che cosa riguarda {city}?
        {document} - spiegalo per {name}, {tone}
        Che scadenze e importi compaiono? {document}""",
        who="""Esercizio {n2} | Compito, {when} | dal libro, pagina {n2} | me l'ha chiesto {name}
        verifica dell'anno scorso | Scheda {n1} | Il prof di {city} lo vuole così | Simulazione, domanda {n1}
        per mia sorella {name} | Ripetizioni con {name} | Lavoro di gruppo con {name} | Interrogazione, {when}""",
        hw="""Un treno parte alle {n1} da {city} a {n2} km/h. Quando avrà fatto {n3} km?
        Tema: {topic}. Punto centrale: {aspect}. Almeno {n3} parole.
        {name} mette via {n2} euro al mese. Quanto ci vuole per {n4} euro?
        Descrivi la vita a {city} intorno al {year} e cita {n1} fonti.
        Un rettangolo misura {n2} m per {n1} m. Quanto è lunga la diagonale?
        Deriva {n2}x alla {n1} più {n3}x.
        In quanti modi si scelgono {n1} persone tra {n2} a {city}?
        Una ricetta per {n1} vuole {n3} g di farina. Quanta ne usa {name} per {n2}?
        Scrivi un dialogo al congiuntivo tra {name} e {name}, tema {topic}.
        Su {n3} persone a {city}, il {n2} per cento indica {aspect}. Quante sono?
        Commenta il personaggio, {name}: {fail}. Perché agisce così?
        Che energia usa un apparecchio da {n3} watt in {n1} ore?""",
        stuck="""Non so da dove partire. | Mi blocco dopo la prima riga. | Cosa si chiede? | Che formula è?
        A me viene {n2}, a {name} {n3}. | Nessuna idea, davvero. | Quel giorno ero assente. | {n2} è giusto?
        Il libro dice {n3}, perché? | Neanche {name} lo sa. | Serve presto: {when}. | Mi basta l'inizio.""",
        wish="""Solo un indizio, non la soluzione. | Passo per passo. | Qual è il trucco? | Con altri numeri.
        Ne ho altri {n1}. | Livello di terza, gruppo {n1}. | Controlla il mio metodo. | Come si scrive bene?
        Così che {name} capisca. | Con un disegno a parole. | Senza calcolatrice. | L'esame è tra {n1} giorni.""",
        support="""{hello}il mio {device} {coin} {broken}. {name} l'ha comprato a {city}. {please}
        {hello}l'ordine {n4} per {city} non arriva, il {device} era previsto ({when}). Sono {name}
        Il {device} {coin} {broken} da {n1} giorni. {tried} {please}
        {hello}come cambio {screen} nell'app {coin}? {tried} Cliente {n4}.
        {tried} Eppure il {device} {broken}. {please} {name}, {city}
        Addebitati {n3} euro due volte ({coin}), conto di {name}. {please}
        Dopo {event} non va più {screen}, messaggio {n3}. {tried} {please}
        {hello}il {device} è arrivato a {city}, ma {fail}. Fattura {n4}. {please}""",
        hello=leads("Buongiorno, | Salve, | Gentile servizio, | Ciao, | Buonasera,"),
        device="""termostato | monopattino | lucchetto | telefono | microfono | caricatore | radiatore
        citofono | contatore | router | lettore | ventilatore | navigatore | tablet""",
        broken="""si spegne da solo | dà l'errore {n3} | non carica | fa rumore | non si collega | puzza di bruciato
        si ferma al {n2} per cento | ha perso le impostazioni | dura {n1} ore | scalda molto
        si riavvia di continuo | segna l'ora sbagliata""",
        tried="""L'ho riavviato {n1} volte. | Il manuale non aiuta. | L'ha guardato anche {name}. | Il cavo è nuovo.
        Ho aspettato {n2} minuti al telefono. | A {city} andava. | Il ripristino non serve.
        Con {thing} è uguale. | L'ho aggiornato {n1} giorni fa. | La collega {name} doveva chiamare.
        Ho le foto. | {n1} settimane fa andava bene.""",
        please="""Che faccio? | Chiedo la sostituzione. | Rivoglio i soldi. | {name} può chiamarmi?
        Dov'è il numero di serie? | Quanto ci vuole? | Annullate, grazie. | Sono reperibile ({when}).
        Speditelo a {city}. | Grazie per la rapidità. | Altrimenti disdico. | È ancora in garanzia?""",
        screen="""l'indirizzo di consegna | la password | la lingua | il metodo di pagamento | la fatturazione
        l'orario | l'avviso | la tariffa | l'elenco utenti | la foto | la mappa | il calendario""",
        follow="""Grazie! E se {fail}, cambia {aspect}?
        Troppo lungo, solo {aspect} per {name}. {limit}
        Che cosa cambia se {name} viene da {city}? {more}
        Lo adatti per {name}? Versione per dopo ({when}). {limit}
        Non capisco la parte con {aspect}, {name} nemmeno.
        ok, ma {fail}. {more}
        no, intendevo {aspect} a {city}. {more}
        Il punto {n1} più in dettaglio, non trovo {aspect}. {limit}
        e per {n2} persone invece di {n1}? {more}
        Sicuro? {name} ha letto {n3}, non {n2}. {ctx}
        Bene. Lo stesso con {thing}, e la data è {when}.""",
        short="""{topic} {aspect} | {aspect}? | e {aspect}? | grazie {name} | {topic} a {city} | continua
        più corto | {n2} + {n2} * {n1} | {topic}, {year} | ancora, in {n1} punti | ok grazie
        perché {aspect}? | prova {n2} | ci sei? | {city} {event} {year} | meteo {city} {when}
        auguri per {name} | in inglese: {thing} | {n3} euro in franchi | sinonimo per {aspect}""",
        news_a="""Il consiglio di {city} ha votato, {n2} a {n1}, un fondo per {topic}.
        Dal {year} {name} studia {topic} in un laboratorio vicino a {city}.
        Un sondaggio fra {n3} famiglie di {city} riguardava {topic}.
        La ditta {coin} di {city} apre la sede numero {n1}.
        A {city} hanno visto {event} in {n4}, molti venuti per {name}.
        Il museo di {city} espone {thing} del {year}.
        Dopo il temporale {n3} case a {city} restano senza luce.
        La linea {n2} per {city} passa solo ogni {n1} ore.""",
        news_b="""Secondo {name} per anni nessuno ha considerato {aspect}.
        I prezzi sono saliti del {n1} per cento, e {name} non si stupisce.
        Per {name} conta una cosa sola: {aspect}.
        Il rapporto di {n2} pagine mette al primo posto {aspect}.
        Le critiche arrivano da {city}, dove si parla di {n3} euro in più.
        Un altro gruppo, guidato da {name}, ne dubita: {fail}.
        Già nel {year} ci avevano provato a {city}. | Se ne occupa {name}, poi {name}.""",
        news_c="""Si decide tra {n1} settimane. | {name} presenterà i risultati. | Il resto non cambia.
        Il comune di {city} raccoglie pareri per {n2} giorni. | I lavori dureranno {n1} mesi. | Nulla è certo.
        Ci sono già {n4} euro di offerte. | In estate tocca a {city}. | I dati sono provvisori.""",
        mail_a="""Cari colleghi, novità: facciamo {event} a {city}. | Ciao {name}, ecco a che punto siamo con {topic}.
        Buongiorno {name}, abbiamo ricevuto la richiesta {n4}. | Ciao a tutti, notizie di {name} da {city}.
        Gentile signora {coin}, la sua domanda riguarda {topic}. | Ciao {name}, sono in treno per {city}.
        Cari genitori, il giorno {n1} non c'è lezione.""",
        mail_b="""Resta aperto un punto, {aspect}, e mi serve {name}. | Purtroppo {fail}. | I {n3} euro sono pagati.
        Ora siamo in {n2} e manca {thing}. | Portate {thing}. | {name} ha prenotato la sala.
        Il contratto è del {year}. | Le carte le ha {name} a {city}. | Mancano {n1} firme.""",
        mail_c="""Rispondete presto ({when}). {name} | Saluti da {city}, {name} | Domande: {name}, interno {n2}.
        A presto, {name} | Cordiali saluti, {name} | Grazie a tutti, {name} | Chiamami dopo le {n1}. {name}""",
        rev_a="""{n1} notti a {city}, camera {n3}: pulita ma rumorosa. | Il {device} {coin} {broken}.
        Comprato a {city} per {n3} euro. | {name}, alla cassa, gentilissimo. | Perfetto per {topic}.
        A cena in {n1}, {name} ha preso la zuppa. | Arrivato a {city} in {n1} giorni. | Terzo {device} {coin} dal {year}.""",
        rev_b="""Unico neo: {aspect}. | Peccato, {fail}. | {n1} punti su {n2}. | A {name} piace, a me meno.
        Lo ricomprerei. | Per {n3} euro va bene. | La prossima volta prendo {thing}. | Ha rovinato {event}.
        Non fa per {kin}. | L'assistenza di {city} ha risposto dopo {n2} giorni.""",
        man_a="""Prima dell'uso caricare il {device} per {n1} ore. | {coin} modello {n3}, guida rapida.
        Leggere prima la parte che riguarda {aspect}. | Controllare che ci siano i {n2} pezzi.
        Vale per apparecchi dal {year}. | Usare il {device} in luogo asciutto.""",
        man_b="""Premere il tasto per {n1} secondi. | La luce rossa indica l'errore {n3}. | Girare la manopola su {n2}.
        Tenere lontano {thing}. | Poi controllare {screen} nell'app. | Cambiare il filtro ogni {n1} mesi.
        Stringere le viti a {n1} Nm.""",
        man_c="""Riparazioni solo presso {coin}, {city}. | Ricambi con il numero {n4}. | La garanzia dura {n1} anni.
        Se si guasta, chiamare {coin}. | Non tenere sotto i {n1} gradi. | Portare il vecchio in discarica.""",
    ),
)
