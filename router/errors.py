"""The errors a caller meets. Each has a `hint` (what to do) and `retry` (whether trying again may help).

RouterError
├── UsageError          the request itself is wrong (unknown effort, empty text, unreadable file)   exit 2
├── Stopped             the request was stopped from outside (Ctrl-C, a closed connection)            exit 130
├── Overloaded          so much is waited for here that this request was not taken                   HTTP 429
├── BudgetExceeded      a call was refused before it was made, for money, tokens or time             exit 5
└── ModelError          the language model could not answer                                          exit 5
    ├── NoModel             none is configured
    ├── ModelAuth           the provider refused the key
    ├── ModelRateLimited    429; `retry_after` seconds where the provider said so
    ├── ModelTimeout        no answer in time
    ├── ModelUnavailable    5xx or no connection
    ├── ModelRefused        the provider rejected this request (4xx)
    └── ModelBadOutput      an answer came, but not in the form that was asked
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from router.types import Call


class RouterError(Exception):
    """Base error: the message is one line, says what happened and shows the offending value."""

    retry = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(RouterError):
    """The request itself is wrong."""


class Stopped(RouterError):
    """The request was stopped from outside."""


class Overloaded(RouterError):
    """So many requests are worked on here that this one was not taken; `retry_after` is in seconds."""

    retry = True

    def __init__(self, message: str, *, hint: str = "", retry_after: float = 1.0) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class BudgetExceeded(RouterError):
    """A call was refused before it was made."""


class ModelError(RouterError):
    """The language model could not answer. `call` is what the try cost, where one was made."""

    call: Call | None = None
    outcome = "error"
    """The word for it in receipts and the ledger."""


class NoModel(ModelError):
    """No model is configured."""


class ModelAuth(ModelError):
    """The provider refused the key."""

    outcome = "auth"


class ModelRateLimited(ModelError):
    """The provider asked to slow down."""

    outcome = "rate_limited"
    retry = True

    def __init__(self, message: str, *, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after


class ModelTimeout(ModelError):
    """No answer in time."""

    outcome = "timeout"
    retry = True


class ModelUnavailable(ModelError):
    """The provider is down or unreachable."""

    outcome = "unavailable"
    retry = True


class ModelRefused(ModelError):
    """The provider rejected this request."""

    outcome = "refused"


class ModelBadOutput(ModelError):
    """An answer came, but not in the form that was asked."""

    outcome = "bad_output"
    retry = True
    cut = False
    """Whether it ended at its length limit."""

    @property
    def thought(self) -> bool:
        """Whether the model spent tokens on thinking, which its limit counts too."""
        return self.call is not None and bool(self.call.tokens_reasoning)


def why(exc: Exception) -> str:
    """Why a file cannot be read or written, as a person says it: "is a directory", not "[Errno 21] Is ..."."""
    return str(getattr(exc, "strerror", None) or exc or type(exc).__name__).lower()
