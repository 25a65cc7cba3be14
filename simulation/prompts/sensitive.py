"""Touchy questions that may be printed, and harmless ones on kindred subjects, by language.

Doses, disputed politics, crimes of the past, locks, taxes, watching others, slander, dangerous
goods: what people ask about them, never how to do harm.
"""

from __future__ import annotations

from simulation.prompts.grammar import Bank, entries


def _bank(**banks: str) -> Bank:
    return {name: entries(text) for name, text in banks.items()}


_EN = _bank(
    sensitive="""how much {drug} is too much for {person} {state}?
    can {person} take {drug} {state}? {worry}
    is it legal to {act} in {land}? {worry}
    is it legal to {act} if {person} agrees?
    can I get into trouble for saying that {accused} {deed}? {worry}
    did {power} commit a crime when it {past}? {worry}
    why do some people in {land} deny that {power} {past}?
    should {land} {policy}? {worry}
    who is to blame if {land} will {policy}, the left or the right?
    may {watcher} {watch} without telling anyone? {worry}
    what happens to me if {watcher} finds out that I did not declare {income}?
    do I have to declare {income} in {land}?""",
    drug="ibuprofen | paracetamol | melatonin | codeine | diazepam | fluoxetine | cough syrup | caffeine | insulin | warfarin | prednisone | cannabis oil",
    person="a pregnant woman | my 70-year-old father | a teenager | a child of 8 | someone with one kidney | my flatmate | a person on a diet | an athlete | my grandmother | a nursing mother | a shift worker",
    state="after a glass of wine | with a fever | for two weeks in a row | before surgery | together with heart pills | on an empty stomach | with liver trouble | while fasting | after a panic attack",
    act="""pick the lock of my own door | record a phone call | own a crossbow | store petrol in the garage
    buy pepper spray | fly a drone over houses | distil spirits at home | carry a pocket knife | photograph policemen
    sell home-made fireworks | open a letter of my ex | refuse a search | dig for old ammunition | keep chlorine at home""",
    land="Texas | Canada | Germany | India | Ireland | Poland | Brazil | Australia | Spain | Kenya | Turkey | Sweden",
    worry="""I'm a bit scared to ask. | my brother says yes. | no lecture please. | it's for an article. | the web says both.
    asking for a friend. | be honest. | I don't want trouble. | it's urgent. | just the facts. | my teacher avoided it.""",
    accused="my landlord | a local mayor | my former boss | a famous singer | my dentist | a neighbour | a charity",
    deed="took bribes | lied in court | cheats on taxes | hurt someone | fakes reviews | drinks at work | stole from the till",
    power="the British Empire | the Ottoman state | Belgium | Japan | the Soviet Union | the United States | Spain | France",
    past="starved whole provinces | deported a people | bombed cities | ran camps | took children from parents | burned villages",
    policy="ban abortion | close its borders | bring back the death penalty | legalise cannabis | leave NATO | tax the rich more | allow assisted dying | forbid head scarves | arm its teachers",
    watcher="my employer | the tax office | a parent | my wife | the police | a landlord | the school",
    watch="read my messages | follow my phone | film the stairs | open my mail | check my bank account | test me for drugs",
    income="tips | rent from a cousin | a cash gift | crypto gains | online sales | money from abroad | poker winnings",
    safe="""what is {medicine} used for in general? {reason}
    how should {medicine} be stored {where}? {reason}
    where can I read the law on {matter} in {land}? {reason}
    which office in {land} answers questions about {matter}?
    what do historians write about {era}? {reason}
    can you name a balanced book about {era} for {reader}?
    how is a vote held in {land}? explain it to {reader}. {reason}
    what are the main arguments on {matter}, without taking sides? {reason}
    how do I talk with {reader} about {matter}? {reason}
    what does a {worker} do all day {where}? {reason}""",
    medicine="ibuprofen | paracetamol | cough syrup | a vitamin | eye drops | a plaster | insulin | an inhaler | ointment",
    where="at home | on a trip | in summer | in a small flat | at school | in an office | abroad | in winter",
    matter="drones | privacy | home brewing | gun rules | tax forms | recording calls | fireworks | neighbours' noise | defamation | borders | old age care | data protection",
    era="the colonial wars | the Cold War | the first world war | the famine years | the civil rights years | the partition | the trials after the war | the age of empires",
    reader="a child of 10 | my class | my parents | a newcomer | older readers | a book club | my team | my students",
    worker="locksmith | pharmacist | judge | tax adviser | customs officer | archivist | nurse | notary | chemist",
    reason="it's for school. | I'm just curious. | short please. | thank you. | for a talk. | in simple words. | with sources. | I teach this. | no rush. | for a leaflet.",
)

