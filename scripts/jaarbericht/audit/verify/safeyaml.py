"""YAML of plain values: what it names is never run."""

from __future__ import annotations

from typing import Any

import yaml

# The same in C where PyYAML has it, which is twenty times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_yaml(content: bytes) -> Any:
    """What a YAML file holds. Raises yaml.YAMLError."""
    return yaml.load(content, Loader=_LOADER)
