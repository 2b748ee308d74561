"""Fetching a release: whole or not at all, whatever the service does; and what changed in it."""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

import excerpted
from analysis.catalogue.sources import SOURCES
from analysis.catalogue.sources.dfe_cla import SOURCES as CLA
from analysis.cli import app
from analysis.intake import ees, ees_data_sets, fetching, reading, register, release_changes
from ees_server import CSV, DATA_SET, OTHER, Service, impatient, serving
from waiting import GENEROUS

SOURCE = SOURCES["dfe_cla_2025_placement_stability"]
BEFORE = (excerpted.EXCERPTS / SOURCE.file).read_bytes()
TODAY = date(2026, 11, 27)
MANNERS = ees.Manners(timeout=GENEROUS, pause=0.0, first_wait=0.5)


def next_year(content: bytes) -> bytes:
    """The excerpt as its publisher might release it again: a year on, with revisions."""
    lines = content.decode("utf-8-sig").splitlines(keepends=True)
    newer = [line.replace("2025,", "2026,", 1) for line in lines if line.startswith("2025,")]
    return "".join([lines[0], *newer, *lines[1:]]).encode("utf-8-sig")


def service_of(content: bytes, **changed: object) -> Service:
    columns = (*SOURCE.columns, "country_code")
    rows = len(fetching.table(content))
    return Service(**{"content": content, "columns": columns, "rows": rows} | changed)


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with serving(service_of(next_year(BEFORE))) as running:
        monkeypatch.setattr(httpx.HTTPTransport, "handle_request", impatient(running))
        yield running


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder of raw files with the release before."""
    folder = tmp_path / "raw"
    excerpted.copy(SOURCE, folder)
    return folder


class Fetching:
    """One source fetched into a folder, and how long the client would have waited."""

    def __init__(self, service: Service, raw: Path) -> None:
        self.service, self.raw, self.work = service, raw, raw.parent / "work"
        self.waits: list[float] = []

    def __call__(self, data_set: str = DATA_SET) -> fetching.Fetched:
        with ees.Client(self.service.address, MANNERS, sleep=self.waits.append) as client:
            return fetching.fetch(client, SOURCE, self.raw, self.work, TODAY, data_set)

    def refused(self, data_set: str = DATA_SET) -> str:
        before = files(self.raw)
        with pytest.raises(ees.FetchError) as told:
            self(data_set)
        assert files(self.raw) == before, "raw must stay as it was"
        return str(told.value)


@pytest.fixture
def fetch(service: Service, raw: Path) -> Fetching:
    return Fetching(service, raw)


def files(folder: Path) -> dict[str, bytes]:
    found = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def test_a_release_is_put_in_place_whole_with_where_it_came_from(fetch: Fetching) -> None:
    done = fetch()
    assert done.path == fetch.raw / "ees" / f"{SOURCE.id}-2.0.csv"
    assert done.path.read_bytes() == fetch.service.content
    assert done.publisher_says == (
        "Changes that the publisher names (Major version): major filterOptions: 2, minor "
        "timePeriods: 1. Notes: One label has a new name."
    )
    told = json.loads(done.path.with_suffix(".json").read_text("utf-8"))
    assert set(told["register"]) == set(register.COLUMNS)
    assert told["register"]["release_date"] == "2026-11-26"
    assert told["register"]["url"].endswith(f"{CSV}?dataSetVersion=2.0")
    assert told["compared with"] == Path(SOURCE.file).name
    assert set(files(fetch.raw)) == {
        SOURCE.file,
        f"ees/{done.path.name}",
        f"ees/{done.path.stem}.json",
    }
    assert not list(fetch.work.iterdir())


def test_what_was_fetched_can_be_registered_and_read(fetch: Fetching) -> None:
    from dataclasses import replace

    done = fetch()
    told = json.loads(done.path.with_suffix(".json").read_text("utf-8"))["register"]
    years = tuple(str(year) for year in range(2021, 2027))
    declared = replace(SOURCE, file=told["file"], release=told["release_date"], years=years)
    with register.using(register.Register({SOURCE.id: told})):
        assert len(reading.read_csv(declared, fetch.raw)) == fetch.service.rows


def test_what_is_here_is_not_fetched_again(fetch: Fetching) -> None:
    fetch()
    again = fetch()
    assert not again.is_new and again.compared is None
    assert fetch.service.times(CSV) == 1


def test_a_file_that_was_changed_by_hand_is_fetched_again(fetch: Fetching) -> None:
    path = fetch().path
    path.write_bytes(BEFORE)
    assert fetch().is_new
    assert path.read_bytes() == fetch.service.content


@pytest.mark.parametrize(
    "trouble",
    [
        *("429 7", "500", "502", "503", "timeout", "truncated", "short", "web page"),
        *("packed web page", "fewer rows", "uneven"),
    ],
)
def test_a_trouble_that_passes_is_outlived(fetch: Fetching, trouble: str) -> None:
    fetch.service.troubles[CSV] = [trouble]
    assert fetch().path.read_bytes() == fetch.service.content
    assert fetch.service.times(CSV) == 2
    assert fetch.waits == [7.0 if trouble == "429 7" else 0.5]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("429", "answered 429 (Trouble 429); tried 5 times"),
        ("500", "answered 500 (Trouble 500); tried 5 times"),
        ("timeout", "timed out; tried 5 times"),
        ("short", "cut short or damaged"),
        ("web page", "a web page instead of data"),
        ("packed web page", "a web page instead of data"),
        ("fewer rows", "rows of a data set that has"),
        ("uneven", "has not the 13 cells of the header"),
    ],
)
def test_a_trouble_that_stays_leaves_everything_as_it_was(
    fetch: Fetching, trouble: str, said: str
) -> None:
    fetch.service.troubles[CSV] = [trouble] * 5
    assert said in fetch.refused()
    assert fetch.service.times(CSV) == 5
    assert fetch.waits == [0.5, 1.0, 2.0, 4.0]


@pytest.mark.parametrize("trouble", ["500", "web page", "not json", "timeout"])
def test_the_rest_of_the_service_is_asked_again_too(fetch: Fetching, trouble: str) -> None:
    fetch.service.troubles[f"/data-sets/{DATA_SET}"] = [trouble]
    assert fetch().is_new


def test_what_will_not_pass_is_said_at_once(fetch: Fetching) -> None:
    assert "it answered 404 (Not Found). Check the id" in fetch.refused(OTHER)
    assert fetch.waits == []


def test_a_server_that_wants_to_be_left_alone_is(fetch: Fetching) -> None:
    fetch.service.troubles[CSV] = ["429 3600"]
    assert "asks us to wait 3,600 seconds" in fetch.refused()
    assert fetch.service.times(CSV) == 1


def test_a_date_to_wait_until_is_understood(fetch: Fetching) -> None:
    fetch.service.troubles[CSV] = ["503 Fri, 01 Jan 2021 00:00:00 GMT"]
    assert fetch().is_new
    assert fetch.waits == [0.0]


def test_a_download_goes_on_where_it_stopped(fetch: Fetching) -> None:
    fetch.service.troubles[CSV] = ["truncated"]
    fetch()
    first, second = (a.headers for a in fetch.service.asked if a.path == CSV)
    assert "Range" not in first
    half = len(fetch.service.sent()) // 2
    assert (second["Range"], second["If-Range"]) == (f"bytes={half}-", '"one"')


def test_a_download_goes_on_in_another_run(fetch: Fetching) -> None:
    fetch.service.troubles[CSV] = ["truncated", "500", "500", "500", "500"]
    assert "tried 5 times" in fetch.refused()
    assert fetch().path.read_bytes() == fetch.service.content
    assert fetch.service.asked[-2].headers["Range"].startswith("bytes=")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"ranges": False}, "it sends no parts"),
        ({"etag": '"two"'}, "the file is another one by now"),
        ({"etag": ""}, "nothing vouches for it"),
        ({"packed": False}, "it sends it in another form"),
    ],
)
def test_a_download_that_cannot_go_on_begins_anew(
    fetch: Fetching, changed: dict[str, object], why: str
) -> None:
    fetch.service.troubles[CSV] = ["truncated", "500", "500", "500", "500"]
    fetch.refused()
    for name, value in {"etag": '"two"', **changed}.items():
        setattr(fetch.service, name, value)
    assert fetch().path.read_bytes() == fetch.service.content, why


def test_a_wrong_part_is_not_glued_on(fetch: Fetching) -> None:
    fetch.service.troubles[CSV] = ["truncated", "wrong part"]
    assert fetch().path.read_bytes() == fetch.service.content


def test_a_file_that_is_whole_already_and_was_never_put_in_place(fetch: Fetching) -> None:
    part = fetch.work / f"{DATA_SET}-2.0.part"
    part.parent.mkdir()
    part.write_bytes(fetch.service.sent())
    part.with_name(f"{part.name}.etag").write_text('"one"')
    assert fetch().path.read_bytes() == fetch.service.content


def test_requests_are_not_made_in_a_burst(service: Service, raw: Path) -> None:
    waits: list[float] = []
    polite = ees.Manners(pause=2.0)
    with ees.Client(service.address, polite, sleep=waits.append, clock=lambda: 5.0) as client:
        fetching.fetch(client, SOURCE, raw, raw.parent / "work", TODAY, DATA_SET)
    assert waits == [2.0] * (len(service.asked) - 1)
    assert {a.headers["User-Agent"] for a in service.asked} == {ees.WHO_ASKS}


def test_no_service_at_all_is_said_with_what_to_do(raw: Path) -> None:
    said = r"tried 5 times.*HTTPS_PROXY.*SSL_CERT_FILE"
    nobody = ees.Client("http://127.0.0.1:9/v1", MANNERS, sleep=lambda _: None)
    with nobody as client, pytest.raises(ees.FetchError, match=said):
        fetching.fetch(client, SOURCE, raw, raw.parent / "work", TODAY, DATA_SET)


def test_the_data_set_is_found_by_the_columns_that_the_source_declares(fetch: Fetching) -> None:
    fetch.service.others = ((OTHER, ("cla_group", "children_count")),)
    assert fetch("").version.data_set == DATA_SET


def test_a_person_chooses_where_none_fits_or_several_do(fetch: Fetching) -> None:
    fetch.service.others = ((OTHER, fetch.service.columns),)
    said = fetch.refused("")
    assert f"2 data sets have the columns of {SOURCE.id}" in said
    assert DATA_SET in said and f"{OTHER}  Another table" in said
    fetch.service.others, fetch.service.columns = (), ("cla_group",)
    assert "No data set has the columns" in fetch.refused("")


def test_a_publication_that_is_gone_and_an_answer_in_another_form_are_said(
    fetch: Fetching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ees_server.SLUG", "renamed")
    assert "has no publication 'children-looked-after" in fetch.refused("")
    monkeypatch.setattr(Service, "answer", lambda *_: {"items": []})
    assert "expected a list with pages; found items" in fetch.refused("")
    assert "expected a version with its number" in fetch.refused()


def test_the_publishers_list_of_changes_may_be_missing(fetch: Fetching) -> None:
    path = f"/data-sets/{DATA_SET}/versions/2.0/changes"
    fetch.service.troubles[path] = ["404"]
    assert "could not be had: http" in fetch().publisher_says


def test_only_the_newest_editions_from_the_service_are_fetched_unasked() -> None:
    ids = {s.id for s in ees_data_sets.fetchable(SOURCES.values())}
    assert SOURCE.id in ids and "dfe_workforce_2025_indicators" in ids
    assert not ids & {s.id for s in CLA if "_2024_" in s.id or "_2022_" in s.id}
    assert not any(i.startswith(("lait", "ofsted", "ons", "mhclg")) for i in ids)


def test_what_changed_is_listed(fetch: Fetching) -> None:
    text = next_year(BEFORE).decode("utf-8-sig")
    text = text.replace("Living with the same carer", "Staying with the same carer")
    text = text.replace("children_percent", "children_share", 1)
    fetch.service.content = text.encode("utf-8-sig")
    compared = fetch().compared
    assert compared is not None
    assert list(compared.of("column missing")["label"]) == ["children_percent"]
    assert list(compared.of("column added")["label"]) == ["children_share"]
    assert list(compared.of("column removed")["label"]) == ["children_percent"]
    assert list(compared.of("year added")["label"]) == ["2026"]
    assert set(compared.of("label removed")["column"]) == {"placement_stability"}
    said = release_changes.sentences(compared)
    assert said[0] == "1 column missing (our reader needs it): 'children_percent'"
    assert any(s.startswith("placement_stability: 1 label added: 'Staying") for s in said)


def test_values_that_were_revised_are_listed_with_where(fetch: Fetching) -> None:
    old, new = b"19680,69", b"19690,c"
    assert BEFORE.count(old) == 1
    fetch.service.content = next_year(BEFORE.replace(old, new))
    compared = fetch().compared
    assert compared is not None
    revised = compared.of("value changed")
    assert list(zip(revised["column"], revised["before"], revised["after"], strict=True)) == [
        ("children_count", "19680", "19690"),
        ("children_percent", "69", "c"),
    ]
    assert revised["label"].str.startswith("2025, Reporting year, National, E92000001").all()
    assert compared.cells == 2 * len(fetching.table(BEFORE))
    said = release_changes.sentences(compared)
    assert any("1 value changed, for example 19680 to 19690 (2025," in s for s in said)


def test_the_same_release_has_no_changes() -> None:
    same = fetching.table(BEFORE)
    compared = release_changes.compare(same, same, SOURCE)
    assert compared.rows.empty and compared.cells == 2 * len(same)
    assert release_changes.sentences(compared)[0] == "Nothing changed that was looked at."


def test_rows_that_cannot_be_told_apart_are_not_compared() -> None:
    same = fetching.table(BEFORE)
    compared = release_changes.compare(same, same.drop(columns="placement_stability"), SOURCE)
    assert "Values were not compared" in compared.note
    assert compared.of("value changed").empty


def test_fewer_rows_of_a_year_and_a_year_that_is_gone_are_listed() -> None:
    same = fetching.table(BEFORE)
    less = same[(same["time_period"] != "2021")].iloc[1:]
    compared = release_changes.compare(same, less, SOURCE)
    assert list(compared.of("year removed")["label"]) == ["2021"]
    (row,) = compared.of("rows of a year").itertuples()
    assert (row.label, row.before == row.after) == (same["time_period"].iloc[0], False)


def test_without_a_file_of_before_it_is_held_against_the_catalogue(fetch: Fetching) -> None:
    (fetch.raw / SOURCE.file).unlink()
    fetch.service.content = fetch.service.content.replace(b"children_percent", b"share", 1)
    compared = fetch().compared
    assert compared is not None
    assert list(compared.of("column missing")["label"]) == ["children_percent"]
    assert list(compared.of("year added")["label"]) == ["2026"]
    assert "were not compared" in compared.note


def test_the_next_release_is_compared_with_the_one_fetched_before(fetch: Fetching) -> None:
    first = fetch()
    fetch.service.version, fetch.service.etag = "10.0", '"ten"'
    fetch.service.content = fetch.service.content.replace(b"19680,69", b"19690,69", 1)
    second = fetch()
    fetch.service.version, fetch.service.etag = "10.1", '"eleven"'
    third = fetch()
    told = json.loads(third.path.with_suffix(".json").read_text("utf-8"))
    assert told["compared with"] == second.path.name
    assert second.compared is not None and len(second.compared.of("value changed")) == 1
    assert first.path.is_file()


def test_a_packed_file_is_unpacked_and_a_plain_one_kept() -> None:
    assert fetching.unpacked(gzip.compress(BEFORE)) == fetching.unpacked(BEFORE) == BEFORE


def test_the_command_tells_what_changed_and_goes_on_past_a_failure(
    service: Service, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ees, "Manners", lambda: MANNERS)
    monkeypatch.setattr("analysis.paths.root", lambda: raw.parent)
    words = ["fetch", SOURCE.id, "--address", service.address, "--raw", str(raw)]
    done = CliRunner().invoke(app, [*words, "--data-set", DATA_SET])
    assert done.exit_code == 0, done.output
    assert "2026: " in done.output and "figures are in both releases" in done.output
    again = CliRunner().invoke(app, [words[0], "dfe_cla_2025_health", *words[1:]])
    assert again.exit_code == 1
    assert "nothing new; version 2.0 of 2026-11-26" in again.output
    assert "1 of 2 sources could not be fetched" in again.output


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["fetch", "--list"], 0, SOURCE.id),
        (["fetch", "dfe_cla_2025_helth"], 1, "Did you mean dfe_cla_2025_health"),
        (["fetch", "--data-set", DATA_SET], 2, "goes with one source"),
    ],
)
def test_the_command_refuses_what_it_does_not_know(words: list[str], code: int, said: str) -> None:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == code
    assert said in done.output
