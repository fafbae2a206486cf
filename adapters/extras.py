"""Optional parts of the installation: a missing one is an error of one line that names the command to install it.

with extra("mcp"):
    from mcp.server import MCPServer
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from router.errors import UsageError

OURS = ("adapters", "router", "solvers", "trm")

BRINGS = {
    "llm": ("litellm", "langgraph", "openai"),
    "train": ("torch", "numba", "matplotlib"),
    "serve": ("fastapi", "uvicorn", "prometheus_client"),
    "mcp": ("mcp",),
    "langchain": ("langchain_core",),
    "onnx": ("onnx", "onnxruntime", "onnxscript"),
    "ray": ("ray",),
    "otel": ("opentelemetry",),
}
"""Extra -> packages that come with it."""


def install(name: str) -> str:
    """The command that installs an extra."""
    return f'pip install "trm-router[{name}]"'


def missing(exc: ModuleNotFoundError) -> UsageError | None:
    """An import that failed for want of an extra, as an error that names the command; None for any other."""
    package = (exc.name or "").split(".")[0]
    for name, packages in BRINGS.items():
        if package in packages:
            return UsageError(f"this needs the package {package!r}, which is not installed here", hint=install(name))
    return None


@contextmanager
def extra(name: str) -> Iterator[None]:
    """Imports inside need the extra `name` of this package."""
    try:
        yield
    except ModuleNotFoundError as exc:
        missing = (exc.name or "").split(".")[0]
        if missing in OURS:
            raise
        raise UsageError(f"the package {missing!r} is not installed here", hint=install(name)) from exc
