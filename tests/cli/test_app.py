"""The command line as people and other programs meet it: answers, files, refusals, exit codes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.areas import ENGLAND, Area, areas, authorities
from analysis.catalogue.indicators import INDICATORS
from analysis.cli import queries
from analysis.cli.app import main
from analysis.core import shapes, store
from analysis.pipeline import reporting
from analysis.publish.files.columns import named
from analysis.publish.reports import BUILT_IN
from commands import answered, call, refused
from waiting import GENEROUS

PROMISED = (
    "cla_number",
    "cla_rate",
    "cla_started_rate",
    "cla_ceased_rate",
    "three_or_more_placements",
    "same_placement_two_years",
    "attainment_8",
    "care_leavers_in_eet_19_21",
    "care_leavers_suitable_accommodation_19_21",
    "placed_over_20_miles_outside",
)

# What takes longer to load than a command takes that answers from a table or a list.
HEAVY = (
    *("pandas", "matplotlib", "seaborn", "scipy", "statsmodels", "gptables"),
    *("papermill", "nbformat", "nbconvert", "nbclient", "jsonschema", "IPython", "httpx"),
)
TABLES = ("numpy", "pyarrow")


def table(folder: Path, *words: str) -> pd.DataFrame:
    """What a command writes with --csv, read as text."""
    file = folder / "new" / "answer.csv"
    said = answered(*words, "--csv", str(file))
    rows = pd.read_csv(file, dtype=str, keep_default_na=False)
    assert f"Wrote {len(rows):,} rows" in said
    return rows


def shell(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The command as a program of its own, its output piped."""
    command = [sys.executable, "-m", "analysis", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=GENEROUS, **options)  # type: ignore[call-overload, no-any-return]


def test_areas_are_listed_and_searched(tmp_path: Path) -> None:
    every = table(tmp_path, "areas")
    assert set(every["code"]) == {a.code for a in areas().values() if a.kind == "authority"}
    assert set(every.loc[every["ended"] == "", "code"]) == {a.code for a in authorities()}
    assert {"code", "name", "region", "gss", "began", "ended", "successors"} <= set(every.columns)
    found = answered("areas", "BRADFORD").splitlines()
    assert len(found) == 2 and "380" in found[1]
    assert list(table(tmp_path, "areas", "--area", "Bristol", "-a", "380")["code"]) == [
        "380",
        "801",
    ]


def test_areas_of_a_region_have_the_ended_ones_and_london_has_both_halves(tmp_path: Path) -> None:
    north_west = table(tmp_path, "areas", "--region", "north west")
    assert set(north_west["region"]) == {"North West"}
    assert {"Cumbria", "Cumberland"} <= set(north_west["name"])
    assert len(table(tmp_path, "areas", "--region", "London")) == 33


def test_an_ended_area_names_its_successors(tmp_path: Path) -> None:
    row = table(tmp_path, "areas", "--area", "Cumbria").iloc[0]
    assert row["ended"] == "2023-03-31"
    assert row["successors"] == "Cumberland; Westmorland and Furness"


def test_indicators_are_listed_and_searched(tmp_path: Path) -> None:
    every = table(tmp_path, "indicators")
    assert list(every["id"]) == list(INDICATORS)
    assert len(every) >= 90
    assert (every[["title", "unit", "definition", "why", "sources"]] != "").all(axis=None)
    education = table(tmp_path, "indicators", "--theme", "f")
    assert set(education["theme"]) == set(every.loc[every["id"] == "attainment_8", "theme"])
    found = answered("indicators", "ATTAINMENT 8").splitlines()
    assert len(found) == 3 and found[1].split()[0] == "attainment_8"


@pytest.mark.parametrize("command", ["areas", "indicators"])
def test_a_search_that_finds_nothing_says_so_and_keeps_its_columns(
    command: str, tmp_path: Path
) -> None:
    assert answered(command, "zzzz") == "Nothing has these words.\n"
    nothing = table(tmp_path, command, "zzzz")
    assert nothing.empty
    assert list(nothing.columns) == list(table(tmp_path, command).columns)


@pytest.mark.parametrize("name", PROMISED)
def test_the_ids_that_other_programs_rely_on_answer(name: str, tmp_path: Path) -> None:
    rows = table(tmp_path, "show", name, "--area", "Leeds")
    assert [*rows] == [*named.measured(store.measured(["383"], where={"indicator": name}))]
    assert {*shapes.MEASURED} <= {*rows}
    assert set(rows["indicator"]) == {name}
    assert (rows["status"] == shapes.OK).any()


