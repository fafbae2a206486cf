"""A provider's failure in our words: litellm's exceptions become `ModelError`s with a hint, a price and no key.

What a failed try cost: nothing where the provider answered with an error status or was never reached; unknown where
it may have been working (time-outs, broken connections).
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Iterator, Mapping

from adapters.models.redaction import redact
from router.errors import (
    ModelAuth,
    ModelBadOutput,
    ModelError,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
)
from router.types import Call

_LONGEST_MESSAGE = 200


class ProviderFailure(Exception):
    """Stands in as the cause where the provider's own exception holds a key."""


def translate(exc: BaseException, model: str, seconds: float, *, secrets: tuple[str, ...] = ()) -> ModelError:
    """Our error for `exc`, with its cause set; raise it outside the `except` block that caught `exc`."""
    chain = list(_chain(exc))
    error = _kind(exc, chain, model, secrets)
    if error.call is None:
        free = _free(chain)
        error.call = Call(
            model=model,
            usd=0.0 if free else None,
            tokens_in=0 if free else None,
            tokens_out=0 if free else None,
            seconds=seconds,
            outcome=error.outcome,
        )
    told = " | ".join(f"{type(link).__name__}: {link}" for link in chain)
    clean = redact(told, secrets=secrets)
    error.__cause__ = exc if clean == told else ProviderFailure(clean)
    return error


def _kind(exc: BaseException, chain: list[BaseException], model: str, secrets: tuple[str, ...]) -> ModelError:
    names = {type(link).__name__ for link in chain}
    status = _status(chain)
    text = _short(exc, secrets)
    if isinstance(exc, TimeoutError) or names & {"Timeout", "APITimeoutError", "TimeoutException", "ReadTimeout"}:
        return ModelTimeout(f"{model!r} gave no answer in time", hint="allow more seconds, or try again later")
    if "MidStreamFallbackError" in names and status is None:
        return ModelUnavailable(f"the stream of {model!r} broke off", hint="ask again")
    if status == 429 or "RateLimitError" in names:
        wait = retry_after(chain)
        asked = f"; it asks to wait {wait:g} s" if wait is not None else ""
        return ModelRateLimited(
            f"{model!r} is rate limited{asked}", hint="wait, or check your quota with the provider", retry_after=wait
        )
    if status in (401, 403) or names & {"AuthenticationError", "PermissionDeniedError"}:
        return ModelAuth(f"the provider of {model!r} refused the key: {text}", hint="check the provider's API key")
    if "BadRequestError" in names and "LLM Provider NOT provided" in str(exc):
        return ModelRefused(f"unknown model {model!r}", hint='write it as "provider/model", like openai/gpt-4o-mini')
    if status is None and (
        names & {"APIResponseValidationError", "JSONDecodeError"} or "invalid response from LLM" in str(exc)
    ):
        return ModelUnavailable(f"{model!r} sent an unreadable response: {text}", hint="try again later")
    if status is not None and 400 <= status < 500 and status != 408:
        hint = "check the model's name" if status == 404 else "the request or its options do not suit this model"
        return ModelRefused(f"the provider of {model!r} rejected the request ({status}): {text}", hint=hint)
    if status is not None and status >= 500:
        return ModelUnavailable(f"the provider of {model!r} failed ({status}): {text}", hint="try again later")
    return ModelUnavailable(f"{model!r} could not be reached: {text}", hint="check the network and the address")


def bad_output(message: str, call: Call, *, hint: str = "try again, or use another model") -> ModelBadOutput:
    """An answer that came but is not usable; its cost is known."""
    error = ModelBadOutput(message, hint=hint)
    error.cut = call.outcome == "truncated"
    error.call = call.model_copy(update={"outcome": error.outcome})
    return error


def retry_after(chain: list[BaseException]) -> float | None:
    """The seconds the provider asks to wait: Retry-After in seconds or as a date, or retry-after-ms."""
    for headers in _headers(chain):
        lower = {str(key).lower(): str(value) for key, value in headers.items()}
        for prefix in ("", "llm_provider-"):
            try:
                if f"{prefix}retry-after-ms" in lower:
                    return max(0.0, float(lower[f"{prefix}retry-after-ms"]) / 1000)
                if f"{prefix}retry-after" in lower:
                    return _seconds(lower[f"{prefix}retry-after"])
            except (ValueError, TypeError, OverflowError):
                continue
    return None


def _seconds(value: str) -> float:
    try:
        return max(0.0, float(value))
    except ValueError:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())


def _chain(exc: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while exc is not None and id(exc) not in seen:
        seen.add(id(exc))
        yield exc
        exc = exc.__cause__ or exc.__context__


def _headers(chain: list[BaseException]) -> Iterator[Mapping[str, str]]:
    for link in chain:
        for holder in (getattr(link, "litellm_response_headers", None), getattr(link, "headers", None)):
            if isinstance(holder, Mapping):
                yield holder
        headers = getattr(getattr(link, "response", None), "headers", None)
        if isinstance(headers, Mapping):
            yield headers


def _unreached(chain: list[BaseException]) -> bool:
    return any(type(link).__name__ in ("ConnectError", "ConnectTimeout") for link in chain)


def _status(chain: list[BaseException]) -> int | None:
    """The status a server really sent. litellm invents a 500 for broken connections and unreadable answers."""
    invented: int | None = None
    for link in chain:
        status = getattr(link, "status_code", None) or getattr(getattr(link, "response", None), "status_code", None)
        if isinstance(status, int):
            if type(link).__module__.split(".")[0] in ("openai", "httpx"):
                return status
            invented = status
    return invented if invented is not None and 400 <= invented < 500 else None


def _free(chain: list[BaseException]) -> bool:
    status = _status(chain)
    return _unreached(chain) or (status is not None and status >= 400 and status != 408)


def _short(exc: BaseException, secrets: tuple[str, ...]) -> str:
    text = " ".join(redact(str(exc), secrets=secrets).split())
    text = text.removeprefix("litellm.")
    return text if len(text) <= _LONGEST_MESSAGE else text[: _LONGEST_MESSAGE - 3] + "..."
