"""The routes: parse, call, render."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

import structlog
from fastapi import Depends, FastAPI, HTTPException, Query, Request
from fastapi.security import APIKeyHeader

from jobmatch import __version__
from jobmatch.api.desk import Desk
from jobmatch.api.keys import ApiKeys
from jobmatch.api.problems import answer_problems
from jobmatch.api.shapes import AnswerShape, ExplanationShape, Health
from jobmatch.query import answer, explain

_LOG = structlog.get_logger(__name__)
_HEADER = APIKeyHeader(name="X-API-Key", auto_error=False)


def create_app(desk: Desk, keys: ApiKeys) -> FastAPI:
    """The service over one desk. Every /v1 route wants an API key."""
    app = FastAPI(title="jobmatch", version=__version__, docs_url=None, redoc_url=None)
    answer_problems(app)

    def holder(request: Request, key: Annotated[str | None, Depends(_HEADER)]) -> str:
        name = keys.holder(key) if key else None
        if name is None:
            detail = "an API key is required in the header X-API-Key"
            raise HTTPException(HTTPStatus.UNAUTHORIZED, detail, {"WWW-Authenticate": "X-API-Key"})
        _LOG.info("read", holder=name, path=request.url.path)  # findings may speak of sensitive facts (M20)
        return name

    known = [Depends(holder)]

    @app.get("/healthz")
    def healthz() -> Health:
        """The process answers."""
        return Health(status="ok")

    @app.get("/readyz")
    def readyz() -> Health:
        """The records and the index can be read."""
        desk.view()
        return Health(status="ready")

    @app.get("/v1/students/{student}/recommendations", dependencies=known)
    def recommendations(student: str, limit: Annotated[int, Query(ge=1, le=100)] = 10) -> AnswerShape:
        """The best openings for a student under tonight's rules and last night's prices; or why there is none."""
        view = desk.view()
        return AnswerShape.of(answer(desk.tools, view, student, limit), view.market.index.version, desk.tools.policy)

    @app.get("/v1/students/{student}/postings/{posting}/explanation", dependencies=known)
    def explanation(student: str, posting: str) -> ExplanationShape:
        """Every rule's finding and the score of one pair, whatever the verdict."""
        return ExplanationShape.of(explain(desk.tools, desk.view(), student, posting))

    return app