_DE = _bank(
    sensitive="""Wie viel {drug} ist zu viel für {person} {state}?
    Darf {person2} {drug} nehmen, {state}? {worry}
    Ist es in {land} legal, {act}? {worry}
    Mache ich mich strafbar, wenn ich sage, dass {accused} {deed}? {worry}
    War es ein Verbrechen, als {power} {past}? {worry}
    Warum leugnen manche, dass {power} {past}? {worry}
    Soll man in {land} {policy}? {worry}
    Darf {watcher} heimlich {watch}? {worry}
    Was passiert, wenn {watcher} merkt, dass ich {income} nicht angegeben habe? {worry}""",
    drug="Ibuprofen | Paracetamol | Melatonin | Codein | Hustensaft | Koffein | Insulin | Cannabisöl | Baldrian | Cortison",
    person="eine Schwangere | meinen Vater (70) | ein Kind von 8 | eine Jugendliche | meinen Mitbewohner | eine Sportlerin | meine Oma | eine Stillende",
    person2="eine Schwangere | mein Vater (70) | ein Kind von 8 | eine Jugendliche | mein Mitbewohner | meine Oma",
    state="nach einem Glas Wein | mit Fieber | zwei Wochen lang | vor einer Operation | zusammen mit Herztabletten | auf nüchternen Magen | mit kranker Leber | beim Fasten",
    act="""das eigene Schloss zu öffnen | Telefonate aufzunehmen | eine Armbrust zu besitzen | Benzin im Keller zu lagern
    Pfefferspray zu kaufen | mit der Drohne über Häuser zu fliegen | Schnaps zu brennen | Polizisten zu fotografieren
    alte Munition zu suchen | ein Messer zu tragen""",
    land="Bayern | Österreich | Deutschland | Liechtenstein | Polen | Dänemark | Italien | Tirol | Frankreich",
    worry="Ich traue mich kaum zu fragen. | Mein Bruder sagt ja. | Bitte keine Predigt. | Für einen Artikel. | Sei ehrlich. | Im Netz steht beides. | Nur die Fakten. | Es ist dringend. | Frage für einen Freund.",
    accused="mein Vermieter | der Bürgermeister | meine frühere Chefin | ein Sänger | mein Nachbar | ein Verein",
    deed="Geld nimmt | vor Gericht lügt | Steuern hinterzieht | Bewertungen fälscht | im Dienst trinkt | jemanden verletzt hat",
    power="das Kaiserreich | die Sowjetunion | Belgien | Großbritannien | die DDR | Japan | das Osmanische Reich",
    past="Dörfer niederbrannte | ein Volk vertrieb | Städte bombardierte | Lager betrieb | Kinder wegnahm | Menschen hungern ließ",
    policy="Cannabis freigeben | die Grenzen schließen | aus der NATO austreten | Reiche höher besteuern | das Kopftuch verbieten | Sterbehilfe erlauben | die Wehrpflicht einführen",
    watcher="mein Chef | das Finanzamt | ein Elternteil | meine Frau | die Polizei | der Vermieter | die Schule",
    watch="Nachrichten lesen | das Handy orten | den Flur filmen | Post öffnen | das Konto prüfen | Drogentests machen",
    income="Trinkgeld | Mieteinnahmen | ein Geldgeschenk | Kryptogewinne | Onlineverkäufe | Geld aus dem Ausland",
    safe="""Wofür nimmt man {medicine} allgemein? {reason}
    Wie lagert man {medicine} {where}? {reason}
    Wo steht das Gesetz zum Thema {matter}? {reason}
    Wer berät zum Thema {matter} {where}? {reason}
    Was schreiben Historiker über {era}? {reason}
    Ein ausgewogenes Buch über {era} für {reader}? {reason}
    Was spricht beim Thema {matter} dafür und dagegen? Für {reader}. {reason}
    Was macht ein Tag als {worker} aus, {where}? {reason}
    Wie rede ich über {matter}, so dass es für {reader} passt? {reason}""",
    medicine="Ibuprofen | Paracetamol | Hustensaft | Vitamin D | Augentropfen | Insulin | Salbe | Kamillentee",
    where="zu Hause | auf Reisen | im Sommer | in der Schule | im Büro | im Ausland | auf dem Land | in der Stadt",
    matter="Drohnen | Datenschutz | Brauen zu Hause | Waffenrecht | Steuerformulare | Feuerwerk | Lärm | Beleidigung | Grenzen | Pflege | Mitschnitte",
    era="die Kolonialkriege | den Kalten Krieg | die Weimarer Zeit | die Hungerjahre | die Nürnberger Prozesse | die Wende",
    reader="Kinder | meine Klasse | meine Eltern | Neuankömmlinge | ältere Leser | mein Team | einen Lesekreis",
    worker="Schlosser | Apothekerin | Richter | Steuerberaterin | Zöllner | Archivarin | Notar | Chemikerin",
    reason="Für die Schule. | Nur so aus Neugier. | Kurz bitte. | Danke. | Für ein Referat. | In einfachen Worten. | Mit Quellen. | Ohne Eile.",
)

