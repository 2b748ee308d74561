"""The description of a strategy file for those who write one, made from its schema."""

import types
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from analysis.catalogue.local import KINDS, LOCAL
from analysis.catalogue.local.from_return import FROM_RETURN, NOT_FROM_RETURN
from analysis.pipeline.documents import GENERATED, markdown_table
from analysis.strategy.schema.part import Part, inner
from analysis.strategy.schema.plan import Figure
from analysis.strategy.schema.whole import TABLES, Strategy
from analysis.strategy.schema.work import Evidence, ExpectedEffect

OPENING = """# A strategy is a file

Each council's strategy is `data/raw/strategies/<council>.toml`, a text file that any editor opens.
`care-analysis strategy new NAME` writes one to begin with; `care-analysis strategy check FILE`
lists everything that is wrong with it, with line and remedy; `care-analysis strategy list` says
which there are.

A file is TOML: text stands in quotes, days are written 2026-03-31 without quotes, lists in square
brackets, and what follows a # is a remark. Each item of a part begins with the part's name in two
pairs of brackets, as `[[actions]]`.

No person is named, only roles. An item with `illustration = true` is marked as an illustration on
every page; `minuted` names those of its fields that do come from a source. An action without an
owner, a how or a due date can be read, and no report of it is published.

Words that stand for nothing count as missing: TBC, -, N/A, ?, to be confirmed, none, xxx and the
like. What changes no page, such as `rebase` at an event whose figures have no process limits, is a
fault where somebody counts on it, and else a note; a note stops nothing.

`strategy check` sets each baseline of a published indicator beside the figure that was published
for its day, and says how far it is off. A percentage is written as 85. One above 0 and up to 1 is
refused as a share of 1, unless `unit = "%"` beside it says that 0.4% is meant:
`target = { value = 0.4, unit = "%", on = 2028-03-31 }`.

## No details of one person

Every text of the file may be printed for all to read. `strategy check` names the line and the field
of what looks like a detail of one person, without repeating it, and nothing is published until it
is taken out; no `--override` lets it through. It sees addresses for mail, telephone numbers of the
United Kingdom, postcodes, a street with a house number, days of birth, NHS, pupil, National
Insurance and case numbers, titles with a name, a first name with an age ("Name, 9" or "a
nine-year-old" in figures), and in the fields of roles a bare name. In `tell_us_more` it lets
helplines through (0800, 0808, 03).

It does not see a first name alone, an age written in words, a house without a number, numbers of
other countries, nor a story that neighbours would know. It may take a street or a place for what it
is not: write the sentence in another way. Somebody who knows the children must read every page
before it is published.

The public telephone number and address of a team go into `[contact]`, which both pages of a
strategy print; a mobile number or one person's address for mail is refused there too."""
NESTED: dict[str, tuple[str, type[Part]]] = {
    "figure": ("A baseline or a target", Figure),
    "effect": ("An expected effect", ExpectedEffect),
    "evidence": ("Evidence", Evidence),
}


def strategy_markdown() -> str:
    """The text of `docs/strategy-file.md`: every part of a file, and the local indicators."""
    titles = {"": "The file as a whole", "words": "`[words]`", "contact": "`[contact]`"}
    titles |= {table: f"`[[{table}]]`" for table in TABLES}
    titles |= {key: title for key, (title, _) in NESTED.items()}
    parts = [_part(titles[key], model) for key, model in models().items()]
    return "\n\n".join([GENERATED, OPENING, *parts, _local()]) + "\n"


def models() -> dict[str, type[Part]]:
    """The model of each part of a file, in the order of the page; '' is the file as a whole."""
    tables = {table: inner(Strategy, table) for table in ("words", "contact", *TABLES)}
    nested = {key: model for key, (_, model) in NESTED.items()}
    return {"": Strategy} | {key: model for key, model in tables.items() if model} | nested


def _part(title: str, model: type[Part]) -> str:
    """A part of the file: what it is, and a table of its fields."""
    doc = " ".join((model.__doc__ or "").split())
    later = ("owner_role", "how", "due") if model.__name__ == "Action" else ()
    rows = []
    for name, field in model.model_fields.items():
        needed = "to publish" if name in later else "no"
        needed = "yes" if field.is_required() else needed
        rows.append((f"`{name}`", field.description or "", _kind(field.annotation), needed))
    header = ("Field", "What it is", "Written as", "Needed")
    return f"## {title}\n\n{doc}\n\n{markdown_table(header, rows)}"


def _kind(annotation: Any) -> str:
    """How a value is written, in words."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "one of " + ", ".join(f"`{p}`" for p in parts)
    if origin is Annotated:
        return _kind(parts[0])
    if origin is tuple:
        return f"a list: {_kind(parts[0])}"
    if origin is dict:
        return "a table of words"
    if origin in (Union, types.UnionType):
        return _kind(next(p for p in parts if p is not type(None)))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "a table of its own"
    named = {date: "a day", bool: "true or false", int: "a whole number", float: "a number"}
    return named.get(annotation, "text")


def _local() -> str:
    """The local indicators that a strategy may name."""
    rows = (
        (
            f"`{i.id}`",
            i.ref,
            i.title,
            f"{i.kind}: {KINDS[i.kind]}",
            i.polarity.removesuffix(" is good"),
            f"`{i.beside}`" if i.beside else "none",
            _given(i.id) if i.id in FROM_RETURN else f"none. {NOT_FROM_RETURN[i.id]}",
        )
        for i in LOCAL.values()
    )
    opening = (
        "Published indicators are in [indicators.md](indicators.md). These are counted by councils "
        "themselves, each quarter; a strategy that names one says which partner supplies it. Where "
        "the council's own return is counted ([returns.md](returns.md)), the quarters of the last "
        "three years that the council's file lacks are filled from it, and the page says so."
    )
    header = (
        "Id",
        "Ref",
        "Title",
        "Kind",
        "Better is",
        "Published figure like it",
        "From the return",
    )
    return f"## Local indicators\n\n{opening}\n\n{markdown_table(header, rows)}"


def _given(id: str) -> str:
    """The counts of the return that give a local figure."""
    given = FROM_RETURN[id]
    of = f" of `{given.of}`" if given.of else ""
    since = ", less those of the quarter before" if given.since_april else ""
    return f"`{given.figure}`{of}{since}. {given.says}".strip()
