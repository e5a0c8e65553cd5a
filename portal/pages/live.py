"""``/ws``: tells a page what happens, as it happens. Whoever was cut off goes on after the last event it saw."""

from __future__ import annotations

import asyncio
from typing import Any

from anyio import to_thread
from litestar import WebSocket, websocket
from litestar.di import NamedDependency
from litestar.exceptions import WebSocketDisconnect

from pipeline.jobs import Event
from portal.access.caller import Role
from portal.access.guards import requires
from portal.desk import Desk

LOOK_AGAIN = 5.0
"""Seconds after which the records are asked anyway: another process may have written to them."""
POLICY_VIOLATION = 1008
"""RFC 6455, 7.4.1."""


@websocket("/ws", guards=[requires(Role.VIEWER, visitors=True)])
async def follow(socket: WebSocket[Any, Any, Any], desk: NamedDependency[Desk]) -> None:
    """Send each event after the one that the address names (``?after=41``), or after now."""
    if _foreign(socket):
        await socket.close(code=POLICY_VIOLATION, reason="Open this from the portal's own page.")
        return
    await socket.accept()
    after = await _start(socket, desk)
    news, loop = asyncio.Event(), asyncio.get_running_loop()

    def wake(_: str) -> None:
        loop.call_soon_threadsafe(news.set)

    stop_listening = desk.records.listen(wake)
    gone = asyncio.create_task(_until_gone(socket))
    try:
        while not gone.done():
            news.clear()
            for event in await to_thread.run_sync(desk.records.events_after, after):
                await socket.send_json(_told(event))
                after = event.id
            waiting = asyncio.create_task(news.wait())
            await asyncio.wait({waiting, gone}, timeout=LOOK_AGAIN, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
    except WebSocketDisconnect:
        return
    finally:
        stop_listening()
        gone.cancel()


async def _start(socket: WebSocket[Any, Any, Any], desk: Desk) -> int:
    after = socket.query_params.get("after", "")
    return int(after) if after.isascii() and after.isdigit() else await to_thread.run_sync(desk.records.last_event_id)


async def _until_gone(socket: WebSocket[Any, Any, Any]) -> None:
    """Ends when the other side has left; what it says is of no interest."""
    try:
        while True:
            await socket.receive_data(mode="text")
    except WebSocketDisconnect:
        return


def _told(event: Event) -> dict[str, object]:
    return {
        "id": event.id,
        "job": event.job_id,
        "state": event.state.value,
        "words": event.words,
        "at": event.at.isoformat(),
        "seconds": event.seconds,
    }


def _foreign(socket: WebSocket[Any, Any, Any]) -> bool:
    """Opened by a page of another site: browsers let them, and would show them what our pages show."""
    origin = socket.headers.get("origin")
    return origin is not None and origin.partition("://")[2] != socket.headers.get("host")