def test_show_writes_the_built_rows_of_an_area(tmp_path: Path) -> None:
    rows = table(tmp_path, "show", "cla_rate", "--area", "Leeds")
    built = store.measured(["383"])
    built = built[(built["indicator"] == "cla_rate") & (built["group"] == shapes.OWN)]
    assert rows["period_end"].is_unique and rows["period_end"].is_monotonic_increasing
    assert set(rows["period_end"]) == set(built["period_end"].dt.strftime("%Y-%m-%d"))
    assert set(rows["area"]) == {"383"} and set(rows["group"]) == {shapes.OWN}
    newest = built.sort_values("period_end").iloc[-1]
    for column in ("value", *shapes.LIMITS, "numerator", "denominator"):
        assert float(rows[column].iloc[-1]) == pytest.approx(newest[column], abs=5e-5)
    assert not rows.isin(["nan", "NaN", "None", "NaT"]).any(axis=None)


def test_several_areas_come_in_the_order_asked_and_each_once(tmp_path: Path) -> None:
    words = [w for name in ("Sheffield", "383", "Leeds") for w in ("--area", name)]
    rows = table(tmp_path, "show", "cla_rate", *words)
    assert list(dict.fromkeys(rows["area"])) == ["373", "383"]
    assert not rows.duplicated(list(shapes.MEASURED_KEY)).any()


def test_without_an_area_it_is_england(tmp_path: Path) -> None:
    assert set(table(tmp_path, "show", "cla_rate")["area"]) == {ENGLAND}


@pytest.mark.parametrize(
    ("against", "added"), [("england", ENGLAND), ("region", areas()["383"].region)]
)
def test_a_wider_area_is_set_beside(against: str, added: str, tmp_path: Path) -> None:
    alone = table(tmp_path, "show", "cla_rate", "--area", "383")
    rows = table(tmp_path, "show", "cla_rate", "--area", "383", "--against", against)
    pd.testing.assert_frame_equal(rows[rows["area"] == "383"].reset_index(drop=True), alone)
    assert set(rows["area"]) == {"383", added}
    assert set(rows.loc[rows["area"] == added, "period_end"]) >= set(alone["period_end"])


def test_neighbours_are_set_beside(tmp_path: Path) -> None:
    alone = table(tmp_path, "show", "cla_rate", "--area", "383")
    rows = table(tmp_path, "show", "cla_rate", "--area", "383", "--against", "neighbours")
    assert list(rows["group"].iloc[: len(alone)]) == [shapes.OWN] * len(alone)
    beside = rows[rows["group"] != shapes.OWN]
    assert set(beside["group"]) == {"neighbours_2025"} and set(beside["area"]) == {"383"}
    assert {"median", "mean", "pooled", "lowest", "highest"} <= set(beside["statistic"])
    median = beside[beside["statistic"] == "median"].set_index("period_end")["value"]
    assert 0 < float(median["2025-03-31"]) < 300


@pytest.mark.parametrize("name", PROMISED)
def test_areas_with_few_figures_answer_with_rows_that_say_why(name: str, tmp_path: Path) -> None:
    for place in ("City of London", "Isles of Scilly", "Cumberland", "Cumbria"):
        rows = table(tmp_path, "show", name, "--area", place)
        assert not rows.empty
        assert set(rows["status"]) <= set(shapes.STATUSES)
        assert ((rows["value"] != "") == (rows["status"] == shapes.OK)).all()


def test_years_in_which_an_area_was_not_there_are_not_applicable(tmp_path: Path) -> None:
    new = table(tmp_path, "show", "cla_rate", "--area", "Cumberland").set_index("period_end")
    assert new.loc["2022-03-31", "status"] == shapes.NOT_APPLICABLE
    assert new.loc["2025-03-31", "status"] == shapes.OK
    printed = answered("show", "cla_rate", "--area", "Cumberland")
    assert "not applicable" in printed and "nan" not in printed.casefold()


def test_an_abolished_area_answers_and_says_what_followed_it() -> None:
    result = call("show", "cla_rate", "--area", "Cumbria")
    assert result.exit_code == 0
    assert result.stderr.strip() == (
        "Cumbria was abolished after 31 March 2023; its children became the responsibility of "
        "Cumberland and Westmorland and Furness, which have figures of their own."
    )
    assert "2022-03-31" in result.stdout and "abolished" not in result.stdout
    assert call("show", "cla_rate", "--area", "Cumberland").stderr == ""


