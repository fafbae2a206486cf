"""What form of answer the words around a maze ask for."""

from __future__ import annotations


def wanted_form(text: str) -> tuple[str, bool] | None:  # noqa: ARG001
    """(form, only the bare value?) or None."""
    return None


def style(text: str) -> dict[str, str]:  # noqa: ARG001
    """Notation for the answer: words, separator, wrapping, the phrase for "no path"."""
    return {}
