"""A strategy file to begin with: every part once, each field explained, all of it illustration."""

import re
import textwrap
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from analysis.catalogue.areas import Area
from analysis.core.quarters import Quarter, quarter_of
from analysis.strategy.parsing.reading import StrategyError
from analysis.strategy.schema.part import Part, inner
from analysis.strategy.schema.whole import Strategy

WIDTH = 96
ADVICE = """\
# The strategy of {name}, as a file. Everything below is an example to be replaced.
# Write what your council decided, take `illustration = true` away where it is decided, and run
#     care-analysis strategy check data/raw/strategies/{slug}.toml
# which lists all that is wrong, with line and remedy. docs/strategy-file.md explains every
# field. Name roles, never people. Repeat a [[part]] for each item; leave out what you lack.
"""
# Each day in angle brackets is put in when a file is written; remarks come from the schema. The
# telephone number is one of those that Ofcom keeps for examples.
EXAMPLE = """\
area = "<area>"
name = "Corporate Parenting Strategy <years>"
starts = <starts>
ends = <ends>
source = "Cabinet, with the date and the number of the item"
about = "What we promise the children in our care and our care leavers."
illustration_note = "This file is the example that the project gives; none is decided."
review_every = "yearly"

[words]
children = "children in our care"
a_child = "a child in our care"
care_leavers = "care leavers"
council_of_children = "Children in Care Council"
tell_us_more = "Tell your social worker or personal adviser, or ask for an advocate."
avoid = { "LAC" = "children in our care", "placement" = "home" }

[contact]
team = "Participation team"
telephone = "01632 960 001"
email = "participation.team@council.example"

[[calendar]]
id = "panel"
body = "Corporate Parenting Panel"
frequency = "quarterly"
first = <first meeting>
reports = ["strategy_monitoring", "young_people"]
papers_days_before = 8

[[findings]]
id = "moves"
says = "Some children move home three times or more in a year."
indicator = "three_or_more_placements"
priorities = ["homes"]

[[partners]]
id = "childrens-services"
name = "children's services"
kind = "council"

[[priorities]]
id = "homes"
number = "1"
title = "A safe and settled home"
lead_role = "Assistant Director, Children's Services"
champion_role = "Lead Member for Children"
partners = ["childrens-services"]
young_people_said = []

[[objectives]]
id = "fewer-moves"
number = "1"
title = "Children stay in one home for as long as it is right for them"
priorities = ["homes"]
champion_role = "Elected member, to be chosen by the panel"
involve = ["childrens-services"]

[[indicators]]
id = "moves-so-far"
indicator = "three_or_more_placements_so_far"
priorities = ["homes"]
baseline = { value = 10, on = <day before> }
target = { value = 8, on = <ends> }
basis = "our own best"
tolerance = "process limits"
owner_role = "Head of Fostering"
review = <due>
supplier = "childrens-services"

[[actions]]
id = "matching"
what = "Match children with carers before they move, not after"
plain = "You will meet your carers before you move in."
how = "A matching meeting within five days of each request for a home"
owner_role = "Head of Fostering"
due = <due>
status = "under way"
resource = "Within the fostering budget"
priorities = ["homes"]
partners = ["childrens-services"]
depends_on = []
effect = [{ indicator = "three_or_more_placements_so_far", direction = "lower" }]

[[you_said]]
id = "photos"
on = <four weeks ago>
who = "Children in Care Council"
said = "We want to see a photo of the house before we move."
status = "doing"
did = "Carers are writing a welcome page with photos of their home."
owner_role = "Head of Fostering"
due = <due>
priorities = ["homes"]

[[asks]]
id = "reasons-for-moves"
on = <four weeks ago>
body = "Corporate Parenting Panel"
asked = "What are the main reasons for moves that nobody planned?"
owner_role = "Head of Fostering"
due = <due>

[[information_needs]]
id = "reasons"
need = "Reasons for moves that nobody planned"
supplier = "childrens-services"
frequency = "quarterly"
form = "A table, with a paragraph in plain words"
status = "partial"
objectives = ["fewer-moves"]
priorities = ["homes"]

[[events]]
id = "new-matching-team"
on = <four weeks ago>
label = "New matching team"
indicators = ["three_or_more_placements_so_far"]
rebase = false
why = "The way of finding a home changed."

[[roles]]
id = "ambassadors"
title = "Care leaver ambassadors"
says = "Two care leavers advise the panel and are paid for it."
on = <four weeks ago>
"""


def write(area: Area, folder: Path, today: date) -> Path:
    """The template for an area, written into a folder; StrategyError where a file is there."""
    path = folder / f"{area.slug}.toml"
    if path.exists():
        raise StrategyError(
            f"There is a strategy file for {area.name} already: {path}. "
            "Edit it, or move it away to begin anew."
        )
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(text(area, today), encoding="utf-8", newline="\n")
    return path


def text(area: Area, today: date) -> str:
    """A strategy file for an area, which passes every check as it stands."""
    year = quarter_of(today).year
    first = Quarter(year, 1).first
    values = {
        "area": area.name,
        "years": f"{year} to {year + 3}",
        "starts": first,
        "ends": Quarter(year + 2, 4).last,
        "day before": first - timedelta(days=1),
        "first meeting": first + timedelta(days=60),
        "due": Quarter(year, 4).last,
        "four weeks ago": today - timedelta(days=28),
    }
    example = re.sub("<([a-z ]+)>", lambda found: str(values[found[1]]), EXAMPLE)
    parts = [ADVICE.format(name=area.name, slug=area.slug)]
    parts += ["\n".join(_explained(part)) + "\n" for part in example.strip().split("\n\n")]
    return "\n".join(parts)


def _explained(part: str) -> Iterator[str]:
    """The lines of a part, with what each field is in a remark above it."""
    model: type[Part] = Strategy
    for line in part.splitlines():
        if line.startswith("["):
            table = line.strip("[]")
            model = inner(Strategy, table) or Strategy
            yield from _remark(f"{Strategy.described()[table].capitalize()}.")
        else:
            name = line.partition(" = ")[0]
            yield from _remark(f"{name}: {model.described()[name]}")
        yield line
    if part.startswith("[["):
        yield from _remark(f"illustration: {model.described()['illustration']}")
        yield "illustration = true"


def _remark(words: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(words, WIDTH)]
