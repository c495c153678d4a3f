"""The command line: what the three users can ask. Thin; the work is done elsewhere."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from jaarbericht.edition import Config, read_config
from jaarbericht.errors import JaarberichtError

ROOT = Path(__file__).resolve().parents[2]
FAILED = 2
FOUND = 1
# What typer makes of Ctrl-C.
INTERRUPTED = 130
EVERYTHING = ("-n", "2", "--dist", "loadgroup", "-q")


class NoReport(JaarberichtError):
    """What is to be looked at is not there."""


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Regenerates the Jaarbericht Staat van het mkb from CBS tables.",
    epilog="--debug anywhere shows where in the code a failure arose.",
)
archive = typer.Typer(no_args_is_help=True, help="Renew or check the CBS tables in the archive.")
app.add_typer(archive, name="archive")

Year = Annotated[int | None, typer.Option("--edition", metavar="YEAR", help="Which report.")]
From = Annotated[
    Literal["archive", "live"] | None,
    typer.Option("--source", help="Where tables come from: this project, or CBS as it is now."),
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Lay a setting over config.yaml."),
]


@app.command()
def build(
    edition: Year = None,
    source: From = None,
    settings: Settings = None,
    cores: Annotated[int, typer.Option(min=1, help="Steps at a time.")] = os.cpu_count() or 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which steps.")] = False,
) -> None:
    """Make the report, as far as anything changed, and print the path of the PDF."""
    from jaarbericht import build as workflow
    from jaarbericht import earlier
    from jaarbericht.embargo import check_release
    from jaarbericht.today import today

    given = (*_settings(edition, settings), *([f"source={source}"] if source else ()))
    config = _config(given)
    check_release(config.edition, today())
    with workflow.alone(ROOT) as mark:
        if not dry_run:
            earlier.forget(ROOT, config.edition)
            if config.source == "live":
                _download(config)
            for found, place in earlier.set_aside(ROOT, config.edition):
                _say(f"{found.path} was changed by hand: it is now {place}, and is made anew.")
        request = workflow.Request(given, cores, dry_run)
        made = workflow.build(ROOT, config.edition, request, mark)
    if not dry_run:
        print(made)


def _download(config: Config) -> None:
    """Bring the tables of the edition beside its results."""
    from jaarbericht import live, progress
    from jaarbericht.dag_tables import tables_of

    tables = tables_of(ROOT, config.edition)
    folder = ROOT / ".cache"
    with progress.shown(len(tables)) as news:
        source = live.host_source(ROOT, config.cbs, tables, folder, news)
        live.download(ROOT, config.edition, source, tables)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def test(context: typer.Context) -> None:
    """Run the test suite; further arguments go to pytest."""
    command = [sys.executable, "-m", "pytest", *(context.args or EVERYTHING)]
    os.chdir(ROOT)
    os.execv(command[0], command)


# A number below zero looks like an option.
@app.command(context_settings={"ignore_unknown_options": True})
def trace(
    asked: Annotated[str, typer.Argument(metavar="ID|TEXT", help="An id, or text as printed.")],
    edition: Year = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: docs/trace.md.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also write a page.")
    ] = None,
) -> None:
    """Follow a printed number down to the texts of CBS; every value is computed again."""
    from jaarbericht.audit.trace_command import answer

    year = _config(_settings(edition, None)).edition.year
    if answer(ROOT, year, asked, as_json, html):
        raise typer.Exit(FOUND)


@app.command()
def names(
    chapter: Annotated[str, typer.Argument(metavar="CHAPTER", help="As in config.yaml.")],
    edition: Year = None,
) -> None:
    """List what the text of a chapter can name: numbers, periods, figures, tables. In Dutch."""
    from jaarbericht.compose.names import list_names

    print(list_names(ROOT, _config(_settings(edition, None)).edition, chapter))


@app.command()
def drift(
    against: Annotated[
        str, typer.Option("--against", metavar="live|FOLDER", help="The other state of the tables.")
    ] = "live",
    edition: Year = None,
    tables: Annotated[
        list[str] | None, typer.Option("--tables", metavar="IDS", help="Only these: A,B.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: docs/drift.md.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also write a page.")
    ] = None,
    settings: Settings = None,
) -> None:
    """Compare the tables with another state: what changed, down to the sentence."""
    from jaarbericht.audit.drift_command import Asked, answer

    gc.disable()
    config = _config(_settings(edition, settings))
    if answer(ROOT, config, Asked(against, tables or (), as_json, html)):
        raise typer.Exit(FOUND)


@app.command()
def compare(
    earlier: Annotated[int, typer.Argument(metavar="EARLIER", help="The older edition.")],
    later: Annotated[int, typer.Argument(metavar="LATER", help="The newer one, which is asked.")],
    as_json: Annotated[bool, typer.Option("--json", help="For programs: docs/compare.md.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Also write a page.")
    ] = None,
) -> None:
    """Say per number what a later edition makes of an earlier one: equal, or revised."""
    from jaarbericht.audit.compare_command import answer

    gc.disable()
    for year in (earlier, later):
        _config(_settings(year, None))
    if answer(ROOT, earlier, later, as_json, html):
        raise typer.Exit(FOUND)


@app.command()
def keep(
    edition: Year = None,
    again: Annotated[bool, typer.Option("--again", help="Replace what was kept.")] = False,
) -> None:
    """Keep what an edition printed, so that the next one can say what was revised."""
    from jaarbericht.audit import compare_command

    print(compare_command.keep(ROOT, _config(_settings(edition, None)).edition.year, again))


@app.command()
def doctor(edition: Year = None) -> None:
    """Say whether everything that a build needs is there."""
    from jaarbericht.doctor import examine

    failed = False
    given = _settings(edition, None)
    for name, problem in examine(ROOT, _config(given), given):
        print(f"{'lacks' if problem else 'ok':6}{name}" + (f": {problem}" if problem else ""))
        failed = failed or bool(problem)
    raise typer.Exit(FOUND if failed else 0)


@app.command()
def verify(
    pdf: Annotated[
        Path | None, typer.Argument(metavar="[PDF]", help="A report; without it, that of here.")
    ] = None,
    edition: Year = None,
    as_json: Annotated[bool, typer.Option("--json", help="All that was found, as JSON.")] = False,
    signature: Annotated[
        Path | None,
        typer.Option(metavar="KEY", help="The publisher's public key: also check its signature."),
    ] = None,
) -> None:
    """Recompute a report from its cells and find every number of it on its pages."""
    from jaarbericht.audit.verify.report import verify_pdf, verify_results
    from jaarbericht.audit.verify_text import as_text, json_text

    if pdf and edition is not None:
        raise typer.BadParameter("A PDF has its own edition; name either of the two.")
    if pdf and pdf.is_dir():
        raise NoReport(
            f"{pdf} is a folder.", where=str(pdf), todo="Name the PDF that is to be verified."
        )
    gc.disable()
    try:
        report = (
            verify_pdf(pdf, signature)
            if pdf
            else verify_results(ROOT, _config(_settings(edition, None)).edition.year, signature)
        )
    except OSError as error:
        raise NoReport(
            f"There is no report to verify: {error.strerror}.",
            where=str(error.filename),
            todo="Run ./jaarbericht build first, or name a PDF.",
        ) from error
    print(json_text(report) if as_json else as_text(report))
    if report.undone:
        raise typer.Exit(FAILED)
    raise typer.Exit(FOUND if report.problems else 0)


@app.command()
def sign(
    edition: Year = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", help="Private key, Ed25519 in PEM.")
    ] = None,
) -> None:
    """Sign the PDF and the manifest for publication, and print the paths of the signatures."""
    from jaarbericht.audit import signing
    from jaarbericht.audit.verify.built.sealed import check_seal

    year = _config(_settings(edition, None)).edition.year
    found = signing.find_key(key, os.environ, Path.home())
    private = signing.require_key(found, signing.built_state(ROOT, year))
    if private is None:
        print("This is a draft and there is no key: a draft needs no signature.")
        return
    signing.read_key(ROOT, private)
    problems = check_seal(ROOT, year)
    for problem in problems:
        _say(str(problem))
    if problems:
        raise typer.Exit(FOUND)
    for signature in signing.sign(ROOT, year, private):
        print(signature)


@archive.command(name="update")
def update_archive(
    given: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]…", help="Ids; all when none is given.")
    ] = None,
    source: Annotated[
        Literal["live"] | None,
        typer.Option("--source", help="Ask CBS, at cbs.host. So it is without --from, too."),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option("--from", metavar="FOLDER|HOST", help="Tables elsewhere, instead."),
    ] = None,
    named: Annotated[
        list[str] | None, typer.Option("--tables", metavar="ID[,ID]…", help="As the ids above.")
    ] = None,
    edition: Year = None,
    settings: Settings = None,
) -> None:
    """Bring tables into the archive and freeze them for an edition: all of them, or none."""
    if source and place:
        raise typer.BadParameter("--source live and --from exclude each other.")
    from jaarbericht import live, progress
    from jaarbericht.build import alone
    from jaarbericht.cbs.archive import Archive, update

    config = _config(_settings(edition, settings))
    kept = Archive(ROOT / "resources" / "archive")
    listed = [id for text in named or () for id in text.split(",") if id]
    tables = list(dict.fromkeys([*(given or ()), *listed])) or list(kept.tables())
    with alone(ROOT), progress.shown(len(tables)) as news:
        renewal, read = live.renewal(ROOT, config, place, tables, news)
        changes = update(kept, read, tables, renewal)
    for change in changes:
        print(change)
        for warning in change.warnings:
            _say(f"warning: {warning}")
    if len(config.editions) > 1 and any(change.what != "unchanged" for change in changes):
        _say("The other editions are still frozen as they were: ./jaarbericht archive freeze")


@archive.command(name="freeze")
def freeze_archive(edition: Year = None) -> None:
    """Freeze the editions for the tables as they are in the archive: one, or all but final ones."""
    from jaarbericht.build import alone
    from jaarbericht.cbs.archive import Archive
    from jaarbericht.cbs.freezing import freeze_editions
    from jaarbericht.embargo import FINAL

    config = _config(_settings(edition, None))
    drafts = [one for one in config.editions.values() if one.state != FINAL]
    chosen = [config.edition] if edition is not None else drafts
    with alone(ROOT):
        archive = Archive(ROOT / "resources" / "archive")
        for one in freeze_editions(archive, {one.year: one.cutoff for one in chosen}):
            print(one)


@archive.command(name="check")
def check_archive(edition: Year = None) -> None:
    """Compare the archive with the lock of an edition, or of each."""
    from jaarbericht.cbs.archive import Archive, check

    config = _config(_settings(edition, None))
    years = [config.edition.year] if edition is not None else sorted(config.editions)
    found = {year: check(Archive(ROOT / "resources" / "archive"), year) for year in years}
    for year in years:
        for problem in found[year]:
            _tell(problem)
        if not found[year]:
            print(f"The archive is as the lock of {year} says.")
    if any(found.values()):
        raise typer.Exit(FOUND)


def main(arguments: Sequence[str]) -> int:
    """Run a command; gives the exit status: 0 done, 1 a finding, 2 misuse or failure."""
    debug = "--debug" in arguments
    try:
        app([a for a in arguments if a != "--debug"], prog_name="./jaarbericht")
    except SystemExit as end:
        if end.code != INTERRUPTED:
            return end.code if isinstance(end.code, int) else 0
        _fail(_stopped(), debug)
    except JaarberichtError as failure:
        _fail(failure, debug)
    except Exception as error:
        from jaarbericht.defects import defect

        _fail(defect(error), debug)
    finally:
        gc.enable()
    return FAILED


def _stopped() -> JaarberichtError:
    from jaarbericht.build import Stopped

    return Stopped(
        "The command was stopped.",
        why="What was finished is kept; nothing was left half done.",
        todo="Give the command again.",
    )


def _settings(edition: int | None, settings: Sequence[str] | None) -> tuple[str, ...]:
    return (*([f"edition={edition}"] if edition is not None else []), *(settings or ()))


def _config(settings: Sequence[str]) -> Config:
    return read_config(ROOT / "config.yaml", settings)


def _fail(failure: JaarberichtError, debug: bool) -> None:
    _tell(failure)
    if debug:
        traceback.print_exc()
        _say(getattr(failure, "told", ""))
        log = ROOT / getattr(failure, "log", "")
        if log.is_file():
            _say(f"\n{log.relative_to(ROOT)}:\n{log.read_text(encoding='utf-8', errors='replace')}")


def _tell(failure: JaarberichtError) -> None:
    """One screen: what, where, why it matters, what to do."""
    strong, plain = ("\033[1;31m", "\033[0m") if sys.stderr.isatty() else ("", "")
    _say(f"{strong}{failure.kind}{plain}: {failure}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
