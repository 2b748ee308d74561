"""A strategy file with faults: each is told with its line, in plain words, with what would do."""

import random
import re
from datetime import date
from pathlib import Path

import pytest

from analysis.catalogue.areas import area
from analysis.strategy import known, template
from analysis.strategy.faults import BLOCKS, FAULT, Fault
from analysis.strategy.parsing import reading
from analysis.strategy.parsing.reading import Checked, StrategyError
from analysis.strategy.schema.whole import Strategy

TODAY = date(2026, 11, 24)
GOOD = template.text(area("Leeds"), TODAY)


def checked(text: str, file: str = "leeds.toml", today: date = TODAY) -> Checked:
    return reading.parse(text.encode(), file, today=today)


def changed(old: str, new: str, times: int = 1) -> str:
    """The good file with a text in it changed."""
    assert old in GOOD, old
    return GOOD.replace(old, new, times)


def one(text: str) -> Fault:
    """The only fault of a text."""
    faults = checked(text).faults
    assert len(faults) == 1, [str(f) for f in faults]
    return faults[0]


def stands(fault: Fault, text: str) -> str:
    """The line of a text that a fault points to."""
    return text.splitlines()[fault.line - 1]


def without(line: str) -> str:
    """The good file without a line."""
    return changed(line + "\n", "")


def test_the_good_file_has_no_fault() -> None:
    found = checked(GOOD)
    assert found.faults == ()
    assert found.usable().area == "Leeds"


DONE = 'status = "under way"'
CASES = [
    # old, new, what it says, the remedy
    ('area = "Leeds"', 'area = "Leds"', "no reports are made", "did you mean Leeds"),
    ('name = "Corporate', 'nam = "x"\nname = "Corporate', "field 'nam'", "did you mean name"),
    ("[[roles]]", "[[role]]", "table 'role'", "did you mean roles?"),
    ("ends = 2029-03-31", "ends = 2026-01-01", "not after it starts", "last day"),
    ("ends = 2029-03-31", "ends = 2049-03-31", "more than 15 years", "last day"),
    ("due = 2027-03-31\n# status", "due = 2020-03-31\n# status", "due 31 March 2020", "starts"),
    ("due = 2027-03-31\n# status", "due = 2040-03-31\n# status", "due 31 March 2040", "two years"),
    ("due = 2027-03-31\n# status", 'due = "soon"\n# status', "not a date", "2026-03-31"),
    ("first = 2026-05-31", "first = 2006-05-31", "first 31 May 2006", "within the strategy"),
    ('status = "under way"', 'status = "finished"', "status = 'finished'", "'done'"),
    (DONE, 'status = "done"', "done without evidence", "[[actions.evidence]]"),
    (DONE, 'status = "stopped"', "nothing says why", "when and why"),
    ('status = "doing"', 'status = "cannot"\nresponded = 2026-11-01', "say why", "because"),
    ('status = "doing"', 'status = "did"\nresponded = 2026-11-01', "'did' without", "evidence"),
    ('did = "Carers', 'because = "Carers', "what was done", "for young people"),
    ('priorities = ["homes"]', 'priorities = ["home"]', "no such priority", "did you mean homes?"),
    ('supplier = "childrens-services"', 'supplier = "police"', "no such partner", "are childrens"),
    ('priorities = ["homes"]', 'priorities = "homes"', "priorities = 'homes'", "square brackets"),
    ("depends_on = []", 'depends_on = ["matching"]', "depends on itself", "take one"),
    (
        '"three_or_more_placements"',
        '"three_or_more_place"',
        "no published",
        "did you mean three_or",
    ),
    ('"three_or_more_placements"', '"E09"', "no published indicator", "nobody publishes E09"),
    ('"three_or_more_placements"', '"took_part_in_review"', "no published indicator", ""),
    ("value = 8,", "value = 12,", "wrong side of its baseline of 10", "lower is better"),
    ("value = 8,", "value = -8,", "target of -8 for a percentage", "0 to 100"),
    ('direction = "lower"', 'direction = "higher"', "which is worse", "direction"),
    ('"process limits"', '"95% interval"', "for a local figure", "process limits"),
    ('"process limits"', '"none"', "nothing by which it is judged", "process limits"),
    ('id = "photos"', 'id = "Photos 2"', "id = 'Photos 2'", "lower case"),
    (
        'lead_role = "Assistant Director',
        'lead_role = "Cllr Poe and',
        "names a person",
        "role alone",
    ),
    ('owner_role = "Head of Fostering"', 'owner_role = "Jo Poe"', "names a person", "role alone"),
    ('asked = "What', 'answer = "No plan."\nasked = "What', "answer without its day", "answered"),
    ('asked = "What are', 'asked = "  "\n#', "empty asked", "write it"),
    ("young_people_said = []", "young_people_said = ['']", "empty young_people_said", "write it"),
    ('resource = "Within', 'resource = " "\n# "', "empty resource", "leave the line out"),
    ('body = "Corporate', 'minuted = ["bdy"]\nbody = "Corporate', "no field of it", "mean body"),
]


