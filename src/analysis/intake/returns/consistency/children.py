"""Whether tables and years agree on who a child is."""

import numpy as np

from analysis.catalogue.returns.faults.kind import MOST_WITHOUT_HEADER
from analysis.catalogue.returns.tables import ADDED, TABLES
from analysis.intake.returns.consistency.look import Look, birthday, first_rows

OLDEST = 26


def rows_twice(look: Look) -> None:
    """Rows that a table has twice: the same, or with other facts."""
    for name, frame in look.tables.items():
        others = [column for column in TABLES[name].key if column != "CHILD"]
        key = frame[others].assign(key=look.key(name))
        if not (again := key.duplicated().to_numpy()).any():
            continue
        involved = frame[key.duplicated(keep=False)]
        same = involved.duplicated([c for c in frame.columns if c not in ADDED[1:]], keep="first")
        whole = np.zeros(len(frame), dtype=bool)
        whole[involved.index[same]] = True
        look.tell("row_twice", name, again & whole)
        differs = "child_twice_differs" if name == "header" else "row_twice_differs"
        column = "" if name == "header" else TABLES[name].key[-1]
        look.tell(differs, name, again & ~whole, column, key=" and ".join(TABLES[name].key))


def without_header(look: Look) -> None:
    """Children with episodes and no header, and the number of another form that one may have."""
    lacking = ~look.there("header")[look.key("episodes")]
    if not lacking.any():
        return
    one_each = first_rows(look.key("episodes"), lacking)
    look.tell("child_without_header", "episodes", one_each, "CHILD")
    _in_other_form(look, one_each)
    for place, year in enumerate(look.years):
        of = look.year["episodes"] == place
        children = len(np.unique(look.child["episodes"][of]))
        without = int(one_each[of].sum())
        if without > MOST_WITHOUT_HEADER * children and without > 2:
            share = f"{without / children:.0%}"
            look.findings.add(
                "header_mostly_absent",
                table="header",
                touches=TABLES["header"].touches,
                count=without,
                children=without,
                share=share,
                year=year,
            )


def _in_other_form(look: Look, one_each: np.ndarray) -> None:
    """Children without a header whose number is that of one but for zeros or capitals."""
    headed = {_bare(text) for text in look.ids[np.unique(look.child["header"])]}
    rows = np.flatnonzero(one_each)
    other = np.zeros(len(one_each), dtype=bool)
    other[rows] = [_bare(look.ids[n]) in headed for n in look.child["episodes"][rows]]
    look.tell("child_in_other_form", "episodes", other, "CHILD")


def _bare(text: str) -> str:
    return text.lstrip("0").casefold()


def without_episode(look: Look) -> None:
    """Children with a header and no row that says why."""
    reason = look.there("episodes") | look.there("oc3")
    look.tell("header_without_episode", "header", ~reason[look.key("header")])


def born(look: Look) -> None:
    """Dates of birth that cannot be, or that another table or year has otherwise."""
    born, last = look.days("header", "DOB"), look.last("header")
    look.tell_years("birth_after_year", "header", born > last, "DOB")
    look.tell_years("birth_too_early", "header", birthday(born, OLDEST) <= last, "DOB")
    for name, table in TABLES.items():
        if name != "header" and "DOB" in table.names:
            known = look.born[look.key(name)]
            day = look.days(name, "DOB")
            differs = (day != known) & ~np.isnat(day) & ~np.isnat(known)
            look.tell("birth_differs", name, differs, "DOB")
    before, now = _earlier(look, look.born, np.datetime64("NaT", "D"))
    changed = (before != now) & ~np.isnat(before) & ~np.isnat(now)
    look.tell("birth_changed", "header", changed, "DOB")


def sex(look: Look) -> None:
    """A sex that another table or year has otherwise."""
    codes = look.tables["header"]["SEX"].cat.codes.to_numpy()
    by_child = look.by_child("header", codes, -1)
    other = look.tables["uasc"]["SEX"].cat.codes.to_numpy()
    known = by_child[look.key("uasc")]
    look.tell("sex_differs", "uasc", (other != known) & (other >= 0) & (known >= 0), "SEX")
    before, now = _earlier(look, by_child, -1)
    look.tell("sex_changed", "header", (before != now) & (before >= 0) & (now >= 0), "SEX")


def _earlier(look: Look, by_child: np.ndarray, otherwise: object) -> tuple[np.ndarray, np.ndarray]:
    """Of each row of the header, the value of the child in the return before and in this one."""
    shaped = by_child.reshape(len(look.years), look.children)
    before = np.full_like(shaped, otherwise)
    before[1:] = shaped[:-1]
    key = look.key("header")
    return before.ravel()[key], by_child[key]


RULES = (rows_twice, without_header, without_episode, born, sex)
