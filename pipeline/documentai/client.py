"""The call to Document AI: the only file that knows Google's client library, which is loaded with the first call.

Only our own code tries again: the library's retry would hold a worker for up to five minutes.
"""

from __future__ import annotations

import threading
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.documentai.failures import CallFailed, Trouble, failure_of

SCOPES = ("https://www.googleapis.com/auth/cloud-platform",)
FIELD_MASK = "text,entities,pages.pageNumber,pages.dimension,pages.transforms,pages.tokens"
"""What an answer holds: without page images it is a fraction of the size."""
# Page images and tables of thirty pages are more than gRPC's usual 4 MB (python-documentai issue 90).
_LARGEST_ANSWER = 256 * 1024 * 1024
_CHANNEL = (
    ("grpc.max_receive_message_length", _LARGEST_ANSWER),
    ("grpc.max_send_message_length", 64 * 1024 * 1024),
)


@dataclass(frozen=True)
class Connection:
    """How Google is reached. ``endpoint`` empty is Google's own for the processor's location."""

    credentials_file: Path | None = None
    endpoint: str = ""
    seconds: float = 60.0


class Google:
    """Document AI as one installation uses it. Thread-safe; a client for each location, made when first needed."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._clients: dict[str, Any] = {}
        self._lock = threading.Lock()

    def process(self, processor: str, pdf: bytes, *, imageless: bool) -> Any:
        """Google's document (``documentai.Document``) for the pages of ``pdf``. Raises :class:`CallFailed`."""
        from google.api_core.exceptions import GoogleAPICallError  # noqa: PLC0415 - a second, and 67 MB, for few
        from google.auth.exceptions import GoogleAuthError  # noqa: PLC0415
        from google.cloud import documentai  # noqa: PLC0415

        request = documentai.ProcessRequest(
            name=processor,
            raw_document=documentai.RawDocument(content=pdf, mime_type="application/pdf"),
            field_mask=FIELD_MASK,
            skip_human_review=True,
            imageless_mode=imageless,
        )
        try:
            client = self._client(processor.split("/")[3])
            return client.process_document(request=request, retry=None, timeout=self.connection.seconds).document
        except GoogleAPICallError as error:
            raise failure_of(error) from error
        except (GoogleAuthError, OSError, ValueError) as error:
            # The credentials' file is missing or holds something else, or no token is given for it.
            raise CallFailed(Trouble.DENIED, " ".join(str(error).split())[:200]) from error

    def close(self) -> None:
        """Hang up."""
        with self._lock:
            for client in self._clients.values():
                client.transport.close()
            self._clients.clear()

    def _client(self, location: str) -> Any:
        with self._lock:
            if location not in self._clients:
                self._clients[location] = self._connected(location)
            return self._clients[location]

    def _connected(self, location: str) -> Any:
        import grpc  # noqa: PLC0415 - as above
        from google.cloud.documentai_v1.services.document_processor_service import (  # noqa: PLC0415
            DocumentProcessorServiceClient,
        )
        from google.cloud.documentai_v1.services.document_processor_service.transports import (  # noqa: PLC0415
            DocumentProcessorServiceGrpcTransport,
        )

        endpoint = self.connection.endpoint or f"https://{location}-documentai.googleapis.com"
        scheme, _, host = endpoint.partition("://")
        if scheme == "http":  # on this machine only, as the settings check: no credentials go there
            channel = grpc.insecure_channel(host, options=_CHANNEL)
            transport = DocumentProcessorServiceGrpcTransport(host=host, channel=channel)
        else:
            transport = DocumentProcessorServiceGrpcTransport(
                host=host,
                credentials=credentials_of(self.connection.credentials_file),
                channel=lambda *given, **named: DocumentProcessorServiceGrpcTransport.create_channel(
                    *given, **{**named, "options": _CHANNEL}
                ),
            )
        return DocumentProcessorServiceClient(transport=transport)


def credentials_of(file: Path | None) -> Any:
    """Google credentials: from a key or a workload identity file, or the machine's own identity.

    Raises ``google.auth.exceptions.GoogleAuthError``, :class:`OSError` or :class:`ValueError`.
    """
    import google.auth  # noqa: PLC0415 - as above

    if file is None:
        return google.auth.default(scopes=SCOPES)[0]
    with warnings.catch_warnings():
        # Google warns of files from strangers; this one the operator named, and it may be of any of Google's kinds.
        warnings.simplefilter("ignore", DeprecationWarning)
        return google.auth.load_credentials_from_file(str(file), scopes=SCOPES)[0]  # type: ignore[no-untyped-call] # so it is
