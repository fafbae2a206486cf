"""What Spanish words around a puzzle mean."""

from router.asking.light_words import LIGHT
from router.tongues.tongue import Tongue

SPANISH = Tongue(
    "es",
    {
        "LIGHT": "|".join(LIGHT["es"].split()) + "|me puedes|me podrías|podrías|puedes|puede usted|podría usted|cómo estás|vale|sí|ok|aquel|ese|esa|eso|ella|él|allí|ahí|qué tal|desde|hasta|entonces|pues|ya|ponme|pon|pónmela|una vez|mira|en total|sería|serían|debo|tengo|sabe|sabes|a ver|oye|cada|saludos|lista de|una lista|como lista|listado de",
        "EXPLAIN": "explica*", "INWORDS": "en palabras|con palabras", "BASE": "empezando en|empezando desde|contando desde|a partir de|comenzando en|empezando por", "BEGIN": "empiezo en|comienzo en|parto de|estoy en|salgo de|salgo desde", "REACH": "llegar a|llegar hasta|ir a|ir hasta",
        "TALK": "toda la tarde|toda la mañana|todo el día|llevo|atascad*|bloquead*|no me sale|no puedo|no consigo|no logro|no sé cómo seguir|horas|hora|ayer|hoy|domingo|lunes|martes|miércoles|jueves|viernes|sábado|periódico|revista|libro|diario|tren|"
        "mi abuela|mi abuelo|mi madre|mi padre|mi hija|mi hijo|mi hermano|mi hermana|mi amigo|mi amiga|abuela|abuelo|me encanta|un abrazo|un saludo|saludos|perdón|disculpa|tiempo",
        "AND": "y", "OR": "o", "CAN": "se puede|puede|es posible",
        "GIVE": "dame|dime|danos|dar|decir|decirme|muéstrame|muestra*|mostrar|enseña*|escrib*|indica*|quiero|quisiera|querría|necesito|me gustaría|busco|saber|ver|devuelve*|dar me|darme|mostrarme|ponme|pásame|imprime",
        "FIND": "encuentra*|encontrar|busca*|halla*",
        "ONLY": "solo|sólo|solamente|únicamente|nada más|y ya|y ya está|eso es todo|simplemente|nomás",
        "NOEXPL": "sin explicación|sin explicaciones|sin explicarlo|sin explicar nada|sin más texto|sin texto|sin comentarios|no hace falta explicación|no hace falta que lo expliques|no expliques nada|no necesito explicación|no necesito explicaciones",
        "NOSPOIL": "no me des la solución|no me des la respuesta|no me des la solución completa|no me digas la solución|no me digas la respuesta|no muestres la solución|no muestres la respuesta|no la solución|no la respuesta|no toda la solución|no reveles la solución|no me reveles la solución|sin la solución|sin dar la solución|sin darme la solución|sin la respuesta|sin decirme la solución|sin revelar la solución|sin resolverlo|no lo resuelvas|no me lo resuelvas|no me la resuelvas|pero no la solución|pero no me des la solución|pero no me digas la solución|pero no me digas la respuesta|pero no lo resuelvas|sin destripar la solución",
        "SOLVE": "resolv*|resuelv*|resuélv*|complet*|complét*|rellen*|rellén*|llena*|llenar|termin*|solucion*|acab*",
        "HELP": "ayuda*|ayúda*|echa una mano|échame una mano|echarme una mano|una mano", "SOLUTION": "solución|soluciones|respuesta*|resultado*|solucionario",
        "PUZZLE": "cuadrícula|rompecabezas|puzle|puzzle|tablero|problema|pasatiempo|juego|rejilla", "FULL": "completa|completo|entera|entero|resuelto|resuelta|final|rellena|terminado|terminada|toda la",
        "BLANKS": "huecos|casillas vacías|celdas vacías|los vacíos|espacios vacíos|espacios en blanco|casillas en blanco|números que faltan|lo que falta|los que faltan",
        "WHAT": "qué|cuál|cuáles|que", "HOW": "cómo|qué tan", "WHERE": "dónde|por dónde|adónde|a dónde", "WHY": "por qué|por qué razón",
        "HOWMANY": "cuántas|cuántos", "VALUE": "número|números|cifra*|dígito*|valor|valores", "STAND": "va|van|hay|está|están|queda|quedan|es|son|pongo|poner|se pone|ponen|contiene|contienen|aparece*|tengo que poner|hay que poner|corresponde*|iría|vale|debería ir|debe ir|tiene que ir",
        "HAS": "tiene|existe|existen|hay|tienen|admite", "UNIQUE": "única|único|una sola|una única|solo una|sólo una|solamente una|la única",
        "SEVERAL": "más de una|varias|múltiples|más que una|otra", "POSSIBLE": "posible|posibles|resoluble", "TOTAL": "en total",
        "HINT": "pista|pistita|ayudita|consejo|sugerencia|indicio", "SMALL": "pequeña|pequeño|pequeñita|pistita|ayudita", "NEXT": "siguiente|próximo|próxima",
        "STEP": "paso|pasos|movimiento*|jugada*", "LOGICAL": "lógico|lógica",
        "LEVEL": "nivel de dificultad|dificultad|nivel", "HARD": "difícil*|complicad*|dur[ao]|duro|dura|experto|muy difícil", "EASY": "fácil*|sencill*|facilito", "MEDIUM": "medio|mediano|mediana|intermedio|de tamaño medio|normal",
        "RIGHT": "bien|correcto|correcta|correctos|correctas|verdad|cierto|válida|válido|bien resuelto|bien hecho|acertado", "MY": "mi|mis", "THIS": "esto|así",
        "IDID": "he hecho|lo he hecho|lo hice|hice|he resuelto|lo he resuelto|lo resolví|lo tengo|la tengo|lo he completado|he acertado|acerté|está resuelto|está hecho", "CHECK": "comprueba*|comprobar|revisa*|revisar|verifica*|corrige*|chequea*|mira si|dime si|revisa si|comprueba si|verifica si", "MISTAKE": "error|errores|fallo*|equivocad*|me he equivocado|equivoqué|me equivoqué",
        "WAY": "camino|ruta|recorrido|trayecto|senda", "SHORTEST": "más corto|más corta|más rápido|mínimo camino|óptimo|óptima",
        "GETOUT": "salgo de|salir de|salir|salida|salgo|se sale|se sale de|llego|llegar|ir|voy|ir de|atravesar|cruzar|recorrer|se llega|alcanzar", "MUST": "hay que dar|hay que|tengo que|debo|se necesitan|hacen falta|necesito|hago falta|se tarda|necesarios|debe|dar",
        "DIRECTION": "hacia dónde|en qué dirección|dirección|para dónde|hacia qué lado", "ARROWS": "con flechas|en flechas|flechas|usando flechas|mediante flechas",
        "COORDS": "coordenadas|en coordenadas|con coordenadas|como coordenadas", "LEAST": "como mínimo|mínimo|mínimos|al menos|por lo menos",
        "LINE": "en una línea|en una sola línea|una sola línea|en un solo renglón|en una única línea", "TABLE": "en una tabla|en forma de tabla|como tabla|tabla",
        "MAKE": "haz|hazme|hacer|hacerme|crea*|créa*|gener*|genér*|inventa*|prepara*|prepár*|propón*", "NEW": "nuevo|nueva|otro",
        "ROW": "fila|filas|renglón|línea", "COL": "columna|columnas", "BOX": "bloque|caja|región|cuadrante|bloque 3x3|cuadrado 3x3|recuadro 3x3|caja 3x3", "CELL": "casilla*|celda*",
        "LAST": "último|última", "PENULT": "penúltimo|penúltima", "MID": "centro|central|medio|en medio|del medio", "TOP": "arriba|de arriba|superior", "BOTTOM": "abajo|de abajo|inferior",
        "LEFT": "izquierda|izquierdo|a la izquierda|de la izquierda", "RIGHTSIDE": "derecha|derecho|a la derecha|de la derecha", "CORNER": "esquina|rincón",
        "FROMTOP": "desde arriba|empezando por arriba|contando desde arriba", "FROMBOTTOM": "desde abajo|empezando por abajo|contando desde abajo", "FROMLEFT": "desde la izquierda|empezando por la izquierda|contando desde la izquierda", "FROMRIGHT": "desde la derecha|empezando por la derecha|contando desde la derecha",
        "INORDER": "de arriba abajo|de arriba a abajo|de arriba hacia abajo|de izquierda a derecha", "WALL": "pared|paredes|muro|muros|una pared|un muro", "FREE": "libre|libres|casilla libre|paso libre", "START": "inicio|el inicio|entrada|salida de partida|comienzo|partida", "GOAL": "meta|la meta|llegada|destino|final del laberinto",
        "o1": "primer|primero|primera", "o2": "segundo|segunda", "o3": "tercer|tercero|tercera", "o4": "cuarto|cuarta", "o5": "quinto|quinta", "o6": "sexto|sexta", "o7": "séptimo|séptima", "o8": "octavo|octava", "o9": "noveno|novena", "o10": "décimo|décima",
        "o11": "undécimo|undécima", "o12": "duodécimo|duodécima", "n2": "dos", "n3": "tres", "n4": "cuatro", "n5": "cinco", "n6": "seis", "n7": "siete", "n8": "ocho", "n9": "nueve",
    },
    routes=r"(?:de|desde) (?P<a>[A-Z]) (?:a|hasta|hacia) (?P<b>[A-Z])(?![^\W_])",
    notation=r"(?<![^\W_])F(\d{1,2}) ?C(\d{1,2})(?![^\W_])",
    story=r"(?:he|hemos|llevo|estoy|estaba|mi \w+ (?:ha|me|no|está)|encontré|intenté|aquí (?:está|tienes|tenéis|va))\b",
)  # fmt: skip