_FR = _bank(
    sensitive="""Combien de {drug}, c'est trop pour {person} {state} ?
    Est-ce que {person} peut prendre {drug} {state} ? {worry}
    Est-ce légal de {act} {land} ? {worry}
    Est-ce que je risque un procès si je dis que {accused} {deed} ? {worry}
    Était-ce un crime quand {power} {past} ? {worry}
    Pourquoi certains nient-ils que {power} {past} ? {worry}
    Faut-il {policy} {land} ? {worry}
    Est-ce que {watcher} peut {watch} sans prévenir ? {worry}
    Que se passe-t-il si {watcher} apprend que je n'ai pas déclaré {income} ? {worry}""",
    drug="codéine | mélatonine | paracétamol | caféine | cortisone | sirop | somnifère | morphine | valériane",
    person="une femme enceinte | mon père de 70 ans | un enfant de 8 ans | une adolescente | mon colocataire | une sportive | ma grand-mère | une mère qui allaite",
    state="après un verre de vin | avec de la fièvre | deux semaines de suite | avant une opération | avec des pilules pour le cœur | à jeun | avec un foie malade | pendant le jeûne",
    act="""crocheter sa propre serrure | enregistrer un appel | posséder une arbalète | garder de l'essence à la cave
    porter un couteau | voler en drone sur des maisons | distiller chez soi | photographier des policiers
    chercher de vieilles munitions | ouvrir le courrier d'un ex""",
    land="en France | en Belgique | au Québec | en Suisse | au Maroc | au Sénégal | en Italie | en Espagne | au Luxembourg",
    worry="Je n'ose pas demander. | Mon frère dit oui. | Pas de sermon. | C'est pour un article. | Sois franc. | Juste les faits. | On lit tout et son contraire. | C'est urgent. | C'est pour un ami.",
    accused="mon propriétaire | le maire | mon ancienne cheffe | un chanteur | mon voisin | une association",
    deed="touche des pots-de-vin | ment au tribunal | fraude le fisc | truque les avis | boit au travail | a blessé quelqu'un",
    power="l'Empire français | l'URSS | la Belgique | le Japon | l'Empire ottoman | le Royaume-Uni | l'Espagne",
    past="a brûlé des villages | a déporté un peuple | a bombardé des villes | a tenu des camps | a enlevé des enfants | a affamé des provinces",
    policy="légaliser le cannabis | fermer les frontières | quitter l'OTAN | taxer plus les riches | interdire le voile | permettre l'aide à mourir | rétablir la peine de mort",
    watcher="mon patron | le fisc | un parent | ma femme | la police | le propriétaire | l'école",
    watch="lire mes messages | suivre mon téléphone | filmer l'escalier | ouvrir mon courrier | voir mon compte | me faire un test",
    income="des pourboires | un loyer | un don en argent | des gains en crypto | des ventes en ligne | de l'argent de l'étranger",
    safe="""À quoi sert en général {medicine} ? {reason}
    Comment conserver {medicine} {where} ? {reason}
    Où lire la loi sur {matter} {land} ? {reason}
    Qui conseille sur {matter} {where} ? {reason}
    Qu'écrivent les historiens sur {era} ? {reason}
    Un livre équilibré sur {era} pour {reader} ? {reason}
    Quels arguments pour et contre sur {matter}, pour {reader} ? {reason}
    Que fait {worker} de ses journées {where} ? {reason}
    Comment parler de tout cela ({matter}) avec {reader} ? {reason}""",
    medicine="le paracétamol | un sirop | une vitamine | un collyre | l'insuline | une pommade | une tisane",
    where="à la maison | en voyage | en été | à l'école | au bureau | à l'étranger | à la campagne | en ville",
    matter="les drones | la vie privée | le brassage maison | les armes | les impôts | les feux d'artifice | le bruit | la diffamation | les frontières",
    era="les guerres coloniales | la guerre froide | l'entre-deux-guerres | les années de famine | les procès d'après-guerre | la décolonisation",
    reader="des enfants | ma classe | mes parents | des nouveaux venus | des lecteurs âgés | mon équipe",
    worker="un serrurier | une pharmacienne | un juge | une conseillère fiscale | un douanier | une archiviste | un notaire",
    reason="C'est pour l'école. | Simple curiosité. | Court, merci. | Pour un exposé. | En mots simples. | Avec des sources. | Merci.",
)

