"""French. Topics and aspects bear their article and never follow "de" or "à"."""

from __future__ import annotations

from simulation.prompts.grammar import entries
from simulation.prompts.tongues.base import SHAPES, Tongue, leads, rules

_TOPICS = entries("""
le pain au levain | un potager en ville | un premier semi-marathon | une pompe à chaleur
la déclaration d'impôts | une voiture électrique d'occasion | le congé parental | un déménagement à Lille
la moisissure dans la salle de bains | le bénévolat | la guitare à quarante ans | un entretien d'embauche
le mal de dos | un chien de refuge | la caution du logement | un voyage en train | une soirée jeux
des panneaux solaires | l'anglais au travail | un roman policier | les repas de la semaine
la fermentation des légumes | l'alimentation végétarienne | un anniversaire d'enfant | le sommeil de bébé
l'argent de poche | les écrans à la maison | un changement d'école | la garde alternée | les devoirs du soir
une négociation de salaire | une démission | l'intérim | le télétravail avec enfants | l'épuisement
la micro-entreprise | la comptabilité d'une association | une facture impayée | le plan d'épargne
la retraite des indépendants | un crédit immobilier | le budget du foyer | une succession compliquée
le testament | les charges de copropriété | un voisin bruyant | un accident de vélo | une amende
un colis perdu | le droit de rétractation | la migraine | la carence en fer | le rhume des foins
le travail de nuit | une douleur au genou | l'appareil dentaire | la méditation | la musculation à la maison
la natation pour adultes | la pose d'un parquet | le carrelage | un robinet qui fuit | l'isolation des combles
le compost | une pelouse pleine de mousse | la taille des arbres fruitiers | les ruches | une randonnée en famille
les trains de nuit | le camping en Bretagne | un week-end pas cher | les tableurs | la sauvegarde des photos
le wifi dans toute la maison | un discours de mariage | une lettre de condoléances | un exposé sur la Révolution
la chorale | l'aquarelle | la photo de nuit | les échecs pour enfants | le stress des examens
le mémoire de master | un semestre à l'étranger | le permis de conduire | la généalogie | le tricot
""")

_ASPECTS = entries("""
le coût | le calendrier | le matériel | l'ordre des étapes | les erreurs fréquentes | les papiers
les risques | les bons exemples | la préparation | le choix | les petites lignes | les délais
la motivation | la sécurité | les inconvénients | les connaissances de base | l'entretien | les autres options
le cadre légal | la répartition des tâches | la qualité | le bon dosage | les frais cachés | les premiers pas
l'effet à long terme | l'avis des professionnels
""")

