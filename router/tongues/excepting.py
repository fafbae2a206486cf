"""Words that take something back or out, one list a language: a clause that holds one is never mere talk.

They stand in no table of meanings but inside whole turns of phrase ("sans explication"), so they close the way there.
"""

from __future__ import annotations

import re
from functools import cache

_WORDS = {
    "fr": r"sauf|hormis|hors|except\w*|excl\w*|sans|ni|ne|n'|pas|non|jamais|aucun\w*|rien|plus|moins|seulement|uniquement|à part|en dehors|outre|excepté\w*|au lieu|plutôt|contrairement|interdi\w*|mais|si|sinon|avant|après|autre\w*|différent\w*|ignor\w*|oubli\w*|faux|fausse\w*|inverse\w*|échang\w*|variante\w*|règle\w*",
    "es": r"salvo|excepto|excepci\w*|exclu\w*|sin|ni|no|nunca|jamás|ningun\w*|ningún|nada|menos|solo|sólo|únicamente|solamente|aparte|fuera|en vez|en lugar|prohib\w*|pero|sino|si|antes|después|otr[oa]s?|distint\w*|diferent\w*|ignor\w*|olvid\w*|fals\w*|al revés|cambi\w*|variante\w*|regla\w*",
    "it": r"tranne|eccetto|eccez\w*|salvo|esclu\w*|senza|né|non|mai|nessun\w*|niente|nulla|meno|solo|soltanto|solamente|a parte|fuori|invece|anziché|viet\w*|ma|però|se|prima|dopo|altr[oaie]|divers\w*|ignor\w*|dimentic\w*|falso|sbagliat\w*|contrario|scambi\w*|variante\w*|regol\w*",
    "pt": r"salvo|exceto|exce[cçt]\w*|exclu\w*|sem|nem|não|nunca|jamais|nenhum\w*|nada|menos|só|somente|apenas|fora|além|em vez|proibid\w*|mas|porém|se|antes|depois|outr[oa]s?|diferent\w*|ignor\w*|esque[cç]\w*|fals\w*|errad\w*|contrário|troc\w*|variante\w*|regra\w*",
    "nl": r"behalve|uitgezonderd|uitzondering\w*|uitgesloten|zonder|noch|niet|nooit|geen|niets|niks|minder|alleen|enkel|slechts|buiten|naast|in plaats|verboden|maar|als|tenzij|voor|na|ander\w*|verschillend\w*|negeer\w*|vergeet|vals|fout\w*|verkeerd\w*|omgekeerd\w*|verwissel\w*|variant\w*|regels?",
    "pl": r"oprócz|poza|prócz|wyjątk\w*|wyjąwszy|wyłącz\w*|bez|ani|nie|nigdy|żad\w*|nic|mniej|tylko|jedynie|wyłącznie|zamiast|zabron\w*|ale|lecz|jeśli|jeżeli|gdy\w*|przed|po|inn\w*|różn\w*|ignoruj\w*|zapomnij\w*|fałsz\w*|błędn\w*|odwrot\w*|zamien\w*|wariant\w*|zasad\w*|reguł\w*",
    "ru": r"кроме|помимо|исключ\w*|за исключением|без|ни|не|нет|никогда|никак\w*|ничего|меньше|только|лишь|вместо|запрещ\w*|нельзя|но|если|до|перед|после|друг\w*|ин[аоы]\w*|разн\w*|игнорир\w*|забуд\w*|забы\w*|ложн\w*|неверн\w*|неправильн\w*|наоборот|поменя\w*|вариант\w*|правил\w*",
    "zh": r"除|以外|之外|不|没|无|無|非|别|勿|未|只|仅|代替|而不是|但|如果|若|要是|之前|之后|其他|另|不同|忽略|忘|错|错误|相反|互换|交换|变体|规则|禁",
    "ja": r"以外|除|ない|なし|ません|無|不|非|だけ|のみ|しか|代わり|でも|しかし|ただし|もし|なら|前に|後に|他の|別の|違|無視|忘|間違|逆|入れ替|変種|ルール|禁",
}
"""Language code -> exceptions, negations, limits, conditions, other rules."""


@cache
def _pattern(code: str) -> re.Pattern[str]:
    words = _WORDS[code]
    return re.compile(words if code in ("zh", "ja") else rf"(?<![^\W_])(?:{words})(?![^\W_])", re.I)


def excepts(said: str, code: str) -> bool:
    """Whether words of that language take something back or out, or set a condition."""
    return _pattern(code).search(said) is not None


_OUT = re.compile(
    r"(?<![^\W_])(?:sauf|hormis|except\w*|à part|en dehors|salvo|excepto|menos|aparte|tranne|eccetto|meno|exceto|fora|além|behalve|uitgezonderd|"
    r"buiten|oprócz|poza|prócz|wyjątk\w*|кроме|помимо|исключ\w*)(?![^\W_])|除|以外|之外",
    re.I,
)


_REPORTS = re.compile(
    r"(?<![^\W_])(?:dit|disent|prétend\w*|pense\w*|affirme\w*|croi[st]|dice\w*|dij\w*|cree\w*|afirma\w*|asegura\w*|sostien\w*|piensa\w*|pensa\w*|"
    r"detto|crede\w*|afferma\w*|diz\w*|disse\w*|acha\w*|acredita\w*|zegt|zei|zeggen|beweer\w*|denkt|vindt|gelooft|mówi\w*|powiedzia\w*|twierdz\w*|uważa\w*|myśl\w*|"
    r"говор\w*|сказал\w*|утвержда\w*|дума\w*|счита\w*)(?![^\W_])|说|認為|认为|觉得|告诉|言っ|言う|言い|思っ|思う",
    re.I,
)


def leaves_out(said: str) -> bool:
    """Whether a story leaves something out, or is somebody's claim: it is then what the question is about."""
    return _OUT.search(said) is not None or _REPORTS.search(said) is not None
