"""Files as the API hands them out: always a download, whatever a browser thinks of it."""

from __future__ import annotations

from urllib.parse import quote

from litestar import Response


def attachment(data: bytes, name: str, media_type: str) -> Response[bytes]:
    """``data`` under ``name``, whatever characters it has (RFC 6266)."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Cache-Control": "private, no-cache",
    }
    return Response(data, media_type=media_type, headers=headers)
