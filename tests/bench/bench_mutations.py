"""Changes the built report in many ways, one at a time, and tells how many a verification notices.

    .venv/bin/python tests/bench/bench_mutations.py RESULTS.pdf [OUT.json] [FEW]

Writes per class of change how many were made and how many were noticed, and names the others.
FEW is how many of the commonest classes are made.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "e2e"), str(Path(__file__).parents[2] / "scripts")]
from mutations import everything  # noqa: E402  # found by the line above
from noticing import Noticing  # noqa: E402  # as above

from jaarbericht.audit.verify.pdf.file import read_document  # noqa: E402  # as above
from jaarbericht.audit.verify.report import findings  # noqa: E402  # as above

SEED = 1


def main(pdf: Path, out: Path, few: int) -> int:
    """Try, tell and write; gives 1 when a change was not noticed."""
    gc.disable()
    document = read_document(pdf.read_bytes())
    if any(findings(document, {})):
        sys.exit(f"{pdf} has findings as it is.")
    made: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    missed = []
    checks, start = Noticing(document), time.monotonic()
    for mutation in everything(document, SEED, few):
        made[mutation.sort] += 1
        with mutation.laid(document) as changed:
            if checks.notices(changed):
                noticed[mutation.sort] += 1
            else:
                missed.append(f"{mutation.sort}: {mutation.name}")
        if made.total() % 100 == 0:
            print(f"{made.total()} changes, {noticed.total()} noticed", file=sys.stderr)
    found = {
        "made": made.total(),
        "noticed": noticed.total(),
        "rate": noticed.total() / made.total(),
        "seconds": round(time.monotonic() - start, 1),
        "classes": {sort: f"{noticed[sort]} of {count}" for sort, count in sorted(made.items())},
        "missed": missed,
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(json.dumps(found, ensure_ascii=False, indent=1))
    return 1 if missed else 0


if __name__ == "__main__":
    given = [*sys.argv[1:], *["results/bench/mutations.json", "3"][len(sys.argv) - 2 :]]
    sys.exit(main(Path(given[0]), Path(given[1]), int(given[2])))
