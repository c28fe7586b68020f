"""Every error in one shape: RFC 9457 problem details."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from jobmatch.domain import BadInput, Conflict, JobmatchError, Misconfigured, NotFound
from jobmatch.index import IndexCorrupt, IndexForeign, IndexMissing

STATUS: Mapping[type[JobmatchError], HTTPStatus] = {
    BadInput: HTTPStatus.UNPROCESSABLE_ENTITY,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Misconfigured: HTTPStatus.SERVICE_UNAVAILABLE,
    IndexMissing: HTTPStatus.SERVICE_UNAVAILABLE,
    IndexCorrupt: HTTPStatus.SERVICE_UNAVAILABLE,
    IndexForeign: HTTPStatus.SERVICE_UNAVAILABLE,
    JobmatchError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def status_of(error: type[JobmatchError]) -> HTTPStatus:
    """The status of the nearest ancestor that has one."""
    return next(STATUS[kind] for kind in error.__mro__ if kind in STATUS)


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A problem+json response; type is about:blank, so the title is the status's own phrase (RFC 9457, 4.2.1)."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def answer_problems(app: FastAPI) -> None:
    """Make every error that reaches HTTP a problem."""

    @app.exception_handler(JobmatchError)
    async def _ours(request: Request, error: JobmatchError) -> JSONResponse:
        return problem(status_of(type(error)), str(error))

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        parts = [f"{'.'.join(str(at) for at in e['loc'])}: {e['msg']}" for e in error.errors()]
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(parts))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail), error.headers)

    @app.exception_handler(Exception)
    async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "something went wrong here; it has been logged")
