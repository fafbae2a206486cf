"""Words that ask politely and say nothing else: pronouns, modal verbs, greetings, "solve" in every form.

A clause of which nothing but these is left wants no more than what is asked anyway. Negations and words such as "only",
"before" or "without" are never among them.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import cache

LIGHT = {
    "en": "u ur r yo bored curious im ive id youre see sure yeah yep hmm um well anybody's somebody's someone's whats thats heres i'm i've i'd ensure the this that these those it its is are was am be been being do does did done have has had i me my mine we us our you your "
    "yours he him his she her they them their somebody someone anybody anyone everybody everyone folks guys friends there here "
    "a an and or of to for in on at from with by as if so kind enough kindly help helping please thanks thank thx ty pls plz cheers "
    "sorry hello hi hey dear morning afternoon evening good day night would could can may might will shall want wants need needs like "
    "love try trying get let give make let's ok okay yes well now today tonight then too very really quite much lot again hand quick "
    "quickly fast ready go what's who whoever possible able mind stuck solve solves solving solved finish finishing complete "
    "completing crack cracked fill filling filled figure work working out up over puzzle grid one thing game advance bunch million only just merely tell show find print say what list write return output report provide name result same plain standard normal ordinary regular classic usual simple thing solver both board "
    "rest extreme difficult hard easy tough nasty evil tricky little new big old great nice lovely daily weekly sunday monday tuesday wednesday thursday friday saturday medium expert wonderful fiendish diabolical gorgeous crazy insane brutal challenging devilish stubborn annoying horrible terrible cute pretty fun funny ordinary usual attached "
    "following given above below enclosed but attempt "
    "quickly kindly correctly properly completely whole entire full final finished small beautiful good simple tiny mini bloody darn damn actually because allowed try folks myself ourselves stucked impossible",
    "de": "der die das den dem des ein eine einen einem einer und oder mit für von zu zum zur im in an auf bei aus es ist sind war bin "
    "ich mir mich du dir dich wir uns ihr euch er ihm ihn sie ihnen sein mein meine meinen meinem meiner dein unser dieses diese "
    "diesen diesem dieser hier da jetzt heute mal bitte danke vielen dank dankeschön hallo hi moin servus guten tag morgen abend liebe "
    "grüße gruß freundliche kann kannst könnt können könnte könntest könnten könntet will würde würdest würdet möchte mag jemand jemandem "
    "schonmal schon könnt ir hilf hilfe helfen hilft weiter lösen löse löst lös gelöst lösung ausfüllen fülle füllt füll aus fertig machen ganz gern gerne so nett lieb rätsel gitter du's voraus im "
    "braucht brauchen eben hab habe haben problem wär wäre wer einmal mal fertig ausgefüllt gelöste gelösten komplette sehr sag dann also bekommen bekomme fertigstellen vervollständigen vervollständige knacken gib gebt gibst zeig zeige zeigst sagst löst machst hilfst schaffst schaffe sag nenne nenn nur bloß brauche",
    "fr": "j'aimerais aimerais j'ai le la les l un une de du des d et ou à au aux en dans sur pour par avec ce cet cette ces c est suis es sont était j je tu il "
    "elle on nous vous ils elles me te se moi toi mon ma mes ton ta tes notre votre s t y m qu que qui bonjour bonsoir salut coucou "
    "merci d'avance avance beaucoup svp stp plaît plait peux peut pouvez pourriez pourrais pourrait peut-être quelqu quelqu'un aider aide "
    "aidez voudrais veux résoudre résous résolvez résoudra résolu résolue compléter complète complétez complet finir finis terminer termine remplir "
    "remplis remplissez grille énigme jeu voici voilà maintenant bien gentil gentille possible ci-dessous donne donnez donner montre montrez dis trouve trouver seulement juste uniquement rien",
    "es": "buenas alguien ayuda el la los las lo un una unos de del y o a al en con por para que es son soy está estoy esto este esta estos estas me te se nos "
    "le les mi mis tu tus su nuestro yo tú usted ustedes alguien hola buenas buenos días tardes noches gracias muchas antemano favor porfa "
    "porfi puedes puede podéis pueden podrías podría podrían quiero quisiera necesito ayuda ayúdame ayudame ayudar ayudarme resolver "
    "resuelve resuélveme resuelva resolverme resolvedme resolvérmelo completar completa complétame completas completes terminar termina rellenar rellena resuelto "
    "solucionar solucionarme soluciona cuadrícula rompecabezas juego aquí ahora bien amable ser dame dadme dime decidme muestra muéstrame encuentra solo sólo solamente únicamente",
    "it": "qual c è ed il lo la i gli le l un uno una di del dello della e o a al alla in nel nella con per da che è sono ho ha mi ti si ci vi me te "
    "mio mia tuo nostro questo questa questi io tu lei voi noi qualcuno ciao salve buongiorno buonasera tutti grazie mille favore prego "
    "date dare dai mano ragazzi piacere può puoi potete potresti potrebbe potreste vorrei voglio aiuto aiutami aiutarmi aiutare aiutate risolvere risolvi risolvete risolvermi "
    "risolva risolto risolvimi completare completa completate finire finisci riempire riempi griglia schema gioco ecco ora anticipo dammi datemi dimmi mostra mostrami trova solo soltanto solamente serve servono mi'",
    "pt": "buenas consegue alguém o a os as um uma de do da dos das e ou em no na com por para que é são sou está estou isto isso este esta esse essa me te se nos "
    "meu minha seu sua nosso eu tu você vocês ele alguém olá oi bom dia boa tarde noite obrigado obrigada desde já favor pode podes podem "
    "poderia poderiam podia consegue quero queria preciso ajuda ajude ajudar ajudem resolver resolve resolva resolvam resolvido completar completa "
    "complete terminar termina preencher preencha quadro grade jogo aqui agora mim antecipadamente dê dá diga mostre encontre apenas só somente",
    "nl": "de het een en of van in op aan met te voor bij is zijn was ik mij me mijn m'n jij je jou jouw u uw wij we ons onze hij zij ze dit "
    "dat deze die hier er iemand hoi hallo hey dag goedemorgen goedemiddag goedenavond bedankt dank dankjewel alvast graag alsjeblieft aub "
    "alstublieft kun kan kunt kunnen zou zouden wil willen even eens help helpen hulp los op oplossen oplost opgelost lossen vul invullen ingevuld af afmaken maak maken "
    "puzzel raster spel nu lief heel veel geef toon zeg alleen slechts",
    "pl": "to ten ta te tę tego tej i oraz w we na z ze do dla po o u się mi mnie mój moja moje ja ty my wy on ona pan pani ktoś dzień dobry "
    "cześć hej witam dzięki dziękuję proszę prosze góry czy może możesz możecie mógłby mogłaby mógłbyś mogłabyś pomóc pomóż pomożecie rozwiązać rozwiąż "
    "rozwiążcie rozwiązał rozwiązałby uzupełnij uzupełnić dokończ dokończyć zagadkę łamigłówkę jest są podaj pokaż powiedz tylko",
    "ru": "это эту этот эта эти и или в во на с со к по для от из у о мне меня мой моя моё мою мои я ты вы мы он она нам вас вам кто-нибудь кто-то "
    "нибудь то ли привет здравствуйте здравствуй добрый доброе день вечер утро спасибо заранее большое пожалуйста можете можешь могли бы могла мог "
    "его её ее их весь всё все целиком помогите помоги помочь решить реши решите решить решает решил заполнить заполни заполните закончить головоломку сетку есть вот очень дай дайте покажи покажите скажи скажите найди найдите только лишь",
    "zh": "",
    "ja": "",
}
"""Language code -> words, separated by spaces."""
_CJK = {
    "zh": r"是普通|是标准|普通的|标准的|普通|标准|请问|请|帮忙|帮我|帮|麻烦|你好|您好|大家好|谢谢|多谢|感谢|能不能|可不可以|可以|能|会|你|您|我|他|我们|这道题|这道|这个|这|一下|一个|一道|个|把|的|了|吗|呢|吧|"
    r"做完|做|解开|解答|解决|解出|解|填完|填好|填满|填|完成|出来|好|题目|题|谜题|帮助|想|要|给",
    "ja": r"こんにちは|こんばんは|おはようございます|おはよう|はじめまして|すみません|お願いします|お願い|ください|下さい|もらえますか|くれますか|いただけますか|頂けますか|"
    r"ありがとうございます|ありがとう|どうか|どうぞ|この|その|これ|それ|私|僕|を|の|は|が|に|で|と|も|て|解いて|解き|解け|解く|解い|完成させ|完成|埋めて|埋め|して|し|"
    r"教えて|ほしい|欲しい|です|ます|ませんか|か|ね|よ|パズル|問題|手伝って|助けて|くれ|もらい|たい|お|ご",
}
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*")


@cache
def _known(code: str) -> frozenset[str]:
    return frozenset(LIGHT[code].split())


@cache
def _script(code: str) -> re.Pattern[str]:
    return re.compile(_CJK[code])


def says_nothing(words: str, code: str) -> bool:
    """Whether only light words of that language are among these."""
    if code in _CJK:
        return re.search(r"\w", _script(code).sub("", words)) is None
    known = _known(code)
    for token in _TOKEN.findall(words.lower().replace("’", "'")):
        if token not in known and not all(part in known for part in re.split(r"['-]", token)):
            return False
    return True


def unknown_words(words: str, codes: Set[str]) -> list[str]:
    """The words that are light in none of these languages; of a script without spaces, what is left of each run."""
    for code in codes:
        if code in _CJK:
            words = _script(code).sub(" ", words)
    roman = {"en"} if not codes.isdisjoint(_CJK) else set()  # "pls" and "thx" stand in any script
    known = frozenset[str]().union(*(_known(code) for code in {*codes, *roman}))
    return [
        token
        for token in _TOKEN.findall(words.lower().replace("’", "'"))
        if token not in known and not all(part in known for part in re.split(r"['-]", token))
    ]
