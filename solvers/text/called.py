"""What people call each kind, in eleven languages: joined to the names that a kind lists itself.

Only names that mean this puzzle and nothing else stand here; a word of everyday ("tents", "lamps") is no name of one.
"""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

import re
from collections.abc import Mapping

CALLED: Mapping[str, str] = {
    "binairo": r"бина[йи]р\w*|такудзу|takuzus?|двоичн\w+ (?:судоку|головоломк\w+)|sudoku bin(?:aire|ario|ário)|binair(?:e sudoku|puzzel)|"
    r"binaire puzzels?|binoxxo|binäres sudoku|binärrätsel|binarn\w+ sudoku|sudoku binarne|バイナ(?:リー|イロ)パズル|二进制数独|二進制數獨",
    "cryptarithm": r"crittogramm[ai]|crittaritm\w+|criptaritm\w+|criptoaritm\w+|cryptarithmes?|cryptarithmen?|kryptarithmen?|kryptogramm\w*|"
    r"alphametics?|alphametik\w*|alfametic\w*|alfametyk\w*|kryptarytm\w*|kryptogram\w*|criptogramas?|cryptogrammes?|cryptogram(?:men)?|"
    r"buchstabenrechnung\w*|zahlenpuzzle mit buchstaben|letter(?:optel)?som(?:men)?|буквенн\w+ ребус\w*|числов\w+ ребус\w*|"
    r"криптарифм\w*|криптограмм\w*|алфаметик\w*|buchstabenrätsel|ребус\w*(?=\W*$|[^\n]*[A-ZА-ЯЁ]{2,}\s*\+)|覆面算|字母算式|字母算|算式谜",
    "futoshiki": r"футо[сш]ики|フトシキ|ふとしき|不等号(?:パズル|数独|ナンプレ)|不等[式号號](?:数独|數獨)|ungleichungs-?sudoku|sudoku (?:à|con|com) (?:inégalités|desigualdades)",
    "heyawake": r"хеяваке|хэяваке",
    "hitori": r"хитори|ひとりにしてくれ",
    "kakurasu": r"какурасу|カクラス|かくらす",
    "kakuro": r"какуро|カックロ|加算クロス|卡库罗|卡酷络|数和",
    "kenken": r"кен-?кен|калькудоку|ケンケン|聪明格|算独|算獨|calcudoku|rekenblok(?:ken)?",
    "killer": r"killer-?sudokus?|sudoku (?:killer|assassino|assassin|tueur|asesino)|киллер-?судоку|судоку-киллер|キラー(?:数独|ナンプレ)|杀手数独|殺手數獨|マジック数独",
    "kurodoko": r"куродоко|куромасу",
    "light_up": r"акари|アカリ|美術館(?:パズル)|美术馆|照明谜题",
    "magic_square": r"магическ\w+ квадрат\w*|quadrat[oi] magic[oi]|quadrados? mágicos?|magisch(?:e|es|en)? (?:vierkant\w*|quadrat\w*)|zauberquadrat\w*|"
    r"magiczn\w+ kwadrat\w*|kwadrat\w* magiczn\w+|cuadrados? mágicos?|carrés? magiques?|魔方陣|幻方|魔方阵",
    "minesweeper": r"\bsaper\w{0,2}\b|сап[её]р\w*|camp[oi] minat[oi]|campos? minados?|buscaminas|démineur|mijnenveger|minensuch\w*|扫雷|掃雷|踩地雷|マインスイーパー?",
    "n_queens": r"(?:problema?|problème|puzzle|rompecabezas|enigma|quebra-cabeças?) (?:de |des |delle |das |de las |dos )(?:n|\d+|huit|ocho|otto|oito) (?:dames|reinas|damas|regine|rainhas)|"
    r"\b(?:n|\d+|acht|huit|ocho|otto|oito|osiem|восемь)[ -](?:dames|reinas|regine|rainhas|damen|königinnen|koninginnen|hetman(?:y|ów)|królow\w+|ферз\w+)|"
    r"(?:acht)?damenproblem\w*|dameproblem\w*|koninginnenprobleem|(?:problem|zadanie|zadanie o) (?:n|\d+|ośmiu) hetman\w+|"
    r"(?:задач\w+|проблем\w+) (?:о |об? )?(?:n|\d+|восьми) ферз\w+|(?:n|\d+|八)[个個]?皇后|(?:n|\d+|エイト|八)[ ・]?(?:クイーン|女王)",
    "nonogram": r"нонограмм\w*|японск\w+ (?:кроссворд|сканворд)\w*|нонограм\w*|nonogram\w*|japans?e? puzzels?|crucigramas? japon[eé]s\w*|mots? croisés? japonais|"
    r"obraz(?:ek|ki|ków) logiczn\w+|お絵かきロジック|イラストロジック|ののぐらむ|ピクロス|数织|數織|绘图方块|繪圖方塊",
    "norinori": r"норинори",
    "numbrix": r"нумбрикс|намбрикс|хидато|хидоку|ヒダト|数蛇",
    "nurikabe": r"нурикаб[еэ]|ぬりかべ|数墙|數牆",
    "skyscrapers": r"небоскр[её]б\w*|arranha-?c[ée]us?|grattaciel[oi]|wolkenkrabbers?|wolkenkratzer\w*|hochhäuser|hochhaus(?:rätsel|puzzle)|wieżowc\w+|drapacze chmur|"
    r"gratte-?ciels?|rascacielos|摩天[楼樓大]\w*|ビルディングパズル|ビルパズル|スカイスクレ[ーイ]パー",
    "slitherlink": r"слизерлинк|スリザーリンク|数回|數回",
    "star_battle": r"зв[её]здн\w+ битв\w*|batalla de (?:las )?estrellas|bataille d['’]étoiles|battaglia (?:di|delle) stelle|batalha (?:de|das) estrelas|sterrenslag|"
    r"gwiezdn\w+ bitw\w*|bitw\w+ gwiazd|sternenschlacht|スターバトル|星战|星戰",
    "survo": r"сурво",
    "tents": r"tentes et arbres|arbres et tentes|tiendas (?:de campaña )?y árboles|árboles y tiendas|tende e alberi|alberi e tende|tendas e árvores|árvores e tendas|barracas e árvores|"
    r"tenten en bomen|bomen en tenten|tentjes en bomen|namioty i drzewa|drzewa i namioty|палатк\w+ и дерев\w+|дерев\w+ и палатк\w+|"
    r"zelte und bäume|bäume und zelte|zeltlager|zeltplatz(?:rätsel)?|zelträtsel|テントと木|テント(?:パズル)|帐篷(?:与|和)?(?:树|谜题)?|帳篷",
    "zebra": r"\bzèbre\b|\bcebra\b|зебр\w*|эйнштейн\w*|斑马|斑馬|爱因斯坦|愛因斯坦|アインシュタイン|ゼブラ(?:パズル)",
}


def joined(names: re.Pattern[str], kind: str) -> re.Pattern[str]:
    """The names that a kind lists, and those that stand here."""
    more = CALLED.get(kind)
    return names if more is None else re.compile(f"{names.pattern}|{more}", names.flags | re.I)
