"""A LangChain chat model over the router: puzzles solved and proven here, everything else by the language model behind.

    PuzzleChat().invoke("Solve this: ...").content          # the receipt: .response_metadata["receipt"]

Streams its thinking as `reasoning_content` and the answer as content.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing
from typing import Any, Literal

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.exceptions import OutputParserException
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.ai import UsageMetadata
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.messages.utils import convert_to_openai_messages
from langchain_core.output_parsers.openai_tools import make_invalid_tool_call, parse_tool_call
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import Field, PrivateAttr

from adapters.serve.events import Done, Event, Said, Thought
from adapters.serve.inside import Inside
from adapters.serve.words import receipt_json


class PuzzleChat(BaseChatModel):
    """`model` is `auto`, `auto:offline` or `trm`, as over HTTP; `language_model` names the one for open talk."""

    model: str = "auto"
    language_model: str | None = None
    effort: Literal["low", "medium", "high"] = "medium"
    seed: int = 0
    max_tokens: int | None = None
    temperature: float | None = None
    stop: list[str] | None = None
    router: Any = Field(default=None, exclude=True, repr=False)
    """A router of your own; by default the one this installation is configured for."""
    _inside: Inside | None = PrivateAttr(default=None)

    @property
    def _llm_type(self) -> str:
        return "trm-router"

    @property
    def _identifying_params(self) -> dict[str, Any]:
        return {"model_name": self.model, "language_model": self.language_model, "effort": self.effort}

    def _behind(self) -> Inside:
        if self._inside is None:
            from adapters.compose import build_router

            self._inside = Inside(self.router or build_router(model=self.language_model))
        return self._inside

    def _body(self, messages: list[BaseMessage], stop: list[str] | None, more: dict[str, Any]) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": more.get("model", self.model),
            "messages": [_plain(message) for message in convert_to_openai_messages(messages)],
            "reasoning_effort": more.get("effort", self.effort),
            "seed": more.get("seed", self.seed),
            "stop": stop or self.stop,
            "max_tokens": more.get("max_tokens", self.max_tokens),
            "temperature": more.get("temperature", self.temperature),
            **{name: more.get(name) for name in ("tools", "tool_choice", "parallel_tool_calls", "response_format")},
        }
        return {name: value for name, value in body.items() if value is not None}

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | dict[str, Any] | bool | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Tools for the language model behind; a puzzle is still solved here, unless a tool is forced."""
        choice: Any = tool_choice
        if tool_choice in (True, "any"):
            choice = "required"
        elif isinstance(tool_choice, str) and tool_choice not in ("auto", "none", "required"):
            choice = {"type": "function", "function": {"name": tool_choice}}
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools], tool_choice=choice or None, **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        del run_manager
        body = self._body(messages, stop, kwargs)
        return _whole(self._behind().done(body), body["model"])

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        del run_manager
        body = self._body(messages, stop, kwargs)
        return _whole(await self._behind().adone(body), body["model"])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        body = self._body(messages, stop, kwargs)
        for event in self._behind().events(body):
            chunk = _chunk(event, body["model"])
            if run_manager is not None:
                run_manager.on_llm_new_token(chunk.text, chunk=chunk)
            yield chunk

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        body = self._body(messages, stop, kwargs)
        async with aclosing(self._behind().aevents(body)) as events:
            async for event in events:
                chunk = _chunk(event, body["model"])
                if run_manager is not None:
                    await run_manager.on_llm_new_token(chunk.text, chunk=chunk)
                yield chunk


def _plain(message: dict[str, Any]) -> dict[str, Any]:
    """An assistant's content without blocks that only say again what stands in `tool_calls`, or that are thinking."""
    content = message.get("content")
    if message["role"] != "assistant" or not isinstance(content, list):
        return message
    return {**message, "content": [part for part in content if isinstance(part, str) or part.get("type") == "text"]}


def _about(done: Done, model: str) -> dict[str, Any]:
    return {
        "model_name": model,
        "model_provider": "trm-router",
        "finish_reason": done.finish,
        "receipt": dict(receipt_json(done.receipt)),
    }


def _usage(done: Done) -> UsageMetadata:
    usage = done.usage
    return UsageMetadata(input_tokens=usage.tokens_in, output_tokens=usage.tokens_out, total_tokens=usage.total)


def _whole(done: Done, model: str) -> ChatResult:
    calls: list[Any] = []
    torn: list[Any] = []
    for call in done.calls:
        raw = {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        try:
            calls.append(parse_tool_call(raw, return_id=True))
        except OutputParserException as error:
            torn.append(make_invalid_tool_call(raw, str(error)))
    message = AIMessage(
        content=done.content,
        additional_kwargs={"reasoning_content": done.thinking} if done.thinking else {},
        tool_calls=calls,
        invalid_tool_calls=torn,
        response_metadata=_about(done, model),
        usage_metadata=_usage(done),
    )
    return ChatResult(generations=[ChatGeneration(message=message)])


def _chunk(event: Event, model: str) -> ChatGenerationChunk:
    """A piece of the answer or of the thinking, or the end with the receipt and the usage."""
    if isinstance(event, Thought):
        message = AIMessageChunk(content="", additional_kwargs={"reasoning_content": event.text})
    elif isinstance(event, Said):
        message = AIMessageChunk(content=event.text)
    else:
        about, usage = _about(event, model), _usage(event)
        calls = [
            tool_call_chunk(name=call.name, args=call.arguments, id=call.id, index=number)
            for number, call in enumerate(event.calls)
        ]
        message = AIMessageChunk(
            content="",
            tool_call_chunks=calls,
            response_metadata=about,
            usage_metadata=usage,
            chunk_position="last",
        )
    return ChatGenerationChunk(message=message)
