"""`serve`: the local service that OpenAI's and Anthropic's clients talk to."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from adapters.cli import failures
from adapters.cli.options import Engine, Model, Offline


def register(app: typer.Typer) -> None:
    """Add `serve`."""

    @app.command()
    def serve(
        host: Annotated[str, typer.Option("--host", help="Address; others than loopback ask for keys.")] = "127.0.0.1",
        port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port.")] = 8000,
        model: Model = None,
        offline: Offline = False,
        api_key_file: Annotated[
            Path | None, typer.Option("--api-key-file", metavar="F", help="Keys that are let in, one a line.")
        ] = None,
        running: Annotated[int, typer.Option("--running", min=1, help="Requests worked on at once.")] = 32,
        waiting: Annotated[int, typer.Option("--waiting", min=0, help="Requests that may wait; others get 429.")] = 128,
        workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes behind the port.")] = 1,
        ray: Annotated[
            bool, typer.Option("--ray", help="Networks in replicas on Ray Serve; RAY_ADDRESS names a cluster.")
        ] = False,
        replicas: Annotated[
            str | None,
            typer.Option("--replicas", metavar="N|MIN:MAX", help="With --ray: how many. Default: 1 to cores."),
        ] = None,
        engine: Engine = None,
        log_texts: Annotated[
            bool, typer.Option("--log-texts", help="Write what is asked and answered into the log.")
        ] = False,
    ) -> None:
        """Serve OpenAI's and Anthropic's protocols on this machine."""
        from adapters.serve.run import Parts
        from adapters.serve.run import serve as serving
        from adapters.serve.settings import ServeSettings
        from solvers.serving import usable_cores

        settings = ServeSettings(host=host, port=port, running=running, waiting=waiting, log_texts=log_texts)
        if replicas is not None and not ray:
            raise failures.usage("--replicas are those of --ray", hint="give --ray too, or --workers N")
        several = (replicas or f"1:{usable_cores()}") if ray else None
        parts = Parts(model=model, offline=offline, engine=engine, workers=workers, replicas=several)
        raise typer.Exit(serving(settings, parts, key_file=api_key_file))
