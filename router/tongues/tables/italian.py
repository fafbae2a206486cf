"""What Italian words around a puzzle mean."""

from router.asking.light_words import LIGHT
from router.tongues.tongue import Tongue

ITALIAN = Tongue(
    "it",
    {
        "LIGHT": "|".join(LIGHT["it"].split()) + "|mi puoi|mi potresti|dell|all|nell|dall|sull|l|ci|vi|ne|lui|loro|quello|quella|così|sì|ok|allora|ehi|una volta|metti|mettimi|in tutto|sarebbe|devo|sa|sai|li|lì|nei|nelle|negli|degli|dei|delle|sul|sulla|su|ancora|cosa|un po|presentami|sotto forma di|come|farmi|mi fai|mi fa|mi fate|c|quest|com|lista di|una lista|come lista",
        "EXPLAIN": "spiega*", "INWORDS": "a parole|in parole", "BASE": "partendo da|a partire da|contando da|cominciando da|iniziando da", "BEGIN": "parto da|comincio da|inizio da|sono in", "REACH": "arrivare a|arrivare in|andare a|andare in|raggiungere",
        "TALK": "da un ora|un ora|ore|tutto il giorno|tutta la mattina|bloccat*|fermo|ferma|sono fermo|sono bloccat*|non ci riesco|non riesco|non ne vengo a capo|ieri|oggi|domenica|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|giornale|rivista|libro|treno|"
        "mia nonna|mio nonno|mia madre|mio padre|mia figlia|mio figlio|mio fratello|mia sorella|un amico|nonna|nonno|adoro|saluti|un saluto|scusa|scusate|tempo|stamattina|stasera",
        "AND": "e|ed", "OR": "o|oppure", "CAN": "si può|è possibile",
        "GIVE": "dammi|dimmi|dare|darmi|dirmi|dite*|mostra*|mostrami|scriv*|indica*|voglio|vorrei|mi serve|mi servono|serve|ho bisogno|bisogno|sapere|vedere|avere|cerco|restituisci|stampa|mi dai|mi dici|mi date|fammi vedere|ti chiedo",
        "FIND": "trova*|trovare|cerca*",
        "ONLY": "solo|soltanto|solamente|unicamente|nient altro|niente altro|e basta|basta così|nulla di più|niente di più|semplicemente",
        "NOEXPL": "senza spiegazioni|senza spiegazione|senza spiegare|senza commenti|senza altro testo|senza testo|non servono spiegazioni|non serve la spiegazione|nessuna spiegazione|niente spiegazioni",
        "NOSPOIL": "non dirmi la soluzione|non dirmi la risposta|non darmi la soluzione|non darmi la risposta|non mostrarmi la soluzione|non rivelare la soluzione|non rivelarmi la soluzione|non svelare la soluzione|non svelarmi la soluzione|non la soluzione|non tutta la soluzione|non la risposta|senza la soluzione|senza darmi la soluzione|senza dirmi la soluzione|senza dire la soluzione|senza rivelare la soluzione|senza svelare la soluzione|senza risolverlo|non risolverlo|ma non la soluzione|ma non dirmi la soluzione|ma non darmi la soluzione|non voglio la soluzione",
        "SOLVE": "risolv*|risolt*|complet*|riempi*|riempire|finire|finisci|terminare|termina*",
        "HELP": "aiut*|una mano|dare una mano|date una mano", "SOLUTION": "soluzion*|rispost*|risultato",
        "PUZZLE": "schema|griglia|puzzle|rompicapo|gioco|problema|quadro", "FULL": "completa|completo|intera|intero|risolto|risolta|finale|tutta",
        "BLANKS": "caselle vuote|celle vuote|caselle mancanti|numeri mancanti|buchi|spazi vuoti|i vuoti|quello che manca|ciò che manca",
        "WHAT": "che cosa|cosa|che|quale|quali|qual", "HOW": "come|quanto", "WHERE": "dove|da dove", "WHY": "perché|per quale motivo|come mai",
        "HOWMANY": "quante|quanti", "VALUE": "numero|numeri|cifra|cifre|valore|valori", "STAND": "va|vanno|c è|ci va|ci vanno|ci sta|sta|stanno|è|sono|ci sono|metto|mettere|contiene|contengono|si trova|si trovano|compare|andare|deve andare|devo mettere|deve stare|essere|esserci|bisogna mettere",
        "HAS": "ha|esiste|esistono|ci sono|c è|ammette", "UNIQUE": "unica|unico|una sola|l unica|solo una|soltanto una|un unica",
        "SEVERAL": "più di una|più soluzioni|diverse|molteplici|altre", "POSSIBLE": "possibile|possibili|risolvibile", "TOTAL": "in totale|in tutto",
        "HINT": "indizio|indizi|suggerimento|aiutino|dritta|consiglio|spintarella", "SMALL": "piccolo|piccola|piccolino|aiutino", "NEXT": "prossimo|prossima|successivo|successiva|seguente",
        "STEP": "passo|passi|mossa|mosse|passaggio", "LOGICAL": "logico|logica",
        "LEVEL": "livello di difficoltà|difficoltà|livello", "HARD": "difficile|difficili|dur[oa]|duro|complicat*|tosto|molto difficile|difficilissimo", "EASY": "facile|facili|semplice|facilissimo", "MEDIUM": "medio|media|di media difficoltà|di medie dimensioni|intermedio",
        "RIGHT": "giusto|giusta|giusti|corretto|corretta|corretti|bene|vero|valida|esatto|esatta", "MY": "mio|mia|miei|mie|la mia|il mio", "THIS": "questo|questa|così",
        "IDID": "l ho risolto|l ho fatto|ho fatto|ho risolto|l ho completato|ho completato|ho indovinato|ci ho preso|l ho finito|ho sbagliato niente", "CHECK": "controlla*|controllare|verifica*|verificare|correggi*|correggere", "MISTAKE": "errore|errori|sbagliato|ho sbagliato|sbaglio|sbagli",
        "WAY": "percorso|cammino|strada|via|tragitto|itinerario", "SHORTEST": "più breve|più corto|più corta|più rapido|più veloce|minimo percorso|ottimale",
        "GETOUT": "esco|uscire|esco da|uscire da|si esce|si esce da|uscita|arrivo|arrivare|andare|vado|raggiungere|attraversare|si arriva|arrivo da|si va", "MUST": "ci vogliono|servono|occorrono|bisogna fare|devo fare|bisogna|necessari|devo|si devono fare|deve",
        "DIRECTION": "in che direzione|direzione|verso dove|da che parte|in quale direzione", "ARROWS": "con le frecce|con frecce|frecce|in frecce|usando le frecce",
        "COORDS": "coordinate|in coordinate|con le coordinate|come coordinate", "LEAST": "al minimo|come minimo|minimo|almeno",
        "LINE": "su una sola riga|in una sola riga|su una riga|in una riga|su un unica riga|in un unica riga|su una linea|in una sola linea", "TABLE": "in una tabella|in tabella|come tabella|tabella|in forma di tabella",
        "MAKE": "fammi|fai|fare|farmi|crea*|genera*|inventa*|prepara*|creami|creare", "NEW": "nuovo|nuova|altro",
        "ROW": "riga|righe", "COL": "colonna|colonne", "BOX": "riquadro|blocco|settore|regione|quadrante|riquadro 3x3|quadrato 3x3|blocco 3x3", "CELL": "casella|caselle|cella|celle",
        "LAST": "ultimo|ultima", "PENULT": "penultimo|penultima", "MID": "centro|centrale|mezzo|di mezzo|al centro", "TOP": "in alto|alto|superiore|di sopra", "BOTTOM": "in basso|basso|inferiore|di sotto",
        "LEFT": "a sinistra|sinistra|sinistro|di sinistra", "RIGHTSIDE": "a destra|destra|destro|di destra", "CORNER": "angolo|angolino",
        "FROMTOP": "dall alto|partendo dall alto|a partire dall alto", "FROMBOTTOM": "dal basso|partendo dal basso|a partire dal basso", "FROMLEFT": "da sinistra|partendo da sinistra|a partire da sinistra", "FROMRIGHT": "da destra|partendo da destra|a partire da destra",
        "INORDER": "dall alto in basso|dall alto verso il basso|dall alto al basso|da sinistra a destra", "WALL": "muro|muri|un muro|parete|pareti", "FREE": "libero|libera|libere|casella libera|passaggio", "START": "partenza|inizio|ingresso|entrata", "GOAL": "traguardo|arrivo finale|destinazione|meta|la meta",
        "o1": "primo|prima", "o2": "secondo|seconda", "o3": "terzo|terza", "o4": "quarto|quarta", "o5": "quinto|quinta", "o6": "sesto|sesta", "o7": "settimo|settima", "o8": "ottavo|ottava", "o9": "nono|nona", "o10": "decimo|decima",
        "o11": "undicesimo|undicesima", "o12": "dodicesimo|dodicesima", "n2": "due", "n3": "tre", "n4": "quattro", "n5": "cinque", "n6": "sei", "n7": "sette", "n8": "otto", "n9": "nove",
    },
    routes=r"(?:da|dal punto) (?P<a>[A-Z]) (?:a|fino a|verso) (?P<b>[A-Z])(?![^\W_])",
    notation=r"(?<![^\W_])R(\d{1,2}) ?C(\d{1,2})(?![^\W_])",
    story=r"(?:ho|abbiamo|sono (?:bloccat|ferm)\w+|ero|mi[oa] \w+ (?:ha|mi|non|è)|ecco|trovat\w+)\b",
)  # fmt: skip