@pytest.mark.parametrize(("old", "new", "says", "remedy"), CASES, ids=[c[1][:30] for c in CASES])
def test_a_fault_is_told_with_its_line_and_remedy(
    old: str, new: str, says: str, remedy: str
) -> None:
    text = changed(old, new)
    fault = one(text)
    told = str(fault)
    assert says in fault.says and remedy in fault.remedy, told
    assert told.startswith(f"leeds.toml line {fault.line}: ")
    assert not told.endswith("..") and "None" not in told.replace('"None"', "")
    first = GOOD[: GOOD.index(old)].count("\n") + 1
    heads = [n for n, row in enumerate(text.splitlines(), 1) if row.startswith("[[") and n <= first]
    assert (heads or [1])[-1] <= fault.line <= first + new.count("\n") + 1


@pytest.mark.parametrize("field", ["owner_role", "how", "due"])
def test_an_action_without_what_it_needs_can_be_read_and_not_published(field: str) -> None:
    head, action = GOOD.split("[[actions]]")
    line = next(row for row in action.splitlines() if row.startswith(f"{field} = "))
    text = head + "[[actions]]" + action.replace(line + "\n", "", 1)
    fault = one(text)
    assert (fault.severity, fault.path[0], fault.item) == (BLOCKS, "actions", "matching")
    assert f"has no {field}" in str(fault)
    assert stands(fault, text) == "[[actions]]"
    assert checked(text).usable().actions[0].id == "matching"


def test_the_sentence_is_as_promised() -> None:
    head, action = GOOD.split("[[actions]]")
    text = head + "[[actions]]" + action.replace('owner_role = "Head of Fostering"\n', "", 1)
    fault = one(text)
    assert str(fault) == (
        f"leeds.toml line {fault.line}: actions 'matching' has no owner_role; "
        'name the role that answers for it, as "Head of Fostering".'
    )


@pytest.mark.parametrize("field", ["basis", "owner_role", "review"])
def test_a_target_says_what_it_rests_on(field: str) -> None:
    head, rest = GOOD.split("[[indicators]]")
    line = next(row for row in rest.splitlines() if row.startswith(f"{field} = "))
    assert (
        f"target without {field}" in one(head + "[[indicators]]" + rest.replace(line, "", 1)).says
    )


@pytest.mark.parametrize("line", ["name", "starts", "ends", "source"])
def test_what_must_be_there_is_asked_for(line: str) -> None:
    whole = next(row for row in GOOD.splitlines() if row.startswith(f"{line} = "))
    fault = one(without(whole))
    assert (fault.says, fault.remedy, fault.severity) == (f"has no {line}", "write it", FAULT)
    assert checked(without(whole)).strategy is None


def test_a_local_indicator_needs_its_supplier() -> None:
    head, rest = GOOD.split("[[indicators]]")
    text = head + "[[indicators]]" + rest.replace('supplier = "childrens-services"', "", 1)
    assert "without a supplier" in one(text).says


NEUTRAL = """
[[indicators]]
id = "number"
indicator = "{indicator}"
priorities = ["homes"]
{judged}
"""


