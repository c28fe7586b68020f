"""serve, key, doctor: the HTTP service and the health of a home."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from jobmatch.cli.options import HomeOption, JsonOption, open_home, print_json
from jobmatch.domain import JobmatchError

if TYPE_CHECKING:
    from jobmatch.wiring import Home

key_app = typer.Typer(help="Keys for programs that ask the HTTP service.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.command()(serve)
    app.command()(doctor)
    app.add_typer(key_app, name="key")
    key_app.command("add")(key_add)


def serve(
    home: HomeOption = None,
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8000,
) -> None:
    """Answer over HTTP until stopped."""
    import structlog
    import uvicorn

    from jobmatch.api import ApiKeys, Desk, create_app

    structlog.configure(
        processors=[structlog.processors.TimeStamper(fmt="iso"), structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    opened = open_home(home)
    app = create_app(Desk(opened.tools), ApiKeys.from_file(opened.settings.api_keys_file))
    uvicorn.run(app, host=host, port=port, log_level="warning")


def key_add(name: Annotated[str, typer.Argument(help="Who holds the key.")], home: HomeOption = None) -> None:
    """Make an API key and print it once; only its hash is kept."""
    from jobmatch.api.keys import add_key

    print(add_key(open_home(home).settings.api_keys_file, name))


def doctor(home: HomeOption = None, json: JsonOption = False) -> None:
    """Check the parts of a home one by one; exit status 1 if any is not well."""
    opened = open_home(home)
    checks: dict[str, Callable[[], str]] = {
        "records": lambda: _records(opened),
        "policy": lambda: opened.policy.version,
        "encoder": lambda: opened.tools.encoder_identity,
        "index": lambda: _index(opened),
    }
    found = {name: _outcome(check) for name, check in checks.items()}
    if json:
        print_json({name: {"ok": ok, "detail": detail} for name, (ok, detail) in found.items()})
    else:
        for name, (ok, detail) in found.items():
            print(f"{'ok ' if ok else 'BAD'}  {name:8} {detail}")
    if not all(ok for ok, _ in found.values()):
        raise typer.Exit(1)


def _outcome(check: Callable[[], str]) -> tuple[bool, str]:
    try:
        return True, check()
    except JobmatchError as error:
        return False, str(error)


def _records(opened: Home) -> str:
    from jobmatch.store import revision

    opened.store.check()
    with opened.store.read() as unit:
        return f"revision {revision(unit)}"


def _index(opened: Home) -> str:
    from jobmatch.index import open_index

    index = open_index(opened.settings.index_root, opened.tools.encoder_identity)
    return f"{index.version}, {len(index)} postings"
