"""Problems in French."""

from __future__ import annotations

from simulation.prompts.problem_banks.base import ProblemBank, words
from simulation.prompts.problem_banks.sums import framed, sums_of

FRENCH = ProblemBank(
    (
        *sums_of("""
        change: Au marché, à {city}, {name} achète {a} {goods} à {b} centimes pièce et paie avec {a} euros. Combien lui rend-on ? = % centimes
        weeks: Un atelier situé à {city} vend {a} {goods} par jour du lundi au vendredi et {b} le samedi. Combien en {c} semaines ? = %
        pump: À {city}, la pompe de {name} remplit un bassin en {c} minutes. Combien de temps faut-il à deux pompes pareilles pour trois bassins ? = % minutes
        speed: {name} va de {city} à {town} à vélo à {a} km/h et revient à {b} km/h. Quelle est la vitesse moyenne ? = % km/h
        discount: Après une remise de {a} %, {name} paie {b} euros dans un magasin à {city}. Quel était le prix de départ ? = % euros
        guess: {name} pense à un nombre, le multiplie par {c}, ajoute {a} et annonce {b} à {mate}. Quel était ce nombre ? = %
        cylinder: À {city}, la cuve de {name} est un cylindre de {a} cm de rayon et {b} cm de haut. Combien de litres contient-elle ? = % litres
        fence: {name} clôture un champ de {a} m sur {b} m près de {city}. Quelle longueur de clôture faut-il ? = % m
        red: Une caisse venue de {city} contient {a} {goods} rouges et {b} jaunes ; {name} en tire deux sans regarder. Quelle est la probabilité que ce soient deux rouges ? = % %
        shake: À une fête à {city}, {b} personnes se serrent toutes la main une fois, dit {name}. Combien de poignées de main ? = %
        blink: Au port, à {city}, deux lampes clignotent toutes les {a} et {c} secondes. {name} les voit clignoter ensemble. Dans combien de secondes cela se répète-t-il ? = % secondes
        fall: {name} lâche une pierre du haut du pont de {a} m à {city}. Combien de temps tombe-t-elle sans frottement ? = % s
        energy: Un four de {a}{b} watts marche {c} heures par jour chez {name} à {city}. Quelle énergie consomme-t-il en une semaine ? = % kWh
        dilute: Dans un laboratoire à {city}, {name} ajoute {c} ml de solvant pur à {a} ml de solution à {b} %. Quelle est la nouvelle concentration ? = % %
        mean: {name} compte {a}, {b} puis {c} {goods} en trois jours à {city}. Quelle est la moyenne ? = %
        even: La boutique de {name} à {city} a {a}{b} euros de frais fixes et gagne {c} euros par vente. Combien de ventes pour ne rien perdre ? = % ventes
        """),
        *framed("""
        biology: Pourquoi les feuilles jaunissent-elles en automne ? = La chlorophylle se dégrade et les caroténoïdes restent.
        biology: Pourquoi les antibiotiques ne soignent-ils pas une grippe ? = Ils visent des structures de bactéries que les virus n'ont pas.
        chemistry: Pourquoi le calcaire se dépose-t-il dans une bouilloire ? = Le carbonate de calcium précipite quand on chauffe une eau dure.
        physics: Pourquoi le ciel est-il bleu en plein jour ? = L'air diffuse davantage la lumière de courte longueur d'onde.
        history: Pourquoi les salaires ont-ils monté après la peste noire ? = La main-d'œuvre était devenue rare.
        geography: Pourquoi tant de vieilles villes sont-elles au bord d'un fleuve ? = Le fleuve donnait l'eau, le transport et un point de passage.
        law: Un accord par téléphone sur l'achat d'un lot de {goods} vaut-il contrat ? = Oui, l'accord sur la chose et le prix suffit.
        economics: Pourquoi créer de la monnaie n'enrichit-il pas un pays à lui seul ? = À production égale, ce sont les prix qui montent.
        statistics: Pourquoi une corrélation ne prouve-t-elle pas une cause ? = Un troisième facteur peut agir sur les deux grandeurs.
        programming: Pourquoi ajoute-t-on un sel aux mots de passe ? = Deux mots de passe égaux ont alors des empreintes différentes.
        linguistics: Qu'est-ce qu'un phonème ? = La plus petite unité sonore qui distingue deux mots.
        philosophy: De quoi Descartes ne pouvait-il pas douter ? = De ce qu'il pensait, et donc qu'il était.
        medicine: Pourquoi compare-t-on un nouveau remède à un placebo ? = Seul l'écart avec le placebo montre l'effet propre.
        """),
    ),
    words(
        name="Bastien | Camille | Damien | Florence | Gaspard | Julie | Karim | Léa | Manon | Nathan | Pauline | Quentin | Rachid | Sophie | Théo | Valérie | Baptiste | Clémence | Fatou | Gilles",
        mate="Bruno | Chantal | David | Fanny | Gérard | Jeanne | Luc | Marion | Noémie | Patrick | Romain | Sandrine | Thomas | Viviane | Zoé",
        city="Bordeaux | Caen | Dijon | Grenoble | Lille | Limoges | Lyon | Marseille | Metz | Nancy | Nantes | Nice | Poitiers | Reims | Rennes | Strasbourg | Toulouse | Tours | Namur | Genève",
        town="Beaune | Cahors | Dole | Foix | Gap | Laon | Mâcon | Niort | Pau | Sedan | Tulle | Vannes | Vichy",
        goods="pommes | bougies | vis | billes | tuiles | noix | cartes | perles | tasses | boîtes | poires | cuillères | prunes | lampes",
        setting="""Pendant un cours à {city}, {name} pose la question : | Soirée quiz à {city}, manche {n1}, question de {name} : | {name} et {mate} se disputent dans le train pour {city}. | Courrier de {name}, de {city} :
        Examen à {city}, question {n2} : | À table, à {city}, {name} demande à {mate} : | Pour un exposé de {n2} pages que {name} prépare à {city} : | Au musée, à {city}, panneau {n2} : | Devoir de {name}, lycée à {city}, page {n3} :
        Après une conférence à {city}, {name} lève la main. | Émission enregistrée à {city} avec {name} et {mate} : | {name} donne des cours à {city} et cherche une réponse.""",
        wish="""En {n2} mots au plus, merci. | Deux phrases suffisent, {mate} n'a que {n1} minutes. | {mate}, de {town}, pense le contraire. | Un exemple aiderait {mate}. | C'est noté sur {n1} points.
        Il faut que {mate}, {n2} ans, comprenne. | Ce sera en page {n3} du cahier. | Sans jargon, pour {mate} qui débute. | {mate} parie {n2} euros que personne ne sait. | La réponse part à {town}, chez {mate}.""",
        steps="""Montrez le calcul. | Juste le résultat, dit {mate}. | {mate}, de {town}, trouve autre chose. | C'est l'exercice {n3}. | Il y a {n1} points en jeu. | Expliquez-le à {mate} en {n1} lignes.
        {mate} croit que c'est impossible. | Exercice {n2} de la feuille de {town}. | Le résultat d'abord, la méthode ensuite.""",
    ),
)
