"""The tables, one file a language family."""

from collections.abc import Mapping

from router.tongues.tables.asian import CHINESE, JAPANESE
from router.tongues.tables.dutch import DUTCH
from router.tongues.tables.french import FRENCH
from router.tongues.tables.italian import ITALIAN
from router.tongues.tables.polish import POLISH
from router.tongues.tables.portuguese import PORTUGUESE
from router.tongues.tables.russian import RUSSIAN
from router.tongues.tables.spanish import SPANISH
from router.tongues.tongue import Tongue

TONGUES: Mapping[str, Tongue] = {
    tongue.code: tongue for tongue in (FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, POLISH, RUSSIAN, CHINESE, JAPANESE)
}
"""Language code -> its table."""