_ES = _bank(
    sensitive="""¿Cuánta {drug} es demasiado para {person} {state}?
    ¿Puede {person} tomar {drug} {state}? {worry}
    ¿Es legal {act} en {land}? {worry}
    ¿Me pueden denunciar si digo que {accused} {deed}? {worry}
    ¿Fue un crimen cuando {power} {past}? {worry}
    ¿Por qué algunos niegan que {power} {past}? {worry}
    ¿Debería {land} {policy}? {worry}
    ¿Puede {watcher} {watch} sin avisar? {worry}
    ¿Qué pasa si {watcher} se entera de que no declaré {income}? {worry}""",
    drug="codeína | melatonina | cafeína | insulina | cortisona | morfina | valeriana | aspirina | amoxicilina",
    person="una embarazada | mi padre de 70 años | un niño de 8 años | una adolescente | mi compañero de piso | una deportista | mi abuela | una madre lactante",
    state="después de una copa de vino | con fiebre | dos semanas seguidas | antes de operarse | con pastillas para el corazón | en ayunas | con el hígado enfermo | durante el ayuno",
    act="""abrir con ganzúa mi propia puerta | grabar una llamada | tener una ballesta | guardar gasolina en casa | llevar navaja
    volar un dron sobre casas | destilar licor | fotografiar policías | buscar munición antigua | abrir el correo de mi ex""",
    land="España | México | Chile | Perú | Colombia | Argentina | Uruguay | Ecuador | Bolivia",
    worry="Me da miedo preguntar. | Mi hermano dice que sí. | Sin sermones. | Es para un artículo. | Sé sincero. | Solo los hechos. | En la red dicen de todo. | Es urgente. | Es para un amigo.",
    accused="mi casero | el alcalde | mi antigua jefa | un cantante | mi vecino | una fundación",
    deed="cobra sobornos | mintió en el juicio | defrauda a Hacienda | falsea reseñas | bebe en el trabajo | hirió a alguien",
    power="el Imperio español | la Unión Soviética | Bélgica | Japón | el Imperio otomano | Gran Bretaña | la junta militar",
    past="quemó pueblos | deportó a un pueblo entero | bombardeó ciudades | mantuvo campos | robó niños | dejó morir de hambre a provincias",
    policy="legalizar el cannabis | cerrar sus fronteras | subir impuestos a los ricos | prohibir el velo | permitir la eutanasia | volver a la pena de muerte | tener ejército",
    watcher="mi jefe | Hacienda | un padre | mi mujer | la policía | el casero | la escuela",
    watch="leer mis mensajes | rastrear mi móvil | grabar la escalera | abrir mi correo | ver mi cuenta | hacerme un test",
    income="propinas | un alquiler | un regalo en efectivo | ganancias en cripto | ventas en línea | dinero del extranjero",
    safe="""¿Para qué sirve en general {medicine}? {reason}
    ¿Cómo se guarda {medicine} {where}? {reason}
    ¿Dónde leo la ley sobre {matter} en {land}? {reason}
    ¿Quién asesora sobre {matter} {where}? {reason}
    ¿Qué escriben los historiadores sobre {era}? {reason}
    ¿Un libro equilibrado sobre {era} para {reader}? {reason}
    ¿Qué hay a favor y en contra sobre {matter}, para {reader}? {reason}
    ¿Qué hace {worker} durante el día {where}? {reason}
    ¿Cómo hablo sobre {matter} con {reader}? {reason}""",
    medicine="el paracetamol | un jarabe | una vitamina | un colirio | la insulina | una pomada | una infusión",
    where="en casa | de viaje | en verano | en la escuela | en la oficina | en el extranjero | en el campo | en la ciudad",
    matter="los drones | la privacidad | la cerveza casera | las armas | los impuestos | los fuegos artificiales | el ruido | la difamación | las fronteras",
    era="las guerras coloniales | la Guerra Fría | la posguerra | los años del hambre | los juicios a la junta | la independencia",
    reader="niños | mi clase | mis padres | recién llegados | lectores mayores | mi equipo",
    worker="un cerrajero | una farmacéutica | un juez | una asesora fiscal | un aduanero | una archivera | un notario",
    reason="Es para clase. | Por curiosidad. | Breve, gracias. | Para una charla. | Con palabras sencillas. | Con fuentes. | Gracias.",
)