def test_what_is_printed_reads_as_words_and_figures() -> None:
    text = answered("show", "cla_rate", "--area", "Bradford", "--against", "neighbours")
    assert "95% interval" in text and "neighbours_2025 median" in text
    assert "nan" not in text.casefold() and shapes.OWN not in text.split()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["show", "cla_rat"], "Did you mean cla_rate"),
        (["show", "cla_rate", "--area", "Bradfrd"], "Did you mean Bradford"),
        (["show", "cla_rate", "--area", ""], "No area is called ''"),
        (["show", "cla_rate", "--against", "neighbors"], "Did you mean neighbours?"),
        (["areas", "--area", "Bradfrd"], "Did you mean Bradford"),
        (["areas", "--region", "nowhere"], "The regions are North East, "),
        (["areas", "--region", "North Wst"], "Did you mean North West or "),
        (["indicators", "--theme", "Z"], "There is A Demand"),
        (["report", "needs_analysis", "--area", "Birmingam"], "Did you mean Birmingham?"),
        (["report", "needs_analysis", "--area", "Cumbria"], "Cumberland and Westmorland"),
        (["report", "needs_analysis", "--area", "England"], "Reports are made for local"),
        (["report", "needs_analysis", "--area", "North West"], "use --region"),
        (["report", "needs_analysis", "--region", "Nowhere"], "The regions are"),
        (["report", "needs_analysis"], "--area NAME"),
        (["report", "need_analysis", "--all"], "Did you mean needs_analysis?"),
        (["report", "needs_analysis", "-a", "380", "-p", "aera=1"], "Did you mean area?"),
        (["report", "needs_analysis", "-a", "380", "-p", "today"], "'today' is not NAME=VALUE"),
        (["report", "needs_analysis", "-a", "380", "-p", "=1"], "'=' is not NAME=VALUE"),
        (["report", "needs_analysis", "-a", "380", "-p", "area=801"], "--area NAME"),
        (["report", "needs_analysis", "-a", "380", "-p", "today=May"], "'May' is not a day"),
        (["report", "methods", "--area", "Bradford"], "made once, for England: leave out --area"),
        (["report", "methods", "--all"], "made once, for England"),
        (["report", "sufficiency"], "--area NAME"),
    ],
)
def test_a_mistake_is_told_in_a_line_before_anything_is_made(
    words: list[str], said: str, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert said in refused(*words, *(["--out", str(out)] if words[0] == "report" else []))
    assert not out.exists()


def test_the_help_names_every_report() -> None:
    said = answered("report", "--help")
    assert all(name in said for name in (*BUILT_IN, "new-report"))


def test_a_national_report_is_asked_for_without_an_area(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, list[str]]] = []

    def make(name: str, places: list[Area], *_: object, **__: object) -> list[object]:
        asked.append((name, [place.code for place in places]))
        return []

    monkeypatch.setattr(reporting, "make", make)
    answered("report", "methods", "--out", str(tmp_path))
    answered("report", "sufficiency", "--area", "Bradford", "--out", str(tmp_path))
    assert asked == [("methods", [ENGLAND]), ("sufficiency", ["380"])]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    assert str(tmp_path) in refused("areas", "--csv", str(tmp_path))


def test_tables_that_are_not_there_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARE_ANALYSIS_HOME", str(tmp_path))
    assert "care-analysis build --raw DIR" in refused("show", "cla_rate")


def test_an_unknown_command_or_option_is_a_usage_error() -> None:
    assert call("sho").exit_code == 2
    assert call("areas", "--regoin", "x").exit_code == 2
    assert call("report", "needs_analysis", "-a", "380", "--workers", "0").exit_code == 2
    elsewhere = call("report", "brief", "-a", "380", "--gzip", "--executor", "dask")
    assert elsewhere.exit_code == 2 and "--gzip is for pages made on" in elsewhere.stderr


def test_output_that_is_piped_is_plain_and_may_be_cut_short() -> None:
    loud = {**os.environ, "COLUMNS": "40"}
    result = shell("show", "cla_rate", "--area", "Leeds", env=loud)
    assert result.returncode == 0 and result.stderr == ""
    assert "\x1b" not in result.stdout
    header, *lines = result.stdout.splitlines()
    assert header.split()[:3] == ["area", "period_end", "value"] and len(lines) >= 10
    cut = f'"{sys.executable}" -m analysis indicators | head -n 1'
    piped = subprocess.run(["sh", "-c", cut], capture_output=True, text=True, timeout=GENEROUS)
    assert "id" in piped.stdout and "Traceback" not in piped.stderr


def test_being_told_to_end_is_the_same_as_ctrl_c(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["care-analysis", "areas"])
    monkeypatch.setattr(queries, "areas_table", lambda *_: signal.raise_signal(signal.SIGTERM))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 143
    assert capsys.readouterr().err == "Stopped.\n"


@pytest.mark.parametrize(
    ("asked", "also"),
    [
        ("--help", TABLES),
        ("areas --help", TABLES),
        ("areas Leeds", ()),
        ("indicators adoption", ()),
        ("show cla_rate --area Leeds --against neighbours", ()),
        ("show cla_rate --area Herefordshire --against region", ()),
    ],
)
def test_a_command_that_answers_at_once_loads_nothing_heavy(
    asked: str, also: tuple[str, ...]
) -> None:
    """Help reads no table, for which pyarrow is needed, and with it numpy."""
    script = (
        "import runpy, sys\n"
        f"sys.argv = ['care-analysis', *{asked.split()}]\n"
        "try:\n    runpy.run_module('analysis', run_name='__main__')\n"
        "except SystemExit as end:\n    print('ended', end.code)\n"
        f"print(sorted({{*{HEAVY}, *{also}}} & set(sys.modules)))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=GENEROUS
    )
    assert result.stdout.splitlines()[-2:] == ["ended 0", "[]"]
