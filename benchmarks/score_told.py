"""Of the revisions that people called substantive, how many a report tells: `python benchmarks/score_told.py SHARED`.

Runs `gold/score_edits.py` on ArgRewrite's development part twice. `tells` is what a reader of the report gets:
everything that is not folded as editorial. `classify` weighs how much, and so holds back small rewordings that the
published labels call surface. Recall of the first has a floor: a missed change is worse than noise.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RECALL = 0.90


def scored(shared: Path, plug_in: str) -> str:
    """What the scorer prints for one plug-in."""
    command = [
        sys.executable,
        str(shared / "gold" / "score_edits.py"),
        *("--set", "argrewrite", "--data", str(shared / "gold" / "data"), "--part", "dev"),
        *("--classifier", f"{ROOT / 'benchmarks' / 'adapters.py'}:{plug_in}"),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def main() -> int:
    """Print both, and whether the recall of what is told reaches its floor."""
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared")
    told = scored(shared, "tells")
    print("tells\n" + told)
    print("classify\n" + scored(shared, "classify"))
    found = re.search(r"substantive.*?R(?:ecall)?\s*=?\s*([01]?\.\d+)", told, re.DOTALL)
    recall = float(found[1]) if found else 0.0
    print(f"recall of what is told {recall:.3f}, floor {RECALL}: {'reached' if recall >= RECALL else 'MISSED'}")
    return 0 if recall >= RECALL else 1


if __name__ == "__main__":
    sys.exit(main())