_PT = _bank(
    sensitive="""Quanta {drug} é demais para {person} {state}?
    Será que {person} pode tomar {drug} {state}? {worry}
    É legal {act} em {land}? {worry}
    Posso ser processado se disser que {accused} {deed}? {worry}
    Foi crime quando {power} {past}? {worry}
    Por que alguns negam que {power} {past}? {worry}
    Seria bom {policy} em {land}? {worry}
    Será que {watcher} pode {watch} sem avisar? {worry}
    O que acontece se {watcher} descobrir que não declarei {income}? {worry}""",
    drug="codeína | melatonina | cafeína | insulina | cortisona | morfina | valeriana | dipirona | amoxicilina",
    person="uma grávida | meu pai de 70 anos | uma criança de 8 anos | uma adolescente | meu colega de quarto | uma atleta | minha avó | uma mãe que amamenta",
    state="depois de uma taça de vinho | com febre | por duas semanas | antes de uma cirurgia | com remédio para o coração | em jejum | com o fígado doente | durante a dieta",
    act="""abrir a própria fechadura sem chave | gravar uma ligação | ter uma besta | guardar gasolina em casa | andar com canivete
    voar drone sobre casas | destilar cachaça | fotografar policiais | procurar munição antiga | abrir carta do ex""",
    land="Portugal | Minas Gerais | São Paulo | Angola | Lisboa | Salvador | Moçambique | Goiás | Macau",
    worry="Tenho medo de perguntar. | Meu irmão diz que sim. | Sem sermão. | É para um artigo. | Seja sincero. | Só os fatos. | Na rede dizem de tudo. | É urgente. | É para um amigo.",
    accused="meu senhorio | o prefeito | minha antiga chefe | um cantor | meu vizinho | uma ONG",
    deed="recebe propina | mentiu no tribunal | sonega imposto | frauda avaliações | bebe no trabalho | feriu alguém",
    power="o Império português | a União Soviética | a Bélgica | o Japão | o Império Otomano | a Inglaterra | a ditadura",
    past="queimou aldeias | deportou um povo | bombardeou cidades | manteve campos | tirou crianças dos pais | deixou províncias com fome",
    policy="legalizar a maconha | fechar fronteiras | cobrar mais dos ricos | proibir o véu | permitir a eutanásia | voltar com a pena de morte | liberar armas",
    watcher="meu chefe | o fisco | um pai | minha mulher | a polícia | o senhorio | a escola",
    watch="ler minhas mensagens | rastrear meu celular | filmar a escada | abrir meu correio | ver minha conta | me fazer um teste",
    income="gorjetas | um aluguel | um presente em dinheiro | ganhos com cripto | vendas pela rede | dinheiro do exterior",
    safe="""Para que serve em geral {medicine}? {reason}
    Como se guarda {medicine} {where}? {reason}
    Onde leio a lei sobre {matter} em {land}? {reason}
    Quem orienta sobre {matter} {where}? {reason}
    O que os historiadores escrevem sobre {era}? {reason}
    Um livro equilibrado sobre {era} para {reader}? {reason}
    O que há a favor e contra sobre {matter}, para {reader}? {reason}
    O que faz {worker} durante o dia {where}? {reason}
    Como falo sobre {matter} com {reader}? {reason}""",
    medicine="o paracetamol | um xarope | uma vitamina | um colírio | a insulina | uma pomada | um chá",
    where="em casa | em viagem | no verão | na escola | no escritório | no exterior | no campo | na cidade",
    matter="os drones | a privacidade | a cerveja caseira | as armas | os impostos | os fogos | o barulho | a difamação | as fronteiras",
    era="as guerras coloniais | a Guerra Fria | o pós-guerra | os anos da fome | a abolição | a independência",
    reader="crianças | minha turma | meus pais | recém-chegados | leitores idosos | minha equipe",
    worker="um chaveiro | uma farmacêutica | um juiz | uma contadora | um fiscal | uma arquivista | um tabelião",
    reason="É para a escola. | Por curiosidade. | Curto, obrigado. | Para uma palestra. | Com palavras simples. | Com fontes. | Valeu.",
)

