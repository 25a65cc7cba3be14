"""German. Topics bear no article and aspects are not masculine: both stay as they are in the
accusative, the only case the sentences ask for."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.tongues.base import SHAPES, Tongue, leads, rules

_TOPICS = entries("""
Sauerteigbrot | Tomaten auf dem Balkon | Training für den ersten Halbmarathon | Wärmepumpen im Altbau
die Steuererklärung für Angestellte | gebrauchte Elektroautos | Elternzeit zu zweit | Umzug ins Ausland
Schimmel im Bad | ehrenamtliche Arbeit im Verein | Gitarre lernen mit 40 | Bewerbung als Pflegekraft
Rückenschmerzen vom Sitzen | Hunde aus dem Tierheim | Streit um die Mietkaution | Nachhilfe in Mathe
Radreisen an der Elbe | Brettspielabende | Solarzellen auf dem Dach | Englisch im Beruf | Krimis schreiben
Meal Prep für die Woche | Fermentieren von Gemüse | vegane Ernährung im Alter | Kindergeburtstage
Einschlafprobleme bei Babys | Taschengeld | Trotzphasen | Pubertät und Handyzeit | Schulwechsel
Gehaltsverhandlungen | Kündigung in der Probezeit | Zeitarbeit | Homeoffice mit Kind | Burnout
Existenzgründung als Friseurin | Buchhaltung im Kleingewerbe | Rechnungen ohne Mehrwertsteuer
ETF-Sparpläne | Altersvorsorge für Selbstständige | Ratenkredite | Haushaltsbuch führen
Erbrecht bei Patchworkfamilien | Vorsorgevollmachten | Nebenkostenabrechnungen | Lärm der Nachbarn
Fahrradunfälle ohne Zeugen | Bußgelder aus Italien | Reklamation von Möbeln | Widerruf beim Onlinekauf
Migräne | Eisenmangel | Heuschnupfen | Schichtarbeit und Schlaf | Knieschmerzen beim Laufen
Zahnersatz | Pflegegrade | Meditation für Anfänger | Krafttraining zu Hause | Schwimmen lernen
Laminat verlegen | Fliesen streichen | Heizkörper entlüften | tropfende Wasserhähne | Dämmung im Dachboden
Hochbeete | Kompost | Rasen voller Moos | Obstbäume schneiden | Bienen im Garten
Wanderurlaub mit Kleinkind | Nachtzüge | Zelten an der Ostsee | Städtereisen mit kleinem Budget
Excel-Formeln | Datensicherung zu Hause | WLAN im ganzen Haus | Smart Home ohne Cloud
Vereinssatzungen | Hochzeitsreden | Trauerkarten | Gedichte für den Ruhestand | Referate über die Hanse
Chorarbeit | Aquarellmalerei | Fotografie bei Nacht | Modelleisenbahnen | Schach für Kinder
Prüfungsangst | Masterarbeiten | Auslandssemester | Deutschprüfung B2 | Lerngruppen
""")

_ASPECTS = entries("""
die Kosten | die Zeitplanung | das Werkzeug | die Reihenfolge | typische Fehler | die Unterlagen
die Risiken | gute Beispiele | die Vorbereitung | die Auswahl | das Kleingedruckte | die Fristen
die Motivation | die Sicherheit | die Nachteile | das nötige Vorwissen | die Pflege | die Alternativen
die Rechtslage | die Absprache mit anderen | die Qualität | das richtige Maß | die Folgekosten
die ersten Schritte | die Zuständigkeit | die Langzeitwirkung
""")

GERMAN = Tongue(
    "de",
    _TOPICS,
    _ASPECTS,
    rules(
        **SHAPES,
        name="""Jonas | Hanna | Lena | Moritz | Aylin | Kemal | Svenja | Torben | Birgit | Uwe | Anja | Florian
        Katrin | Matthias | Ewa | Milan | Sabine | Holger | Nele | Finn | Greta | Oskar | Ilse | Rainer
        Yasemin | Tim | Paula | Dieter | Clara | Emil | Frau Berger | Herr Yilmaz | Frau Novak | Herr Lindner
        Frau Hofer | Herr Petersen | Frau Wirth | Herr Adler""",
        city="""Leipzig | Graz | Bremen | Basel | Kassel | Ulm | Linz | Bern | Rostock | Jena | Essen | Trier
        Passau | Kiel | Halle | Erfurt | Zug | Villach | Mainz | Bonn | Görlitz | Celle | Husum | Fulda
        Bregenz | Winterthur | Potsdam | Siegen | Lübeck | Chur""",
        open=leads("""Hallo, | Guten Tag. | Kurze Frage: | Servus, | Moin, | hi, | Ich bräuchte mal Rat. | Hey!
        Guten Abend zusammen. | Entschuldigung, falls die Frage dumm ist: | Nächstes Thema:"""),
        ask="""Was muss ich über {topic} wissen, vor allem: {aspect}?
        Wie geht man am besten vor? Thema {topic}, mir geht es um {aspect}.
        Kannst du mir erklären, welche Rolle {aspect} spielt, wenn es um {topic} geht?
        Was wird rund um {topic} oft vergessen? Stichwort: {aspect}.
        Mach mir bitte einen Plan zum Thema {topic}, der {aspect} ernst nimmt.
        Vergleiche zwei Wege für {topic} und bewerte jeweils {aspect}.
        Warum zählt {aspect} so viel, wenn es um {topic} geht?
        Ich habe etwas über {topic} gelesen und verstehe {aspect} nicht ganz.
        Welche Fragen sollte ich vorher klären? Es geht um {topic} und um {aspect}.
        Stell mir eine Checkliste für {topic} zusammen, {aspect} bitte zuerst.
        Was würde ein Profi raten, was {topic} angeht? Und wie sieht er {aspect}?
        Lohnt sich das überhaupt, {topic}? Wie schätzt du {aspect} ein?
        Drei Ideen für {topic}, bitte, jeweils mit einem Satz über {aspect}.
        wo fange ich an, wenn es um {topic} geht und {aspect} mir Sorgen macht?
        Fass mir das Wichtigste über {topic} zusammen, mit Blick auf {aspect}.
        Stimmt es, dass {aspect} alles entscheidet, wenn man an {topic} denkt?""",
        ask2="""geht das auch ohne {thing}, und was heißt das für {aspect}?
        was kostet mich das ungefähr in {city}, wenn {aspect} mitzählt?
        wie lange dauert das für {n1} Leute, und wie steht es um {aspect}?
        reichen {n2} Minuten am Tag, um {topic} in den Griff zu bekommen?
        soll ich bis {when} warten oder spricht {aspect} dagegen?
        wen frage ich in {city} am besten, wenn {aspect} unklar ist?
        {name} sagt, {aspect} sei egal. Stimmt das, auch für {topic}?
        ist {n3} Euro viel für {topic}, oder treibt {aspect} das hoch?
        was mache ich zuerst, {aspect} oder das mit {name}?
        kann {name} mir das abnehmen oder leidet dann {aspect}?
        was ist, wenn {fail}? Ändert das {aspect}?
        gibt es etwas Einfacheres für {kin}? Wichtig wäre {aspect}.""",
        brief="""{topic} in {city}, wie steht es um {aspect}?
        {aspect} für {topic}, {n1} Personen, {when}
        kurz: {topic}, {n3} Euro, {aspect}?
        {topic} mit {name} ab {when}, jemand Tipps? {aspect} ist mir wichtig
        hilft {thing} für {topic}? {aspect} unklar
        {fail}, und jetzt? ({topic}, {aspect})
        {topic}: {n1} Gründe dafür, {n1} dagegen, auch {aspect}
        {aspect}? {topic}, {n2} Jahre alt, {city}
        wieso ist {aspect} so schwierig? {topic}, {city}""",
        ctx="""Ich wohne in {city} und habe {n2} Minuten am Tag Zeit.
        {name} sagt das Gegenteil, und jetzt bin ich unsicher.
        Mein Budget liegt bei {n3} Euro, {name} legt etwas drauf.
        Ich habe es schon {n1} mal versucht, aber {fail}.
        Gestern hat mich {kin} danach gefragt und ich wusste nichts.
        Wir sind zu {n1}t und treffen uns immer in {city}.
        In {n1} Wochen kommt {name} aus {city}, bis dahin sollte es stehen.
        Ich bin {n2} und mache das zum ersten Mal.
        Bis {when} muss ich {name} etwas vorlegen.
        Letztes Jahr war ich mit {name} in {city} und {fail}.
        Dabei hilft {kin}, hat aber nur {n1} Tage Zeit.
        Im Laden in {city} hat man mir etwas ganz anderes erzählt.
        Für {event} in {city} suche ich noch eine gute Lösung.
        Seit {n1} Monaten geht das so: {fail}.
        Vor {n1} Jahren bin ich von {city} nach {city} gezogen.
        Ich habe nur {thing} und ein bisschen Geduld.
        {name} und ich teilen uns {thing} mit {n1} Nachbarn.
        Im Verein in {city} macht das sonst {name}, aber {fail}.
        Für {event} hatte {name} Hilfe versprochen, aber {fail}.
        Angeblich wurden {year} in {city} die Regeln geändert.""",
        more="""Spielt es eine Rolle, dass wir {thing} schon haben?
        Würde {thing} helfen?
        Ändert sich das bis {when}?
        {name} müsste es allein schaffen können.
        Mehr als {n3} Euro will ich nicht ausgeben.
        Dazu kommt: {fail}.
        Auch {kin} soll damit klarkommen.
        Denk bitte daran, dass {name} erst {n2} ist.
        In {city} gibt es dafür kaum Angebote.
        Für {event} wäre das zu spät, oder?
        Ich dachte an {thing}, {name} eher an {thing}.
        Angenommen, ich fange in {n1} Tagen an.
        Notfalls frage ich {kin}.
        {name} aus {city} hat damit gute Erfahrungen gemacht.""",
        limit="""Bitte in höchstens {n3} Wörtern. | Als Liste. | Mit einem Beispiel. | Sei ehrlich.
        Einfach erklärt, bitte. | Nur das Wichtigste. | Gern als Tabelle. | Ohne Fachwörter.
        Erklär es so, dass {name} es versteht. | Drei Sätze reichen. | Kein Vortrag. | Mit groben Zahlen.
        Nenn auch die Nachteile. | Ich brauche es bis {when}. | Zwei Varianten, nicht mehr. | Danke schon mal!""",
        kin="""meine Mutter | mein Bruder | meine Chefin | mein Nachbar | meine Tochter | mein Onkel
        eine Freundin | mein Vater | meine Oma | mein Mitbewohner | meine Schwägerin | mein Sohn
        ein Kollege | meine Tante | mein Trainer""",
        fail="""es hat nicht geklappt | das Wetter war schlecht | es war zu teuer | niemand hatte Zeit
        nach {n1} Tagen war Schluss | es fehlte ein Formular | {name} war dagegen | alles wurde verschoben
        die Hälfte ging kaputt | in {city} hatte schon alles zu | wir haben uns verrechnet
        {name} wurde krank | die Zusage kam zu spät | es gab Streit um {n3} Euro | keiner wusste Bescheid""",
        when="""Januar | Ende März | Mai | Juli | Herbst | November | Ostern | Freitag | morgen Abend
        nächste Woche | Weihnachten | Sonntag | zum {n1}. des Monats | Semesterende | heute Mittag""",
        thing="""eine alte Leiter | eine Kammer voller Kartons | ein Tablet | eine Nähmaschine | ein Lastenrad
        ein Notizbuch | zwei Klappstühle | ein Mikroskop | eine Kühlbox | eine Schubkarre | eine Stirnlampe
        ein Waffeleisen | ein Zelt | ein Klavier | eine Waage | eine Bohrmaschine""",
        event="""das Sommerfest | die Hochzeit | die Prüfung | die Messe | das Klassentreffen | die Taufe
        das Jubiläum | die Sitzung | das Turnier | die Lesung | die Premiere | das Probewohnen | die Übergabe""",
        text="""eine E-Mail | eine kurze Rede | eine Einladung | eine Absage | eine Beschwerde | ein Protokoll
        ein Angebot | eine Anzeige | eine Kündigung | eine Dankeskarte | einen Aushang | eine Bewertung
        eine Pressemitteilung | ein Gedicht""",
        tone="""freundlich, aber bestimmt | förmlich | locker | in zwei Absätzen | ohne Floskeln | mit Humor
        kurz und klar | auf Du | für ältere Leser | höchstens {n3} Wörter | wie von {name} | sachlich""",
        write="""Schreibe {text} an {name}, Thema {topic}. Erwähne: {fail}. Ton: {tone}.
        Formuliere {text}: {topic}, {aspect}, Frist {n1} Tage, Ort {city}. {detail}
        Bitte verbessere: "Hallo {name}, für {event} müssen wir über {aspect} reden, denn {fail}."
        {text} für {event} in {city}, {tone}. {detail}
        Ich brauche {text} über {topic}. {detail} {detail} Bitte {tone}.
        Kürze das, {tone}: {draft}
        Mach daraus {text}: {draft} {detail}
        Überschrift für {text} über {topic}, {city}, {when}
        {detail} Schreib {text} dazu, {aspect} nicht vergessen, {tone}.
        Korrigiere nur Rechtschreibung und Kommas: {draft}""",
        detail="""Es geht um {n3} Euro. | {name} aus {city} liest mit. | Die Frist endet {when}.
        Wir haben uns in {city} kennengelernt, {name} war dabei. | Aktenzeichen {n4}.
        Erwähne {thing}. | Grund: {fail}. | Unterschreiben wird {name}. | Es lesen etwa {n2} Leute mit.
        Wir kennen uns seit {year}. | Dabei hat {kin} geholfen. | Die Antwort soll bis {when} kommen.""",
        draft="""hallo {name}, wegen {topic}: wir müssen noch {aspect} klären, {fail}, melde dich bis {when}
        {name} meint, {aspect} sei erledigt, ich glaube das nicht, Treffen in {city} um {n1} Tage verschoben
        danke für {thing}, ist in {city} angekommen, leider: {fail}. was heißt das für {topic}?
        Notizen: {topic}, {aspect}, {n1} Leute, {name} leitet, {city}, Budget {n3}
        sehr geehrte Damen und Herren, seit {year} warte ich auf Antwort ({n4}), {fail}, Gruß {name}
        keiner will {aspect} übernehmen, {name} nicht, {kin} nicht, und {event} rückt näher""",
        story="""Schreib eine Geschichte mit {n3} Wörtern: {name} findet {thing} in {city}, und {fail}.
        Setz fort: "Seit {year} war {name} nicht mehr in {city} gewesen, und {thing} war weg." {mood}
        Du bist {name} und weißt alles über {topic}. Ich komme in {city} an und habe {thing} dabei. Fang an.
        Eine Szene zwischen {name} und {name}, es geht um {topic}, draußen wartet {kin}. {mood}
        Gutenachtgeschichte für {name} ({n1} Jahre): {thing}, ein Hund, {city}. {mood}
        Dialog: {name} will {thing} verkaufen, {name} fragt dauernd nach {aspect}. {mood}
        Ein Gedicht über {topic} und {city} im Stil von {year}. {mood}
        Weiter im Spiel: ich gebe {name} {thing} und frage nach dem Weg nach {city}. {fail}""",
        mood="""Traurig, aber mit Hoffnung. | Lustig. | Im Präsens. | Ohne wörtliche Rede. | Spannend bis zuletzt.
        Aus der Sicht von {name}. | Mit offenem Ende. | In Reimen. | Nicht kitschig. | Höchstens {n3} Wörter.
        Wie ein Märchen. | Als Brief.""",
        extract="""Fasse in zwei Sätzen zusammen: {document}
        Liste alle Personen, Orte und Zahlen auf: {document}
        Was ist hier die Hauptaussage? "{document}"
        Überschrift bitte, {tone}: {document}
        Stichpunkte für {name}, {aspect} zuerst: {document}
        {document} Was davon betrifft {city}?
        {document} - erklär das {name}, {tone}
        Welche Fristen und Beträge stehen hier? {document}""",
        who="""Aufgabe {n2} | Hausaufgabe für {when} | aus dem Buch, Seite {n2} | {name} hat mich gefragt
        Klausur vom letzten Jahr | Übungsblatt {n1} | Mein Lehrer in {city} will das so | Probeprüfung, Frage {n1}
        für meine Schwester {name} | Nachhilfe bei {name} | Gruppenarbeit mit {name} | Referat bis {when}""",
        hw="""Ein Zug fährt um {n1} Uhr mit {n2} km/h in {city} los. Wann ist er {n3} km weit?
        Erörtere {topic} unter einem Gesichtspunkt: {aspect}. Mindestens {n3} Wörter.
        {name} spart {n2} Euro im Monat. Wie lange dauert es bis {n4} Euro?
        Beschreibe, wie man in {city} um {year} gelebt hat, und nenne {n1} Quellen.
        Ein Rechteck ist {n2} m lang und {n1} m breit. Wie groß ist die Diagonale?
        Bestimme die Ableitung von {n2}x hoch {n1} plus {n3}x.
        Wie viele Möglichkeiten gibt es, {n1} von {n2} Leuten in {city} auszuwählen?
        Ein Rezept für {n1} Personen braucht {n3} g Mehl. Wie viel braucht {name} für {n2}?
        Schreibe einen Dialog zwischen {name} und {name} im Konjunktiv, Thema {topic}.
        Von {n3} Befragten in {city} nennen {n2} Prozent {aspect}. Wie viele sind das?
        Interpretiere die Figur {name}: {fail}. Warum handelt sie so?
        Wie viel Strom braucht ein Gerät mit {n3} Watt in {n1} Stunden?""",
        stuck="""Ich weiß nicht, wie ich anfangen soll. | Nach der ersten Zeile hänge ich. | Was ist gesucht?
        Ich habe {n2} raus, {name} hat {n3}. | Welche Formel ist das? | Keine Ahnung, ehrlich.
        In der Stunde war ich krank. | Stimmt {n2}? | Im Buch steht {n3}, warum? | {name} kann es auch nicht.
        Hab bis {when} Zeit. | Der Ansatz reicht mir.""",
        wish="""Bitte nur ein Tipp, nicht die Lösung. | Schritt für Schritt bitte. | Was ist der Trick?
        Zeig es mit anderen Zahlen. | Ich habe noch {n1} davon. | Für Klasse {n1}. | Prüf bitte meinen Weg.
        Wie schreibt man das sauber auf? | So, dass {name} es versteht. | Mit Skizze in Worten.
        Ohne Taschenrechner. | Danke, in {n1} Tagen ist Prüfung.""",
        support="""{hello}mein {coin} {device} {broken}. {name} hat es in {city} gekauft. {please}
        {hello}Bestellung {n4} aus {city} fehlt noch, das {device} sollte {when} kommen. Gruß, {name}
        Das {device} von {coin} {broken}, seit {n1} Tagen. {tried} {please}
        {hello}wie ändere ich {screen} in der {coin} App? {tried} Kundennummer {n4}.
        {tried} Trotzdem: das {device} {broken}. {please} {name}, {city}
        {n3} Euro doppelt abgebucht ({coin}), Konto von {name}. {please}
        Ich kann {screen} nicht mehr ändern, Meldung {n3}, und brauche das für {event}. {tried} {please}
        {hello}das {device} kam in {city} an, aber {fail}. Rechnung {n4}. {please}""",
        hello=leads("Hallo, | Guten Tag, | Liebes Team, | Hi, | Sehr geehrte Damen und Herren,"),
        device="""Thermostat | Fahrrad | Radio | Schloss | Telefon | Mikrofon | Tablet | Ladegerät | Display
        Headset | Babyfon | Messgerät | Navi | Faxgerät""",
        broken="""geht ständig aus | zeigt Fehler {n3} | lädt nicht mehr | klickt laut | verbindet sich nicht
        bleibt bei {n2} Prozent stehen | riecht verbrannt | hat alle Einstellungen vergessen
        hält nur {n1} Stunden durch | wird sehr heiß | startet im Kreis | zeigt die falsche Uhrzeit""",
        tried="""Neustart habe ich {n1} mal versucht. | Die Anleitung hilft nicht. | {name} hat auch geschaut.
        Ich habe {n2} Minuten in der Warteschleife gehangen. | Das Kabel ist neu. | In {city} ging es noch.
        Zurücksetzen brachte nichts. | Auch {thing} ändert daran nichts. | Das Update war {when}.
        Ihr Kollege {name} wollte sich melden. | Fotos habe ich. | Vor {n1} Wochen lief alles.""",
        please="""Was tun? | Bitte um Ersatz. | Ich möchte mein Geld zurück. | Kann mich {name} anrufen?
        Wo steht die Seriennummer? | Wie lange dauert das? | Bitte stornieren. | Ich bin bis {when} erreichbar.
        Schicken Sie es nach {city}. | Danke für schnelle Hilfe. | Sonst kündige ich. | Gilt die Garantie noch?""",
        screen="""die Lieferadresse | das Passwort | die Sprache | den Zahlungsweg | die Rechnungsadresse
        den Zeitplan | die Benachrichtigungen | den Tarif | die Nutzerliste | das Profilbild
        die Karte | den Kalender""",
        follow="""Danke! Und {aspect}, falls es so kommt: {fail}?
        Das war zu lang, bitte nur {aspect} für {name}. {limit}
        Was ändert sich, wenn {name} aus {city} mitmacht? {more}
        Schreib das für {when} um, so dass {name} es versteht. {limit}
        Den Punkt über {aspect} verstehe ich nicht, {name} auch nicht.
        ok, aber {fail}. {more}
        nein, ich meinte {aspect} in {city}. {more}
        Punkt {n1} bitte genauer, {aspect} fehlt mir. {limit}
        und für {n2} Personen statt {n1}? {more}
        Bist du sicher? {name} hat {n3} gelesen, nicht {n2}. {ctx}
        Gut. Jetzt dasselbe für {thing} und {when}.""",
        short="""{topic} {aspect} | {aspect}? | und {aspect}? | danke {name} | {topic} in {city} | weiter
        kürzer bitte | {n2} + {n2} * {n1} | {topic}, {year} | noch mal mit {n1} Punkten | ok danke
        warum {aspect}? | test {n2} | hallo, bist du da? | {city} {event} {year} | Wetter in {city} {when}
        {name} Geburtstag Spruch | auf Englisch: {thing} | {n3} Euro in Franken | Synonym für {aspect}""",
        news_a="""Der Gemeinderat von {city} hat mit {n2} zu {n1} Stimmen Geld für {topic} bewilligt.
        Seit {year} arbeitet {name} in einer Werkstatt bei {city} am Thema {topic}.
        Eine Umfrage unter {n3} Haushalten in {city} befasste sich mit der Frage: {topic}, ja oder nein?
        Die Firma {coin} aus {city} eröffnet {when} ihre {n1}. Filiale.
        In {city} zog {event} {n4} Besucher an, viele kamen wegen {name}.
        Im Museum von {city} ist ab {when} {thing} aus dem Jahr {year} zu sehen.
        Nach dem Sturm fehlt in {city} noch immer Strom für {n3} Häuser.
        Die Linie {n2} nach {city} fährt {when} nur alle {n1} Stunden.""",
        news_b="""{name} sagte, {aspect} sei jahrelang unterschätzt worden.
        Die Preise stiegen um {n1} Prozent, was {name} nicht überrascht.
        Laut {name} zählt am Ende nur {aspect}.
        Der Bericht hat {n2} Seiten und nennt {aspect} als größte Sorge.
        Kritik kommt aus {city}, wo man über {n3} Euro Mehrkosten klagt.
        Eine zweite Gruppe um {name} bezweifelt das: {fail}.
        Schon {year} gab es in {city} einen ähnlichen Versuch.
        Zuständig ist {name}, die Vertretung hat {name}.""",
        news_c="""Entschieden wird in {n1} Wochen. | Die Ergebnisse stellt {name} {when} vor.
        Einwände nimmt das Amt in {city} bis {when} an. | Der Rest bleibt, wie er ist.
        Die Arbeiten dauern voraussichtlich {n1} Monate. | Ob es dabei bleibt, ist offen.
        Spenden von {n4} Euro sind schon da. | Im Sommer folgt {city}.
        Mehr dazu am {n1}. des Monats. | Die Zahlen sind vorläufig.""",
        mail_a="""Liebe Kolleginnen und Kollegen, {event} findet nun doch in {city} statt.
        Hallo {name}, hier der Stand zum Thema {topic}. | Guten Tag {name}, Ihr Antrag {n4} liegt uns vor.
        Hi zusammen, kurzes Update von {name} aus {city}. | Sehr geehrte Frau {coin}, zu Ihrer Frage über {topic}:
        Moin {name}, ich sitze gerade im Zug nach {city}. | Liebe Eltern, am {n1}. fällt der Unterricht aus.""",
        mail_b="""Offen ist noch {aspect}, da brauche ich {name}. | Leider: {fail}.
        Wir sind jetzt {n2} Personen und brauchen {thing}. | Die Rechnung über {n3} Euro ist bezahlt.
        Bitte bringt {thing} mit. | Den Raum hat {name} bis {when} gebucht. | Der Vertrag läuft seit {year}.
        Unterlagen liegen bei {name} in {city}. | Es fehlen noch {n1} Unterschriften.""",
        mail_c="""Gebt bitte bis {when} Bescheid. Grüße, {name} | Viele Grüße aus {city}, {name}
        Bei Fragen: {name}, Durchwahl {n2}. | Bis {when}! {name} | Mit freundlichen Grüßen, {name}
        Danke euch, {name} | Ruf mich an, ab {n1} Uhr geht es. {name}""",
        rev_a="""{n1} Nächte in {city}, Zimmer {n3}: sauber, aber laut. | Das {device} von {coin} {broken}.
        Gekauft in {city} für {n3} Euro. | {name} an der Kasse war sehr nett.
        Wir waren zu {n1}t essen, {name} hatte die Suppe. | Lieferung nach {city} in {n1} Tagen.
        Für {topic} genau richtig. | Drittes Gerät von {coin} seit {year}.""",
        rev_b="""Nur {aspect} hat mich enttäuscht. | Leider: {fail}. | {n1} von {n2} Punkten.
        {name} ist begeistert, ich weniger. | Würde ich wieder kaufen. | Für den Preis von {n3} Euro in Ordnung.
        Nächstes Mal nehme ich {thing}. | Schade um {event}. | Nichts für {kin}.
        Der Kundendienst in {city} antwortete nach {n2} Tagen.""",
        man_a="""Vor dem ersten Gebrauch das {device} {n1} Stunden laden. | {coin} Modell {n3}, Kurzanleitung.
        Lesen Sie zuerst den Abschnitt über {aspect}. | Prüfen Sie, ob alle {n2} Teile vorhanden sind.
        Diese Anleitung gilt für Geräte ab {year}. | Das {device} nur in trockenen Räumen benutzen.""",
        man_b="""Drücken Sie die Taste {n1} Sekunden lang. | Blinkt die Lampe rot, ist Fehler {n3} aufgetreten.
        Stellen Sie den Regler auf {n2}. | Halten Sie {thing} fern. | Danach {screen} in der App prüfen.
        Filter alle {n1} Monate wechseln. | Schrauben mit {n1} Nm anziehen.""",
        man_c="""Reparaturen nur durch {coin} in {city}. | Ersatzteile unter Nummer {n4}.
        Bei Störungen hilft der Dienst von {coin}. | Die Garantie endet nach {n1} Jahren.
        Nicht unter {n1} Grad lagern. | Altgeräte gehören zum Wertstoffhof.""",
    ),
)
