"""What no step makes any more goes, when it is still what was sealed; nothing else does."""

from __future__ import annotations

from pathlib import Path

from small_edition import RESULTS, YEAR, SmallEdition

from jaarbericht.audit.leftovers import sweep
from jaarbericht.audit.tampered import sealed_before, unseal
from jaarbericht.audit.verify.built.manifest import present


def files(edition: SmallEdition) -> set[str]:
    return set(present(edition.root, YEAR))


def test_what_is_not_made_any_more_goes_with_its_empty_folder(sealed: SmallEdition) -> None:
    unseal(sealed.root / RESULTS)
    gone = {name for name in files(sealed) if name.startswith(f"{RESULTS}/raw/")}
    kept = files(sealed) - gone
    assert gone and not any(name.startswith("resources/") for name in gone)
    sweep(sealed.root, YEAR, {name for name in kept if name.startswith(f"{RESULTS}/")})
    assert files(sealed) == kept and not (sealed.root / RESULTS / "raw").exists()


def test_what_was_changed_or_never_sealed_stays(sealed: SmallEdition) -> None:
    unseal(sealed.root / RESULTS)
    changed = next(name for name in files(sealed) if name.startswith(f"{RESULTS}/raw/"))
    (sealed.root / changed).write_text("anders", "utf-8")
    strange = Path(RESULTS) / "raw" / "van mij.txt"
    (sealed.root / strange).write_text("van mij", "utf-8")
    sweep(sealed.root, YEAR, set())
    left = {name for name in files(sealed) if name.startswith(f"{RESULTS}/")}
    assert left == {changed, strange.as_posix()}


def test_nothing_goes_when_nothing_was_sealed(sealed: SmallEdition) -> None:
    before = files(sealed)
    assert sealed_before(sealed.root, YEAR) == {}
    sweep(sealed.root, YEAR, set())
    assert files(sealed) == before
