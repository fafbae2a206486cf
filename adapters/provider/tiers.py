"""A classifier for LiteLLM's complexity router: puzzles that are proven here get a tier of their own.

    complexity_router_config:
      classifier_type: custom
      classifier_plugin: adapters.provider.classifier

LiteLLM's own heuristics decide whatever is no such puzzle. Nothing is solved to classify: reading takes milliseconds.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import Any

from adapters.serve.answering import Answering, Wish
from adapters.serve.faults import Fault
from adapters.serve.openai_chat import OpenAIChat
from adapters.serve.settings import ALIASES
from router.core import Router

TIER = "NON_REASONING"
"""The tier below all that the heuristics know (`enable_non_reasoning_tier: true`), so that only puzzles are in it."""


class PuzzleClassifier:
    """`tier` is where puzzles go."""

    def __init__(self, tier: str = TIER) -> None:
        self._tier = tier
        self._answering = Answering(Router())

    async def classify(self, context: Any) -> str | None:
        """The tier of puzzles, or None where this is no puzzle that code reads without a doubt."""
        return await asyncio.to_thread(self.tier_of, context.structured_messages)

    def tier_of(self, messages: Sequence[dict[str, Any]]) -> str | None:
        """The same for messages in the form of chat completions."""
        try:
            asked = OpenAIChat().parse(json.dumps({"model": "auto", "messages": list(messages)}).encode())
            plan = self._answering.plan(asked.conversation, Wish(ALIASES["auto:offline"]))
        except (Fault, TypeError, ValueError):
            return None
        if plan.by != "router" or plan.subject is None or not plan.subject.puzzle:
            return None
        reading = plan.subject.reading
        clear = not reading.questions and reading.refusal is None and not reading.left
        return self._tier if clear else None


classifier = PuzzleClassifier()
