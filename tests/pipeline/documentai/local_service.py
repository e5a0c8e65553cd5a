"""A server on this machine that speaks Document AI's protocol, and answers, fails or hangs as a test says."""

from __future__ import annotations

import itertools
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import grpc
from google.cloud import documentai
from google.protobuf.duration_pb2 import Duration
from google.rpc import code_pb2, error_details_pb2, status_pb2
from grpc_status import rpc_status

from pipeline.model import Box, Word

SERVICE = "google.cloud.documentai.v1.DocumentProcessorService"
PROCESSOR = "projects/doors/locations/us/processors/abc"
Answering = Callable[[Any, Any], Any]
"""From a ``ProcessRequest`` and the call's context to a ``Document``."""

_LIMIT = 256 * 2**20


class LocalService:
    """The server. What is in ``script`` is done first, call by call; then every call gets ``always``."""

    def __init__(self, always: Answering) -> None:
        self.always = always
        self.script: deque[Answering] = deque()
        self.requests: list[Any] = []
        self.gone = threading.Event()
        options = [("grpc.max_receive_message_length", _LIMIT), ("grpc.max_send_message_length", _LIMIT)]
        self._server = grpc.server(ThreadPoolExecutor(4), options=options)
        method = grpc.unary_unary_rpc_method_handler(
            self._process,
            request_deserializer=documentai.ProcessRequest.deserialize,
            response_serializer=documentai.ProcessResponse.serialize,
        )
        self._server.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler(SERVICE, {"ProcessDocument": method}),)
        )
        self.endpoint = f"http://127.0.0.1:{self._server.add_insecure_port('127.0.0.1:0')}"
        self._server.start()

    def _process(self, request: Any, context: Any) -> Any:
        self.requests.append(request)
        answer = self.script.popleft() if self.script else self.always
        return documentai.ProcessResponse(document=answer(request, context))

    def stop(self) -> None:
        """Cut every call off."""
        ended = self._server.stop(0)
        self.gone.set()
        ended.wait()

    # -- what a call can come to ----------------------------------------------------------------------------------

    def hangs(self, _request: Any, context: Any) -> Any:
        """Until the caller has given up."""
        context.add_callback(self.gone.set)
        self.gone.wait(30)
        self.gone.clear()
        return documentai.Document()

    def cuts_off(self, _request: Any, context: Any) -> Any:
        """The connection breaks while the answer is awaited."""
        broken = threading.Event()
        context.add_callback(broken.set)
        threading.Thread(target=self.stop).start()
        broken.wait(30)
        return documentai.Document()


def fails(code: grpc.StatusCode, message: str, retry_after: float | None = None) -> Answering:
    """Google's way to say no: a code, a message, and maybe how long to wait."""

    def answer(_request: Any, context: Any) -> Any:
        if retry_after is None:
            context.abort(code, message)
        status = status_pb2.Status(code=getattr(code_pb2, code.name), message=message)
        delay = Duration()
        delay.FromMilliseconds(round((retry_after or 0) * 1000))
        status.details.add().Pack(error_details_pb2.RetryInfo(retry_delay=delay))
        context.abort_with_status(rpc_status.to_status(status))

    return answer


@contextmanager
def local_service(always: Answering | None = None) -> Iterator[LocalService]:
    """A running server, stopped at the end."""
    service = LocalService(always or (lambda _request, _context: documentai.Document()))
    try:
        yield service
    finally:
        service.stop()


# -- documents as Google writes them ---------------------------------------------------------------------------------


def google_document(pages: Sequence[Sequence[Word]], entities: Sequence[Any] = ()) -> Any:
    """A ``Document`` with these words, torn into tokens at punctuation as Google does it."""
    document = documentai.Document(entities=entities)
    for number, words in enumerate(pages, 1):
        page = documentai.Document.Page(page_number=number, dimension={"width": 1654, "height": 2339})
        for word in words:
            pieces = re.findall(r"\w+|[^\w\s]", word.text)
            for place, piece in enumerate(pieces):
                last = place == len(pieces) - 1
                page.tokens.append(_token(piece, len(document.text), word, last=last))
                document.text += piece + (" " if last else "")
        document.pages.append(page)
    return document


def _token(piece: str, start: int, word: Word, *, last: bool) -> Any:
    token = documentai.Document.Page.Token
    return token(
        layout=documentai.Document.Page.Layout(
            text_anchor={"text_segments": [{"start_index": start, "end_index": start + len(piece) + last}]},
            confidence=word.confidence,
            bounding_poly=polygon(word.box),
        ),
        detected_break={"type_": 1} if last else {},
    )


def polygon(box: Box) -> Any:
    """A box as four corners."""
    corners = itertools.product((box.y0, box.y1), (box.x0, box.x1))
    return documentai.BoundingPoly(normalized_vertices=[{"x": x, "y": y} for y, x in corners])


def entity(type_: str, text: str, box: Box | None, page: int = 0, **more: Any) -> Any:
    """An entity on a page, counted from 0 as Google does; without a box it has no place."""
    anchor = {"page_refs": [{"page": page, "bounding_poly": polygon(box)}]} if box else {}
    given = {"confidence": 0.9, **more}
    return documentai.Document.Entity(type_=type_, mention_text=text, page_anchor=anchor, **given)
