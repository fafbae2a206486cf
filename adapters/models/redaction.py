"""Keys never leave: whatever a provider's error says is cleaned before it is shown, stored or logged.

Cleaned are the values of the environment's secrets, keys in URLs (`?key=`, `user:password@`), bearer tokens, and
strings that look like a provider's key.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping

HIDDEN = "***"
_SECRET_NAME = re.compile(r"(?i)(?:key|token|secret|password|credential)s?(?:_|$)")
_PATTERNS = (
    re.compile(r"(?i)(?<=[?&])((?:api[-_]?)?key|(?:access[-_]?)?token|sig(?:nature)?)=[^&\s\"'<>]+"),
    re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"),
    re.compile(r"(?i)\b((?:x[-_])?(?:goog[-_])?api[-_]?key|authorization)(?P<to>[\"']?\s*[:=]\s*[\"']?)[^\s\"',}]{6,}"),
    re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"),
    re.compile(r"\b(?:sk|pk|rk|gsk|xai|hf|pplx|nvapi|r8|csk|fw|tgp|AIza|AKIA|ASIA)[-_]?[A-Za-z0-9_-]{16,}"),
)


def redact(text: str, *, environ: Mapping[str, str] | None = None, secrets: tuple[str, ...] = ()) -> str:
    """`text` without keys; `secrets` are further values to hide."""
    known = {value for value in secrets if len(value) >= 6}
    for name, value in (os.environ if environ is None else environ).items():
        if len(value) >= 8 and _SECRET_NAME.search(name):
            known.add(value)
    for value in sorted(known, key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    for pattern in _PATTERNS:
        text = pattern.sub(_replacement, text)
    return text


def _replacement(match: re.Match[str]) -> str:
    groups = match.groupdict()
    if groups.get("to") is not None:
        return f"{match.group(1)}{groups['to']}{HIDDEN}"
    if match.re.groups and match.group(1).lower() in ("bearer", "basic"):
        return f"{match.group(1)} {HIDDEN}"
    return f"{match.group(1)}={HIDDEN}" if match.re.groups else HIDDEN


class RedactingFilter(logging.Filter):
    """Put on a handler or logger, cleans every record's message, arguments and traceback text."""

    def __init__(self, secrets: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean and keep the record."""
        record.msg = redact(record.getMessage(), secrets=self.secrets)
        record.args = None
        if record.exc_info:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info), secrets=self.secrets)
            record.exc_info = None
        return True