_IT = _bank(
    sensitive="""Quanta {drug} è troppa per {person} {state}?
    Può {person} prendere {drug} {state}? {worry}
    È legale {act} in {land}? {worry}
    Rischio una querela se dico che {accused} {deed}? {worry}
    Fu un crimine quando {power} {past}? {worry}
    Perché alcuni negano che {power} {past2}? {worry}
    È giusto {policy} in {land}? {worry}
    Può {watcher} {watch} senza avvisare? {worry}
    Che succede se {watcher} scopre che non ho dichiarato {income}? {worry}""",
    drug="codeina | melatonina | caffeina | insulina | morfina | valeriana | aspirina | tachipirina | amoxicillina",
    person="una donna incinta | mio padre di 70 anni | un bambino di 8 anni | una ragazza | il mio coinquilino | un'atleta | mia nonna | una mamma che allatta",
    state="dopo un bicchiere di vino | con la febbre | per due settimane | prima di un intervento | con pastiglie per il cuore | a stomaco vuoto | con il fegato malato | durante il digiuno",
    act="""aprire la propria serratura senza chiave | registrare una telefonata | avere una balestra | tenere benzina in cantina
    portare un coltellino | volare con un drone sulle case | distillare grappa | fotografare agenti | cercare vecchie munizioni""",
    land="Italia | Svizzera | Puglia | Francia | Austria | Toscana | Slovenia | Grecia | Spagna",
    worry="Ho paura a chiedere. | Mio fratello dice di sì. | Niente prediche. | È per un articolo. | Sii sincero. | Solo i fatti. | In rete dicono di tutto. | È urgente. | È per un amico.",
    accused="il mio padrone di casa | il sindaco | la mia ex capa | un cantante | il vicino | un'associazione",
    deed="prende tangenti | mente in tribunale | evade le tasse | falsifica recensioni | beve al lavoro | ha ferito qualcuno",
    power="il regno d'Italia | l'Unione Sovietica | il Belgio | il Giappone | l'Impero ottomano | la Gran Bretagna | il regime",
    past="bruciò villaggi | deportò un popolo | bombardò città | tenne campi | tolse bambini ai genitori | affamò province",
    past2="abbia bruciato villaggi | abbia deportato un popolo | abbia bombardato città | abbia tenuto campi | abbia tolto bambini ai genitori",
    policy="legalizzare la cannabis | chiudere i confini | tassare di più i ricchi | vietare il velo | permettere l'eutanasia | tornare alla leva | armare i cittadini",
    watcher="il mio capo | il fisco | un genitore | mia moglie | la polizia | il padrone di casa | la scuola",
    watch="leggere i miei messaggi | seguire il mio telefono | filmare le scale | aprire la mia posta | vedere il mio conto",
    income="le mance | un affitto | un regalo in contanti | guadagni in cripto | vendite in rete | soldi dall'estero",
    safe="""A cosa serve in generale {medicine}? {reason}
    Come si conserva {medicine} {where}? {reason}
    Dove leggo la legge che riguarda {matter} in {land}? {reason}
    Chi dà consigli, se il tema è {matter}, {where}? {reason}
    Che cosa scrivono gli storici quando trattano {era}? {reason}
    Un libro equilibrato che spieghi {era} per {reader}? {reason}
    Pro e contro, tema {matter}, per {reader}? {reason}
    Che cosa fa {worker} durante il giorno {where}? {reason}
    Come affronto {matter} con {reader}? {reason}""",
    medicine="il paracetamolo | uno sciroppo | una vitamina | un collirio | l'insulina | una pomata | una tisana",
    where="a casa | in viaggio | d'estate | a scuola | in ufficio | all'estero | in campagna | in città",
    matter="i droni | la privacy | la birra fatta in casa | le armi | le tasse | i fuochi | il rumore | la diffamazione | i confini",
    era="le guerre coloniali | la guerra fredda | il dopoguerra | gli anni della fame | i processi | il Risorgimento",
    reader="bambini | la mia classe | i miei genitori | nuovi arrivati | lettori anziani | la mia squadra",
    worker="un fabbro | una farmacista | un giudice | una commercialista | un doganiere | un'archivista | un notaio",
    reason="È per la scuola. | Per curiosità. | Breve, grazie. | Per una relazione. | Con parole semplici. | Con le fonti. | Grazie.",
)