@pytest.mark.parametrize("indicator", ["cla_rate", "children_in_care_at_quarter_end"])
@pytest.mark.parametrize(
    "judged", ["target = { value = 1, on = 2028-03-31 }", 'tolerance = "process limits"']
)
def test_a_neutral_indicator_is_not_judged(indicator: str, judged: str) -> None:
    if known.is_local(indicator):
        judged += '\nsupplier = "childrens-services"'
    text = GOOD + NEUTRAL.format(indicator=indicator, judged=judged)
    fault = one(text)
    assert "neither more nor fewer is better" in fault.says
    assert stands(fault, text) == judged.splitlines()[0]
    unjudged = "\n".join(judged.splitlines()[1:])
    assert checked(GOOD + NEUTRAL.format(indicator=indicator, judged=unjudged)).faults == ()


def test_a_rare_event_has_no_target() -> None:
    judged = 'target = { value = 1, on = 2028-03-31 }\nsupplier = "childrens-services"'
    text = GOOD + NEUTRAL.format(indicator="permanent_exclusions", judged=judged)
    assert "rare event" in one(text).says


def test_orphans_are_told() -> None:
    extra = '\n[[priorities]]\nid = "lonely"\nnumber = "2"\ntitle = "Trust"\nlead_role = "Head"\n'
    says = [f.says for f in checked(GOOD + extra).faults]
    assert says == [f"is an orphan: no {w} names it" for w in ("action", "indicator", "objective")]
    for table in ("findings", "objectives", "indicators", "actions"):
        head, rest = GOOD.split(f"[[{table}]]")
        text = head + f"[[{table}]]" + rest.replace('priorities = ["homes"]', "priorities = []", 1)
        orphans = [f for f in checked(text).faults if f.item and f.path[0] == table]
        assert any("is an orphan" in f.says for f in orphans), table


def test_an_orphan_is_not_told_where_a_link_could_not_be_read() -> None:
    text = changed('priorities = ["homes"]', 'prioritys = ["homes"]')
    assert [f.says for f in checked(text).faults] == ["has a field 'prioritys' that is not known"]


def test_two_of_one_id_and_two_of_one_indicator_are_told() -> None:
    again = GOOD.split("[[indicators]]")[1].split("\n\n")[0]
    text = GOOD + "\n[[indicators]]" + again + "\n"
    says = [f.says for f in checked(text).faults]
    assert says[0].startswith("has the id of number 1 of indicators")
    other = text[: len(GOOD)] + text[len(GOOD) :].replace("moves-so-far", "other")
    assert "second entry for three_or_more_placements_so_far" in one(other).says


def test_a_circle_of_actions_is_told_once_for_each() -> None:
    second = GOOD.split("[[actions]]")[1].split("\n\n")[0].replace("matching", "second")
    text = changed("depends_on = []", 'depends_on = ["second"]')
    text += "\n[[actions]]" + second.replace("depends_on = []", 'depends_on = ["matching"]') + "\n"
    assert [f.says for f in checked(text).faults] == ["depends on itself, by others"] * 2


EVIDENCE = '\n[[actions.evidence]]\nsays = "shown"\non = {on}\n'


@pytest.mark.parametrize(
    ("on", "says"),
    [("2026-12-01", "after today"), ("2026-03-01", "before the strategy starts")],
)
def test_evidence_has_a_possible_day(on: str, says: str) -> None:
    head, rest = GOOD.split("[[actions]]")
    first, others = rest.split("\n\n", 1)
    text = f"{head}[[actions]]{first}{EVIDENCE.format(on=on)}\n{others}"
    fault = one(text)
    assert says in fault.says and stands(fault, text) == f"on = {on}"
    good = text.replace(f"on = {on}\n\n", "on = 2026-05-01\n\n").replace("under way", "done")
    assert checked(good).faults == ()


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("asks", "answered = 2020-01-01\nanswer = 'It is done.'"),
        ("asks", "answered = 2027-01-01\nanswer = 'It is done.'"),
        ("you_said", "responded = 2020-01-01"),
        ("you_said", "responded = 2027-01-01"),
    ],
)
def test_an_answer_has_a_possible_day(table: str, line: str) -> None:
    text = changed(f"[[{table}]]\n", f"[[{table}]]\n{line}\n")
    fault = one(text)
    assert stands(fault, text) == line.split("\n")[0]


