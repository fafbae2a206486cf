"""OpenTelemetry, where it is installed and set up: one span a request. The names are still in development, so all of
them stand here (semantic conventions for generative AI, `gen_ai.*`). No text of a request enters a span.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adapters.serve.records import Record

OPERATION = "gen_ai.operation.name"
PROVIDER = "gen_ai.provider.name"
ASKED_MODEL = "gen_ai.request.model"
RESPONSE_ID = "gen_ai.response.id"
TOKENS_IN = "gen_ai.usage.input_tokens"
TOKENS_OUT = "gen_ai.usage.output_tokens"
ERROR = "error.type"
STATUS = "trm_router.status"
KIND = "trm_router.kind"
USD = "trm_router.cost_usd"


class Tracing:
    """Spans through whatever provider the program was set up with; nothing without the package."""

    def __init__(self, provider: Any = None) -> None:
        try:
            from opentelemetry import trace
        except ImportError:
            self._tracer: Any = None
        else:
            self._tracer = trace.get_tracer("trm-router", tracer_provider=provider)

    @contextmanager
    def span(self, record: Record) -> Iterator[None]:
        """A span that ends with what the record knows then."""
        if self._tracer is None:
            yield
            return
        span = self._tracer.start_span(f"chat {record.model}", attributes={OPERATION: "chat", PROVIDER: "trm-router"})
        try:
            yield
        finally:
            span.set_attributes({ASKED_MODEL: record.model, RESPONSE_ID: record.id})
            span.set_attributes({TOKENS_IN: record.usage_in, TOKENS_OUT: record.usage_out})
            if record.receipt is not None:
                span.set_attributes({STATUS: record.receipt.status, KIND: record.receipt.kind})
                if record.receipt.cost.usd is not None:
                    span.set_attribute(USD, record.receipt.cost.usd)
            if record.outcome != "answered":
                span.set_attribute(ERROR, record.outcome)
            span.end()
