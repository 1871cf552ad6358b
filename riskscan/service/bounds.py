"""What a request may ask for: bytes, seconds, rows, characters; more is refused before it is worked on."""

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

__all__ = ["BoundedBody", "Bounds", "refuse"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

HEADERS = (
    (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)
"""With every answer: what it holds is confidential, and a browser shall run and load nothing."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one request may ask for.

    Attributes
    ----------
    most_bytes : int
        Of its body.
    most_seconds : float
        For its body to arrive, and once more for the answer.
    most_rows : int
        Rows to score, or texts to check.
    most_waiting : int
        Requests at a time.
    """

    most_bytes: int = 2_000_000
    most_seconds: float = 60.0
    most_rows: int = 5_000
    most_waiting: int = 16


class BoundedBody:
    """ASGI middleware: a body comes whole, in time and within its bound, or the request is refused."""

    def __init__(self, app: App, bounds: Bounds) -> None:
        self._app = app
        self._bounds = bounds

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Read the body, and pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        try:
            async with asyncio.timeout(self._bounds.most_seconds):
                body = None if self._announces_too_much(scope) else await self._read(receive)
        except TimeoutError:
            await refuse(send_safely, 408, f"The body did not arrive within {self._bounds.most_seconds:g} seconds.")
            return
        if body is None:
            await refuse(send_safely, 413, f"The body has more than {self._bounds.most_bytes:,} bytes: send less.")
            return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send_safely)

    def _announces_too_much(self, scope: Message) -> bool:
        """Whether the head of a request says that its body is too long: it need not be waited for then."""
        lengths = [value for name, value in scope["headers"] if name == b"content-length"]
        return any(value.isdigit() and int(value[:20]) > self._bounds.most_bytes for value in lengths)

    async def _read(self, receive: Receive) -> bytes | None:
        """Return the body, None where it is too long."""
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > self._bounds.most_bytes:
                return None
            if not message.get("more_body", False):
                return bytes(body)


async def refuse(send: Send, status: int, detail: str) -> None:
    """Answer that a request is refused, and why."""
    content = json.dumps({"detail": detail}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
    headers.append((b"connection", b"close"))  # what is left of the body is not read
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