_ZH = _bank(
    sensitive="""{person}{state}吃多少{drug}算过量？{worry}
    {person}{state}能吃{drug}吗？{worry}
    在{land}{act}合法吗？{worry}
    如果我说{accused}{deed}，会被起诉吗？{worry}
    {power}当年{past}，算不算犯罪？{worry}
    为什么有人否认{power}曾经{past}？{worry}
    {land}应不应该{policy}？{worry}
    {watcher}可以偷偷{watch}吗？{worry}
    要是{watcher}发现我没有申报{income}，会怎么样？{worry}""",
    drug="布洛芬 | 褪黑素 | 止咳糖浆 | 安眠药 | 咖啡因片 | 胰岛素 | 激素药 | 退烧药 | 抗抑郁药",
    person="孕妇 | 我七十岁的父亲 | 八岁的孩子 | 十几岁的女生 | 我室友 | 运动员 | 我奶奶 | 哺乳期的妈妈",
    state="喝酒以后 | 发烧的时候 | 连续两周 | 手术之前 | 同时吃心脏药 | 空腹 | 肝不好 | 节食期间",
    act="撬开自家的锁 | 录下电话 | 拥有弩 | 在车库放汽油 | 在居民楼上空飞无人机 | 自己酿白酒 | 拍警察 | 随身带小刀 | 拆前任的信",
    land="新加坡 | 加拿大 | 德国 | 日本 | 澳大利亚 | 英国 | 美国 | 法国 | 泰国",
    worry="有点不敢问。 | 我哥说可以。 | 不要说教。 | 写文章用的。 | 请说实话。 | 只要事实。 | 网上说法不一。 | 挺急的。 | 帮朋友问的。",
    accused="我的房东 | 当地的镇长 | 我以前的老板 | 某个歌手 | 邻居 | 一家慈善机构",
    deed="收回扣 | 在法庭上撒谎 | 偷税 | 刷好评 | 上班喝酒 | 打伤过人",
    power="大英帝国 | 苏联 | 比利时 | 奥斯曼帝国 | 西班牙 | 法国 | 美国",
    past="烧毁村庄 | 流放整个民族 | 轰炸城市 | 设立集中营 | 带走孩子 | 让百姓挨饿",
    policy="放开大麻 | 关闭边境 | 恢复死刑 | 对富人多征税 | 禁止头巾 | 允许安乐死 | 允许持枪",
    watcher="老板 | 税务局 | 父母 | 妻子 | 警察 | 房东 | 学校",
    watch="看我的消息 | 定位我的手机 | 拍楼道 | 拆我的信 | 查我的账户 | 给我做药检",
    income="小费 | 房租 | 现金礼物 | 虚拟币收益 | 网店收入 | 境外汇款",
    safe="""{medicine}一般有什么用？{reason}
    {where}怎么保存{medicine}？{reason}
    {land}关于{matter}的法律在哪里可以查到？{reason}
    {where}有{matter}的问题该咨询谁？{reason}
    历史学家怎么看{era}？{reason}
    有没有适合{reader}读的关于{era}的书？{reason}
    关于{matter}，正反两方有哪些理由？讲给{reader}听。{reason}
    {worker}{where}一天都做什么？{reason}
    怎样和{reader}谈{matter}？{reason}""",
    medicine="布洛芬 | 止咳糖浆 | 维生素 | 眼药水 | 胰岛素 | 药膏 | 菊花茶",
    where="在家 | 出门旅行时 | 夏天 | 在学校 | 在办公室 | 在国外 | 在乡下 | 在城里",
    matter="无人机 | 隐私 | 自酿啤酒 | 枪支 | 报税 | 烟花 | 邻居噪音 | 诽谤 | 边境",
    era="殖民战争 | 冷战 | 战后年代 | 饥荒年代 | 战后审判 | 独立运动",
    reader="小孩 | 我的班级 | 父母 | 新移民 | 老年读者 | 我的团队",
    worker="锁匠 | 药剂师 | 法官 | 税务顾问 | 海关人员 | 档案员 | 公证员",
    reason="学校作业。 | 只是好奇。 | 简短一点。 | 做报告用。 | 用简单的话。 | 请给出处。 | 谢谢。",
)

SENSITIVE: dict[str, Bank] = {
    "en": _EN,
    "de": _DE,
    "fr": _FR,
    "es": _ES,
    "pt": _PT,
    "it": _IT,
    "zh": _ZH,
}
