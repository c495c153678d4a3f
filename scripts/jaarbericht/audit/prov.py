"""The build as PROV-JSON: what was used, what was generated, by what and for whom. Writes no file.

Plain JSON, as the crate is, and without times for the same reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from jaarbericht.audit.steps import Build, Step, told

Entity = dict[str, Any]
CBS, PUBLISHER, ENGINE = "agent/cbs", "agent/uitgever", "agent/snakemake"


def prov(build: Build) -> Entity:
    """The build as PROV-JSON: a file is an entity, a step an activity."""
    return {
        "prefix": {"jb": f"urn:x-jaarbericht:{build.settings['year']}:"},
        "entity": _entities(build),
        "activity": {_activity(step): _about_step(step) for step in build.steps},
        "agent": _agents(build),
        "used": _numbered("used", _uses(build)),
        "wasGeneratedBy": _numbered("made", _generations(build)),
        "wasAssociatedWith": _numbered("by", _associations(build)),
        "wasAttributedTo": _numbered("of", _attributions(build)),
        "hadMember": _numbered("part", _members(build)),
    }


def _entities(build: Build) -> Entity:
    files = {**build.given, **build.made, **build.code}
    entities = {_file(path): _about_file(path, files[path]) for path in sorted(files)}
    for script in build.scripts:
        entities[_file(script)]["prov:type"] = _prov("Collection")
    return entities


def _about_file(path: str, digest: str) -> Entity:
    return {"prov:label": path, "jb:sha256": digest}


def _about_step(step: Step) -> Entity:
    record = step.record
    given = {name: v for name, v in record.config.items() if name != "lock" and v is not None}
    settings = {f"jb:{name}": told(v) for name, v in given.items()}
    software = {"python": record.software["python"], **record.software["packages"]}
    versions = [f"{name} {version}" for name, version in software.items()]
    return {"prov:label": step.name, "jb:rule": record.rule, **settings, "jb:software": versions}


def _agents(build: Build) -> Entity:
    return {
        _name(PUBLISHER): {
            "prov:type": _prov("Organization"),
            "prov:label": build.settings["publisher"],
        },
        _name(CBS): {
            "prov:type": _prov("Organization"),
            "prov:label": "Centraal Bureau voor de Statistiek",
        },
        _name(ENGINE): {
            "prov:type": _prov("SoftwareAgent"),
            "prov:label": f"Snakemake {build.engine}",
        },
    }


def _uses(build: Build) -> Iterable[Mapping[str, str]]:
    for step in build.steps:
        for path in (*step.record.inputs, step.script):
            yield {"prov:activity": _activity(step), "prov:entity": _file(path)}


def _generations(build: Build) -> Iterable[Mapping[str, str]]:
    for step in build.steps:
        for path in step.record.outputs:
            yield {"prov:entity": _file(path), "prov:activity": _activity(step)}


def _associations(build: Build) -> Iterable[Mapping[str, str]]:
    for step in build.steps:
        yield {
            "prov:activity": _activity(step),
            "prov:agent": _name(ENGINE),
            "prov:plan": _file(step.script),
        }


def _attributions(build: Build) -> Iterable[Mapping[str, str]]:
    for path in (*build.given, *build.made):
        if build.is_of_cbs(path):
            yield {"prov:entity": _file(path), "prov:agent": _name(CBS)}
    yield {"prov:entity": _file(build.places.pdf), "prov:agent": _name(PUBLISHER)}


def _members(build: Build) -> Iterable[Mapping[str, str]]:
    for script, step in build.scripts.items():
        for path in step.record.code:
            if path != script:
                yield {"prov:collection": _file(script), "prov:entity": _file(path)}


def _numbered(kind: str, relations: Iterable[Mapping[str, str]]) -> dict[str, Mapping[str, str]]:
    return {f"_:{kind}{number}": one for number, one in enumerate(relations, 1)}


def _activity(step: Step) -> str:
    return _name(f"step/{step.name}")


def _file(path: str) -> str:
    return _name(f"file/{path}")


def _name(local: str) -> str:
    return f"jb:{quote(local)}"


def _prov(kind: str) -> Entity:
    return {"$": f"prov:{kind}", "type": "prov:QUALIFIED_NAME"}
