"""A service that only reads a request's body and answers 202: ``python -m benchmarks.bare``. It prints its address.

What is measured of Sendora stands beside this one's figures: the rest is what Sendora does with a delivery.
"""

from __future__ import annotations

import socket
from typing import Any

import uvicorn
from litestar import Litestar, Request, get, post


@post("/webhooks/{source:str}", status_code=202)
async def take(source: str, request: Request[Any, Any, Any]) -> dict[str, str]:
    """Nothing is kept."""
    return {"source": source, "bytes": str(len(await request.body()))}


@get("/health/live")
async def live() -> str:
    """It does."""
    return "ok"


if __name__ == "__main__":
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # as portal/serving.py has it
    listening.bind(("127.0.0.1", 0))
    listening.listen(128)
    print(f"runs at http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
    config = uvicorn.Config(Litestar([take, live]), log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])
