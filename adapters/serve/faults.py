"""What goes wrong with a request, before each protocol says it in its own shape: a status, a kind, one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from adapters.doors import said_at
from router.errors import (
    BudgetExceeded,
    ModelError,
    ModelRateLimited,
    ModelTimeout,
    NoModel,
    Overloaded,
    RouterError,
    UsageError,
)
from solvers.base import PuzzleError


class Fault(Exception):
    """A request that is not answered. `kind` is OpenAI's word for it; other protocols translate."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.status = status
        self.message = said_at("http", message)
        super().__init__(self.message)
        self.kind = kind
        self.code = code
        self.param = param
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        """What the client is told beside the body."""
        return {} if self.retry_after is None else {"retry-after": str(max(1, round(self.retry_after)))}


class Entering(BaseModel):
    """What a client sends: types are strict, unknown fields are kept aside (clients send many)."""

    model_config = ConfigDict(frozen=True, strict=True, extra="allow")


T = TypeVar("T", bound=Entering)


def parsed(model: type[T], raw: bytes) -> T:
    """The request in `raw`. Raises Fault 400 naming what is wrong and where."""
    try:
        return model.model_validate_json(raw)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        if first["type"] == "json_invalid":
            raise Fault(400, f"the body is not JSON: {first['msg']}", code="invalid_json") from None
        place = place_of(first["loc"])
        raise Fault(400, f"{place}: {first['msg'].lower()}", param=place, code=_code(first["type"])) from None
    except RecursionError:
        raise Fault(400, "the body is nested too deeply", code="invalid_json") from None


def place_of(location: Sequence[Any]) -> str:
    """`("messages", 0, "content", "str")` as `messages[0].content`; the names of alternatives are left out."""
    text = ""
    for step in location:
        if isinstance(step, int):
            text += f"[{step}]"
        elif "[" not in step and step not in ("str", "bool", "int", "none"):
            text += f".{step}" if text else step
    return text or "body"


def _code(kind: str) -> str:
    return "missing_required_parameter" if kind == "missing" else "invalid_type" if "type" in kind else "invalid_value"


def of_error(error: BaseException) -> Fault:
    """What the router, a model or a bug raised, as a client may see it."""
    if isinstance(error, Fault):
        return error
    said = " ".join(str(error).split())
    if isinstance(error, BudgetExceeded):
        return Fault(429, f"{said} ({error.hint})", kind="insufficient_quota", code="insufficient_quota")
    if isinstance(error, ModelRateLimited):
        wait = error.retry_after if error.retry_after is not None else 5.0
        return Fault(429, said, kind="rate_limit_error", code="rate_limit_exceeded", retry_after=wait)
    if isinstance(error, Overloaded):
        wait = error.retry_after
        return Fault(429, said, kind="rate_limit_error", code="rate_limit_exceeded", retry_after=wait)
    if isinstance(error, ModelTimeout):
        return Fault(504, said, kind="server_error", code="model_timeout")
    if isinstance(error, NoModel):
        return Fault(400, said, code="no_model")
    if isinstance(error, ModelError):
        return Fault(502, said, kind="server_error", code=f"model_{error.outcome}")
    if isinstance(error, UsageError | PuzzleError):
        return Fault(400, said)
    if isinstance(error, RouterError):
        return Fault(503, said, kind="server_error", code="stopped")
    return Fault(500, "an unexpected error; the log of the service names it", kind="server_error", code="internal")
