"""The command ``sendora``. Each command imports what it needs when it runs, so that ``--help`` answers at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.access.commands import token, user
from portal.data_folder import DATA, existing

if TYPE_CHECKING:
    from config.settings import Settings

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
OUT = click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the results; made."
)
READER = click.option(
    "--reader",
    type=click.Choice(["auto", "text-layer", "ocr", "einvoice", "documentai"]),
    help="Engine that reads pages: auto chooses for each page.  [default: auto]",
)
WORKERS = click.option("--workers", type=click.IntRange(1, 64), help="Files at once.  [default: one per core]")


class _Commands(click.Group):
    """A file or folder that cannot be used is told in a sentence, whichever command it is for."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is None:
                raise
            raise click.ClickException(unusable(error)) from error


def unusable(error: OSError) -> str:
    """The system's own words name a number and no cure."""
    if error.filename is None:
        return str(error)
    return f"{error.filename} cannot be used: {error.strerror}. Correct its path, or its rights."


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="sendora-joborders", prog_name="sendora")
def main() -> None:
    """Invoices in, job orders out: reads door-trade documents and prints the factory's own form.

    Every setting of the service is an environment variable SENDORA_NAME or a line in sendora.toml.
    """


main.add_command(user)
main.add_command(token)


@main.command()
@DATA
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the portal; 0 takes a free one.  [default: 8000]")
def run(data: Path | None, host: str | None, port: int | None) -> None:
    """Run the service: the watched folder, the workflow and the portal.

    Drop documents into DATA/inbox or upload them in the portal; job orders appear in DATA/outputs, refused documents
    with the reason in DATA/failed. Stop it with Ctrl+C or SIGTERM: what is in work goes on at the next start, even
    after a crash.
    """
    from portal.serving import serve

    serve(_settings(data=data, host=host, port=port))


@main.command()
@DATA
def check(data: Path | None) -> None:
    """Check that everything is there that the service needs.

    A line each for settings, folders, database, engines, Document AI, printing, fonts and mailboxes, with the cure for
    what is missing. Ends with 1 when anything that is needed is missing.
    """
    from portal.checking import checks

    if data is not None:
        existing(data)
    failed = False
    for finding in checks(_settings(data=data)):
        failed |= finding.broken
        click.echo(finding.line)
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@DATA
@click.option("--keep", type=click.IntRange(1, 1000), help="How many backups to keep.  [default: 14]")
def backup(folder: Path | None, data: Path | None, keep: int | None) -> None:
    """Back up the database, the archive and all other files into DIR, while the service goes on.

    DIR is the setting backups when it is not given. Bytes that an earlier backup there holds are not copied again.
    """
    from portal.backups import NOT_DONE, back_up

    settings = _settings(data=data)
    existing(settings.data)
    try:
        made = back_up(settings, folder, keep)
    except NOT_DONE as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Backed up into {made.folder}: {made.told}.")


@main.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(exists=True, path_type=Path))
@DATA
@click.option("--of", "named", help="Which backup: the name of its folder in DIR.  [default: the newest]")
def restore(folder: Path | None, data: Path | None, named: str | None) -> None:
    """Bring a backup in DIR back into an empty data folder; every file is compared with its digest.

    Stop the service and move the present data folder away first. The company's own files lie in the backup's config/.
    """
    from portal.backups import NOT_DONE, bring_back

    settings = _settings(data=data)
    try:
        brought = bring_back(settings, folder, named)
    except NOT_DONE as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Restored {brought.folder.name} into {settings.data.resolve()}: {brought.told}.")


@main.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; printed by default.")
def nginx(out: Path | None) -> None:
    """Write the configuration of nginx in front of the service, from the service's own settings."""
    from portal.nginx import nginx_configuration

    written = nginx_configuration(_settings())
    if out is None:
        click.echo(written, nl=False)
    else:
        out.write_text(written, encoding="utf-8")


@main.command()
def settings() -> None:
    """Print the page that lists every setting: name, meaning, unit, default, example (docs/settings.md)."""
    from config.reference import page

    click.echo(page(), nl=False)


@main.command()
@FILES
@OUT
@READER
@WORKERS
def process(files: tuple[Path, ...], out: Path, reader: str | None, workers: int | None) -> None:
    """Make a job order of each FILE, without a service.

    Writes OUT/<file>.pdf and OUT/<file>.json; a file that holds several documents gives <file>-2 and so on. Prints a
    line for each file. Ends with 1 when any file was refused.
    """
    from portal.batch import process_files

    sys.exit(process_files(files, out, _settings(reader=reader, workers=workers)))


@main.command()
@FILES
@OUT
@READER
@WORKERS
def extract(files: tuple[Path, ...], out: Path, reader: str | None, workers: int | None) -> None:
    """Read each FILE and write what it says to OUT/<file>.json.

    Each value comes as {"value", "confidence", "flagged"}; what is not on the page is null, what cannot be read is a
    flagged null. A refused file gives {"case", "rejected": {"code", "reason"}}; sentences for a person stand under
    "needs_review". A refused file is a result like any other: the command still ends with 0.
    """
    from portal.batch import extract_files

    sys.exit(extract_files(files, out, _settings(reader=reader, workers=workers)))


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--out",
    default=Path("evaluation"),
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the results; made.",
)
@READER
@WORKERS
def evaluate(folder: Path, out: Path, reader: str | None, workers: int | None) -> None:
    """Measure how right your own documents are read: the labelled ones in DIR.

    DIR holds documents and, beside each, a JSON file with "file" (the document's name) and "documents" (what stands on
    it, in the shape that extract writes, with plain values). null means: not on the page. A field that the JSON does
    not name is not measured. docs/evaluate.md has an example.

    Each file is read as the service reads it. Prints accuracy, silent errors (wrong, and nobody was asked), documents
    that go straight through, and the time a page takes. Writes OUT/report.html, one page with the same by field, the
    calibration of the confidences and a picture of each error; OUT/report.json, the figures and every value;
    OUT/extracted, what was read. Ends with 1 when the labels cannot be used.
    """
    from pipeline.evaluation.labels import LabelsInvalid
    from portal.evaluating import evaluate_folder

    try:
        sys.exit(evaluate_folder(folder, out, _settings(reader=reader, workers=workers)))
    except LabelsInvalid as error:
        raise click.ClickException(str(error)) from error


@main.command()
@DATA
@click.option("--month", help="A month by its days, such as 2026-11; without it every month.")
def usage(data: Path | None, month: str | None) -> None:
    """Show what was sent to Google Document AI, and what it cost.

    Pages and money of today and of this month against the budget of [document_ai], then month by month (or the days of
    one month). Counted before each call, so never too low. Visitors of the demo are shown beside.
    """
    from portal.spent import usage_lines

    settings = _settings(data=data)
    existing(settings.data)
    for line in usage_lines(settings, month):
        click.echo(line)


def _settings(**given: object) -> Settings:
    from config.settings import SettingsInvalid, read_settings

    try:
        return read_settings(**given)
    except SettingsInvalid as error:
        raise click.ClickException(str(error)) from error