def test_the_file_is_called_after_its_council() -> None:
    fault = checked(GOOD, "lancashire.toml").faults[0]
    assert "Leeds in a file called lancashire.toml" in fault.says
    assert fault.remedy == "call the file leeds.toml"


def test_an_education_figure_needs_the_figure_for_all_pupils(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged = "owner_role = 'Head of It'\nsupplier = 'childrens-services'"
    text = GOOD + NEUTRAL.format(indicator="part_time_timetables", judged=judged)
    assert checked(text).faults == ()
    monkeypatch.setattr(known, "all_pupils", lambda name: False)
    fault = one(text)
    assert fault.severity == BLOCKS and "without the figure for all pupils" in fault.says


def test_all_faults_are_told_at_once_in_the_order_of_lines() -> None:
    text = GOOD
    for old, new in (
        ('area = "Leeds"', 'area = "Leds"'),
        ('status = "under way"', 'status = "finished"'),
        ('direction = "lower"', 'direction = "higher"'),
        ("[[roles]]", "[[role]]"),
        ("value = 8,", "value = 12,"),
    ):
        text = text.replace(old, new, 1)
    faults = checked(text).faults
    assert len(faults) == 5
    assert [f.line for f in faults] == sorted(f.line for f in faults)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('area = "x"\nname = "y\n', 2, "is not TOML at column"),
        ('area = "x"\narea = "y"\n', 2, "is not TOML at column"),
        ("a = [1,\n2,\n", 3, "is not TOML"),
        ("a = 2020-02-31\n", 1, "is not TOML"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(text: str, line: int, says: str) -> None:
    found = checked(text)
    assert found.strategy is None
    assert (found.faults[0].line, len(found.faults)) == (line, 1)
    assert says in found.faults[0].says


def test_what_is_not_utf_8_is_told() -> None:
    found = reading.parse("area = 'x'\nname = 'é'".encode("cp1252"), "x.toml", today=TODAY)
    assert str(found.faults[0]) == "x.toml line 2: is not UTF-8 text; save it as UTF-8."


def test_a_byte_order_mark_does_no_harm() -> None:
    found = reading.parse(GOOD.encode("utf-8-sig"), "leeds.toml", today=TODAY)
    assert found.faults == ()


@pytest.mark.parametrize("text", ["", "actions = 3", "actions = ['x']", "words = []", "[actions]"])
def test_nothing_that_toml_can_say_brings_a_crash(text: str) -> None:
    found = checked(text)
    assert found.strategy is None and found.serious
    with pytest.raises(StrategyError, match="line 1"):
        found.usable()


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StrategyError, match="strategy new NAME"):
        reading.read(tmp_path / "x.toml")


VALUES = (
    "3",
    '"x"',
    "[]",
    "true",
    "{}",
    "2020-01-01",
    '["a"]',
    "[{ a = 1 }]",
    '""',
    "1.5",
    "[[1]]",
)


@pytest.mark.parametrize("seed", range(60))
def test_a_file_that_was_spoilt_by_hand_is_told_and_never_crashes(seed: int) -> None:
    chance = random.Random(seed)
    lines = [row for row in GOOD.splitlines() if not row.startswith("#")]
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(lines))
        kind = chance.choice(("lose", "double", "value", "cut"))
        if kind == "lose":
            del lines[place]
        elif kind == "double":
            lines.insert(place, chance.choice(lines))
        elif kind == "value" and " = " in lines[place]:
            lines[place] = lines[place].split(" = ")[0] + " = " + chance.choice(VALUES)
        else:
            lines[place] = lines[place][: len(lines[place]) // 2]
    found = checked("\n".join(lines))
    assert found.strategy is not None or found.serious
    for fault in found.faults:
        assert 1 <= fault.line <= len(lines) + 1
        assert re.match(r"leeds\.toml line \d+: \S.*; .*[.?]$", str(fault)), str(fault)


def test_a_strategy_can_be_kept_as_json_and_is_the_same() -> None:
    strategy = checked(GOOD).usable()
    assert Strategy.model_validate_json(strategy.model_dump_json()) == strategy
