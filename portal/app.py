"""The portal as an application: its addresses, what they are given, and what every answer carries."""

from __future__ import annotations

from functools import partial

from litestar import Litestar, Router
from litestar.config.compression import CompressionConfig
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import NotAuthorizedException
from litestar.types import Scope

from pipeline.usage import Usage
from portal.access.caller import Caller
from portal.access.entry import Entry
from portal.access.guards import SIGN_IN, caller_of, check_guarded
from portal.api import docs, hooks_in, jobs, orders, problem_pages, submit, told, usage
from portal.api.docs import Description
from portal.assets import asset, favicon, load_assets
from portal.bodies import Asked
from portal.desk import Desk, Limits
from portal.headers import add_security_headers, demo_headers
from portal.languages import Speaking
from portal.learned import lessons, thresholds
from portal.metrics import Metrics
from portal.pages import (
    access,
    health,
    hooks,
    job,
    language,
    learned,
    live,
    mails,
    many,
    numbers,
    password,
    review,
    upload,
    work,
)
from portal.pictures import Pictures
from portal.problems import answer_error, refuse_other_sites
from portal.review import file, order
from portal.stats import StatsDesk
from portal.tallies import Tallies
from portal.templating import Templates

FORM_BYTES = 64 * 1024
"""What a multipart form adds to its file: boundaries, headers, a long name."""

COMPRESSION = CompressionConfig(
    backend="gzip",
    gzip_compress_level=5,
    exclude=[r"/pages/\d+$", r"/pdf/", r"/original$", r"\.(zip|xlsx|png)$", "^/ws"],
)
"""Pages, scripts and style sheets shrink to a fifth. What is compressed already, or streamed, stays as it is."""

HANDLERS = (
    asset,
    favicon,
    work.work,
    work.live_rows,
    work.live_tabs,
    work.live_first_run,
    many.download_pdfs,
    many.download_sheet,
    many.retry_many,
    job.job_page,
    job.live_job,
    job.retry,
    job.call_off,
    job.delete,
    job.original,
    job.document_page,
    job.order_page,
    job.order_pdf,
    job.order_json,
    upload.upload_page,
    upload.upload,
    review.review_next,
    review.review_page,
    health.health,
    health.live,
    health.ready,
    health.metrics,
    health.status_page,
    health.live_status,
    numbers.numbers_page,
    numbers.stats,
    live.follow,
    language.choose_language,
    password.open_with_password,
    *access.HANDLERS,
    *order.HANDLERS,
    *jobs.HANDLERS,
    *orders.HANDLERS,
    *told.HANDLERS,
    *usage.HANDLERS,
    docs.openapi,
    docs.connector_definition,
    docs.docs_page,
    *problem_pages.HANDLERS,
    *hooks.HANDLERS,
    *file.HANDLERS,
    *mails.HANDLERS,
    *lessons.HANDLERS,
    *learned.HANDLERS,
    *thresholds.HANDLERS,
)


WITH_BODIES = (hooks_in.receive_webhook, submit.submit, jobs.list_jobs)
"""What takes documents, and what shares an address with it."""


def create_portal(desk: Desk) -> Litestar:
    """The portal over ``desk``. Its state's ``looks`` are what can be done ahead of whoever looks first."""
    assets = load_assets()
    held = desk.held_mails.count if desk.held_mails else None
    login = desk.access.oidc.options.button if desk.access.oidc else ""
    templates = Templates(assets, version=desk.version, limits=desk.limits, held_mails=held, company_login=login)
    pictures = Pictures(desk.archive, desk.page_image)
    tallies = Tallies()
    counted = Metrics(desk.records, desk.health, desk.usage, desk.version)
    figures = StatsDesk(desk.records.engine, desk.usage or Usage(desk.records.engine, None))

    description = Description((*HANDLERS, *WITH_BODIES), desk.version)
    looks = (
        templates.load,
        partial(work.look_ahead, desk, tallies),
        partial(job.look_ahead, desk),
        figures.ahead,
        lambda: description.content,
        desk.teaching.past,
    )

    def desk_as_seen(scope: Scope) -> Desk:
        return desk.seen_by(caller_of(scope))

    def as_seen(scope: Scope) -> Templates:
        caller = caller_of(scope)
        return templates.seen_by(caller, limits=desk.seen_by(caller).limits)

    app = Litestar(
        # Within a router, handlers of one path become one route at once. Registered one by one, the first would be
        # prepared twice and answer with a coroutine (Litestar 2.25).
        route_handlers=[Router("/", route_handlers=HANDLERS), _bodies(desk.limits)],
        dependencies={
            "caller": Provide(known_caller, sync_to_thread=False),
            "desk": Provide(desk_as_seen, sync_to_thread=False),
            "assets": Provide(lambda: assets, sync_to_thread=False),
            "templates": Provide(as_seen, sync_to_thread=False),
            "tallies": Provide(lambda: tallies, sync_to_thread=False),
            "counted": Provide(lambda: counted, sync_to_thread=False),
            "figures": Provide(lambda: figures, sync_to_thread=False),
            "pictures": Provide(lambda: pictures, sync_to_thread=False),
            "asked": Provide(work.asked, sync_to_thread=False),
        },
        state=State(
            {
                "templates": templates,
                "looks": looks,
                "limits": desk.limits,
                "language": desk.language,
                "access": desk.access,
                "address": desk.address,
                "senders": hooks_in.Senders(desk.webhooks),
                "description": description,
            }
        ),
        middleware=[Speaking(desk.language), Entry(desk.access)],
        request_class=Asked,
        exception_handlers={Exception: answer_error},
        before_request=refuse_other_sites,
        before_send=[add_security_headers, *demo_headers(desk.access.demo)],
        compression_config=COMPRESSION,
        request_max_body_size=desk.limits.upload_bytes + FORM_BYTES,
        openapi_config=None,
        logging_config=None,  # the service has set its log up; the framework would do it over
    )
    check_guarded(app)
    return app


def known_caller(scope: Scope) -> Caller:
    """Who asks (a dependency of the handlers); their guard has seen to it that there is somebody."""
    caller = caller_of(scope)
    if caller is None:
        raise NotAuthorizedException(SIGN_IN)
    return caller


def _bodies(limits: Limits) -> Router:
    return Router("/", route_handlers=list(WITH_BODIES), request_max_body_size=in_json(limits.upload_bytes))


def in_json(upload_bytes: int) -> int:
    """Bytes of a body with a document inside JSON: a third more (base64), and up to a few line ends."""
    return upload_bytes * 7 // 5 + FORM_BYTES
