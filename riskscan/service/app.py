"""The service as an ASGI application."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Body, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from starlette.middleware.trustedhost import TrustedHostMiddleware

import riskscan
from riskscan.exceptions import RiskscanError
from riskscan.scoring.scorer import RiskScorer
from riskscan.service.answers import Answers, PlainJson
from riskscan.service.bounds import BoundedBody, Bounds
from riskscan.service.page import describe
from riskscan.service.questions import CheckQuestion, ScoreQuestion

__all__ = ["LOCAL_HOSTS", "make_app"]

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
"""Names that a request may ask for: a page of the web cannot reach the service by a name of its own."""

_ABOUT = (
    "Says what goods texts name and which lists cover it, and scores rows of manifests. Nothing is kept and nobody is "
    "called. A score is a reason to look, not evidence of an offence."
)
_CHECK = {"texts": ["N-phenethyl-4-piperidone", "dog food"], "as_of": "2026-01-01", "jurisdictions": ["UN", "US"]}
_SCORE = {"rows": [{"goods_description": "toluene 200 l", "export_country": "CN", "destination_country": "MX"}]}


class _StrictRequest(Request):
    """A request whose JSON names nothing twice: of two cells of one name the parser would drop one in silence."""

    async def json(self) -> Any:
        return json.loads(await self.body(), object_pairs_hook=_object)


class _StrictRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_strictly(request: Request) -> Response:
            return await handle(_StrictRequest(request.scope, request.receive))

        return handle_strictly


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise json.JSONDecodeError("a name stands twice in one object", "", 0)
    return made


def make_app(scorer: RiskScorer, bounds: Bounds | None = None, *, hosts: tuple[str, ...] = LOCAL_HOSTS) -> FastAPI:
    """Return the service.

    Parameters
    ----------
    scorer : RiskScorer
        What answers.
    bounds : Bounds, optional
        What one request may ask for.
    hosts : tuple of str
        Names that a request may ask for; ``*`` is any.
    """
    limits = bounds or Bounds()
    answers = Answers(scorer, limits)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        answers.end()

    app = FastAPI(
        title="riskscan", version=riskscan.__version__, description=_ABOUT, docs_url=None, redoc_url=None,
        default_response_class=PlainJson, lifespan=lifespan,
    )  # fmt: skip
    app.router.route_class = _StrictRoute
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.add_middleware(BoundedBody, bounds=limits)
    app.add_exception_handler(RiskscanError, _mistake)
    app.add_exception_handler(RequestValidationError, _misunderstood)
    app.add_exception_handler(TimeoutError, _too_long)

    async def answer(work: Callable[[Any], dict[str, Any]], question: Any) -> PlainJson:
        try:
            async with asyncio.timeout(limits.most_seconds):
                return PlainJson(await asyncio.to_thread(work, question))
        except asyncio.CancelledError:  # by the server, which has waited long enough
            return PlainJson({"detail": "The service is being ended."}, status_code=503)

    @app.get("/health")
    async def health() -> dict[str, str]:
        """Say that the service answers, and with which model."""
        return {"status": "ok", "riskscan": riskscan.__version__, "model_id": scorer.model_id}

    @app.post("/check")
    async def check(question: CheckQuestion = Body(examples=[_CHECK])) -> PlainJson:  # noqa: B008
        """Say what each text names, and every listing that covers it."""
        return await answer(answers.check, question)

    @app.post("/score")
    async def score(question: ScoreQuestion = Body(examples=[_SCORE])) -> PlainJson:  # noqa: B008
        """Score rows and rank them together; all come back with all their cells."""
        return await answer(answers.score, question)

    @app.get("/", include_in_schema=False)
    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(describe(app.openapi()))

    return app


async def _mistake(request: Request, error: Exception) -> PlainJson:
    return PlainJson({"detail": str(error)}, status_code=422)


async def _misunderstood(request: Request, error: Exception) -> PlainJson:
    """Say where a question cannot be understood, without repeating what it holds."""
    assert isinstance(error, RequestValidationError)
    if "json" not in request.headers.get("content-type", "").lower():
        return PlainJson({"detail": "Send JSON, with the header Content-Type: application/json."}, status_code=422)
    found = [f"{'.'.join(str(part) for part in one['loc'][:4])}: {_why(one)}" for one in error.errors()[:5]]
    return PlainJson({"detail": "; ".join(found)}, status_code=422)


def _why(error: dict[str, Any]) -> str:
    why = error.get("ctx", {}).get("error", "") if error["type"] == "json_invalid" else ""
    return f"{error['msg']} ({why})" if why else str(error["msg"])


async def _too_long(request: Request, error: Exception) -> PlainJson:
    return PlainJson({"detail": "The answer takes too long: send fewer rows, or ask again later."}, status_code=503)
