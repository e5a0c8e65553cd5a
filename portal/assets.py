"""The portal's own style sheets, scripts and icons, held in memory under an address that changes with their content.

A browser may then keep them for ever, and a new version is never mixed with an old one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from portal.access.guards import FOR_NOBODY, open_to_all

MEDIA_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "webp": "image/webp",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True)
class Assets:
    """File names with their bytes, and the digest of them all."""

    files: dict[str, bytes]
    version: str

    def address(self, name: str) -> str:
        """Where a file is served. Raises :class:`KeyError` for a name that is no asset."""
        self.files[name]
        return f"/static/{self.version}/{name}"


def load_assets() -> Assets:
    """Everything in ``portal/static``."""
    folder = files("portal").joinpath("static")
    found = {entry.name: entry.read_bytes() for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)}
    digest = hashlib.sha256(b"".join(name.encode() + data for name, data in found.items()))
    return Assets(found, digest.hexdigest()[:12])


@get(
    "/static/{version:str}/{name:str}",
    sync_to_thread=False,
    include_in_schema=False,
    guards=[open_to_all],
    opt=FOR_NOBODY,
)
def asset(name: FromPath[str], version: FromPath[str], assets: NamedDependency[Assets]) -> Response[bytes]:
    """A file of the portal; an old version's address still answers, but is not to be kept."""
    if name not in assets.files:
        raise NotFoundException(f"The portal has no file {name}.")
    keep = "public, max-age=31536000, immutable" if version == assets.version else "no-store"
    media_type = MEDIA_TYPES[name.rpartition(".")[2]]
    return Response(assets.files[name], media_type=media_type, headers={"Cache-Control": keep})


@get("/favicon.ico", sync_to_thread=False, include_in_schema=False, guards=[open_to_all], opt=FOR_NOBODY)
def favicon(assets: NamedDependency[Assets]) -> Response[bytes]:
    """Browsers ask for it by this name."""
    return Response(assets.files["mark.svg"], media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})
