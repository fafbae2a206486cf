"""What Polish words around a puzzle mean."""

from router.asking.light_words import LIGHT
from router.tongues.tongue import Tongue

POLISH = Tongue(
    "pl",
    {
        "LIGHT": "|".join(word for word in LIGHT["pl"].split() if word != "po") + "|tak|ok|więc|no|już|tym|tymi|temu|nim|nią|jej|jego|ich|go|ją|u|ku|przy|przez|jeden raz|postaci|w postaci|w formie|jako|bardzo|ładnie|pięknie|mam|mamy|że|jest to|serdecznie|z góry|z góry dzięki|dzień|drodzy|państwo|nam|was|wam|tu|tam|teraz|dziś|ci|sobie|bym|by|żeby|a|jedną|jeden|jednego|lista|listę|jako listę|listy",
        "EXPLAIN": "wyjaśnij|wytłumacz", "INWORDS": "słowami|słownie|w słowach", "BASE": "licząc od|zaczynając od|liczone od|numerując od", "BEGIN": "zaczynam w|zaczynam od|startuję z|startuję w|jestem w|ruszam z", "REACH": "dojść do|dotrzeć do",
        "TALK": "od godziny|godziny|godzinę|od rana|cały dzień|utknął*|utknęł*|na dobre|nie daję rady|nie mogę sobie poradzić|nie wychodzi mi|nie idzie mi|wczoraj|dzisiaj|niedziela|w niedzielę|gazet*|czasopism*|książk*|pociąg*|"
        "babci*|dziadk*|mama|mamy|tata|córk*|syn|syna|brat|brata|siostr*|kolega|koleżanka|przyjaciel*|pozdrawiam|pozdrowienia|przepraszam|kochani|uwielbiam|hej hej",
        "AND": "i|oraz", "OR": "czy też|lub|albo", "CAN": "czy da się|da się|można",
        "GIVE": "podaj|podajcie|daj|dajcie|pokaż|pokażcie|powiedz|napisz|wypisz|wskaż|chcę|chciałbym|chciałabym|potrzebuję|potrzebny|potrzebna|potrzebne|szukam|wiedzieć|zobaczyć|poproszę|poznać|prosiłbym|prosiłabym|zwróć|wyświetl|potrzeba mi",
        "FIND": "znajdź|znaleźć|wyznacz|poszukaj",
        "ONLY": "tylko|jedynie|wyłącznie|i nic więcej|nic więcej|nic poza tym|to wszystko|po prostu|samą|sam|samo",
        "NOEXPL": "bez wyjaśnień|bez wyjaśnienia|bez wyjaśniania|bez objaśnień|bez komentarza|bez komentarzy|bez tekstu|nie trzeba wyjaśniać|wyjaśnienia niepotrzebne|nie potrzebuję wyjaśnień|bez żadnych wyjaśnień",
        "NOSPOIL": "nie zdradzaj rozwiązania|nie podawaj rozwiązania|nie mów rozwiązania|nie pokazuj rozwiązania|nie podawaj odpowiedzi|nie zdradzaj odpowiedzi|nie ujawniaj rozwiązania|ale nie rozwiązanie|nie rozwiązanie|nie całe rozwiązanie|bez rozwiązania|bez podawania rozwiązania|bez zdradzania rozwiązania|ale nie zdradzaj rozwiązania|ale nie podawaj rozwiązania|ale nie pokazuj rozwiązania|nie rozwiązuj|nie rozwiązuj go|nie rozwiązuj całego|nie chcę rozwiązania",
        "SOLVE": "rozwiąż|rozwiążcie|rozwiązać|rozwiązuje*|uzupełni*|uzupełnij|wypełni*|dokończ*|dokończyć|skończ*|zrób to|rozwiązałby|rozwikła*|wpisz",
        "HELP": "pomóż*|pomoc*|pomóc|pomoż*", "SOLUTION": "rozwiązanie|rozwiązania|rozwiązań|rozwiązaniu|odpowiedź|odpowiedzi|wynik",
        "PUZZLE": "plansza|planszę|planszy|siatka|siatkę|diagram|diagramu|łamigłówk*|zagadk*|zadanie|krzyżówk*", "FULL": "całe|cały|całą|cała|pełne|pełną|pełna|kompletne|rozwiązana|rozwiązaną|rozwiązane|gotowe|ostateczne|uzupełnion*|wypełnion*|w całości",
        "BLANKS": "puste pola|puste kratki|puste miejsca|brakujące cyfry|brakujące liczby|brakujące pola|pustych pól|luki",
        "WHAT": "co|jaki|jaka|jakie|jaką|która|który|które|którą|jakiego", "HOW": "jak|jak bardzo|w jaki sposób", "WHERE": "gdzie|dokąd|którędy", "WHY": "dlaczego|czemu|z jakiego powodu",
        "HOWMANY": "ile|ilu", "VALUE": "cyfr*|liczb*|wartość|wartości|numer", "STAND": "jest|są|stoi|stoją|będzie|będą|znajduje się|znajdują się|ma być|powinno być|powinna być|wpisać|trzeba wpisać|należy wpisać|pasuje|wchodzi|wstawić|idzie|ma stać|musi być|być|zawiera|widnieje",
        "HAS": "ma|istnieje|istnieją|mają|posiada|czy jest|czy są", "UNIQUE": "jednoznaczne|jedyne|unikalne|dokładnie jedno|tylko jedno|jedno|jednoznacznie",
        "SEVERAL": "więcej niż jedno|kilka|wiele|inne|więcej rozwiązań|kilka rozwiązań", "POSSIBLE": "możliwe|rozwiązywalne|możliwych", "TOTAL": "łącznie|w sumie|ogółem|wszystkich",
        "HINT": "podpowied*|wskazówk*|podpowiedzi", "SMALL": "mał*|drobn*|malutk*|niewielk*", "NEXT": "następny|następna|następne|następną|kolejny|kolejna|kolejne|kolejną",
        "STEP": "krok|kroki|kroków|kroku|ruch|ruchy|ruchów|ruchu", "LOGICAL": "logiczny|logiczne|logiczna",
        "LEVEL": "poziom trudności|trudność|stopień trudności|poziom", "HARD": "trudn*|ciężk*|skomplikowan*|bardzo trudne", "EASY": "łatw*|prost*", "MEDIUM": "średni*",
        "RIGHT": "poprawn*|dobrze|dobre|prawidłow*|prawda|zgadza się|słuszn*|w porządku|poprawnie|właściw*", "MY": "mój|moja|moje|moją|mojego|mojej", "THIS": "to|tak",
        "IDID": "zrobiłem|zrobiłam|rozwiązałem|rozwiązałam|mi wyszło|mi się udało|wypełniłem|wypełniłam", "CHECK": "sprawdź|sprawdźcie|sprawdzić|zweryfikuj|oceń czy|popatrz czy", "MISTAKE": "błąd|błędy|błędu|błędów|pomyłk*|pomyliłem|pomyliłam|pomyliłem się|pomyliłam się",
        "WAY": "droga|drogę|drogi|ścieżka|ścieżkę|ścieżki|trasa|trasę|przejście", "SHORTEST": "najkrótsz*|najszybsz*|optymaln*",
        "GETOUT": "wyjść|wyjść z|wyjście|dojść|dojść do|przejść|wydostać się|dotrzeć|iść|idę|wychodzi się|trafić|dostać się|przebyć", "MUST": "potrzeba|trzeba|należy zrobić|trzeba zrobić|potrzebnych|muszę|muszę zrobić|wymaga|zajmuje|potrzebne|liczy",
        "DIRECTION": "w którą stronę|w jakim kierunku|kierunek|dokąd|w którym kierunku", "ARROWS": "strzałkami|strzałki|w postaci strzałek|za pomocą strzałek|strzałek|jako strzałki",
        "COORDS": "współrzędne|współrzędnych|współrzędnymi|we współrzędnych|jako współrzędne", "LEAST": "co najmniej|minimum|minimalnie|przynajmniej|najmniej",
        "LINE": "w jednej linii|w jednym wierszu|w jednej linijce|jako jedna linia|jedną linijką", "TABLE": "w tabeli|jako tabela|w formie tabeli|jako tabelę|tabela|tabelę|w tabelce",
        "MAKE": "zrób|zrobić|stwórz|stworzyć|wygeneruj|wygenerować|utwórz|ułóż|przygotuj|wymyśl", "NEW": "nowe|nowy|nową|inne",
        "ROW": "wiersz|wiersza|wierszu|wierszem|wiersze|rząd|rzędu|rzędzie|rzędem|linia nr", "COL": "kolumn*", "BOX": "kwadrat|kwadratu|kwadracie|blok|bloku|bloki|kwadrat 3x3|kwadracie 3x3|sektor|sektorze", "CELL": "pole|pola|polu|polem|komórk*|kratk*|kratce|miejsce|miejscu",
        "LAST": "ostatni*", "PENULT": "przedostatni*", "MID": "środkow*|w środku|środku|środek|centraln*", "TOP": "górn*|u góry|na górze|górze", "BOTTOM": "doln*|na dole|u dołu|dole",
        "LEFT": "lew*|z lewej|po lewej|po lewej stronie", "RIGHTSIDE": "praw*|z prawej|po prawej|po prawej stronie", "CORNER": "róg|rogu|narożnik|narożniku",
        "FROMTOP": "od góry|licząc od góry", "FROMBOTTOM": "od dołu|licząc od dołu", "FROMLEFT": "od lewej|od lewej strony|licząc od lewej", "FROMRIGHT": "od prawej|od prawej strony|licząc od prawej",
        "INORDER": "z góry na dół|od góry do dołu|od lewej do prawej|z góry do dołu", "WALL": "ściana|ściany|ścianą|mur|mury|ścianami", "FREE": "wolne|puste|wolna|przejście wolne", "START": "start|początek|wejście", "GOAL": "cel|meta|koniec|metą|celem|startem",
        "o1": "pierwsz*", "o2": "drug*", "o3": "trzeci*", "o4": "czwart*", "o5": "piąt*", "o6": "szóst*", "o7": "siódm*", "o8": "ósm*", "o9": "dziewiąt*", "o10": "dziesiąt*", "o11": "jedenast*", "o12": "dwunast*",
        "n2": "dwa|dwie|dwójk*", "n3": "trzy|trójk*", "n4": "cztery|czwórk*", "n5": "pięć|piątk*", "n6": "sześć|szóstk*", "n7": "siedem|siódemk*", "n8": "osiem|ósemk*", "n9": "dziewięć|dziewiątk*", "n1": "jedynk*",
    },
    routes=r"(?:z|ze|od|z punktu) (?P<a>[A-Z]) (?:do|aż do) (?P<b>[A-Z])(?![^\W_])",
    notation=r"(?<![^\W_])W(\d{1,2}) ?K(\d{1,2})(?![^\W_])",
    story=r"(?:mam (?:tu|tutaj)|jestem|byłem|byłam|utkn\w+|znalazł\w+|próbow\w+|siedz\w+|męcz\w+|mój \w+|moja \w+|oto)\b",
)  # fmt: skip
