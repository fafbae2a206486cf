"""The parts for LangChain and LangGraph: a chat model, a tool, a node; LangChain's own suites are a make target."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

from adapters.langchain_parts import PuzzleChat, PuzzleTool, puzzle_node
from adapters.models.fake import FakeModel
from router import Router, UsageError
from router.errors import ModelUnavailable
from router.types import Receipt
from solvers.exact import ExactSolver

SUDOKU = "Sudoku:\n1...\n..3.\n.4..\n...2"
SOLVED = "1324\n4231\n2413\n3142"
TORN = "Sudoku:\n1...\n..3.\n.4..\n..."


@pytest.fixture
def router() -> Router:
    return Router(exact=ExactSolver(), chat=FakeModel([lambda messages: f"heard {len(messages)}"]))


def receipt(message: Any) -> Receipt:
    return Receipt.model_validate(message.response_metadata["receipt"])


async def test_the_chat_model_solves_and_streams(router: Router) -> None:
    chat = PuzzleChat(router=router)
    for message in (chat.invoke(SUDOKU), await chat.ainvoke(SUDOKU)):
        assert message.content == SOLVED
        assert receipt(message).status == "verified"
        assert message.additional_kwargs["reasoning_content"].startswith("Read as: sudoku")
        assert message.usage_metadata == {"input_tokens": 0, "output_tokens": 0, "total_tokens": 0}
    pieces = [list(chat.stream(SUDOKU)), [piece async for piece in chat.astream(SUDOKU)]]
    for stream in pieces:
        whole = stream[0]
        for piece in stream[1:]:
            whole += piece
        assert whole.content == SOLVED
        assert receipt(whole).status == "verified"
        assert "Proven by exact" in whole.additional_kwargs["reasoning_content"]
        assert stream[-1].chunk_position == "last"


def test_earlier_messages_count(router: Router) -> None:
    chat = PuzzleChat(router=router)
    talk = [SystemMessage("You are helpful."), HumanMessage(SUDOKU), AIMessage(SOLVED)]
    assert chat.invoke([*talk, HumanMessage("now only row 2")]).content == "4 2 3 1"
    assert chat.invoke([*talk, HumanMessage("Tell me a joke")]).content == "heard 4"


def test_what_is_not_answered_says_so_and_unknown_names_are_errors(router: Router) -> None:
    declined = PuzzleChat(router=Router(exact=ExactSolver()), model="auto:offline").invoke("Tell me a joke")
    assert declined.content.startswith("Not answered: ")
    assert receipt(declined).status == "declined"
    with pytest.raises(Exception, match="no model is called 'gpt'"):
        PuzzleChat(router=router, model="gpt").invoke(SUDOKU)


def weather(location: str) -> str:
    """The weather at a place."""
    return location


def test_bound_tools_go_to_the_language_model_and_puzzles_do_not() -> None:
    from adapters.models.completions import LiteLLMModel, load_litellm

    asked: list[dict[str, Any]] = []
    litellm = load_litellm()

    async def called(**arguments: Any) -> Any:
        asked.append(arguments)
        call = {"id": "c1", "type": "function", "function": {"name": "weather", "arguments": '{"location": "Bern"}'}}
        message = litellm.Message(content=None, role="assistant", tool_calls=[call])
        return litellm.ModelResponse(choices=[litellm.Choices(message=message, finish_reason="tool_calls")])

    router = Router(exact=ExactSolver(), chat=LiteLLMModel("ollama_chat/any"))
    chat = PuzzleChat(router=router).bind_tools([weather], tool_choice="weather")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(litellm, "acompletion", called)
        message = chat.invoke(
            [AIMessage([{"type": "tool_call", "name": "x", "args": {}, "id": "1"}]), HumanMessage("Bern?")]
        )
        streamed = list(PuzzleChat(router=router).bind_tools([weather]).stream("Weather in Bern?"))
        solved = PuzzleChat(router=router).bind_tools([weather]).invoke(SUDOKU)
    assert message.tool_calls == [{"name": "weather", "args": {"location": "Bern"}, "id": "c1", "type": "tool_call"}]
    assert asked[0]["tool_choice"] == {"type": "function", "function": {"name": "weather"}}
    assert asked[0]["tools"][0]["function"]["parameters"]["required"] == ["location"]
    assert streamed[-1].tool_calls[0]["args"] == {"location": "Bern"}
    assert solved.content == SOLVED
    assert len(asked) == 2


async def test_the_tool_gives_the_answer_and_the_receipt(router: Router) -> None:
    tool = PuzzleTool(router=router)
    call = {"type": "tool_call", "id": "1", "name": "solve_puzzle", "args": {"text": SUDOKU}}
    for message in (tool.invoke(call), await tool.ainvoke(call)):
        assert message.content == f"verified\n{SOLVED}"
        assert Receipt.model_validate(message.artifact).answer == SOLVED
    assert tool.args_schema.model_json_schema()["properties"]["text"]["maxLength"] == 200_000


def test_a_designed_error_is_what_the_agent_reads() -> None:
    tool = PuzzleTool(router=Router(chat=FakeModel([ModelUnavailable("down", hint="wait")])))
    call = {"type": "tool_call", "id": "1", "name": "solve_puzzle", "args": {"text": "Tell me a joke"}}
    message = tool.invoke(call)
    assert message.status == "error"
    assert message.content == "down (wait)"


def test_the_graph_is_a_node_of_another_graph_and_asks_through_it(router: Router) -> None:
    from langgraph.checkpoint.memory import InMemorySaver
    from langgraph.graph import END, START, MessagesState, StateGraph
    from langgraph.types import Command

    graph: Any = StateGraph(MessagesState)
    graph.add_node("puzzles", puzzle_node(Router(exact=ExactSolver())))
    graph.add_edge(START, "puzzles")
    graph.add_edge("puzzles", END)
    whole = graph.compile(checkpointer=InMemorySaver())
    first = {"configurable": {"thread_id": "first"}}
    solved = whole.invoke({"messages": [HumanMessage(SUDOKU)]}, first)["messages"][-1]
    assert (solved.content, receipt(solved).status) == (SOLVED, "verified")
    asked = whole.invoke({"messages": [HumanMessage(TORN)]}, first)
    assert asked["__interrupt__"][0].value == {"question": "Row 4 has 3 cells, the others 4: what does row 4 hold?"}
    assert whole.invoke(Command(resume=SUDOKU), first)["messages"][-1].content == SOLVED


def test_a_missing_extra_is_one_line_that_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    import adapters.langchain_parts as parts

    for name in [name for name in sys.modules if name.startswith("adapters.langchain_parts.")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("chat", "node", "tool"):
        monkeypatch.delattr(parts, name, raising=False)
    monkeypatch.setitem(sys.modules, "langchain_core", None)
    monkeypatch.setitem(sys.modules, "langchain_core.callbacks", None)
    with pytest.raises(UsageError) as caught:
        _ = parts.PuzzleChat
    assert caught.value.hint == 'pip install "trm-router[langchain]"'
