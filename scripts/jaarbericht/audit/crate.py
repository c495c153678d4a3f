"""The build as a Workflow Run RO-Crate, at the level of a Provenance Run Crate. Writes no file.

Plain JSON: a library for crates would cost each build more than the crate. No wall-clock times,
so that equal builds give equal crates: the profile asks for an end time (SHOULD) but does not
require it, and the date of publication, which RO-Crate requires, is the cut-off of the edition.
What lies outside the folder of the edition has an @id that begins with #: it is described and
hashed, but no part of the crate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from jaarbericht.audit.steps import Build, Step, told

Entity = dict[str, Any]

RO_CRATE = "https://w3id.org/ro/crate/1.1"
WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0"
RUN_CRATES = {
    f"https://w3id.org/ro/wfrun/{name.lower()}/0.5": f"{name} Run Crate"
    for name in ("Process", "Workflow", "Provenance")
}
# Terms of the profiles that RO-Crate 1.1 does not know. Written out, so that reading the crate
# needs one document from the network and not two.
TERMS = {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}
WORKFLOW = "workflow/Snakefile"
LANGUAGE = "https://w3id.org/workflowhub/workflow-ro-crate#snakemake"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CBS = "https://www.cbs.nl/"
STATLINE = "https://opendata.cbs.nl/statline/#/CBS/nl/dataset/"
PUBLISHER = "#uitgever"
DONE = "http://schema.org/CompletedActionStatus"
BIOSCHEMAS = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"

_FORMATS = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".yaml": "application/yaml",
}


def crate(build: Build, described: dict[str, str]) -> Entity:
    """The crate of a build. described: further files in its folder, path -> sha256."""
    parts = {**build.made, **build.records, **described}
    graph = [
        _descriptor(),
        _root(build, parts),
        _workflow(build),
        *_run(build),
        *_files(build, parts),
        *_settings(build),
        *_parameters(build),
        *_code(build),
        *_software(build),
        *_people(build),
        *_profiles(),
    ]
    return {"@context": [f"{RO_CRATE}/context", TERMS], "@graph": graph}


def _descriptor() -> Entity:
    return {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": _refs([RO_CRATE, WORKFLOW_CRATE]),
    }


def _root(build: Build, parts: Iterable[str]) -> Entity:
    edition = build.settings
    ordered = [*build.chief, *(path for path in parts if path not in build.chief)]
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": edition["title"],
        "description": f"The report, what it was made of and how: edition {edition['year']}, "
        f"version {edition['version']}, figures up to {edition['cutoff']}.",
        "datePublished": edition["cutoff"],
        "creativeWorkStatus": edition["state"],
        "version": edition["version"],
        "inLanguage": edition["language"],
        "license": {"@id": LICENCE},
        "publisher": {"@id": PUBLISHER},
        "author": {"@id": PUBLISHER},
        "creator": _refs([PUBLISHER, CBS]),
        "conformsTo": _refs([*RUN_CRATES, WORKFLOW_CRATE]),
        "mainEntity": {"@id": WORKFLOW},
        "hasPart": _refs([WORKFLOW, *(_id(build, path) for path in ordered)]),
        "mentions": _refs(["#run", *(f"#run/{step.name}" for step in build.steps), "#engine/run"]),
    }


def _workflow(build: Build) -> Entity:
    rules = [path for path in build.sources if path != "Snakefile"]
    return {
        "@id": WORKFLOW,
        "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
        "name": "Snakefile",
        "version": build.settings["version"],
        "conformsTo": {"@id": BIOSCHEMAS},
        "programmingLanguage": {"@id": LANGUAGE},
        "sha256": build.sources["Snakefile"],
        "isBasedOn": _refs(_id(build, path) for path in rules),
        "hasPart": _refs(_id(build, script) for script in build.scripts),
        "step": _refs(f"#step/{rule}" for rule in build.rules),
        "input": _refs(f"#parameter/{name}" for name in build.settings),
        "output": _refs(f"#parameter/{PurePosixPath(path).name}" for path in build.chief),
    }


def _run(build: Build) -> Iterator[Entity]:
    """The run of the whole, of each step, and of the engine that ran them."""
    given = [_id(build, path) for path in build.given]
    settings = [f"#setting/{name}" for name in build.settings]
    made = [_id(build, path) for path in build.chief]
    name = f"Build of edition {build.settings['year']}"
    yield _action("#run", name, WORKFLOW, [*settings, *given], made)
    for position, (rule, script) in enumerate(build.rules.items(), 1):
        yield {
            "@id": f"#step/{rule}",
            "@type": "HowToStep",
            "name": rule,
            "position": str(position),
            "workExample": {"@id": _id(build, script)},
        }
    for step in build.steps:
        yield from _step(build, step)
    yield {
        "@id": "#engine/run",
        "@type": "OrganizeAction",
        "name": f"Snakemake {build.engine}",
        "instrument": {"@id": _package("snakemake", build.engine)},
        "object": _refs(f"#control/{step.name}" for step in build.steps),
        "result": {"@id": "#run"},
        "actionStatus": DONE,
    }


def _step(build: Build, step: Step) -> Iterator[Entity]:
    settings = [f"#setting/{name}" for name in step.record.config if name in build.settings]
    given = [_id(build, path) for path in step.record.inputs]
    made = [_id(build, path) for path in step.record.outputs]
    run = f"#run/{step.name}"
    yield _action(run, f"Step {step.name}", _id(build, step.script), [*settings, *given], made)
    yield {
        "@id": f"#control/{step.name}",
        "@type": "ControlAction",
        "name": f"Orchestration of {step.name}",
        "instrument": {"@id": f"#step/{step.record.rule}"},
        "object": {"@id": run},
        "actionStatus": DONE,
    }


def _action(id: str, name: str, tool: str, given: list[str], made: list[str]) -> Entity:
    return {
        "@id": id,
        "@type": "CreateAction",
        "name": name,
        "description": f"{name}, with the inputs, settings and code that are named here",
        "instrument": {"@id": tool},
        "agent": {"@id": PUBLISHER},
        "actionStatus": DONE,
        "object": _refs(given),
        "result": _refs(made),
    }


def _files(build: Build, parts: dict[str, str]) -> Iterator[Entity]:
    """Every file that was read or made, with its hash."""
    runs = {step.path: f"#run/{step.name}" for step in build.steps}
    rules = {path: digest for path, digest in build.sources.items() if path != "Snakefile"}
    for path, digest in {**parts, **build.given, **rules}.items():
        file: Entity = {"@id": _id(build, path), "@type": "File", "name": path, "sha256": digest}
        file["encodingFormat"] = _FORMATS.get(PurePosixPath(path).suffix, "text/plain")
        if path in build.chief:
            file["exampleOfWork"] = {"@id": f"#parameter/{PurePosixPath(path).name}"}
        if path in runs:
            file["about"] = {"@id": runs[path]}
        if build.is_of_cbs(path):
            file |= {"creator": {"@id": CBS}, "license": {"@id": LICENCE}}
        yield file | _download(build, path)


def _download(build: Build, path: str) -> Entity:
    known = build.downloads.get(path)
    if known is None:
        return {}
    modified = {"dateModified": known["modified"]} if known.get("modified") else {}
    return {"identifier": known["table"], "url": STATLINE + known["table"], **modified}


def _settings(build: Build) -> Iterator[Entity]:
    for name, value in build.settings.items():
        yield {
            "@id": f"#setting/{name}",
            "@type": "PropertyValue",
            "name": name,
            "value": _said(value),
            "exampleOfWork": {"@id": f"#parameter/{name}"},
        }


def _said(value: Any) -> str:
    return "not set" if value is None else str(told(value))


def _parameters(build: Build) -> Iterator[Entity]:
    for name in build.settings:
        yield _parameter(name, "PropertyValue", f"#setting/{name}")
    for path in build.chief:
        yield _parameter(PurePosixPath(path).name, "File", _id(build, path))


def _parameter(name: str, kind: str, example: str) -> Entity:
    return {
        "@id": f"#parameter/{name}",
        "@type": "FormalParameter",
        "name": name,
        "additionalType": kind,
        "workExample": {"@id": example},
    }


def _code(build: Build) -> Iterator[Entity]:
    """The scripts, each with what it imports here and from packages, and the modules."""
    for path, digest in build.code.items():
        code: Entity = {
            "@id": _id(build, path),
            "@type": "SoftwareSourceCode",
            "name": path,
            "version": digest[:12],
            "sha256": digest,
        }
        if path in build.scripts:
            record = build.scripts[path].record
            packages = [_package(*one) for one in record.software["packages"].items()]
            python = _python(record.software["python"])
            code["hasPart"] = _refs(_id(build, name) for name in record.code if name != path)
            code["softwareRequirements"] = _refs([python, *packages])
        yield code


def _software(build: Build) -> Iterator[Entity]:
    pythons = {step.record.software["python"] for step in build.steps}
    yield {
        "@id": LANGUAGE,
        "@type": "ComputerLanguage",
        "name": "Snakemake",
        "url": "https://snakemake.readthedocs.io",
    }
    for version in sorted(pythons):
        yield _application(_python(version), "python", version)
    for name, version in {**build.packages, "snakemake": build.engine}.items():
        yield _application(_package(name, version), name, version)


def _application(id: str, name: str, version: str) -> Entity:
    return {"@id": id, "@type": "SoftwareApplication", "name": name, "softwareVersion": version}


def _people(build: Build) -> Iterator[Entity]:
    yield {"@id": PUBLISHER, "@type": "Organization", "name": build.settings["publisher"]}
    yield {
        "@id": CBS,
        "@type": "Organization",
        "name": "Centraal Bureau voor de Statistiek",
        "url": CBS,
    }
    yield {
        "@id": LICENCE,
        "@type": "CreativeWork",
        "name": "Creative Commons Attribution 4.0 International (CC BY 4.0)",
        "description": "Of the figures of CBS, which this report edits.",
    }


def _profiles() -> Iterator[Entity]:
    for id, name in RUN_CRATES.items():
        yield {"@id": id, "@type": "CreativeWork", "name": name, "version": "0.5"}
    yield {
        "@id": WORKFLOW_CRATE,
        "@type": "CreativeWork",
        "name": "Workflow RO-Crate",
        "version": "1.0",
    }


def _id(build: Build, path: str) -> str:
    results = build.places.of("")
    inside = path.startswith(results)
    return quote(path.removeprefix(results)) if inside else f"#{quote(path)}"


def _package(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def _python(version: str) -> str:
    return f"pkg:generic/python@{version}"


def _refs(ids: Iterable[str]) -> Entity | list[Entity]:
    """References; RO-Crate wants a single one outside a list."""
    refs = [{"@id": id} for id in ids]
    return refs[0] if len(refs) == 1 else refs
