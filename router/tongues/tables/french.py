"""What French words around a puzzle mean."""

from router.asking.light_words import LIGHT
from router.tongues.tongue import Tongue

FRENCH = Tongue(
    "fr",
    {
        "LIGHT": "|".join(LIGHT["fr"].split()) + "|comme grille|même|liste de|une liste|est ce que|est ce qu|c est quoi|est ce|qu est ce que|une fois|s il te plaît|s il vous plaît|si possible|lui|eux|leur|ça|cela|celui ci|celle ci|déjà|donc|alors|oui|stp|svp|"
        "stp|ok|là|ici|en tout|on|mets|écris|présente|sous forme de|sous forme d|sous la forme d|ton|tu|vas|va|vais|d accord|bien sûr|ben|hé|dites|dis moi|dites moi|pourrais tu|peux tu|pouvez vous|pourriez vous|saurais|veux tu|voulez vous",
        "EXPLAIN": "explique*", "INWORDS": "en mots|en toutes lettres|avec des mots", "BASE": "en partant de|en comptant à partir de|à partir de|en commençant à|en commençant par|compté à partir de", "BEGIN": "je commence en|je commence à|je pars de|je démarre en|en partant de la case|je suis en", "REACH": "jusqu à|vers|arriver en|arriver à|aller à|rejoindre",
        "ANOTHER": "un autre|une autre|encore un|encore une|autre", "PICTURE": "dessin|image|motif", "LETTER": "lettre|lettres", "EACH": "chaque|toutes les", "WORTH": "vaut|valent|représente|représentent|correspond|combien vaut|combien valent|signifie",
        "P:mine": "mine|mines|bombe*", "P:tent": "tente|tentes", "P:queen": "dame|dames|reine|reines", "P:star": "étoile|étoiles", "P:bulb": "ampoule|ampoules|lampe|lampes", "C:black": "noir|noire|noires|noirs|noircies|à noircir|noircir|noircis", "C:shaded": "ombrées|grisées|coloriées|colorier|coloriées|griser|cocher", "C:safe": "sûr|sûre|sûres|sans danger",
        "SIGN:#": "dièses|dièse|croisillons|croisillon", "REVERSE": "de droite à gauche|à l envers|en sens inverse", "FILL": "remplir",
        "WHO": "qui", "LIVE": "habite|vit|loge", "HOUSE": "maison",
        "NOSPACE": "sans espaces|sans espace",
        "TALK": "pour avancer|pour continuer|pour m aider|pour me débloquer|pour que je continue|mon enfant|devoirs|pour lui|besoin d aide avec|depuis|ce matin|ce soir|hier|aujourd hui|matin|soir|heure*|longtemps|dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi|journal|magazine|livre|métro|train|je bloque|je suis bloqué*|je sèche|bloqué*|coincé*|"
        "je n y arrive pas|je n arrive pas|j y arrive pas|grand mère|mamie|papi|ma mère|mon père|ma fille|mon fils|ami|amie|ma sœur|mon frère|famille|super|j adore|cordialement|bonne journée|bonne soirée|à bientôt|tout le monde|désolé*",
        "AND": "et", "OR": "ou", "CAN": "peut on|on peut",
        "GIVE": "donne*|montre*|affiche*|dis|écri*|indique*|je veux|je voudrais|j aimerais|il me faut|j ai besoin|besoin|avoir|savoir|connaître|cherche|voir|renvoie|retourne|renvoyez",
        "FIND": "trouve*|trouver|cherchez",
        "ONLY": "seulement|uniquement|simplement|rien d autre|pas plus|rien de plus|c est tout|rien que",
        "NOEXPL": "sans explication*|sans aucune explication|sans commentaire*|pas d explication*|pas besoin d explication*|sans autre texte|sans texte",
        "NOSPOIL": "sans dévoiler la solution|sans donner la solution|sans révéler la solution|sans la solution|sans me donner la solution|sans me donner la réponse|sans la réponse|pas la solution|pas la solution complète|pas toute la solution|pas la réponse|"
        "ne me donne pas la solution|ne donne pas la solution|ne me donnez pas la solution|ne donnez pas la solution|ne me dis pas la solution|ne me dis pas la réponse|ne dis pas la solution|ne révèle pas la solution|ne dévoile pas la solution|ne révélez pas la solution|ne dévoilez pas la solution|surtout pas la solution|sans tout dévoiler|sans résoudre|sans tout résoudre",
        "SOLVE": "résou*|résol*|compléter|complète moi|complétez|remplir|remplis*|remplissez|finir|finis|terminer|termine|solutionner|fais moi ce|faire ce|faire cette",
        "HELP": "aide*|aider|coup de main", "SOLUTION": "solution*|réponse*|résultat*",
        "PUZZLE": "grille*|puzzle|casse tête|énigme|problème|jeu|devinette", "FULL": "complet|complète|complets|entière|entier|résolu|résolue|finale|final|remplie|terminée|finie",
        "BLANKS": "cases vides|les vides|cases manquantes|les trous|chiffres manquants|nombres manquants|ce qui manque",
        "WHAT": "quel|quelle|quels|quelles|que|qu|quoi|qu y a t il|qu est ce qu|qu est ce qui|à quoi|lequel", "HOW": "comment|à quel point", "WHERE": "où|par où", "WHY": "pourquoi|pour quelle raison",
        "HOWMANY": "combien de|combien d|combien", "VALUE": "chiffre*|nombre*|valeur|numéro|numéros", "STAND": "obtient on|obtient|apparaît|est|sont|va|vont|il y a|y a t il|y a|se trouve*|contient|contiennent|vaut|valent|mettre|met|placer|figure|trouve t on|faut il mettre|dois je mettre|comporte|aller|être",
        "HAS": "existe t il|a t elle|a t il|existe|possède|possède t elle|possède t il|admet|admet elle|y en a t il", "UNIQUE": "n y a qu une seule|n y a qu une|n y a t il qu une|n y a t il qu une seule|n a qu une seule|n a qu une|unique|uniques|une seule|la seule|qu une|qu une seule|seule",
        "SEVERAL": "plusieurs|plus d une|plus qu une|d autres", "POSSIBLE": "possible*|soluble|faisable|résoluble", "TOTAL": "au total|en tout",
        "HINT": "indice*|coup de pouce|conseil|astuce|un tuyau|une piste", "SMALL": "petit|petite", "NEXT": "prochain|prochaine|suivant|suivante|ensuite|continuer|je continue|je continuer",
        "STEP": "pas|étape*|coup|coups|mouvement*|déplacement*", "LOGICAL": "logique",
        "LEVEL": "niveau de difficulté|difficulté|niveau", "HARD": "difficile*|dur|dure|durs|corsé*|compliqué*|ardu*|très difficile|diabolique", "EASY": "facile*|simple", "MEDIUM": "moyen|moyenne|de taille moyenne",
        "JUST": "juste", "RIGHT": "correct|correcte|corrects|bon|bonne|bonnes|exact|exacte|vrai|valide|bien résolu*|bien fait", "MY": "ma|mon|mes", "THIS": "c est|ceci|ça",
        "IDID": "ai je|j ai|j ai résolu|j ai fait|ai je bien|est ce que j ai|ai je résolu|ai je fait|ai je trouvé", "CHECK": "vérifi*|contrôle*|corrige*|relis", "MISTAKE": "erreur*|faute*|me suis je trompé*|trompé*",
        "WAY": "moyen|chemin|parcours|trajet|itinéraire|route|passage|voie", "SHORTEST": "le plus court|plus court|la plus courte|plus courte|optimal|minimal|plus rapide|le plus rapide",
        "GETOUT": "sortir de|sortir du|sortir|sortie|sors|sort on|aller|vais je|va t on|arriver|rejoindre|traverser|atteindre|parcourir|vais|passer", "MUST": "faut il|faut|dois je|doit on|doit|il faut|dois|devrais je",
        "DIRECTION": "direction|de quel côté|vers où|dans quelle direction|dans quel sens", "ARROWS": "avec des flèches|en flèches|des flèches|flèches|par des flèches",
        "COORDS": "coordonnées|en coordonnées", "LEAST": "au minimum|minimum|au moins|minimal de|au plus court",
        "LINE": "en une ligne|sur une ligne|sur une seule ligne|une seule ligne|en une seule ligne|d une seule ligne", "TABLE": "dans un tableau|sous forme de tableau|en tableau|tableau",
        "MAKE": "fais moi|fais|faire|crée*|créer|génère*|générer|invente*|prépare*|propose*|fabrique*", "NEW": "nouveau|nouvelle|nouvel",
        "ROW": "ligne|lignes|rangée|rangées|l de", "COL": "colonne|colonnes", "BOX": "bloc|blocs|carré|région|boîte|carré 3x3|bloc 3x3", "CELL": "case|cases|cellule|cellules",
        "LAST": "dernier|dernière", "PENULT": "avant dernier|avant dernière", "MID": "milieu|centre|central|centrale", "TOP": "en haut|du haut|haut|supérieur|supérieure", "BOTTOM": "en bas|du bas|bas|inférieur|inférieure",
        "LEFT": "à gauche|de gauche|gauche", "RIGHTSIDE": "droite", "CORNER": "coin|angle",
        "FROMTOP": "en partant du haut|à partir du haut|depuis le haut", "FROMBOTTOM": "en partant du bas|à partir du bas|depuis le bas", "FROMLEFT": "en partant de la gauche|à partir de la gauche|depuis la gauche", "FROMRIGHT": "en partant de la droite|à partir de la droite|depuis la droite",
        "INORDER": "de haut en bas|de gauche à droite", "WALL": "mur|murs|un mur|des murs", "FREE": "libre|libres|passage libre|case libre|cases libres", "START": "départ|entrée|début", "GOAL": "arrivée|but|la sortie",
        "o1": "premier|première|1er|1ère|1re", "o2": "deuxième|second|seconde", "o3": "troisième", "o4": "quatrième", "o5": "cinquième", "o6": "sixième", "o7": "septième", "o8": "huitième", "o9": "neuvième", "o10": "dixième",
        "o11": "onzième", "o12": "douzième", "o13": "treizième", "o14": "quatorzième", "o15": "quinzième", "o16": "seizième",
        "n2": "deux", "n3": "trois", "n4": "quatre", "n5": "cinq", "n6": "six", "n7": "sept", "n8": "huit", "n9": "neuf",
    },
    routes=r"(?:de|depuis) (?P<a>[A-Z]) (?:à|vers|jusqu['’]à|jusqu['’]au) (?P<b>[A-Z])(?![^\W_])",
    notation=r"(?<![^\W_])L(\d{1,2}) ?C(\d{1,2})(?![^\W_])",
    ways="haut,bas,gauche,droite",
    story=r"(?:j'ai|je suis (?:bloqu|coinc|perdu)\w*|j'étais|nous avons|on a|(?:mon|ma) (?:mère|père|mamie|papi|fils|fille|frère|sœur|amie?|femme|mari|grand-mère|grand-père)\b|voici|voilà)\b",
)  # fmt: skip
