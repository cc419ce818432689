"""Write constraints.txt: the exact versions of everything that the installed project needs, and nothing else.

Run it in the environment that was tested: ``python scripts/freeze.py``. Names and versions only, no address of any
registry. Optional packages that are not installed here keep the line that the file had before.
"""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TARGET = Path(__file__).resolve().parent.parent / "constraints.txt"
HEADER = "# The versions that were tested together. Written by scripts/freeze.py; see README\n"


def needed(root: str, extras: frozenset[str]) -> dict[str, str]:
    """Name and version of each installed distribution that *root* with *extras* needs, however indirectly."""
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [(root, extras)]
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            dist = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if name != root:
            found[canonicalize_name(name)] = dist.version
        for line in dist.requires or ():
            need = Requirement(line)
            if need.marker is None or any(need.marker.evaluate({"extra": e}) for e in (wanted or {""}) | {""}):
                waiting.append((canonicalize_name(need.name), frozenset(need.extras)))
    return found


def main() -> None:
    """Merge what is installed over what the file says, and write it sorted."""
    extras = frozenset(metadata.metadata("benmo").get_all("Provides-Extra") or ())
    old = {}
    if TARGET.exists():
        lines = TARGET.read_text("utf-8").splitlines()
        old = dict(line.split("==", 1) for line in lines if "==" in line and not line.startswith("#"))
    pins = old | needed("benmo", extras) | {"hatchling": metadata.version("hatchling")}
    TARGET.write_text(HEADER + "".join(f"{n}=={v}\n" for n, v in sorted(pins.items())), "utf-8")
    print(f"{TARGET.name}: {len(pins)}")


if __name__ == "__main__":
    main()
