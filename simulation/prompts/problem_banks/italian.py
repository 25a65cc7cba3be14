"""Problems in Italian."""

from __future__ import annotations

from simulation.prompts.problem_banks.base import ProblemBank, words
from simulation.prompts.problem_banks.sums import framed, sums_of

ITALIAN = ProblemBank(
    (
        *sums_of("""
        change: Al mercato di {city} {name} compra {a} {goods} a {b} centesimi l'una e paga con {a} euro. Quanto riceve di resto? = % centesimi
        weeks: Un negozio di {city} vende {a} {goods} al giorno dal lunedì al venerdì e {b} il sabato. Quante ne vende in {c} settimane? = %
        pump: A {city} la pompa di {name} riempie una vasca in {c} minuti. Quanto impiegano due pompe uguali per tre vasche? = % minuti
        speed: {name} va in bicicletta da {city} a {town} a {a} km/h e torna a {b} km/h. Qual è la velocità media? = % km/h
        discount: Dopo uno sconto del {a} % {name} paga {b} euro in un negozio di {city}. Qual era il prezzo di partenza? = % euro
        guess: {name} pensa un numero, lo moltiplica per {c}, aggiunge {a} e dice a {mate} che fa {b}. Che numero era? = %
        cylinder: La botte di {name} a {city} è un cilindro con raggio di {a} cm e altezza di {b} cm. Quanti litri contiene? = % litri
        fence: {name} recinta un prato di {a} m per {b} m vicino a {city}. Quanta rete serve? = % m
        red: In una cassa di {city} ci sono {a} {goods} rosse e {b} gialle; {name} ne prende due senza guardare. Con che probabilità sono entrambe rosse? = % %
        shake: A una festa a {city} {b} persone si stringono tutte la mano una volta, conta {name}. Quante strette di mano sono? = %
        blink: Nel porto di {city} due luci lampeggiano ogni {a} e ogni {c} secondi. {name} le vede lampeggiare insieme. Fra quanti secondi succede di nuovo? = % secondi
        fall: {name} lascia cadere un sasso da un ponte alto {a} m a {city}. Quanto dura la caduta senza l'aria? = % s
        energy: Un forno da {a}{b} watt resta acceso {c} ore al giorno da {name} a {city}. Quanta energia usa in una settimana? = % kWh
        dilute: In un laboratorio di {city} {name} aggiunge {c} ml di acqua a {a} ml di una soluzione al {b} %. Qual è la nuova concentrazione? = % %
        mean: {name} conta {a}, {b} e {c} {goods} in tre giorni a {city}. Qual è la media? = %
        even: La bottega di {name} a {city} ha {a}{b} euro di costi fissi e guadagna {c} euro per pezzo. Quanti pezzi servono per non perdere? = % pezzi
        """),
        *framed("""
        biology: Perché le foglie ingialliscono in autunno? = La clorofilla si degrada e restano i carotenoidi.
        biology: Perché gli antibiotici non curano l'influenza? = Colpiscono strutture dei batteri che i virus non hanno.
        chemistry: Perché nel bollitore si forma il calcare? = Scaldando acqua dura precipita il carbonato di calcio.
        physics: Perché di giorno il cielo è azzurro? = L'aria diffonde di più la luce di onda corta.
        history: Perché i salari salirono dopo la peste nera? = La manodopera era diventata scarsa.
        geography: Perché tante città antiche sorgono sui fiumi? = Il fiume dava acqua, trasporto e un punto di passaggio.
        law: C'è un contratto se qualcuno accetta al telefono di comprare una partita di {goods}? = Sì, basta l'accordo sulla cosa e sul prezzo.
        economics: Perché stampare moneta non arricchisce un paese? = Con gli stessi beni e più moneta salgono i prezzi.
        statistics: Perché una correlazione non prova una causa? = Un terzo fattore può muovere entrambe le grandezze.
        programming: Perché le password si salvano con un sale? = Così password uguali hanno impronte diverse.
        linguistics: Che cos'è un fonema? = La più piccola unità di suono che distingue due parole.
        philosophy: Di che cosa non poteva dubitare Cartesio? = Di pensare e dunque di esistere.
        medicine: Perché un farmaco nuovo si confronta con un placebo? = Solo la differenza dal placebo ne mostra l'effetto.
        """),
    ),
    words(
        name="Beatrice | Carlo | Davide | Elisa | Franco | Giulia | Luca | Marta | Nicola | Paola | Riccardo | Sara | Tommaso | Valeria | Bianca | Dario | Fabio | Gaia | Lorenzo | Silvia",
        mate="Barbara | Cesare | Diana | Enrico | Federica | Giorgio | Laura | Matteo | Nadia | Pietro | Rosa | Stefano | Teresa | Vito | Michela",
        city="Bari | Bergamo | Bologna | Cagliari | Catania | Como | Cremona | Ferrara | Firenze | Genova | Lecce | Lucca | Mantova | Modena | Padova | Parma | Pavia | Torino | Trieste | Verona",
        town="Biella | Cuneo | Fano | Gubbio | Latina | Matera | Noto | Pistoia | Rieti | Savona | Siena | Todi | Varese | Volterra",
        goods="pere | candele | viti | biglie | tegole | noci | cartoline | perle | tazze | scatole | mele | lampade | prugne | matite",
        setting="""In una lezione a {city} {name} chiede: | Serata quiz a {city}, turno {n1}, domanda di {name}: | {name} e {mate} discutono sul treno per {city}. | Lettera di {name}, da {city}:
        Esame a {city}, domanda {n2}: | A cena, a {city}, {name} domanda a {mate}: | Per una ricerca di {n2} pagine che {name} prepara a {city}: | Al museo di {city}, pannello {n2}: | Compito di {name}, scuola di {city}, pagina {n3}:
        Dopo una conferenza a {city} {name} alza la mano. | Puntata registrata a {city} con {name} e {mate}: | {name} insegna a {city} e cerca una risposta.""",
        wish="""In {n2} parole al massimo. | Bastano due frasi, {mate} ha solo {n1} minuti. | {mate}, di {town}, pensa il contrario. | Un esempio aiuterebbe {mate}. | Vale {n1} punti.
        In modo che {mate}, a {n2} anni, capisca. | Va a pagina {n3} del quaderno. | Senza gergo, {mate} ha appena iniziato. | {mate} scommette {n2} euro che nessuno lo sa. | La risposta va a {town}, da {mate}.""",
        steps="""Mostra i passaggi. | Solo il risultato, dice {mate}. | A {mate}, di {town}, viene altro. | È l'esercizio {n3}. | Vale {n1} punti. | Spiegalo a {mate} in {n1} righe.
        {mate} dice che non si può risolvere. | Esercizio {n2} del foglio di {town}. | Prima il risultato, poi il metodo.""",
    ),
)
