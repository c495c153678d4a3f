"""The readers of others for what we write: the community validator of RO-Crate, and PROV."""

from __future__ import annotations

import json
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

CONTEXT = "https://w3id.org/ro/crate/1.1/context"
PROFILE = "provenance-run-crate"
# What RO-Crate 1.1 means by the terms that our crates use: the schema.org terms of that name, and
# these. A term that is not here is unknown to the validator, so a slip of the pen is noticed.
SCHEMA_TERMS = (
    "ComputerLanguage", "ControlAction", "CreateAction", "CreativeWork", "Dataset", "HowTo",
    "HowToStep", "Organization", "OrganizeAction", "PropertyValue", "SoftwareApplication",
    "SoftwareSourceCode", "about", "actionStatus", "additionalType", "agent", "author",
    "creativeWorkStatus", "creator", "dateModified", "datePublished", "description",
    "encodingFormat", "exampleOfWork", "hasPart", "identifier", "inLanguage", "instrument",
    "isBasedOn", "license", "mainEntity", "mentions", "name", "object", "position",
    "programmingLanguage", "publisher", "result", "softwareRequirements", "softwareVersion",
    "step", "url", "value", "version", "workExample",
)  # fmt: skip
OTHER_TERMS = {
    "File": "http://schema.org/MediaObject",
    "ComputationalWorkflow": "https://bioschemas.org/ComputationalWorkflow",
    "FormalParameter": "https://bioschemas.org/FormalParameter",
    "input": "https://bioschemas.org/ComputationalWorkflow#input",
    "output": "https://bioschemas.org/ComputationalWorkflow#output",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
}


def complaints(folder: Path, cache: Path, severity: str = "REQUIRED") -> list[str]:
    """What the validator says of the crate in `folder`. Works without a network."""
    from rocrate_validator.models import ValidationSettings
    from rocrate_validator.services import validate

    _remember_context(cache)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of its own libraries
        settings = ValidationSettings(
            rocrate_uri=str(folder),
            profile_identifier=PROFILE,
            requirement_severity=severity,
            offline=True,
            cache_path=cache,
        )
        result = validate(settings)
    return [f"{i.check.identifier} {i.severity.name}: {i.message}" for i in result.get_issues()]


def _remember_context(cache: Path) -> None:
    """Lay the context where the validator keeps what it fetched."""
    from requests import PreparedRequest, Response
    from requests_cache import CachedSession
    from urllib3 import HTTPResponse

    terms = {term: f"http://schema.org/{term}" for term in SCHEMA_TERMS} | OTHER_TERMS
    response = Response()
    response.status_code, response.url = 200, CONTEXT
    response.headers["Content-Type"] = "application/ld+json"
    body = json.dumps({"@context": terms}).encode()
    response.raw = HTTPResponse(BytesIO(body), preload_content=False, request_url=CONTEXT)
    request = PreparedRequest()
    request.prepare(method="GET", url=CONTEXT)
    response.request = request
    with CachedSession(str(cache), backend="sqlite", expire_after=-1) as session:
        session.cache.save_response(response)


def read_prov(path: Path) -> Any:
    """The document that the PROV library sees in `path`."""
    from prov.model import ProvDocument

    return ProvDocument.deserialize(str(path), format="json")
