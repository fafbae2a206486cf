"""The service put together: which path leads where. Imported only where it is served, for it needs FastAPI.

Other front doors are mounted here as routers of their own: `build_app(..., also=(door,))`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI  # noqa: TID253  (this file is the framework's)
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from adapters.serve.answering import Answering
from adapters.serve.anthropic_messages import AnthropicMessages, anthropic_error, count_tokens
from adapters.serve.exchange import Api, Service, alias_of, exchange
from adapters.serve.faults import Fault, of_error
from adapters.serve.limits import Gate, Guard, body_of
from adapters.serve.metrics import Fitness, Metrics
from adapters.serve.openai_chat import OpenAIChat, openai_error
from adapters.serve.openai_responses import OpenAIResponses
from adapters.serve.records import Records
from adapters.serve.settings import ALIASES, ServeSettings
from adapters.serve.telemetry import Tracing
from adapters.serve.web import page
from adapters.serve.workers import Seat, summed

if TYPE_CHECKING:
    from adapters.tools_server.http import Mounted
    from router import Router

CREATED = 1_700_000_000
"""When the aliases came to be, for clients that want a date."""


def build_app(
    router: Router,
    settings: ServeSettings | None = None,
    *,
    records: Records | None = None,
    tracing: Tracing | None = None,
    also: Sequence[APIRouter] = (),
    tools: Mounted | None = None,
    seat: Seat | None = None,
) -> FastAPI:
    """The application around a router. `also` are further front doors, `tools` is `/mcp`; `seat` is its place among
    several workers."""
    known = settings or ServeSettings()
    gate = Gate(known.running, known.waiting)
    service = Service(
        settings=known,
        answering=Answering(router, most_seconds=known.most_seconds),
        gate=gate,
        metrics=Metrics(gate, router),
        records=records or Records(texts=known.log_texts),
        tracing=tracing or Tracing(),
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            if tools is not None:
                await stack.enter_async_context(tools.running())
            if seat is not None:
                await stack.enter_async_context(seat.open(lambda: service.metrics.text()[0]))
            yield

    app = FastAPI(title="trm-router", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.service = service
    app.include_router(_protocols(service))
    app.include_router(_fitness(service, seat))
    app.include_router(page(service))
    for door in also:
        app.include_router(door)
    if tools is not None:
        app.router.routes.extend(tools.routes)
    app.add_exception_handler(HTTPException, _not_served)
    app.add_exception_handler(Exception, _unexpected)
    app.add_middleware(Guard, settings=known, said=error_for)
    return app


def _protocols(service: Service) -> APIRouter:
    paths = APIRouter()
    apis: dict[str, Api] = {
        "/v1/chat/completions": OpenAIChat(),
        "/v1/responses": OpenAIResponses(),
        "/v1/messages": AnthropicMessages(),
    }
    for path, api in apis.items():
        paths.add_api_route(path, _endpoint(service, api), methods=["POST"], response_model=None)

    @paths.post("/v1/messages/count_tokens", response_model=None)
    async def count(request: Request) -> Response:
        try:
            model, counted = count_tokens(await body_of(request, service.settings))
            alias_of(model)
        except Fault as fault:
            return JSONResponse(anthropic_error(fault), status_code=fault.status, headers=fault.headers)
        return JSONResponse(counted)

    @paths.get("/v1/models")
    async def models(request: Request) -> dict[str, Any]:
        shown = [_model(name, request) for name in ALIASES]
        if "anthropic-version" not in request.headers:
            return {"object": "list", "data": shown}
        return {"data": shown, "has_more": False, "first_id": shown[0]["id"], "last_id": shown[-1]["id"]}

    @paths.get("/v1/models/{name}", response_model=None)
    async def model(name: str, request: Request) -> Response:
        try:
            alias_of(name)
        except Fault as fault:
            shape = anthropic_error if "anthropic-version" in request.headers else openai_error
            return JSONResponse(shape(fault), status_code=fault.status)
        return JSONResponse(_model(name, request))

    return paths


def _endpoint(service: Service, api: Api) -> Any:
    async def endpoint(request: Request) -> Response:
        return await exchange(service, api, request)

    return endpoint


def _model(name: str, request: Request) -> dict[str, Any]:
    about = {"description": ALIASES[name].about}
    if "anthropic-version" in request.headers:
        return {"type": "model", "id": name, "display_name": name, "created_at": "2023-11-14T22:13:20Z", **about}
    return {"id": name, "object": "model", "created": CREATED, "owned_by": "trm-router", **about}


def _fitness(service: Service, seat: Seat | None) -> APIRouter:
    paths, fitness = APIRouter(), Fitness(service.answering.router)

    @paths.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "alive"}

    @paths.get("/health/ready", response_model=None)
    async def fit() -> Response:
        why = await fitness.why_not()
        if why is not None:
            return JSONResponse({"status": "not ready", "reason": why}, status_code=503)
        return JSONResponse({"status": "ready"})

    @paths.get("/metrics", response_model=None)
    async def metrics() -> Response:
        text, kind = service.metrics.text()
        if seat is not None:
            text = summed([text, *await seat.others()])
        return Response(text, headers={"content-type": kind})

    return paths


def error_for(path: str, fault: Fault) -> dict[str, Any]:
    """The error in the shape of the protocol that `path` belongs to."""
    return anthropic_error(fault) if path.startswith("/v1/messages") else openai_error(fault)


async def _not_served(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    what = "does not take" if status == 405 else "does not exist for"
    fault = Fault(status, f"{request.url.path!r} {what} {request.method}", code="not_found")
    return JSONResponse(error_for(request.url.path, fault), status_code=status)


async def _unexpected(request: Request, error: Exception) -> Response:
    fault = of_error(error)
    return JSONResponse(error_for(request.url.path, fault), status_code=fault.status)
