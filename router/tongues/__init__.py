"""Plain requests in nine languages, said again in English where every word of them is known.

    in_english(text, spans, kind, candidate)     ->  the text with its words in English, or None

One table a language says what its words mean (`Tongue`); which words make up which request is the same for all of them.
"""

from router.tongues.translate import in_english, order_in_english

__all__ = ["in_english", "order_in_english"]
