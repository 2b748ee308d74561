"""Our suppression and our attack beside those of another engine, tau-Argus (pytauargus 0.6.0).

It is under the EUPL, so it serves these tests alone, where somebody has installed it. Its tables
have a line for each cell: number, value, cost, status (u small, m hidden too, s shown), the least
and the most that is known of it, and how far below and above its value it must stay open; then the
sums.
"""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from analysis.protect.linked.attack import Attack
from analysis.protect.linked.cells import Cell, Linked, Sum
from analysis.protect.linked.hide import hide
from left_out import NO_TAUARGUS

pytestmark = NO_TAUARGUS.on(find_spec("pytauargus") is None)
WIDTH, SMALL, TABLES, MOST_MORE = 5, 5, 60, 1.2


def table(seed: int) -> Linked:
    """Random children in rows and columns, with all totals."""
    chance = np.random.default_rng(seed)
    rows, columns = int(chance.integers(3, 7)), int(chance.integers(3, 6))
    children = np.round(np.exp(chance.normal(2.6, 1.1, (rows, columns)))).astype(int)
    values: dict[Cell, int] = {(r, c): int(n) for (r, c), n in np.ndenumerate(children)}
    values |= {("row", r): int(children[r].sum()) for r in range(rows)}
    values |= {("column", c): int(children[:, c].sum()) for c in range(columns)}
    sums = [Sum(("row", r), tuple((r, c) for c in range(columns))) for r in range(rows)]
    sums += [Sum(("column", c), tuple((r, c) for r in range(rows))) for c in range(columns)]
    sums.append(Sum("whole", tuple(("row", r) for r in range(rows))))
    sums.append(Sum("whole", tuple(("column", c) for c in range(columns))))
    return Linked(values | {"whole": int(children.sum())}, tuple(sums))


def written(linked: Linked, status: dict[Cell, str], least: int) -> str:
    """A table in its format: a small cell must be open from 0 to the width at least."""
    at = {cell: number for number, cell in enumerate(linked.values)}
    most = max(linked.values.values())
    lines = ["0", f"{len(at)}"]
    for cell, value in linked.values.items():
        small = status.get(cell) == "u"
        room = f"{value} {WIDTH - value} 0" if small else "0 0 0"
        lines.append(
            f"{at[cell]} {value} 1 {status.get(cell, 's')} {0 if small else least} {most} {room}"
        )
    lines.append(f"{len(linked.sums)}")
    for each in linked.sums:
        parts = " ".join(f"{at[part]} (1)" for part in each.parts)
        lines.append(f"0 {len(each.cells)} : {at[each.whole]} (-1) {parts} ")
    return "\n".join(lines) + "\n"


def audited(linked: Linked, status: dict[Cell, str], least: int, file: Path) -> dict[Cell, tuple]:
    """The least and the most that its audit finds for each hidden cell."""
    from pytauargus._tauargus import audit_jj

    file.write_text(written(linked, status, least), encoding="utf-8")
    cells = list(linked.values)
    return {
        cells[row["cell"]]: (round(row["min"]), round(row["max"])) for row in audit_jj(f"{file}")
    }


def test_its_audit_finds_what_our_attack_finds(tmp_path: Path) -> None:
    """Where it is told no more than a reader knows: that no cell is less than 0."""
    compared = 0
    for seed in range(TABLES):
        linked = table(seed)
        hidden = hide(linked)
        status = dict.fromkeys(hidden.others, "m") | dict.fromkeys(hidden.small, "u")
        theirs = audited(linked, status, 0, tmp_path / "audit.JJ")
        most = max(linked.values.values())
        ours = {cell: (b.least, min(b.most, most)) for cell, b in hidden.bounds.items()}
        assert theirs == ours, seed
        assert all(high - low >= WIDTH for low, high in theirs.values())
        compared += len(ours)
    assert compared > 6 * TABLES


def test_its_own_audit_starts_from_the_smallest_number_of_the_table(tmp_path: Path) -> None:
    """Which may be a hidden one: no reader knows it, and without it the two agree again."""
    linked = table(2)
    hidden = hide(linked)
    status = dict.fromkeys(hidden.others, "m") | dict.fromkeys(hidden.small, "u")
    smallest = min(linked.values.values())
    told = audited(linked, status, smallest, tmp_path / "audit.JJ")
    ours = Attack(linked).bounds(hidden.cells)
    assert smallest > 0
    assert all(
        ours[cell].least <= low and high <= ours[cell].most for cell, (low, high) in told.items()
    )
    assert any(low > ours[cell].least for cell, (low, _) in told.items())


def test_we_hide_hardly_more_than_its_optimum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fewest cells, where each small one must be open from 0 to 5 at least."""
    from pytauargus._tauargus import HiTaSCtrl

    monkeypatch.chdir(tmp_path)
    ours = theirs = 0
    for seed in range(TABLES):
        linked = table(seed)
        hidden = hide(linked)
        Path("in.JJ").write_text(
            written(linked, dict.fromkeys(hidden.small, "u"), 0), encoding="utf-8"
        )
        assert HiTaSCtrl().full_jj(in_file_jj="in.JJ", out_file="out.JJ", max_time=10) <= 1
        more = Path("out.JJ").read_text(encoding="utf-8").split()
        ours += len(hidden.cells)
        theirs += len(hidden.small) + len(more)
    assert theirs > 2 * TABLES
    assert ours <= MOST_MORE * theirs
