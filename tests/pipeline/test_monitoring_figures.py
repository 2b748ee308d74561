"""A council's quarterly figures without a strategy, or beside one that does not name them."""

import json
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analysis import briefing
from analysis.briefing.strategy_monitoring.opening import Progress
from analysis.catalogue import parameters
from analysis.catalogue.areas import authorities, reporting_area
from analysis.catalogue.local import LOCAL, RARE
from analysis.catalogue.local.member_set import MEMBER_SET
from analysis.core import paths, store
from analysis.core.errors import CareAnalysisError
from analysis.core.quarters import Quarter, QuarterError, quarter
from analysis.intake.local.quarterly import QuarterlyError
from analysis.pipeline import monitoring, reporting, strategy_inputs
from analysis.present.parts.records import LeftOut
from analysis.publish import variants
from analysis.publish.files import quarterly
from analysis.publish.fingerprint import stamp
from analysis.publish.reports import REPORTS, check_places
from analysis.publish.run.progress import Bar
from analysis.strategy import template
from analysis.strategy.views.without_strategy import COUNTED, spoken

TODAY = date(2026, 11, 24)
LEEDS = reporting_area("Leeds")
HEAD = "indicator,period,numerator,denominator,value,supplier,received_on\n"
REVIEWS = "reviews_on_time,2026-27Q2,400,450,,Independent reviewing service,2026-10-10\n"
HOME = paths.root()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the published tables of this one, and no strategy."""
    processed = tmp_path / "data" / "processed"
    processed.mkdir(parents=True)
    for table in (HOME / "data" / "processed").glob("*.*"):
        (processed / table.name).symlink_to(table)
    (tmp_path / "data" / "raw" / "quarterly").mkdir(parents=True)
    shutil.copytree(HOME / "notebooks", tmp_path / "notebooks")
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    return tmp_path


def put(home: Path, lines: str, name: str = "leeds.csv", head: str = HEAD) -> Path:
    path = home / "data" / "raw" / "quarterly" / name
    path.write_text(head + lines, encoding="utf-8")
    return path


def beside(home: Path, view: str, which: str) -> set[str]:
    """The local indicators of which Leeds offers figures beside the page of a view."""
    given = {"view": view, "which": which, "today": TODAY.isoformat()}
    quarterly.write("page", LEEDS, home, given)
    return {*pd.read_csv(home / "page.csv")["indicator"]}


def everything() -> str:
    """A line for each local indicator, of July to September 2026."""
    cells = {"proportion": "400,450,", "count": ",,40", "mean": ",45,62", "rare": ",,0"}
    return "".join(
        f"{i.id},2026-27Q2,{cells[i.kind]},virtual-school,2026-10-10\n" for i in LOCAL.values()
    )


def opened(**asked: str) -> Progress:
    monitoring.prepare([LEEDS], TODAY)
    return briefing.open_progress("Leeds", today=TODAY.isoformat(), **asked)


def test_figures_without_a_strategy_are_checked_and_protected(home: Path) -> None:
    put(home, REVIEWS + "part_time_timetables,2026-27Q2,,,3,virtual-school,2026-10-10\n")
    done = monitoring.prepare([LEEDS], TODAY)[LEEDS.code]
    assert done.strategy is None and not done.synthetic and len(done.hidden) == 1
    record = json.loads(
        (home / "data/processed/monitoring/leeds" / store.PREPARED_FILE).read_text("utf-8")
    )
    assert record["figures file"] == "leeds.csv" and record["hidden figures"] == 1
    assert "strategy" not in record and record["strategy file"] is None
    rows = store.local_figures("leeds").set_index("measure")
    assert rows["value"]["reviews_on_time"] == 400
    assert rows["status"]["part_time_timetables"] == "suppressed"


def test_a_faulty_file_without_a_strategy_is_refused_and_nothing_is_written(home: Path) -> None:
    put(home, REVIEWS.replace("400", "92%"))
    with pytest.raises(QuarterlyError, match=r"leeds\.csv line 2, numerator: found '92%'"):
        monitoring.prepare([LEEDS], TODAY)
    assert store.prepared("leeds") == {}


def test_a_quarterly_file_that_is_new_changed_or_gone_is_noticed(home: Path) -> None:
    now = stamp()

    def current() -> bool:
        return strategy_inputs.current([LEEDS], TODAY, now)

    assert strategy_inputs.prepared_from(authorities(), TODAY, now) == {} and current()
    path = put(home, REVIEWS)
    known = strategy_inputs.prepared_from(authorities(), TODAY, now)
    assert set(known) == {"leeds"} and not current()
    monitoring.prepare([LEEDS], TODAY)
    strategy_inputs.remember(known)
    assert current()
    put(home, REVIEWS.replace("400", "401"))
    assert not current()
    path.unlink()
    assert not current()
    assert monitoring.prepare([LEEDS], TODAY) == {} and store.prepared("leeds") == {}


def test_every_supplied_figure_is_on_the_page_without_a_strategy(home: Path) -> None:
    put(home, everything())
    there = opened()
    assert not there.supplied and not there.past
    assert {t.indicator for t in there.strategy.indicators} >= set(LOCAL)
    told = briefing.priorities_told(there)._repr_html_()
    assert COUNTED in told
    for i in LOCAL.values():
        assert f"{i.title} (our own count)" in told, i.id
        assert i.kind == RARE or {"%": "89%", "c": "40", "d": "62"}[i.unit[0]] in told
    assert told.count("none reported") == sum(i.kind == RARE for i in LOCAL.values())
    banner = briefing.banners(there)._repr_html_()
    assert "and 25 figures that it counts each quarter, with no targets" in banner
    assert (
        "No quarterly figure of the council" not in briefing.progress_methods(there)._repr_html_()
    )


def test_a_figure_of_the_member_set_that_nobody_publishes_is_told_in_its_theme(home: Path) -> None:
    refs = {LOCAL[name].ref: name for name in LOCAL}
    ours = {refs[name] for names in MEMBER_SET.values() for name in names if name in refs}
    assert ours == {"personal_education_plan_in_date", "took_part_in_review"}
    put(home, everything())
    of = {t.indicator: t.priorities for t in opened().strategy.indicators}
    assert of["personal_education_plan_in_date"] == ("education",)
    assert of["took_part_in_review"] == ("being-heard",)
    assert not {"F16", "I02"} & set(of)


def test_without_figures_the_usual_page_is_as_it_was(home: Path) -> None:
    there = opened()
    assert COUNTED not in {p.title for p in there.strategy.priorities}
    assert len(there.strategy.indicators) == 24
    assert "No quarterly figure of the council" in briefing.progress_methods(there)._repr_html_()
    assert isinstance(briefing.other_figures(there), LeftOut)


def test_who_supplies_a_figure_and_who_is_late_is_told_without_a_strategy(home: Path) -> None:
    put(home, REVIEWS.replace("2026-27Q2", "2026-27Q1"))
    there = opened()
    told = briefing.late_figures(there)
    assert told.table["Supplier"].tolist() == ["Independent reviewing service"]
    assert told.table["This quarter"].str.startswith("not supplied by").all()
    assert (
        "quarter to 30 June 2026, not of July to September" in briefing.banners(there)._repr_html_()
    )
    assert spoken("childrens-services") == "children's services"
    (partner,) = there.strategy.partners
    seen = opened(view="partner", which=partner.id)
    assert [t.indicator for t in seen.strategy.indicators] == ["reviews_on_time"]
    assert beside(home, "partner", partner.id) == {"reviews_on_time"}


def test_without_a_strategy_a_theme_s_file_has_the_figures_that_its_page_shows(home: Path) -> None:
    put(home, everything())
    seen = opened(view="priority", which="education")
    shown = {t.indicator for t in seen.strategy.indicators} & {*LOCAL}
    assert shown and beside(home, "priority", "education") == shown


def test_a_figure_received_later_does_not_stand_on_an_earlier_page(home: Path) -> None:
    put(home, REVIEWS)
    monitoring.prepare([LEEDS], TODAY)
    early = briefing.open_progress("Leeds", today="2026-10-05")
    assert "reviews_on_time" not in {t.indicator for t in early.strategy.indicators}


def test_with_a_fresh_template_the_supplied_figures_are_on_the_page(home: Path) -> None:
    template.write(LEEDS, home / "data" / "raw" / "strategies", TODAY)
    put(home, everything())
    there = opened()
    assert there.supplied
    named = {t.indicator for t in there.strategy.indicators} & set(LOCAL)
    other = briefing.other_figures(there)._repr_html_()
    under_priorities = briefing.priorities_told(there)._repr_html_()
    for i in LOCAL.values():
        where = under_priorities if i.id in named else other
        assert f"{i.title} (our own count)" in where, i.id
    assert "our own count" in other and len(named) < len(LOCAL)
    narrow = opened(view="partner", which="childrens-services")
    assert isinstance(briefing.other_figures(narrow), LeftOut)


def test_the_young_peoples_page_still_needs_a_strategy(home: Path) -> None:
    put(home, REVIEWS)
    monitoring.prepare([LEEDS], TODAY)
    with pytest.raises(CareAnalysisError, match="there is none for Leeds"):
        check_places(REPORTS["young_people"], [LEEDS])
    with pytest.raises(CareAnalysisError, match="there is none for Leeds"):
        briefing.open_strategy("Leeds", TODAY.isoformat())


@pytest.mark.parametrize("view", ["partner", "priority", "champion"])
def test_a_view_without_quarterly_figures_has_no_file_beside_it(home: Path, view: str) -> None:
    template.write(LEEDS, home / "data" / "raw" / "strategies", TODAY)
    monitoring.prepare([LEEDS], TODAY)
    which = next(iter(store.prepared("leeds")["strategy"][variants.TABLES[view]]))["id"]
    given = {"view": view, "which": which, "today": TODAY.isoformat()}
    assert quarterly.write("page", LEEDS, home, given) == []
    put(home, REVIEWS)
    monitoring.prepare([LEEDS], TODAY)
    assert quarterly.write("page", LEEDS, home, {"today": TODAY.isoformat()})


def test_lines_of_the_future_are_named_by_the_run(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    future = REVIEWS.replace("2026-27Q2", "2030-31Q1").replace("2026-10", "2030-07")
    put(home, REVIEWS + future + future.replace("reviews_on_time", "visits_on_time"))
    prepared = monitoring.prepare([LEEDS], TODAY)
    assert prepared[LEEDS.code].later == (3, 4)
    assert set(store.local_figures("leeds")["period_end"].dt.year) == {2026}
    how = reporting.Options(progress=Bar(quiet=True))
    reporting._note((monitoring.left_out(each, TODAY) for each in prepared.values()), how)
    assert capsys.readouterr().err == (
        "leeds.csv: lines 3, 4 are left out: the quarter had not ended by 24 November 2026, or the "
        "figure was received later. Where that is a slip, mend the dates.\n"
    )


@pytest.mark.parametrize("leads", [True, False], ids=["a folder", "a link that leads nowhere"])
@pytest.mark.parametrize("name", ["Leeds", "Bristol"])
def test_a_council_whose_file_cannot_be_reached_gets_no_page_without_it(
    home: Path, name: str, leads: bool
) -> None:
    """Neither one without figures nor, beside a strategy, one with invented figures."""
    place = reporting_area(name)
    shutil.copytree(HOME / "data/raw/examples", home / "data/raw/examples", dirs_exist_ok=True)
    shutil.copytree(HOME / "data/raw/strategies", home / "data/raw/strategies", dirs_exist_ok=True)
    own = home / "data" / "raw" / "quarterly" / f"{place.slug}.csv"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.mkdir() if leads else own.symlink_to(home / "not-mounted.csv")
    assert not strategy_inputs.current([place], TODAY, stamp())
    with pytest.raises(QuarterlyError, match="a link that leads nowhere; put the file itself"):
        monitoring.prepare([place], TODAY)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([3], "3"),
        ([3, 4], "3, 4"),
        ([3, 5, 6, 7, 9, 10], "3, 5 to 7, 9, 10"),
        (range(280, 400), "280 to 399"),
    ],
)
def test_many_lines_of_the_future_are_drawn_together(lines: Iterable[int], told: str) -> None:
    assert monitoring._listed(lines) == told


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("Leeds.csv", "save it as leeds.csv"),
        ("leeds-city.csv", "save it as leeds.csv"),
        ("leeds.xlsx", "save it as leeds.csv"),
        ("cheshire_east.csv", "save it as cheshire-east.csv"),
        ("zz-9.csv", "save it as CSV under its council's name"),
    ],
)
def test_a_quarterly_file_that_is_no_councils_is_named(home: Path, name: str, remedy: str) -> None:
    put(home, REVIEWS)
    for ours in (".DS_Store", "README.md", "~$leeds.csv"):
        put(home, "", ours, head="")
    assert strategy_inputs.strays() == []
    if name.casefold() == "leeds.csv":
        (home / "data" / "raw" / "quarterly" / "leeds.csv").unlink()
    put(home, REVIEWS, name)
    (told,) = strategy_inputs.strays()
    assert told == f"data/raw/quarterly/{name} is no council's file and is not read; {remedy}."


@pytest.mark.parametrize("today", ["0001-01-01", "1925-06-30", "9999-12-31"])
def test_no_page_is_of_a_day_at_the_ends_of_the_calendar(today: str) -> None:
    with pytest.raises(CareAnalysisError, match=f"'{today}' is no day that a report can be of"):
        parameters.day(today)
    assert parameters.day("2026-11-24") == date(2026, 11, 24)


@pytest.mark.parametrize("code", ["0000-01Q1", "0001-02Q1", "1925-26Q2", "9999-00Q4", "2100-01Q1"])
def test_no_figure_is_of_a_quarter_at_the_ends_of_the_calendar(code: str) -> None:
    with pytest.raises(QuarterError, match="There is no figure of the quarter"):
        quarter(code)
    assert quarter("1991-92Q3") == Quarter(1991, 3) and quarter("2099-00Q4") == Quarter(2099, 4)


@pytest.mark.parametrize("supplier", ["Board of " + "many bodies " * 12, "共同", "School"])
def test_a_supplier_of_any_name_has_its_figures_shown(home: Path, supplier: str) -> None:
    put(home, f"reviews_on_time,2026-27Q2,400,420,,{supplier},2026-10-10\n")
    there = opened()
    (target,) = [t for t in there.strategy.indicators if t.indicator == "reviews_on_time"]
    assert there.strategy.partner(target.supplier or "") == spoken(supplier)
