"""What Portuguese words around a puzzle mean."""

from router.asking.light_words import LIGHT
from router.tongues.tongue import Tongue

PORTUGUESE = Tongue(
    "pt",
    {
        "LIGHT": "|".join(word for word in LIGHT["pt"].split() if word != "se") + "|me pode|me poderia|você pode|podes|ao|à|às|aos|num|numa|nas|nos|pelo|pela|isso|aquele|aquela|ela|ele|eles|sim|ok|então|já|uma vez|coloque|coloca|ponha|seria|devo|sabe|mim|lá|ali|até|desde|oi|gente|pessoal|galera|por gentileza|valeu|assim|sob a forma de|em forma de|teu|tua|dele|para mim|vá|vai ser|pra|pro|deste|desta|neste|nesta|nesse|nessa|desse|dessa|lista de|uma lista|como lista",
        "EXPLAIN": "expli*", "INWORDS": "em palavras|por palavras|por extenso", "BASE": "começando em|a partir de|contando a partir de|começando de|começando por|contado a partir de", "BEGIN": "começo em|começo no|parto de|saio de|estou em", "REACH": "chegar a|chegar em|chegar até|chegar ao|ir para|ir até",
        "TALK": "há horas|horas|hora|há muito tempo|tempo|empacad*|travad*|pres[oa]|preso|presa|encalhad*|não consigo|não estou conseguindo|não sai|ontem|hoje|domingo|segunda feira|terça feira|quarta feira|quinta feira|sexta feira|sábado|jornal|revista|livro|trem|comboio|"
        "minha avó|meu avô|minha mãe|meu pai|minha filha|meu filho|meu irmão|minha irmã|um amigo|avó|avô|adoro|abraço|um abraço|desculpa|desculpe|a manhã toda|a tarde toda|o dia todo|bem|muito",
        "AND": "e", "OR": "ou", "CAN": "dá para|é possível|pode se",
        "GIVE": "me dá|me dê|dá me|dê me|dar|dar me|diga*|me diga|me diz|diz me|dizer|dizer me|mostre|mostra|mostrar|me mostre|escreva|escreve|indique|quero|queria|gostaria|preciso|saber|ver|procuro|devolva|imprima|passa me|me passa|me fala|necessito",
        "FIND": "encontre|encontra|encontrar|ache|acha|achar",
        "ONLY": "só|apenas|somente|unicamente|nada mais|mais nada|só isso|e só|é só isso|simplesmente",
        "NOEXPL": "sem explicação|sem explicações|sem explicar|sem comentários|sem texto|sem mais texto|não precisa explicar|não precisa de explicação|não preciso de explicação|nenhuma explicação",
        "NOSPOIL": "não mostre a resposta|não mostre a solução|não mostres a solução|não me dê a solução|não me dê a resposta|não dê a solução|não me dês a solução|não diga a solução|não diga a resposta|não digas a solução|não me diga a solução|não me diga a resposta|não revele a solução|não reveles a solução|não a solução|não toda a solução|não a resposta|sem a solução|sem dar a solução|sem me dar a solução|sem revelar a solução|sem mostrar a solução|sem resolver|não resolva|não o resolvas|mas não a solução|mas não mostre a resposta|mas não mostre a solução|mas não me dê a solução|mas não me diga a solução|mas não diga a resposta|mas não revele a solução|mas não resolva|não quero a solução",
        "SOLVE": "resolv*|complet*|preench*|terminar|termina|termine|termin*|acabar|acabe|finaliz*|solucion*",
        "HELP": "ajud*|uma mão|uma força|dar uma mão", "SOLUTION": "solução|soluções|resposta*|resultado",
        "PUZZLE": "grade|grelha|puzzle|quebra cabeça|quebra cabeças|tabuleiro|jogo|problema|passatempo|quadro", "FULL": "completa|completo|inteira|inteiro|resolvido|resolvida|final|toda|preenchida",
        "BLANKS": "casas vazias|células vazias|espaços vazios|espaços em branco|casas em branco|quadrados vazios|números que faltam|o que falta|os que faltam|lacunas|buracos",
        "WHAT": "o que|que|qual|quais|o quê", "HOW": "como|quão", "WHERE": "onde|por onde|aonde", "WHY": "por que|por quê|porque|porquê|por qual razão",
        "HOWMANY": "quantas|quantos", "VALUE": "número|números|algarismo*|dígito*|valor|valores", "STAND": "vai|vão|fica|ficam|há|está|estão|é|são|ponho|colocar|coloco|pôr|entra|entram|contém|tem|aparece|devo colocar|deve ficar|deve ir|ir|estar|vale|cabe",
        "HAS": "tem|existe|existem|há|possui|admite", "UNIQUE": "única|único|uma só|só uma|apenas uma|uma única|somente uma|a única",
        "SEVERAL": "mais de uma|mais do que uma|várias|múltiplas|outra", "POSSIBLE": "possível|possíveis|solúvel|resolúvel", "TOTAL": "no total|ao todo",
        "HINT": "dica|diquinha|pista|sugestão|palpite|ajudinha", "SMALL": "pequena|pequeno|pequenina|diquinha|ajudinha", "NEXT": "próximo|próxima|seguinte",
        "STEP": "passo|passos|movimento*|jogada*|lance", "LOGICAL": "lógico|lógica",
        "LEVEL": "nível de dificuldade|dificuldade|nível", "HARD": "difícil|difíceis|complicad*|dur[oa]|bem difícil|muito difícil", "EASY": "fácil|fáceis|simples", "MEDIUM": "médio|média|de tamanho médio|intermediário",
        "RIGHT": "certo|certa|certos|certas|correto|correta|corretos|correta|bem|verdade|válida|tudo certo", "MY": "meu|minha|meus|minhas", "THIS": "isto|isso|assim",
        "IDID": "acertei|fiz|eu fiz|resolvi|eu resolvi|consegui|está resolvido|fiz tudo", "CHECK": "confere|confira|conferir|verifi*|confirma|confirme|corrige|corrija|veja se|vê se|confere se|confira se|verifique se|verifica se|diga se|diz se|me diga se", "MISTAKE": "erro|erros|errei|falha|falhas|engano|me enganei",
        "WAY": "caminho|percurso|rota|trajeto|trajecto", "SHORTEST": "mais curto|mais curta|mais rápido|mínimo caminho|ótimo",
        "GETOUT": "saio de|saio|sair de|sair do|sair|saída|chego|chegar|ir|vou|atravessar|se chega|se sai|saio deste|alcançar", "MUST": "são necessários|necessários|é preciso dar|é preciso|preciso dar|preciso|tenho que dar|tenho que|devo dar|precisa|são precisos|deve",
        "DIRECTION": "em que direção|direção|para onde|para que lado|em qual direção", "ARROWS": "com setas|em setas|setas|usando setas|por setas",
        "COORDS": "coordenadas|em coordenadas|com coordenadas|como coordenadas", "LEAST": "no mínimo|mínimo|pelo menos|mínimos",
        "LINE": "em uma linha|numa linha|em uma única linha|numa única linha|em uma só linha|numa só linha|em uma linha só|numa linha só", "TABLE": "em uma tabela|numa tabela|em tabela|como tabela|tabela",
        "MAKE": "faça|faz|fazer|faz me|faça me|cria|crie*|criar|gere|gera|gerar|invente|inventa|prepare|prepara", "NEW": "novo|nova|outro",
        "ROW": "linha|linhas|fila|fileira", "COL": "coluna|colunas", "BOX": "bloco|caixa|região|quadrante|bloco 3x3|quadrado 3x3|caixa 3x3", "CELL": "casa|casas|célula|células|casinha",
        "LAST": "último|última", "PENULT": "penúltimo|penúltima", "MID": "centro|central|meio|do meio|no meio", "TOP": "de cima|em cima|cima|superior", "BOTTOM": "de baixo|em baixo|embaixo|baixo|inferior",
        "LEFT": "à esquerda|da esquerda|esquerda|esquerdo", "RIGHTSIDE": "à direita|da direita|direita|direito", "CORNER": "canto|quina",
        "FROMTOP": "a partir de cima|a contar de cima|contando de cima", "FROMBOTTOM": "a partir de baixo|a contar de baixo|contando de baixo", "FROMLEFT": "a partir da esquerda|a contar da esquerda|contando da esquerda", "FROMRIGHT": "a partir da direita|a contar da direita|contando da direita",
        "INORDER": "de cima para baixo|de cima a baixo|da esquerda para a direita|da esquerda à direita", "WALL": "parede|paredes|muro|muros", "FREE": "livre|livres|caminho livre|casa livre", "START": "início|o início|partida|entrada|começo", "GOAL": "meta|chegada|destino|objetivo|fim",
        "o1": "primeiro|primeira", "o2": "segundo|segunda", "o3": "terceiro|terceira", "o4": "quarto|quarta", "o5": "quinto|quinta", "o6": "sexto|sexta", "o7": "sétimo|sétima", "o8": "oitavo|oitava", "o9": "nono|nona", "o10": "décimo|décima",
        "n2": "dois|duas", "n3": "três", "n4": "quatro", "n5": "cinco", "n6": "seis", "n7": "sete", "n8": "oito", "n9": "nove",
    },
    routes=r"(?:de|desde|do) (?P<a>[A-Z]) (?:a|à|até|para) (?P<b>[A-Z])(?![^\W_])",
    notation=r"(?<![^\W_])L(\d{1,2}) ?C(\d{1,2})(?![^\W_])",
    story=r"(?:eu (?:fiz|estava|tentei|estou)|estou|encontrei|tentei|meu \w+ (?:disse|fez|não|está)|minha \w+ (?:disse|fez|não|está)|aqui (?:está|vai)|achei)\b",
)  # fmt: skip