FRENCH = Tongue(
    "fr",
    _TOPICS,
    _ASPECTS,
    rules(
        **SHAPES,
        name="""Camille | Hugo | Inès | Mathis | Salomé | Karim | Odile | Thierry | Élodie | Yanis | Margaux | Bruno
        Fatou | Rémi | Sylvie | Gaspard | Léa | Nadège | Olivier | Chloé | Mehdi | Agathe | Pascal | Zoé
        Baptiste | Solène | Malik | Josiane | Étienne | Anaïs | Mme Roche | M. Benali | Mme Da Silva | M. Girard
        Mme Nguyen | M. Perrin""",
        city="""Lyon | Nantes | Lille | Rennes | Metz | Dijon | Pau | Brest | Tours | Nîmes | Liège | Genève | Namur
        Québec | Laval | Annecy | Limoges | Bayonne | Reims | Caen | Sion | Colmar | Arras | Gap | Vannes | Albi
        Poitiers | Charleroi | Nevers | Sète""",
        open=leads("""Bonjour, | Salut ! | Petite question : | Bonsoir, | Coucou, | bjr, | J'aurais besoin d'un avis.
        Désolé si c'est bête : | Rebonjour, | Autre sujet : | Dis-moi,"""),
        ask="""Que faut-il savoir sur {topic}, surtout pour {aspect} ?
        Comment aborder {topic} ? Ce qui m'inquiète, c'est {aspect}.
        Peux-tu m'expliquer {aspect} ? Le sujet : {topic}.
        Qu'oublie-t-on souvent avec {topic} ? Je pense à ceci : {aspect}.
        Fais-moi un plan pour {topic} qui prenne au sérieux {aspect}.
        Compare deux façons de gérer {topic} selon un critère : {aspect}.
        Pourquoi {aspect}, est-ce si important pour {topic} ?
        J'ai lu un article sur {topic} et je n'ai pas compris {aspect}.
        Quelles questions poser avant ? C'est pour {topic}, avec {aspect} en tête.
        Une liste de contrôle pour {topic}, {aspect} en premier, s'il te plaît.
        Que dirait un pro sur {topic} ? Et sur {aspect} ?
        Est-ce que {topic}, ça vaut le coup, vu {aspect} ?
        Trois idées pour {topic}, chacune avec une phrase sur {aspect}.
        par où commencer avec {topic} ? je crains {aspect}.
        Résume-moi l'essentiel sur {topic} en insistant sur {aspect}.
        c'est vrai que tout dépend d'une chose pour {topic}, {aspect} ?""",
        ask2="""on peut s'en sortir sans {thing}, et {aspect} alors ?
        ça coûte combien à {city} en comptant {aspect} ?
        combien de temps à {n1}, et pour {aspect} ?
        {n2} minutes par jour, ça suffit pour {topic} ?
        j'attends {when} ou je règle d'abord {aspect} ?
        à qui demander à {city} si je ne comprends pas {aspect} ?
        {name} dit qu'on peut oublier {aspect}. C'est vrai aussi pour {topic} ?
        {n3} euros pour {topic}, c'est cher, ou c'est {aspect} qui joue ?
        je commence par quoi, {aspect} ou l'histoire avec {name} ?
        {name} peut le faire pour moi, ou ça gâche {aspect} ?
        et si {fail} ? ça change {aspect} ?
        il existe plus simple pour {kin} ? ce qui compte, c'est {aspect}.""",
        brief="""{topic} à {city}, et {aspect} ?
        {aspect} pour {topic}, {n1} personnes, {when}
        vite : {topic}, {n3} euros, {aspect} ?
        {topic} avec {name} dès {when}, des conseils ? surtout {aspect}
        {thing} pour {topic}, utile ? doute sur {aspect}
        {fail}, on fait quoi ? ({topic}, {aspect})
        {topic} : {n1} pour, {n1} contre, avec {aspect}
        {aspect} ? {topic}, {n2} ans, {city}
        pourquoi c'est si compliqué, {aspect} ? {topic}, {city}""",
        ctx="""J'habite à {city} et j'ai {n2} minutes par jour.
        {name} dit le contraire et je ne sais plus.
        Mon budget est de {n3} euros, {name} peut compléter.
        J'ai déjà essayé {n1} fois, mais {fail}.
        Hier {kin} m'a posé la question et je suis resté muet.
        Nous sommes {n1} et on se voit toujours à {city}.
        Dans {n1} semaines, {name} arrive de {city}, il faudrait que ce soit prêt.
        J'ai {n2} ans et c'est la première fois.
        Je dois montrer quelque chose à {name} avant {when}.
        L'an dernier j'étais à {city} avec {name} et {fail}.
        Pour m'aider il y a {kin}, mais seulement {n1} jours.
        Au magasin de {city} on m'a dit tout autre chose.
        C'est pour {event} que {name} organise à {city}.
        Depuis {n1} mois c'est pareil : {fail}.
        J'ai quitté {city} pour {city} il y a {n1} ans.
        J'ai seulement {thing} et un peu de patience.
        {name} et moi, on partage {thing} avec {n1} voisins.
        Au club, c'est {name} qui s'en charge, mais {fail}.
        Après {event}, {name} avait promis de s'en occuper, mais {fail}.
        Il paraît que les règles ont changé à {city} en {year}.""",
        more="""Est-ce que ça compte qu'on ait déjà {thing} ?
        Est-ce que {thing} aiderait ?
        Ça change quelque chose d'ici {when} ?
        {name} doit pouvoir le faire sans moi.
        Je ne veux pas dépasser {n3} euros.
        En plus, {fail}.
        Il faut aussi que {kin} s'y retrouve.
        N'oublie pas que {name} n'a que {n2} ans.
        À {city} il n'y a presque rien pour ça.
        Pour {event}, ce serait trop tard, non ?
        Je pensais prendre {thing}, {name} plutôt {thing}.
        Supposons que je commence dans {n1} jours.
        Au pire, {kin} me dira.
        {name}, de {city}, en est très content.""",
        limit="""En {n3} mots maximum. | Sous forme de liste. | Avec un exemple. | Sois franc. | Simplement.
        Juste l'essentiel. | Un tableau serait bien. | Sans jargon. | Comme si tu parlais à {name}.
        Trois phrases suffisent. | Pas de leçon. | Avec des ordres de grandeur. | Dis aussi les défauts.
        Il me le faut pour {when}. | Deux options, pas plus. | Merci d'avance !""",
        kin="""ma mère | mon frère | ma cheffe | mon voisin | ma fille | mon oncle | une amie | mon père
        ma grand-mère | mon colocataire | ma belle-sœur | mon fils | un collègue | ma tante | mon entraîneur""",
        fail="""ça n'a pas marché | il a plu tout le temps | c'était trop cher | personne n'avait le temps
        j'ai arrêté après {n1} jours | il manquait un papier | {name} n'était pas d'accord | tout a été reporté
        la moitié a cassé | à {city} tout était fermé | on s'est trompés dans le calcul | {name} est tombé malade
        la réponse est arrivée trop tard | on s'est disputés pour {n3} euros | personne n'était au courant""",
        when="""janvier | fin mars | mai | juillet | la rentrée | novembre | Pâques | vendredi | demain soir
        la semaine prochaine | Noël | dimanche | le {n1} du mois | la fin du semestre | ce midi""",
        thing="""une vieille échelle | un tas de cartons | une tablette | une machine à coudre | un vélo cargo
        un carnet | deux chaises pliantes | un microscope | une glacière | une remorque | une lampe frontale
        un mixeur | une tente | un piano | une balance | une perceuse""",
        event="""la fête du quartier | le mariage | l'examen | le salon | la réunion | le baptême | la kermesse
        le tournoi | la lecture publique | la première | le vide-grenier | l'état des lieux | le concert""",
        text="""un courriel | un petit discours | une invitation | un refus poli | une réclamation | un compte rendu
        un devis | une annonce | une lettre de démission | une carte de remerciement | une affiche | un avis
        un communiqué | un poème""",
        tone="""aimable mais ferme | soutenu | décontracté | en deux paragraphes | sans formules creuses | drôle
        court et clair | en tutoyant | pour des lecteurs âgés | {n3} mots au plus | comme l'écrirait {name} | neutre""",
        write="""Écris {text} pour {name} au sujet de ceci : {topic}. Précise : {fail}. Ton : {tone}.
        Rédige {text} : {topic}, {aspect}, délai de {n1} jours, {city}. {detail}
        Corrige : "Bonjour {name}, pour {event} il faut qu'on parle de ceci : {aspect}, car {fail}."
        {text} pour {event} à {city}, {tone}. {detail}
        Il me faut {text} sur {topic}. {detail} {detail} Style : {tone}.
        Raccourcis, {tone} : {draft}
        Transforme en {text} : {draft} {detail}
        Un titre pour {text} sur {topic}, {city}, {when}
        {detail} Fais-en {text} sans oublier {aspect}, {tone}.
        Corrige seulement l'orthographe : {draft}""",
        detail="""Il s'agit de {n3} euros. | {name}, de {city}, est en copie. | La date limite : {when}.
        On s'est rencontrés à {city}, {name} était là. | Dossier {n4}. | Mentionne {thing}. | La raison : {fail}.
        C'est {name} qui signe. | Environ {n2} personnes vont le lire. | On se connaît depuis {year}.
        J'ai été aidé, {kin} s'y connaît. | Il faut une réponse avant {when}.""",
        draft="""bonjour {name}, pour {topic} il reste {aspect} à régler, {fail}, rappelle-moi avant {when}
        {name} pense que pour {aspect}, c'est fini, moi non, réunion à {city} repoussée de {n1} jours
        merci pour {thing}, bien arrivé à {city}, hélas {fail}, et pour {topic} on fait quoi ?
        notes : {topic}, {aspect}, {n1} personnes, {name} dirige, {city}, budget {n3}
        madame, monsieur, depuis {year} j'attends une réponse (réf. {n4}), {fail}, cordialement {name}
        personne ne veut prendre {aspect}, ni {name}, ni {kin}, et {event} approche""",
        story="""Écris une histoire de {n3} mots : {name} trouve {thing} à {city} et {fail}.
        Continue : "{name} n'était pas revenu à {city} depuis {year}, et il manquait {thing}." {mood}
        Tu es {name} et tu sais tout sur {topic}. J'arrive à {city} avec {thing}. Commence.
        Une scène entre {name} et {name} sur {topic}, pendant que {kin} attend dehors. {mood}
        Histoire du soir pour {name} ({n1} ans) : {thing}, un chat, {city}. {mood}
        Dialogue : {name} veut vendre {thing}, {name} ne parle que d'une chose : {aspect}. {mood}
        Un poème sur {topic} et {city}, comme en {year}. {mood}
        On reprend le jeu : je donne {thing} à {name} et je demande la route pour {city}. {fail}""",
        mood="""Triste mais avec de l'espoir. | Drôle. | Au présent. | Sans dialogue. | Du suspense jusqu'au bout.
        Du point de vue de {name}. | Une fin ouverte. | En vers. | Pas mièvre. | {n3} mots au plus.
        Comme un conte. | Sous forme de lettre.""",
        extract="""Résume en deux phrases : {document}
        Liste les personnes, les lieux et les chiffres : {document}
        Quelle est l'idée principale ? "{document}"
        Un titre, {tone} : {document}
        Des puces pour {name}, {aspect} d'abord : {document}
        {document} Qu'est-ce qui concerne {city} là-dedans ?
        {document} - explique-le pour {name}, {tone}
        Quels délais et quels montants sont cités ? {document}""",
        who="""Exercice {n2} | Devoir pour {when} | dans le livre, page {n2} | {name} m'a posé ça
        annales de l'an dernier | Feuille {n1} | Mon prof à {city} veut ça | Bac blanc, question {n1}
        pour ma sœur {name} | Soutien avec {name} | Travail de groupe avec {name} | Exposé pour {when}""",
        hw="""Un train part à {n1} h de {city} à {n2} km/h. Quand aura-t-il fait {n3} km ?
        Dissertation sur {topic}, avec un axe : {aspect}. {n3} mots au moins.
        {name} épargne {n2} euros par mois. Combien de temps pour arriver à {n4} euros ?
        Décris la vie à {city} vers {year} et cite {n1} sources.
        Un rectangle mesure {n2} m sur {n1} m. Quelle est sa diagonale ?
        Dérive {n2}x puissance {n1} plus {n3}x.
        Combien de façons de choisir {n1} personnes parmi {n2} à {city} ?
        Une recette pour {n1} demande {n3} g de farine. Combien pour {n2}, demande {name} ?
        Écris un dialogue au conditionnel entre {name} et {name} sur {topic}.
        Sur {n3} personnes à {city}, {n2} pour cent citent {aspect}. Combien sont-elles ?
        Commente le personnage, {name} : {fail}. Pourquoi agir ainsi ?
        Quelle énergie consomme un appareil de {n3} watts en {n1} heures ?""",
        stuck="""Je ne sais pas par où commencer. | Je bloque après la première ligne. | On cherche quoi ?
        Je trouve {n2}, {name} trouve {n3}. | C'est quelle formule ? | Aucune idée, vraiment.
        J'étais malade ce jour-là. | {n2}, c'est juste ? | Le corrigé dit {n3}, pourquoi ? | {name} non plus.
        J'ai jusqu'à {when}. | Juste le début me suffit.""",
        wish="""Un indice seulement, pas la solution. | Étape par étape. | C'est quoi l'astuce ?
        Avec d'autres nombres. | J'en ai encore {n1}. | Niveau {n1}e. | Vérifie ma méthode.
        Comment le rédiger proprement ? | Pour que {name} comprenne. | Avec un schéma en mots.
        Sans calculatrice. | Merci, l'examen est dans {n1} jours.""",
        support="""{hello}mon {device} {coin} {broken}. {name} l'a acheté à {city}. {please}
        {hello}la commande {n4} pour {city} manque encore, le {device} était prévu pour {when}. {name}
        Le {device} {coin} {broken} depuis {n1} jours. {tried} {please}
        {hello}comment changer {screen} dans l'appli {coin} ? {tried} Client {n4}.
        {tried} Pourtant le {device} {broken}. {please} {name}, {city}
        {n3} euros prélevés deux fois ({coin}), compte de {name}. {please}
        Depuis {event}, {screen} ne marche plus, message {n3}. {tried} {please}
        {hello}le {device} est arrivé à {city}, mais {fail}. Facture {n4}. {please}""",
        hello=leads("Bonjour, | Bonsoir, | Chère équipe, | Salut, | Madame, Monsieur,"),
        device="""thermostat | vélo | poste de radio | verrou | téléphone | micro | casque | chargeur | radiateur
        babyphone | boîtier | routeur | clavier | lecteur""",
        broken="""s'éteint sans cesse | affiche l'erreur {n3} | ne charge plus | fait un bruit | ne se connecte pas
        reste bloqué à {n2} pour cent | sent le brûlé | a perdu ses réglages | tient {n1} heures au plus
        chauffe beaucoup | redémarre en boucle | donne la mauvaise heure""",
        tried="""J'ai redémarré {n1} fois. | La notice n'aide pas. | {name} a regardé aussi.
        J'ai attendu {n2} minutes au téléphone. | Le câble est neuf. | À {city} ça marchait.
        La remise à zéro n'a rien donné. | Avec {thing} c'est pareil. | La mise à jour date d'il y a {n1} jours.
        Votre collègue {name} devait rappeler. | J'ai des photos. | Il y a {n1} semaines tout allait.""",
        please="""Que faire ? | Merci d'envoyer un remplacement. | Je veux être remboursé. | {name} peut m'appeler ?
        Où est le numéro de série ? | Ça prend combien de temps ? | Merci d'annuler. | Je suis joignable jusqu'à {when}.
        À envoyer à {city}. | Merci de faire vite. | Sinon je résilie. | La garantie court encore ?""",
        screen="""l'adresse de livraison | le mot de passe | la langue | le moyen de paiement | l'adresse de facturation
        le planning | les alertes | le forfait | la liste des comptes | la photo | la carte | l'agenda""",
        follow="""Merci ! Et pour {aspect}, si {fail} ?
        C'est trop long, seulement {aspect} pour {name}. {limit}
        Qu'est-ce qui change si {name} vient de {city} ? {more}
        Tu peux l'adapter pour {name}, version {when} ? {limit}
        Je ne comprends pas le passage sur {aspect}, {name} non plus.
        ok, mais {fail}. {more}
        non, je voulais dire {aspect} à {city}. {more}
        Le point {n1} plus en détail, il me manque {aspect}. {limit}
        et pour {n2} personnes au lieu de {n1} ? {more}
        Tu es sûr ? {name} a lu {n3}, pas {n2}. {ctx}
        Bien. La même chose pour {thing} et pour {when}.""",
        short="""{topic} {aspect} | {aspect} ? | et {aspect} ? | merci {name} | {topic} à {city} | continue
        plus court | {n2} + {n2} * {n1} | {topic}, {year} | encore, en {n1} points | ok merci
        pourquoi {aspect} ? | test {n2} | tu es là ? | {city} {event} {year} | météo {city} {when}
        texte anniversaire {name} | en anglais : {thing} | {n3} euros en francs suisses | synonyme pour {aspect}""",
        news_a="""Le conseil de {city} a voté par {n2} voix contre {n1} une aide pour {topic}.
        Depuis {year}, {name} travaille sur {topic} dans un atelier près de {city}.
        Une enquête auprès de {n3} foyers à {city} portait sur {topic}.
        La société {coin}, installée à {city}, ouvre sa {n1}e agence.
        À {city}, {event} a attiré {n4} visiteurs, dont beaucoup pour {name}.
        Le musée de {city} expose {thing} qui date de {year}.
        Après la tempête, {n3} maisons restent sans courant à {city}.
        La ligne {n2} vers {city} ne passe plus que toutes les {n1} heures.""",
        news_b="""Selon {name}, on a négligé {aspect} pendant des années.
        Les prix ont monté de {n1} pour cent, ce qui n'étonne pas {name}.
        Pour {name}, seul compte ceci : {aspect}.
        Le rapport de {n2} pages place {aspect} en tête des soucis.
        Des critiques viennent de {city}, où l'on parle de {n3} euros de plus.
        Un autre groupe, mené par {name}, en doute : {fail}.
        En {year} déjà, {city} avait tenté la chose.
        Le dossier est suivi par {name}, puis par {name}.""",
        news_c="""La décision tombera dans {n1} semaines. | {name} présentera les résultats.
        La mairie de {city} recueille les avis pendant {n2} jours. | Le reste ne change pas.
        Les travaux dureront {n1} mois. | Rien n'est encore sûr. | Déjà {n4} euros de dons sont arrivés.
        L'été verra la suite à {city}. | Plus de détails le {n1} du mois. | Ces chiffres sont provisoires.""",
        mail_a="""Chers collègues, {event} aura finalement lieu à {city}. | Bonjour {name}, voici où on en est pour {topic}.
        Bonjour {name}, nous avons bien reçu la demande {n4}. | Salut à tous, des nouvelles de {name} depuis {city}.
        Madame {coin}, voici la réponse à votre question sur {topic}. | Coucou {name}, je suis dans le train pour {city}.
        Chers parents, pas de cours le {n1}.""",
        mail_b="""Il reste {aspect}, et là j'ai besoin de {name}. | Malheureusement {fail}.
        Nous sommes {n2} désormais et il faut {thing}. | La facture de {n3} euros est payée.
        Pensez à prendre {thing}. | {name} a réservé la salle. | Le contrat court depuis {year}.
        Les papiers sont chez {name} à {city}. | Il manque {n1} signatures.""",
        mail_c="""Répondez avant {when}, merci. {name} | Amitiés de {city}, {name} | Questions : {name}, poste {n2}.
        À bientôt, {name} | Cordialement, {name} | Merci à vous, {name} | Appelle-moi après {n1} heures. {name}""",
        rev_a="""{n1} nuits à {city}, chambre {n3} : propre mais bruyant. | Le {device} {coin} {broken}.
        Acheté à {city} pour {n3} euros. | {name}, à la caisse, était adorable.
        Dîner à {n1}, {name} a pris la soupe. | Livré à {city} en {n1} jours. | Parfait pour {topic}.
        Troisième appareil {coin} depuis {year}.""",
        rev_b="""Seul bémol : {aspect}. | Hélas {fail}. | {n1} points sur {n2}. | {name} adore, moi moins.
        Je le reprendrais. | Correct pour {n3} euros. | La prochaine fois je prends {thing}. | Dommage pour {event}.
        Pas fait pour {kin}. | Le service de {city} a répondu après {n2} jours.""",
        man_a="""Avant le premier usage, chargez le {device} {n1} heures. | {coin} modèle {n3}, guide rapide.
        Lisez d'abord le chapitre sur {aspect}. | Vérifiez que les {n2} pièces sont là.
        Ce guide vaut pour les appareils vendus depuis {year}. | Gardez le {device} au sec.""",
        man_b="""Appuyez {n1} secondes sur la touche. | Un voyant rouge indique l'erreur {n3}. | Réglez sur {n2}.
        Éloignez {thing}. | Contrôlez ensuite {screen} dans l'application. | Changez le filtre tous les {n1} mois.
        Serrez les vis à {n1} Nm.""",
        man_c="""Réparations : uniquement {coin}, à {city}. | Pièces sous le numéro {n4}.
        En cas de panne, appelez {coin}. | La garantie dure {n1} ans. | Ne pas ranger sous {n1} degrés.
        Déposez l'appareil usagé en déchetterie.""",
    ),
)
