"""Problems in German."""

from __future__ import annotations

from simulation.prompts.problem_banks.base import ProblemBank, words
from simulation.prompts.problem_banks.sums import framed, sums_of

GERMAN = ProblemBank(
    (
        *sums_of("""
        change: {name} kauft auf dem Markt in {city} {a} {goods} zu je {b} Cent und zahlt mit {a} Euro. Wie viel Wechselgeld gibt es? = % Cent
        weeks: Ein Betrieb in {city} verkauft von Montag bis Freitag täglich {a} {goods} und samstags {b}. Wie viele sind das in {c} Wochen? = %
        pump: Eine Pumpe füllt bei {name} in {city} ein Becken in {c} Minuten. Wie lange brauchen zwei solche Pumpen für drei Becken? = % Minuten
        speed: {name} radelt von {city} nach {town} mit {a} km/h und mit {b} km/h zurück. Wie hoch ist das mittlere Tempo? = % km/h
        discount: Nach {a} Prozent Rabatt zahlt {name} in {city} noch {b} Euro. Wie hoch war der alte Preis? = % Euro
        guess: {name} aus {city} denkt sich eine Zahl, nimmt sie mal {c}, zählt {a} dazu und erhält {b}. Welche Zahl war es? = %
        cylinder: Ein Fass von {name} aus {city} ist ein Zylinder mit {a} cm Radius und {b} cm Höhe. Wie viele Liter fasst es? = % Liter
        fence: {name} umzäunt bei {city} eine Wiese von {a} m mal {b} m. Wie viel Zaun ist nötig? = % m
        red: In einer Kiste aus {city} liegen {a} rote und {b} grüne {goods}. {name} nimmt blind zwei heraus. Wie wahrscheinlich sind beide rot? = % Prozent
        shake: Auf einem Fest in {city} geben sich {b} Gäste je einmal die Hand, zählt {name}. Wie oft werden Hände geschüttelt? = %-mal
        blink: Zwei Lampen am Hafen von {city} blinken alle {a} und alle {c} Sekunden. {name} sieht sie zugleich blinken. Nach wie vielen Sekunden wieder? = % Sekunden
        fall: {name} lässt in {city} einen Stein {a} m tief in einen Brunnen fallen. Wie lange fällt er ohne Luftwiderstand? = % s
        energy: Ein Ofen mit {a}{b} Watt läuft bei {name} in {city} jeden Tag {c} Stunden. Wie viel Energie braucht er in der Woche? = % kWh
        dilute: {name} gießt in einem Labor in {city} {c} ml Wasser zu {a} ml einer Lösung mit {b} Prozent. Welcher Anteil ergibt sich? = % Prozent
        mean: {name} zählt in {city} an drei Tagen {a}, {b} und {c} {goods}. Wie hoch ist das Mittel? = %
        even: Ein Laden in {city} hat {a}{b} Euro feste Kosten im Monat und verdient {c} Euro je Stück. Ab wie vielen Stück macht {name} keinen Verlust? = %
        """),
        *framed("""
        biology: Warum färben sich Blätter im Herbst gelb? = Das Chlorophyll wird abgebaut, die Carotinoide bleiben.
        biology: Wieso helfen Antibiotika nicht gegen Viren? = Sie greifen Strukturen von Bakterien an, die Viren fehlen.
        chemistry: Warum setzt sich in Wasserkochern Kalk ab? = Beim Erhitzen von hartem Wasser fällt Calciumcarbonat aus.
        physics: Weshalb ist der Himmel am Tag blau? = Die Luft streut kurzwelliges Licht stärker als langwelliges.
        history: Warum verbreitete sich die Reformation nach dem Buchdruck so schnell? = Flugschriften waren billig und ließen sich kaum aufhalten.
        geography: Warum liegen viele alte Städte an Flüssen? = Flüsse boten Wasser, Transportwege und Übergänge.
        law: Kommt ein Kaufvertrag über {goods} auch am Telefon zustande? = Ja, Angebot und Annahme genügen dafür.
        economics: Warum macht mehr Geld ein Land nicht von selbst reicher? = Bei gleicher Gütermenge steigen nur die Preise.
        statistics: Warum beweist eine Korrelation noch keine Ursache? = Ein dritter Umstand kann beide Größen bewegen.
        programming: Warum speichert man Passwörter mit einem Salt? = Gleiche Passwörter haben dann verschiedene Hashwerte.
        linguistics: Was ist ein Phonem? = Die kleinste lautliche Einheit, die Wörter unterscheiden kann.
        philosophy: Woran konnte Descartes nicht zweifeln? = Daran, dass er denkt und also ist.
        medicine: Warum prüft man neue Mittel gegen ein Placebo? = Nur der Unterschied zur Scheinbehandlung zeigt die Wirkung.
        """),
    ),
    words(
        name="Anja | Bernd | Clara | Dieter | Emil | Frieda | Georg | Heike | Ingo | Jana | Klaus | Lena | Moritz | Nele | Otto | Paula | Ralf | Sabine | Timo | Ute | Volker | Wiebke",
        mate="Achim | Birte | Carsten | Dörte | Edgar | Franka | Gerd | Hilde | Jörg | Karla | Lars | Meike | Norbert | Petra | Rolf | Silke",
        city="Augsburg | Bremen | Chemnitz | Dresden | Erfurt | Freiburg | Graz | Halle | Innsbruck | Jena | Kassel | Leipzig | Mainz | Nürnberg | Potsdam | Rostock | Salzburg | Trier | Ulm | Würzburg",
        town="Bamberg | Celle | Detmold | Emden | Fulda | Gera | Husum | Kempten | Lindau | Minden | Passau | Soest | Wismar | Zwickau",
        goods="Äpfel | Kerzen | Schrauben | Hefte | Knöpfe | Ziegel | Brezeln | Nüsse | Postkarten | Murmeln | Gurken | Lampen | Birnen | Löffel",
        setting="""In einer Vorlesung in {city} fragt {name}: | {name} unterrichtet in {city} und sucht eine Antwort. | Quizabend in {city}, Runde {n1}, {name} liest vor:
        {name} und {mate} streiten im Zug nach {city}. | Aus einer Klausur in {city}, Aufgabe {n2}: | Leserbrief von {name} aus {city}: | Jemand namens {name} aus {city} wollte es wissen:
        Beim Abendessen in {city} fragt {name} in die Runde: | {name} bereitet in {city} ein Referat mit {n2} Folien vor. | Im Museum von {city}, Tafel {n2}: | Hausaufgabe für {name}, Schule in {city}, Seite {n3}:
        Nach einem Vortrag in {city} meldet sich {name}. | Podcast aus {city} mit {name} und {mate}:""",
        wish="""Bitte in höchstens {n2} Wörtern. | Zwei Sätze genügen, {mate} hat nur {n1} Minuten. | {mate} aus {town} sieht das anders. | Ein Beispiel für {mate} wäre gut. | Es gibt dafür {n1} Punkte.
        So, dass {mate} mit {n2} Jahren es versteht. | Es kommt auf Seite {n3} ins Heft. | Ohne Fachwörter, {mate} ist neu im Fach. | {mate} wettet {n2} Euro, dass es keiner weiß. | Die Antwort geht nach {town}, an {mate}.""",
        steps="""Bitte mit Rechenweg. | Nur das Ergebnis, sagt {mate}. | {mate} aus {town} hat etwas anderes heraus. | Das ist Aufgabe {n3}. | Dafür gibt es {n1} Punkte. | Erkläre es {mate} in {n1} Zeilen.
        {mate} hält das für unlösbar. | Aufgabe {n2} vom Blatt aus {town}. | Erst das Ergebnis, dann der Weg.""",
    ),
)
