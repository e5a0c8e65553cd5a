"""Runs the service until it is told to stop: ``sendora run``."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterable, Iterator

import click
import uvicorn
from litestar import Litestar
from sqlalchemy.exc import DBAPIError

from config.settings import Settings
from intake.usable import check_folder
from pipeline.database import DatabaseUnsafe
from portal.access.first import no_user_yet
from portal.ahead import Ahead
from portal.app import create_portal
from portal.checking import LOOKS
from portal.commands import unusable
from portal.heads import BoundedHeads
from portal.parts import how_watched
from portal.wiring import AlreadyRunning, Service, open_service


def serve(settings: Settings) -> None:
    """Start everything, answer requests until SIGTERM or Ctrl+C, stop everything. Ends the process."""
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(max(logging.WARNING, logging.root.level))  # our own line says what it did
    listening = listen(settings)
    if problem := check_folder(settings.data):
        raise click.ClickException(problem)
    port = int(listening.getsockname()[1])
    try:
        service = open_service(settings.model_copy(update={"port": port}))
        _refuse_strangers_alone(service)
        portal = create_portal(service.desk)
        ahead = Ahead(*portal.state.looks)
        ahead.start()  # while the parts start, which is mostly waiting
        service.start()
    except OSError as error:
        raise click.ClickException(unusable(error)) from error
    except DBAPIError as error:
        words = f"The database cannot be used: {error.orig}. sendora check says what to do."
        raise click.ClickException(words) from error
    except (AlreadyRunning, DatabaseUnsafe, ValueError) as error:
        raise click.ClickException(str(error)) from error
    server = _server(portal, service.settings.access.trusted_proxies)
    _end_by_signals(server)
    _say(f"Sendora runs at http://{settings.host}:{port}/", *_inboxes(service))
    # Apart: a program that does not answer when it is asked for its version holds up nobody.
    threading.Thread(target=lambda: _say(*_missing(service.settings)), name="missing programs", daemon=True).start()
    server.run(sockets=[listening])
    ahead.stop()
    service.stop()
    _say("Sendora has stopped.")
    # A step in work must not hold up the stop: it is done again at the next start.
    os._exit(0)


def _refuse_strangers_alone(service: Service) -> None:
    """No service for other machines before somebody can sign in. Raises :class:`click.ClickException`."""
    if service.desk.access.nobody_gets_in:
        raise click.ClickException(no_user_yet(service.settings))


def _inboxes(service: Service) -> Iterator[str]:
    """Where to drop documents; what is wrong there is told at once, too."""
    for folder in service.folders:
        inbox = folder.options.inbox.resolve()
        problems = [problem for place in (inbox, *folder.custody.shelves.folders) if (problem := check_folder(place))]
        yield f"Drop documents into {inbox}/ ({how_watched(folder)})"
        yield from (f"  ! {problem}" for problem in problems)


def _missing(settings: Settings) -> Iterator[str]:
    """What documents wait for although the service runs: the printing program and its fonts."""
    for broken, words in (LOOKS[name](settings) for name in ("printing", "fonts")):
        if broken:
            yield f"  ! {words}"


def _server(portal: Litestar, trusted_proxies: Iterable[str]) -> uvicorn.Server:
    config = uvicorn.Config(
        portal,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=3,
        server_header=False,
        lifespan="on",
        loop="asyncio",
        http=BoundedHeads,
        ws="websockets-sansio",
        # Whom a proxy asks for is believed of our own proxies only; by default uvicorn would believe 127.0.0.1.
        forwarded_allow_ips=list(trusted_proxies),
    )
    return uvicorn.Server(config)


def _end_by_signals(server: uvicorn.Server) -> None:
    """A signal that comes before uvicorn listens for it counts, too; and uvicorn raises it again when it has ended."""

    def end(*_: object) -> None:
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)


def listen(settings: Settings) -> socket.socket:
    """The socket that takes connections. Raises :class:`click.ClickException` when the address cannot be used."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # asyncio sends an answer's last part at once on sockets that say they are TCP only (base_events._set_nodelay). On
    # others it waits for the client to acknowledge the part before: 40 ms on a connection that stays open.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        raise click.ClickException(
            f"{settings.host}:{settings.port} cannot be used: {error.strerror}. Choose another with --port."
        ) from error
    listening.listen(128)
    return listening


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
