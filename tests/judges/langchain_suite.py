"""LangChain's own suites over our chat model and tool: `make judge-langchain`, in an environment of their own.

The chat model stands before a scripted language model, as it would before a real one; tools and schemas are that one's
affair and need a provider, so the suites' tests of them are left out by saying that the model has none.
"""

from __future__ import annotations

from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.tools import BaseTool
from langchain_tests.integration_tests import ChatModelIntegrationTests, ToolsIntegrationTests
from langchain_tests.unit_tests import ChatModelUnitTests, ToolsUnitTests

from adapters.langchain_parts import PuzzleChat, PuzzleTool
from adapters.models.fake import FakeModel
from router import Router
from solvers.exact import ExactSolver

SUDOKU = "Sudoku:\n1...\n..3.\n.4..\n...2"


def router() -> Router:
    return Router(exact=ExactSolver(), chat=FakeModel([lambda messages: f"You said: {messages[-1].content}"]))


class _Chat:
    @property
    def chat_model_class(self) -> type[BaseChatModel]:
        return PuzzleChat

    @property
    def chat_model_params(self) -> dict[str, Any]:
        return {"model": "auto", "router": router()}

    @property
    def has_structured_output(self) -> bool:
        return False


class TestChatUnit(_Chat, ChatModelUnitTests):
    pass


class TestChatIntegration(_Chat, ChatModelIntegrationTests):
    @property
    def supports_model_override(self) -> bool:
        return True

    @property
    def model_override_value(self) -> str:
        return "auto:offline"


class _Tool:
    @property
    def tool_constructor(self) -> type[BaseTool]:
        return PuzzleTool

    @property
    def tool_constructor_params(self) -> dict[str, Any]:
        return {"router": router()}

    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return {"text": SUDOKU, "effort": "low"}


class TestToolUnit(_Tool, ToolsUnitTests):
    pass


class TestToolIntegration(_Tool, ToolsIntegrationTests):
    pass
