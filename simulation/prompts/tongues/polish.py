"""Polish. Topics and aspects are singular and stay in the nominative: they are subjects, or stand
after a colon. Verbs are in the present where a person's sex would show."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.tongues.base import SHAPES, Tongue, leads, rules

_TOPICS = entries("""
chleb na zakwasie | ogródek na balkonie | pierwszy półmaraton | pompa ciepła | zeznanie podatkowe
używany samochód elektryczny | urlop rodzicielski | przeprowadzka do Gdańska | pleśń w łazience | wolontariat
nauka gry na gitarze | rozmowa o pracę | ból pleców | pies ze schroniska | kaucja za mieszkanie
podróż pociągiem | wieczór gier | instalacja słoneczna | angielski w pracy | powieść kryminalna
gotowanie na cały tydzień | kiszenie warzyw | dieta wegetariańska | przyjęcie dla dzieci | sen niemowlęcia
kieszonkowe | czas przed ekranem | zmiana szkoły | opieka naprzemienna | praca domowa dziecka | podwyżka
wypowiedzenie umowy | praca zdalna z dziećmi | wypalenie zawodowe | jednoosobowa firma | księgowość fundacji
niezapłacona faktura | inwestowanie w fundusze | emerytura | kredyt hipoteczny | budżet domowy | spadek
testament | czynsz we wspólnocie | hałaśliwy sąsiad | wypadek na rowerze | mandat | zagubiona paczka
odstąpienie od umowy | migrena | niedobór żelaza | katar sienny | praca na nocną zmianę | ból kolana
aparat na zęby | medytacja | trening siłowy w domu | pływanie dla dorosłych | układanie paneli
malowanie płytek | cieknący kran | ocieplenie poddasza | kompost | trawnik pełen mchu | przycinanie drzew
pasieka | wycieczka z maluchem | nocny pociąg | biwak nad jeziorem | tani weekend | arkusz kalkulacyjny
kopia zapasowa zdjęć | domowe wifi | przemowa na weselu | list kondolencyjny | referat o Hanzie | chór
malowanie akwarelą | fotografia nocna | nauka szachów | stres przed egzaminem | praca magisterska
semestr za granicą | prawo jazdy | szydełkowanie | teatr amatorski
""")

_ASPECTS = entries("""
koszt | plan czasowy | potrzebny sprzęt | kolejność kroków | typowy błąd | komplet dokumentów | ryzyko
dobry przykład | przygotowanie | właściwy wybór | drobny druk | termin | motywacja | bezpieczeństwo
słaba strona | potrzebna wiedza | późniejsza obsługa | inne rozwiązanie | strona prawna | podział zadań
jakość | właściwa ilość | ukryty wydatek | pierwszy krok | skutek po latach | opinia fachowca
""")

POLISH = Tongue(
    "pl",
    _TOPICS,
    _ASPECTS,
    rules(
        **SHAPES,
        name="""Kasia | Bartek | Zosia | Marek | Agnieszka | Tomek | Hania | Wojtek | Ola | Krzysztof | Magda | Staszek
        Ewelina | Paweł | Iza | Radek | Justyna | Antek | Beata | Kuba | Natalia | Leszek | Dorota | Igor
        Marta | Filip | Halina | Szymon | Grażyna | Oskar | pani Nowicka | pan Wrona | ciocia Jadzia | wujek Adam""",
        city="""Gdynia | Lublin | Opole | Rzeszów | Toruń | Kielce | Olsztyn | Radom | Sopot | Bytom | Gliwice
        Zamość | Tarnów | Płock | Elbląg | Suwałki | Kalisz | Słupsk | Przemyśl | Legnica | Wadowice | Ełk
        Nysa | Konin | Leszno | Sanok | Chełm | Cieszyn | Białystok | Poznań""",
        open=leads("""Cześć, | Dzień dobry, | Krótkie pytanie: | Hej! | Dobry wieczór, | witam, | Potrzebuję rady.
        Przepraszam za głupie pytanie: | Jeszcze jedno: | Zmiana tematu: | Słuchaj,"""),
        ask="""Co trzeba wiedzieć, gdy w grę wchodzi {topic}? Interesuje mnie głównie {aspect}.
        Jak się do tego zabrać? Temat: {topic}. Martwi mnie {aspect}.
        Możesz wyjaśnić, jak działa {topic} i jaką rolę gra tu {aspect}?
        O czym się zapomina, gdy tematem jest {topic}? Mam na myśli jedno: {aspect}.
        Zrób mi plan pod hasłem „{topic}”, najważniejszy jest dla mnie {aspect}.
        Porównaj dwa sposoby. Temat: {topic}, kryterium: {aspect}.
        Dlaczego tak liczy się {aspect}, kiedy na tapecie jest {topic}?
        Czytam artykuł „{topic}” i nie rozumiem, po co {aspect}.
        O co pytać na początku? Czeka mnie {topic}, niejasny jest {aspect}.
        Lista kontrolna, proszę: {topic}. Na początek {aspect}.
        Co powiedziałby fachowiec? Chodzi o jedno: {topic}, a dokładniej {aspect}.
        Czy {topic} w ogóle ma sens, skoro przeszkodą jest {aspect}?
        Trzy pomysły na temat „{topic}”, w każdym zdanie pod tytułem „{aspect}”.
        od czego zacząć, jeśli czeka mnie {topic}, a straszy mnie {aspect}?
        Streść najważniejsze informacje: {topic}, nacisk: {aspect}.
        czy to prawda, że o wszystkim decyduje {aspect}, gdy pojawia się {topic}?""",
        ask2="""czy da się bez tego: {thing}? i co wtedy znaczy {aspect}?
        ile to kosztuje w mieście {city}, jeśli doliczyć {n1} dni? ważny jest {aspect}
        ile to trwa, gdy jest nas {n1}, i gdzie w tym {aspect}?
        czy wystarczy {n2} minut dziennie, żeby ruszył temat {topic}?
        czekać ({when}) czy przeszkodzi mi {aspect}?
        kogo pytać w mieście {city}, gdy niejasny jest {aspect}?
        {name} mówi, że {aspect} to drobiazg. Czy tak jest, gdy chodzi o hasło {topic}?
        czy {n3} zł za hasło {topic} to dużo, czy winny jest {aspect}?
        co najpierw: {aspect} czy prośba, z którą przychodzi {name}?
        czy {name} może to zrobić za mnie, czy ucierpi na tym {aspect}?
        a jeśli {fail}? czy zmienia się wtedy {aspect}?
        jest coś prostszego? pyta {kin}, liczy się {aspect}.""",
        brief="""{topic}, {city}, a {aspect}?
        {topic}: {aspect}, {n1} osób, {when}
        szybko: {topic}, {n3} zł, {aspect}?
        {topic}, robi to ze mną {name}, start {when}, rady? głównie {aspect}
        {thing} i {topic}, czy to pomaga? niejasny {aspect}
        {fail}, i co teraz? ({topic}, {aspect})
        {topic}: {n1} argumentów za, {n1} przeciw, także {aspect}
        {aspect}? {topic}, {n2} lat, {city}
        czemu taki trudny jest ten temat: {aspect}? {topic}, {city}""",
        ctx="""Mieszkam w mieście {city} i mam {n2} minut dziennie.
        {name} twierdzi coś przeciwnego i już nie wiem.
        Mój budżet to {n3} zł, trochę dokłada {name}.
        To już {n1}. próba, bo {fail}.
        Pyta mnie o to {kin}, a ja nic nie wiem.
        Jest nas {n1}, spotykamy się w mieście {city}.
        Za {n1} tygodni przyjeżdża {name} (miasto {city}) i wszystko ma być gotowe.
        Mam {n2} lat i robię to pierwszy raz.
        Muszę coś pokazać, czeka na to {name}, termin: {when}.
        Rok temu w mieście {city} był ze mną też {name} i niestety {fail}.
        Pomaga mi {kin}, ale tylko przez {n1} dni.
        W sklepie (miasto {city}) mówią coś zupełnie innego.
        Szykuje się {event}, organizuje {name}, miejsce: {city}.
        Od {n1} miesięcy jest tak samo: {fail}.
        Przeprowadzka z miejscowości {city} do miejscowości {city} była {n1} lat temu.
        Mam tylko to: {thing}, no i trochę cierpliwości.
        {name} i ja mamy na spółkę z {n1} sąsiadami jedno: {thing}.
        W klubie zajmuje się tym {name}, ale {fail}.
        Był {event}, miał pomóc {name}, ale {fail}.
        Podobno w mieście {city} przepisy zmieniono w {year} roku.""",
        more="""Czy ma znaczenie, że w domu już jest {thing}?
        Czy pomoże tu {thing}?
        Czy coś się zmieni, gdy przyjdzie {when}?
        {name} musi sobie poradzić beze mnie.
        Nie chcę wydać więcej niż {n3} zł.
        Do tego {fail}.
        Zrozumieć to musi też {kin}.
        Weź pod uwagę, że {name} ma dopiero {n2} lat.
        W mieście {city} prawie nic takiego nie ma.
        Zbliża się {event}, to chyba za późno?
        Mój pomysł to {thing}, a {name} woli coś innego: {thing}.
        Załóżmy, że zaczynam za {n1} dni.
        W razie czego wie to {kin}.
        {name} (miasto {city}) bardzo to chwali.""",
        limit="""Najwyżej {n3} słów. | W punktach. | Z przykładem. | Szczerze proszę. | Prostymi słowami.
        Tylko najważniejsze. | Może być tabela. | Bez żargonu. | Tak, żeby {name} to zrozumiał(a).
        Wystarczą trzy zdania. | Bez kazań. | Z liczbami w przybliżeniu. | Wady też wymień.
        Termin: {when}. | Dwie opcje, nie więcej. | Z góry dzięki!""",
        kin="""moja mama | mój brat | moja szefowa | mój sąsiad | moja córka | mój wujek | koleżanka | mój tata
        moja babcia | mój współlokator | moja bratowa | mój syn | kolega z pracy | moja ciocia | mój trener""",
        fail="""nic z tego nie wyszło | cały tydzień padało | było za drogo | nikt nie miał czasu
        po {n1} dniach był koniec | brakowało jednego papieru | {name} się nie zgadza | wszystko przełożono
        połowa się zepsuła | wszystko było zamknięte (miasto {city}) | rachunki się nie zgadzały | {name} choruje
        odpowiedź przyszła za późno | poszło o {n3} zł | nikt nic nie wiedział""",
        when="""styczeń | koniec marca | maj | lipiec | jesień | listopad | Wielkanoc | piątek | jutro wieczorem
        przyszły tydzień | Boże Narodzenie | niedziela | {n1}. dzień miesiąca | koniec semestru | dziś w południe""",
        thing="""stara drabina | pełna piwnica | tablet | maszyna do szycia | rower towarowy | zeszyt | mikroskop
        składane krzesło | lodówka turystyczna | przyczepka | latarka | mikser | namiot | pianino | waga | wiertarka""",
        event="""festyn | ślub | egzamin | jarmark | ważny zjazd | chrzest | jubileusz | turniej | wieczór autorski
        spektakl | kiermasz | odbiór mieszkania | koncert""",
        text="""mail | krótka przemowa | zaproszenie | uprzejma odmowa | skarga | protokół | oferta | ogłoszenie
        wypowiedzenie | kartka z podziękowaniem | plakat | recenzja | notka prasowa | wiersz""",
        tone="""miło, ale stanowczo | oficjalnie | na luzie | w dwóch akapitach | bez frazesów | z humorem
        krótko i jasno | na ty | dla seniorów | najwyżej {n3} słów | tak jak mówi {name} | rzeczowo""",
        write="""Potrzebny jest {text}, odbiorca: {name}, temat: {topic}. Dodaj: {fail}. Ton: {tone}.
        Napisz mi coś takiego: {text}. {topic}, {aspect}, {n1} dni, {city}. {detail}
        Popraw: „Cześć {name}, zbliża się {event}, a otwarty jest {aspect}, bo {fail}.”
        {text}, okazja: {event}, {city}, {tone}. {detail}
        Forma: {text}. Temat: {topic}. {detail} {detail} Styl: {tone}.
        Skróć, {tone}: {draft}
        Niech powstanie z tego {text}: {draft} {detail}
        Tytuł ({text}), temat {topic}, {city}, {when}
        {detail} Ma z tego być {text}, musi pojawić się {aspect}, {tone}.
        Popraw tylko ortografię: {draft}""",
        detail="""Chodzi o {n3} zł. | Kopię dostaje {name}, {city}. | Termin: {when}. | Sprawa nr {n4}.
        Poznaliśmy się w mieście {city}, zna nas {name}. | Ma się pojawić {thing}. | Powód: {fail}.
        Podpisuje {name}. | Przeczyta to około {n2} osób. | Znamy się od {year} roku. | Pomaga mi {kin}.
        Odpowiedź potrzebna szybko ({when}).""",
        draft="""hej {name}, temat {topic}: otwarty jest {aspect}, {fail}, daj znać ({when})
        {name} uważa, że {aspect} jest gotowy, ja nie, spotkanie ({city}) później o {n1} dni
        dzięki, dotarła paczka ({thing}) do miasta {city}, niestety {fail}, i co z hasłem {topic}
        notatki: {topic}, {aspect}, {n1} osób, prowadzi {name}, {city}, budżet {n3}
        szanowni państwo, od {year} roku czekam na odpowiedź (nr {n4}), {fail}, z poważaniem {name}
        nikt nie chce wziąć punktu „{aspect}”, ani {name}, ani {kin}, a zbliża się {event}""",
        story="""Napisz opowiadanie na {n3} słów: {name}, {city}, {thing}, i nagle {fail}.
        Pisz dalej: „Od {year} roku {name} omija miasto {city}, a {thing} gdzieś zniknęło.” {mood}
        Jesteś {name} i wiesz wszystko, hasło: {topic}. Przyjeżdżam (miasto {city}), mam ze sobą: {thing}. Zaczynaj.
        Scena: {name} i {name}, temat {topic}, pod drzwiami czeka {kin}. {mood}
        Bajka na dobranoc, słucha {name} ({n1} lat): {thing}, kot, {city}. {mood}
        Dialog: {name} sprzedaje ({thing}), {name} ciągle pyta, jaki jest {aspect}. {mood}
        Wiersz: {topic}, {city}, styl jak w {year} roku. {mood}
        Gramy dalej: {thing} dostaje teraz {name}, a ja pytam o drogę do miasta {city}. {fail}""",
        mood="""Smutno, ale z nadzieją. | Zabawnie. | W czasie teraźniejszym. | Bez dialogów. | Do końca w napięciu.
        Opowiada {name}. | Otwarte zakończenie. | Rymem. | Bez lukru. | Najwyżej {n3} słów. | Jak baśń.
        W formie listu.""",
        extract="""Streść w dwóch zdaniach: {document}
        Wypisz osoby, miejsca i liczby: {document}
        Jaka jest główna myśl? „{document}”
        Nagłówek, {tone}: {document}
        W punktach, czyta {name}, najpierw {aspect}: {document}
        {document} Co z tego dotyczy miasta {city}?
        {document} - wyjaśnij to, {tone}, słucha {name}
        Jakie terminy i kwoty tu są? {document}""",
        who="""Zadanie {n2} | Na {n1}. lekcję | z książki, strona {n2} | pyta mnie o to {name}
        sprawdzian z zeszłego roku | Karta pracy {n1} | Tak chce nauczyciel ({city}) | Próbna matura, pytanie {n1}
        dla siostry, {name} | Korepetycje, prowadzi {name} | Praca w grupie: {name} i ja | Prezentacja, {when}""",
        hw="""Pociąg rusza o {n1} ({city}) i jedzie {n2} km/h. Kiedy przejedzie {n3} km?
        Rozprawka: {topic}. Główny punkt: {aspect}. Co najmniej {n3} słów.
        {name} odkłada {n2} zł miesięcznie. Kiedy będzie {n4} zł?
        Opisz życie w mieście {city} około {year} roku i podaj {n1} źródeł.
        Prostokąt ma {n2} m na {n1} m. Jaka jest przekątna?
        Oblicz pochodną: {n2}x do potęgi {n1} plus {n3}x.
        Na ile sposobów można wybrać {n1} z {n2} osób ({city})?
        Przepis na {n1} osób: {n3} g mąki. Ile potrzebuje {name} na {n2}?
        Napisz dialog w trybie przypuszczającym: {name} i {name}, temat {topic}.
        Z {n3} osób ({city}) {n2} procent wskazuje: {aspect}. Ile to osób?
        Omów postać: {name}. {fail}. Skąd takie zachowanie?
        Ile energii zużywa urządzenie {n3} W w {n1} godzin?""",
        stuck="""Nie wiem, jak zacząć. | Utknęłam po pierwszej linijce. | Czego tu szukamy? | Jaki to wzór?
        Wychodzi mi {n2}, a {name} ma {n3}. | Nie mam pojęcia. | Nie było mnie wtedy. | Czy {n2} jest dobrze?
        W książce jest {n3}, dlaczego? | {name} też nie wie. | Mało czasu ({when}). | Wystarczy początek.""",
        wish="""Tylko wskazówka, bez rozwiązania. | Krok po kroku. | Na czym polega sztuczka? | Na innych liczbach.
        Mam jeszcze {n1} takich. | Poziom: klasa {n1}. | Sprawdź mój sposób. | Jak to ładnie zapisać?
        Tak, żeby rozumiał to też {kin}. | Z rysunkiem opisanym słowami. | Bez kalkulatora. | Za {n1} dni egzamin.""",
        support="""{hello}mój {device} {coin} {broken}. Kupuje go {name}, {city}. {please}
        {hello}zamówienie {n4} ({city}) nie dotarło, {device} miał być już ({when}). {name}
        {device} {coin} {broken} od {n1} dni. {tried} {please}
        {hello}jak zmienić {screen} w aplikacji {coin}? {tried} Numer klienta {n4}.
        {tried} A mimo to {device} {broken}. {please} {name}, {city}
        Dwa razy pobrano {n3} zł ({coin}), konto: {name}. {please}
        Nie działa już {screen}, komunikat {n3}. {tried} {please}
        {hello}{device} przyszedł ({city}), ale {fail}. Faktura {n4}. {please}""",
        hello=leads("Dzień dobry, | Witam, | Drogi zespole, | Cześć, | Szanowni państwo,"),
        device="""termostat | rower | głośnik | zamek | telefon | mikrofon | zasilacz | grzejnik | licznik | router
        czytnik | tablet | wentylator | ekspres""",
        broken="""ciągle się wyłącza | pokazuje błąd {n3} | nie ładuje się | hałasuje | nie łączy się
        staje na {n2} procentach | śmierdzi spalenizną | gubi ustawienia | działa tylko {n1} godzin
        mocno się grzeje | włącza się w kółko | podaje złą godzinę""",
        tried="""Restart był {n1} razy. | Instrukcja nie pomaga. | Patrzył na to też {kin}. | Kabel jest nowy.
        {n2} minut na infolinii. | Gdzie indziej ({city}) działał. | Reset nic nie dał. | Test ({thing}): to samo.
        Aktualizacja {n1} dni temu. | Miał dzwonić ktoś od was: {name}. | Mam zdjęcia. | {n1} tygodni temu było dobrze.""",
        please="""Co robić? | Proszę o wymianę. | Chcę zwrotu pieniędzy. | Czy może zadzwonić {name}?
        Gdzie jest numer seryjny? | Ile to potrwa? | Proszę anulować. | Jestem pod telefonem ({when}).
        Adres: {city}. | Dziękuję za szybką pomoc. | Inaczej rezygnuję. | Czy gwarancja jeszcze trwa?""",
        screen="""adres dostawy | język | sposób płatności | adres na fakturze | grafik | alarm | abonament
        profil | obraz | widok mapy | kalendarz | podpis""",
        follow="""Dzięki! A {aspect}, jeśli {fail}?
        Za długie, tylko {aspect}, czyta to {name}. {limit}
        Co się zmieni, gdy dołączy {name} ({city})? {more}
        Przerób to, odbiorca: {name}, wersja: {when}. {limit}
        Nie rozumiem tego: {aspect}. {name} też nie.
        ok, ale {fail}. {more}
        nie, chodziło mi o co innego: {aspect}, {city}. {more}
        Punkt {n1} dokładniej, brakuje mi: {aspect}. {limit}
        a dla {n2} osób zamiast {n1}? {more}
        Na pewno? {name} podaje {n3}, nie {n2}. {ctx}
        Dobrze. Teraz to samo: {thing}, {when}.""",
        short="""{topic} {aspect} | {aspect}? | a {aspect}? | dzięki {name} | {topic} {city} | dalej | krócej
        {n2} + {n2} * {n1} | {topic}, {year} | jeszcze raz w {n1} punktach | ok dzięki | czemu {aspect}?
        test {n2} | jesteś tam? | {city} {event} {year} | pogoda {city} {when} | życzenia dla: {name}
        po angielsku: {thing} | {n3} zł w euro | synonim: {aspect}""",
        news_a="""Rada miasta {city} stosunkiem {n2} do {n1} daje pieniądze na cel: {topic}.
        Od {year} roku {name} bada temat „{topic}” w pracowni (okolice: {city}).
        Ankieta wśród {n3} rodzin w mieście {city} dotyczyła hasła „{topic}”.
        Firma {coin} (miasto {city}) otwiera oddział numer {n1}.
        W mieście {city} odbył się {event}, przyszło {n4} osób, atrakcją był gość: {name}.
        Nowość w muzeum ({city}): {thing}, rok {year}.
        Po burzy {n3} domów w mieście {city} nie ma prądu.
        Linia {n2} do miasta {city} jeździ co {n1} godzin.""",
        news_b="""Jak mówi {name}, latami pomijany był {aspect}.
        Ceny wzrosły o {n1} procent, co {name} uważa za normalne.
        {name} powtarza: liczy się tylko {aspect}.
        Raport ma {n2} stron, a na czele obaw stoi {aspect}.
        Krytyka płynie z miasta {city}, gdzie mowa o {n3} zł więcej.
        Druga grupa, na czele {name}, wątpi: {fail}.
        Już w {year} roku próbowano tego w mieście {city}. | Sprawę prowadzi {name}, potem {name}.""",
        news_c="""Decyzja za {n1} tygodni. | Wyniki przedstawi {name}. | Reszta bez zmian. | To nic pewnego.
        Urząd miasta {city} zbiera uwagi przez {n2} dni. | Prace potrwają {n1} miesięcy.
        Zebrano już {n4} zł. | Latem kolej na miasto {city}. | Dane są wstępne.""",
        mail_a="""Drodzy koledzy, {event} jednak tutaj: {city}. | Cześć {name}, tak wygląda temat „{topic}”.
        Dzień dobry {name}, mamy wniosek {n4}. | Hej wszystkim, pisze {name}, {city}.
        Szanowna pani {coin}, pytanie brzmiało: {topic}. | Hej {name}, jadę pociągiem do miasta {city}.
        Drodzy rodzice, {n1}. dnia nie ma lekcji.""",
        mail_b="""Otwarty jest jeszcze {aspect}, potrzebny {name}. | Niestety {fail}. | Rachunek na {n3} zł zapłacony.
        Jest nas teraz {n2}, potrzebne jeszcze jedno: {thing}. | Salę rezerwuje {name}. | Umowa trwa od {year} roku.
        Papiery ma {name}, {city}. | Brakuje {n1} podpisów. | Weźcie ze sobą: {thing}.""",
        mail_c="""Dajcie znać ({when}). {name} | Pozdrowienia, {city}, {name} | Pytania: {name}, wewnętrzny {n2}.
        Do zobaczenia, {name} | Z poważaniem, {name} | Dzięki, {name} | Zadzwoń po {n1}. {name}""",
        rev_a="""{n1} noclegów, {city}, pokój {n3}: czysto, ale głośno. | {device} {coin} {broken}.
        Zakup za {n3} zł, {city}. | Przy kasie {name}, bardzo miła obsługa. | W sam raz na cel: {topic}.
        Kolacja na {n1} osób, {name} chwali zupę. | Dostawa ({city}) w {n1} dni. | Trzeci {device} {coin} od {year} roku.""",
        rev_b="""Zawodzi tylko {aspect}. | Szkoda, {fail}. | {n1} na {n2} punktów. | {name} chwali, ja mniej.
        Biorę jeszcze raz. | Jak za {n3} zł, w porządku. | Następnym razem wybiorę co innego: {thing}.
        To nie dla każdego, mówi {kin}. | Serwis ({city}) odpisał po {n2} dniach.""",
        man_a="""Przed użyciem ładować {n1} godzin. | {coin} model {n3}, krótka instrukcja.
        Najpierw rozdział „{aspect}”. | Sprawdź, czy jest wszystkich {n2} części.
        Dotyczy sprzętu od {year} roku. | Używać tylko w suchym miejscu.""",
        man_b="""Przytrzymaj przycisk {n1} sekund. | Czerwona lampka: błąd {n3}. | Ustaw pokrętło na {n2}.
        Z dala od ognia, limit {n2} stopni. | Potem sprawdź {screen} w aplikacji. | Filtr wymieniać co {n1} miesięcy.
        Śruby dokręcić z siłą {n1} Nm.""",
        man_c="""Naprawy tylko w firmie {coin}, {city}. | Części: numer {n4}. | Gwarancja: {n1} lat.
        W razie awarii dzwonić: {coin}. | Nie trzymać poniżej {n1} stopni. | Stary sprzęt oddać do punktu zbiórki.""",
    ),
)
