"""Dutch. Nouns do not bend, so topics and aspects stand anywhere."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.tongues.base import SHAPES, Tongue, leads, rules

_TOPICS = entries("""
zuurdesembrood | een moestuin op het balkon | de eerste halve marathon | een warmtepomp | de belastingaangifte
een tweedehands elektrische auto | ouderschapsverlof | verhuizen naar Gent | schimmel in de badkamer
vrijwilligerswerk | gitaar leren na je veertigste | een sollicitatie in de zorg | rugpijn door zitten
een hond uit het asiel | de borg van de huurwoning | een treinreis | een spelletjesavond | zonnepanelen
Engels op het werk | een thriller schrijven | koken voor de hele week | groente fermenteren
vegetarisch eten | een kinderfeestje | slaapproblemen bij baby's | zakgeld | schermtijd | van school wisselen
co-ouderschap | huiswerk na school | loonsverhoging vragen | ontslag nemen | uitzendwerk
thuiswerken met kinderen | een burn-out | beginnen als zzp'er | de boekhouding van een vereniging
een onbetaalde factuur | beleggen in fondsen | pensioen | een hypotheek | een huishoudboekje | een erfenis
een testament | servicekosten | burenlawaai | een fietsongeluk | een boete | een kwijtgeraakt pakje
iets terugsturen | migraine | ijzertekort | hooikoorts | nachtdiensten | kniepijn | een beugel | mediteren
krachttraining thuis | zwemles voor volwassenen | laminaat leggen | tegels verven | een lekkende kraan
dakisolatie | compost | een gazon vol mos | fruitbomen snoeien | bijen | wandelen met een peuter | nachttreinen
kamperen aan zee | een goedkoop weekend weg | spreadsheets | een back-up van foto's | wifi in huis
een bruiloftsspeech | een rouwkaart | een spreekbeurt over de VOC | een koor | aquarelleren | nachtfotografie
schaken voor kinderen | examenvrees | een scriptie | een halfjaar in het buitenland | het rijbewijs | breien
""")

_ASPECTS = entries("""
de kosten | de planning | het gereedschap | de volgorde | veelgemaakte fouten | de papieren | de risico's
goede voorbeelden | de voorbereiding | de keuze | de kleine lettertjes | de termijnen | de motivatie
de veiligheid | de nadelen | de nodige voorkennis | het onderhoud | de alternatieven | de wettelijke kant
de taakverdeling | de kwaliteit | de juiste hoeveelheid | de verborgen kosten | de eerste stappen
het effect op lange termijn
""")

DUTCH = Tongue(
    "nl",
    _TOPICS,
    _ASPECTS,
    rules(
        **SHAPES,
        name="""Sanne | Daan | Femke | Bram | Lotte | Jeroen | Anouk | Thijs | Marloes | Ruben | Fatima | Koen | Ilse
        Gijs | Noor | Wouter | Esra | Pieter | Janneke | Sjoerd | Hilde | Milan | Tineke | Stijn | Roos
        Bilal | Veerle | Maarten | Aaltje | Jorrit | mevrouw De Wit | meneer Bakker | oom Henk | tante Riet""",
        city="""Utrecht | Gent | Zwolle | Breda | Leiden | Delft | Brugge | Arnhem | Assen | Hoorn | Mechelen | Venlo
        Deventer | Leuven | Tilburg | Alkmaar | Hasselt | Gouda | Emmen | Sneek | Roermond | Kortrijk
        Haarlem | Almere | Zeist | Goes | Lier | Ede | Groningen | Aalst""",
        open=leads("""Hoi, | Hallo, | Korte vraag: | Goedemorgen, | Hé, | dag allemaal, | Ik zoek advies.
        Sorry voor de domme vraag: | Goedenavond, | Iets anders: | Nog even dit:"""),
        ask="""Wat moet ik weten over {topic}, vooral over {aspect}?
        Hoe pak ik {topic} aan? Het gaat me om {aspect}.
        Kun je uitleggen wat {aspect} betekent voor {topic}?
        Wat wordt bij {topic} vaak vergeten? Ik denk aan {aspect}.
        Maak een plan voor {topic} dat rekening houdt met {aspect}.
        Vergelijk twee manieren voor {topic} en beoordeel {aspect}.
        Waarom let iedereen op {aspect} bij {topic}?
        Ik las iets over {topic} en snap niets van {aspect}.
        Welke vragen stel ik vooraf? Het gaat over {topic}, met {aspect} in gedachten.
        Een checklist voor {topic} graag, {aspect} eerst.
        Wat zou een vakman zeggen over {topic}? En over {aspect}?
        Is {topic} de moeite waard, gezien {aspect}?
        Drie ideeën voor {topic}, elk met een zin over {aspect}.
        waar begin ik met {topic} als {aspect} me zorgen baart?
        Vat het belangrijkste over {topic} samen, met nadruk op {aspect}.
        klopt het dat {aspect} alles bepaalt bij {topic}?""",
        ask2="""kan het ook zonder {thing}, en wat doet dat met {aspect}?
        wat kost dat ongeveer in {city}, inclusief {aspect}?
        hoe lang duurt het met {n1} mensen, en {aspect} dan?
        is {n2} minuten per dag genoeg voor {topic}?
        wacht ik tot {when} of krijg ik dan spijt door {aspect}?
        wie vraag ik in {city} als ik {aspect} niet snap?
        {name} vindt {aspect} onbelangrijk. Geldt dat ook voor {topic}?
        is {n3} euro veel voor {topic}, of komt dat door {aspect}?
        wat eerst, {aspect} of dat gedoe met {name}?
        kan {name} het van me overnemen of gaat dat ten koste van {aspect}?
        en als {bad}? verandert {aspect} dan?
        bestaat er iets makkelijkers voor {kin}? {aspect} telt het meest.""",
        brief="""{topic} in {city}, hoe zit het met {aspect}?
        {aspect} bij {topic}, {n1} personen, {when}
        even snel: {topic}, {n3} euro, {aspect}?
        {topic} met {name} vanaf {when}, tips? vooral {aspect}
        {thing} voor {topic}, nuttig? twijfel over {aspect}
        {fail}, en nu? ({topic}, {aspect})
        {topic}: {n1} redenen voor, {n1} tegen, ook {aspect}
        {aspect}? {topic}, {n2} jaar, {city}
        waarom zo lastig, {aspect}? {topic}, {city}""",
        ctx="""Ik woon in {city} en heb {n2} minuten per dag.
        {name} zegt het tegenovergestelde en nu twijfel ik.
        Mijn budget is {n3} euro, {name} legt wat bij.
        Ik heb het al {n1} keer geprobeerd, maar {fail}.
        Gisteren vroeg {kin} ernaar en ik wist niets te zeggen.
        We zijn met {n1} en komen altijd in {city} samen.
        Over {n1} weken komt {name} uit {city} en dan moet het klaar zijn.
        Ik ben {n2} en doe dit voor het eerst.
        Voor {when} moet ik {name} iets laten zien.
        Vorig jaar was ik met {name} in {city} en {fail}.
        Gelukkig helpt {kin}, maar slechts {n1} dagen.
        In de winkel in {city} zeiden ze iets heel anders.
        Het is voor {event} dat {name} in {city} regelt.
        Het gaat al {n1} maanden zo: {fail}.
        Ik ben {n1} jaar geleden van {city} naar {city} verhuisd.
        Ik heb alleen {thing} en wat geduld.
        {name} en ik delen {thing} met {n1} buren.
        Bij de club doet {name} dit, maar {fail}.
        Na {event} zou {name} het regelen, maar {fail}.
        In {city} zijn de regels in {year} veranderd, hoor ik.""",
        more="""Maakt het uit dat we {thing} al hebben?
        Zou {thing} helpen?
        Verandert er iets voor {when}?
        {name} moet het zonder mij kunnen.
        Meer dan {n3} euro wil ik niet uitgeven.
        Daar komt bij: {fail}.
        Ook {kin} moet het snappen.
        Bedenk dat {name} pas {n2} is.
        In {city} is daar bijna niets voor.
        Voor {event} is dat te laat, toch?
        Ik dacht aan {thing}, {name} eerder aan {thing}.
        Stel dat ik over {n1} dagen begin.
        Desnoods vraag ik {kin}.
        {name} uit {city} is er blij mee.""",
        limit="""In hooguit {n3} woorden. | Als lijst. | Met een voorbeeld. | Wees eerlijk. | Simpel uitgelegd.
        Alleen het belangrijkste. | Een tabel mag. | Zonder vaktaal. | Alsof je met {name} praat.
        Drie zinnen is genoeg. | Geen preek. | Met ruwe getallen. | Noem ook de nadelen.
        Ik heb het nodig voor {when}. | Twee opties, niet meer. | Alvast bedankt!""",
        kin="""mijn moeder | mijn broer | mijn cheffin | mijn buurman | mijn dochter | mijn oom | een vriendin
        mijn vader | mijn oma | mijn huisgenoot | mijn schoonzus | mijn zoon | een collega | mijn tante | mijn trainer""",
        fail="""het is niet gelukt | het regende de hele week | het was te duur | niemand had tijd
        na {n1} dagen was het over | er ontbrak een formulier | {name} was tegen | alles werd uitgesteld
        de helft ging stuk | in {city} was alles dicht | we hadden ons verrekend | {name} werd ziek
        het antwoord kwam te laat | er was ruzie om {n3} euro | niemand wist ervan""",
        bad="""het niet lukt | het gaat regenen | het te duur wordt | niemand tijd heeft | er een formulier ontbreekt
        {name} tegen is | alles wordt uitgesteld | de helft stukgaat | in {city} alles dicht is
        we ons verrekenen | {name} ziek wordt | het antwoord te laat komt | ik na {n1} dagen stop""",
        when="""januari | eind maart | mei | juli | de herfst | november | Pasen | vrijdag | morgenavond
        volgende week | kerst | zondag | de {n1}e | het einde van het semester | vanmiddag""",
        thing="""een oude ladder | een volle kelder | een tablet | een naaimachine | een bakfiets | een schrift
        twee klapstoelen | een microscoop | een koelbox | een aanhanger | een hoofdlamp | een mixer | een tent
        een piano | een weegschaal | een boormachine""",
        event="""het buurtfeest | het huwelijk | het examen | het congres | het overleg | het doopfeest
        het jubileum | het toernooi | het leesuurtje | het optreden | het concert | het schoolreisje""",
        text="""een mail | een korte speech | een uitnodiging | een nette afwijzing | een klacht | een verslag
        een offerte | een advertentie | een ontslagbrief | een bedankkaart | een poster | een recensie
        een persbericht | een gedicht""",
        tone="""vriendelijk maar duidelijk | formeel | los | in twee alinea's | zonder clichés | met humor
        kort en helder | met je en jij | voor ouderen | hooguit {n3} woorden | zoals {name} het zou zeggen | zakelijk""",
        write="""Schrijf {text} aan {name} over {topic}. Vermeld: {fail}. Toon: {tone}.
        Stel {text} op: {topic}, {aspect}, {n1} dagen de tijd, {city}. {detail}
        Verbeter: "Beste {name}, voor {event} moeten we het over {aspect} hebben, want {fail}."
        {text} voor {event} in {city}, {tone}. {detail}
        Ik heb {text} over {topic} nodig. {detail} {detail} Stijl: {tone}.
        Maak korter, {tone}: {draft}
        Maak hier {text} van: {draft} {detail}
        Een titel voor {text} over {topic}, {city}, {when}
        {detail} Maak er {text} van en vergeet {aspect} niet, {tone}.
        Verbeter alleen de spelling: {draft}""",
        detail="""Het gaat om {n3} euro. | {name} uit {city} leest mee. | De termijn loopt tot {when}.
        We kennen elkaar uit {city}, {name} was erbij. | Dossier {n4}. | Noem {thing}. | Reden: {fail}.
        {name} tekent. | Zo'n {n2} mensen lezen het. | We kennen elkaar sinds {year}. | Ik kreeg hulp, {kin} weet ervan.
        Graag antwoord voor {when}.""",
        draft="""hoi {name}, over {topic}: {aspect} moet nog geregeld, {fail}, laat iets weten voor {when}
        {name} denkt dat {aspect} klaar is, ik niet, afspraak in {city} schuift {n1} dagen op
        dank voor {thing}, goed aangekomen in {city}, helaas: {fail}, en wat doen we met {topic}
        notities: {topic}, {aspect}, {n1} mensen, {name} leidt, {city}, budget {n3}
        geachte heer of mevrouw, ik wacht sinds {year} op antwoord (kenmerk {n4}), {fail}, groet {name}
        niemand wil {aspect} doen, {name} niet, {kin} niet, en {event} komt eraan""",
        story="""Schrijf een verhaal van {n3} woorden: {name} vindt {thing} in {city} en {fail}.
        Ga verder: "{name} was sinds {year} niet meer in {city} geweest, en {thing} was weg." {mood}
        Je bent {name} en weet alles over {topic}. Ik kom aan in {city} met {thing}. Begin.
        Een scène tussen {name} en {name} over {topic}, buiten wacht {kin}. {mood}
        Verhaaltje voor het slapen voor {name} ({n1} jaar): {thing}, een kat, {city}. {mood}
        Dialoog: {name} wil {thing} verkopen, {name} zeurt over {aspect}. {mood}
        Een gedicht over {topic} en {city}, zoals in {year}. {mood}
        Verder met het spel: ik geef {thing} aan {name} en vraag de weg naar {city}. {fail}""",
        mood="""Droevig maar hoopvol. | Grappig. | In de tegenwoordige tijd. | Zonder dialoog. | Spannend tot het eind.
        Verteld door {name}. | Open einde. | Op rijm. | Niet zoetsappig. | Hooguit {n3} woorden.
        Als een sprookje. | In de vorm van een brief.""",
        extract="""Vat samen in twee zinnen: {document}
        Noem alle personen, plaatsen en getallen: {document}
        Wat is de hoofdgedachte? "{document}"
        Een kop, {tone}: {document}
        Punten voor {name}, {aspect} eerst: {document}
        {document} Wat hiervan gaat over {city}?
        {document} - leg uit aan {name}, {tone}
        Welke termijnen en bedragen staan erin? {document}""",
        who="""Opgave {n2} | Huiswerk voor {when} | uit het boek, bladzijde {n2} | {name} vroeg me dit
        toets van vorig jaar | Werkblad {n1} | Mijn docent in {city} wil dit | Oefenexamen, vraag {n1}
        voor mijn zus {name} | Bijles met {name} | Groepswerk met {name} | Presentatie voor {when}""",
        hw="""Een trein vertrekt om {n1} uur uit {city} met {n2} km/u. Wanneer heeft hij {n3} km gereden?
        Schrijf een betoog over {topic} met nadruk op {aspect}. Minstens {n3} woorden.
        {name} spaart {n2} euro per maand. Hoe lang duurt het tot {n4} euro?
        Beschrijf het leven in {city} rond {year} en noem {n1} bronnen.
        Een rechthoek is {n2} m bij {n1} m. Hoe lang is de diagonaal?
        Geef de afgeleide van {n2}x tot de macht {n1} plus {n3}x.
        Op hoeveel manieren kies je {n1} van {n2} mensen in {city}?
        Een recept voor {n1} vraagt {n3} g bloem. Hoeveel heeft {name} nodig voor {n2}?
        Schrijf een gesprek tussen {name} en {name} in de verleden tijd over {topic}.
        Van {n3} mensen in {city} noemt {n2} procent {aspect}. Hoeveel zijn dat er?
        Bespreek het personage {name}: {fail}. Waarom doet die zo?
        Hoeveel energie gebruikt een toestel van {n3} watt in {n1} uur?""",
        stuck="""Ik weet niet hoe ik begin. | Na de eerste regel zit ik vast. | Wat wordt er gevraagd?
        Ik kom op {n2}, {name} op {n3}. | Welke formule is dat? | Echt geen idee. | Ik was die dag ziek.
        Klopt {n2}? | Het boek zegt {n3}, waarom? | {name} weet het ook niet. | Moet af voor {when}.
        Alleen het begin is genoeg.""",
        wish="""Alleen een hint, niet de oplossing. | Stap voor stap graag. | Wat is de truc? | Met andere getallen.
        Ik heb er nog {n1}. | Niveau klas {n1}. | Kijk mijn aanpak na. | Hoe schrijf je dat netjes op?
        Zo dat {name} het snapt. | Met een tekening in woorden. | Zonder rekenmachine. | Over {n1} dagen is de toets.""",
        support="""{hello}mijn {device} van {coin} {broken}. {name} kocht het in {city}. {please}
        {hello}bestelling {n4} voor {city} is er nog niet, levering was {when}. Groet, {name}
        De {device} van {coin} {broken}, al {n1} dagen. {tried} {please}
        {hello}hoe wijzig ik {screen} in de app van {coin}? {tried} Klantnummer {n4}.
        {tried} Toch geldt: de {device} {broken}. {please} {name}, {city}
        {n3} euro dubbel afgeschreven ({coin}), rekening van {name}. {please}
        Sinds {event} werkt {screen} niet meer, melding {n3}. {tried} {please}
        {hello}de {device} kwam aan in {city}, maar {fail}. Factuur {n4}. {please}""",
        hello=leads("Hallo, | Goedendag, | Beste team, | Hoi, | Geachte heer of mevrouw,"),
        device="""thermostaat | fiets | radio | telefoon | microfoon | oplader | koptelefoon | babyfoon | meter
        router | kachel | lezer | tablet | printer""",
        broken="""gaat steeds uit | geeft fout {n3} | laadt niet meer | tikt hard | maakt geen verbinding
        blijft op {n2} procent staan | ruikt verbrand | is alle instellingen kwijt | houdt het {n1} uur vol
        wordt erg heet | start steeds opnieuw op | geeft de verkeerde tijd aan""",
        tried="""Ik heb {n1} keer herstart. | De handleiding helpt niet. | {name} heeft ook gekeken. | De kabel is nieuw.
        Ik hing {n2} minuten in de wacht. | In {city} deed hij het. | Resetten hielp niet.
        Met {thing} is het hetzelfde. | De update was {n1} dagen geleden. | Uw collega {name} zou bellen.
        Ik heb foto's. | {n1} weken terug ging alles goed.""",
        please="""Wat nu? | Graag een vervanging. | Ik wil mijn geld terug. | Kan {name} me bellen?
        Waar staat het serienummer? | Hoe lang duurt dat? | Graag annuleren. | Ik ben tot {when} bereikbaar.
        Stuur het naar {city}. | Dank voor snelle hulp. | Anders zeg ik op. | Geldt de garantie nog?""",
        screen="""het afleveradres | het wachtwoord | de taal | de betaalwijze | het factuuradres | het rooster
        de melding | het abonnement | de gebruikerslijst | de foto | de kaart | de agenda""",
        follow="""Dank je! En {aspect}, als {bad}?
        Dat was te lang, alleen {aspect} voor {name}. {limit}
        Wat verandert er als {name} uit {city} meedoet? {more}
        Kun je het voor {name} herschrijven, versie {when}? {limit}
        Het stuk over {aspect} snap ik niet, {name} ook niet.
        oké, maar {fail}. {more}
        nee, ik bedoelde {aspect} in {city}. {more}
        Punt {n1} graag preciezer, ik mis {aspect}. {limit}
        en voor {n2} personen in plaats van {n1}? {more}
        Zeker weten? {name} las {n3}, niet {n2}. {ctx}
        Goed. Nu hetzelfde voor {thing} en {when}.""",
        short="""{topic} {aspect} | {aspect}? | en {aspect}? | bedankt {name} | {topic} in {city} | ga door
        korter graag | {n2} + {n2} * {n1} | {topic}, {year} | nog eens in {n1} punten | oké dank
        waarom {aspect}? | test {n2} | ben je er? | {city} {event} {year} | weer {city} {when}
        verjaardagstekst {name} | in het Engels: {thing} | {n3} euro in pond | synoniem voor {aspect}""",
        news_a="""De raad van {city} stemde met {n2} tegen {n1} voor geld voor {topic}.
        Sinds {year} werkt {name} aan {topic} in een werkplaats bij {city}.
        Een enquête onder {n3} gezinnen in {city} ging over {topic}.
        Het bedrijf {coin} uit {city} opent vestiging nummer {n1}.
        In {city} trok {event} {n4} bezoekers, velen voor {name}.
        Het museum in {city} toont {thing} uit {year}.
        Na de storm zitten {n3} huizen in {city} zonder stroom.
        Lijn {n2} naar {city} rijdt nog maar eens per {n1} uur.""",
        news_b="""Volgens {name} is {aspect} jarenlang onderschat.
        De prijzen stegen {n1} procent, wat {name} niet verbaast.
        Voor {name} telt maar één ding: {aspect}.
        Het rapport van {n2} pagina's noemt {aspect} als grootste zorg.
        Kritiek komt uit {city}, waar men spreekt van {n3} euro extra.
        Een andere groep rond {name} twijfelt: {fail}.
        Al in {year} is het in {city} geprobeerd. | De zaak ligt bij {name}, daarna bij {name}.""",
        news_c="""Het besluit valt over {n1} weken. | {name} presenteert de uitkomsten. | De rest blijft gelijk.
        Bezwaar kan in {city} nog {n2} dagen. | Het werk duurt {n1} maanden. | Zeker is niets.
        Er is al {n4} euro opgehaald. | In de zomer volgt {city}. | De cijfers zijn voorlopig.""",
        mail_a="""Beste collega's, {event} is toch in {city}. | Hoi {name}, zo staat het met {topic}.
        Goedemorgen {name}, we hebben aanvraag {n4} ontvangen. | Hoi allemaal, nieuws van {name} uit {city}.
        Geachte mevrouw {coin}, uw vraag ging over {topic}. | Hé {name}, ik zit in de trein naar {city}.
        Beste ouders, op de {n1}e is er geen les.""",
        mail_b="""Alleen {aspect} staat nog open, daar heb ik {name} voor nodig. | Helaas: {fail}.
        De rekening van {n3} euro is betaald. | We zijn nu met {n2} en missen {thing}. | Neem {thing} mee.
        {name} heeft de zaal geboekt. | Het contract loopt sinds {year}. | De papieren liggen bij {name} in {city}.
        Er ontbreken {n1} handtekeningen.""",
        mail_c="""Laat het weten voor {when}. {name} | Groeten uit {city}, {name} | Vragen: {name}, toestel {n2}.
        Tot snel, {name} | Met vriendelijke groet, {name} | Dank jullie, {name} | Bel me na {n1} uur. {name}""",
        rev_a="""{n1} nachten in {city}, kamer {n3}: schoon maar lawaaiig. | De {device} van {coin} {broken}.
        Gekocht in {city} voor {n3} euro. | {name} aan de kassa was erg aardig. | Prima voor {topic}.
        Met {n1} gegeten, {name} nam soep. | Bezorgd in {city} in {n1} dagen. | Derde {device} van {coin} sinds {year}.""",
        rev_b="""Alleen {aspect} viel tegen. | Jammer: {fail}. | {n1} van de {n2} punten. | {name} is blij, ik minder.
        Zou ik weer kopen. | Voor {n3} euro in orde. | Volgende keer neem ik {thing}. | Zonde van {event}.
        Niets voor {kin}. | De dienst in {city} antwoordde na {n2} dagen.""",
        man_a="""Laad de {device} voor gebruik {n1} uur op. | {coin} model {n3}, korte handleiding.
        Lees eerst het deel over {aspect}. | Controleer of alle {n2} delen er zijn.
        Geldt voor toestellen vanaf {year}. | Gebruik de {device} alleen droog.""",
        man_b="""Houd de toets {n1} seconden in. | Rood licht betekent fout {n3}. | Zet de knop op {n2}.
        Houd {thing} uit de buurt. | Kijk daarna {screen} na in de app. | Vervang het filter om de {n1} maanden.
        Draai de schroeven aan tot {n1} Nm.""",
        man_c="""Reparatie alleen door {coin} in {city}. | Onderdelen onder nummer {n4}. | De garantie duurt {n1} jaar.
        Bel bij storing {coin}. | Niet onder {n1} graden bewaren. | Breng het oude toestel naar de milieustraat.""",
    ),
)
