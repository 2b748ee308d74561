"""Two roads to a table: which file is whose, what the API says of versions, and what a person does.

The contract is that of the service's public code of 1 July 2026.
"""

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import excerpted
from analysis.catalogue.sources import SOURCES
from analysis.intake.releases import client as ees
from analysis.intake.releases import fetching, public_api
from analysis.intake.releases.newest_edition import Roads
from analysis.intake.releases.offered_tables import plain
from analysis.intake.releases.responses import FetchError, NotOfferedError, RefusedError
from ees_server import DataSet, File, Service, Version, an_id, rows_of, serving
from fetching_world import BY_ID, TABLES, TODAY, Fetching, files

SERIES = BY_ID["dfe_cla_time_series"]
ACTIVITY, ACTIVITY_22 = BY_ID["dfe_cla_leavers_activity"], BY_ID["dfe_cla_leavers_activity_22_25"]
HERE = f"/data-sets/{SERIES.data_set}"
YEAR = "1994_2025"


def series(year: str = "2025") -> bytes:
    """The national series a year on, in the layout of 2025, its figures invented."""
    rows = [
        f"{y},National,E92000001,England,Children looked after on 31 March,8{y}"
        for y in ("2024", year)
    ]
    header = "time_period,geographic_level,country_code,country_name,population_type,children_count"
    return "\n".join((header, *rows, "")).encode()


@pytest.fixture
def service() -> Iterator[Service]:
    """The national series in the catalogue and in the API."""
    publication = SERIES.publication_id
    held = Service(
        files=[
            File(
                name=f"cla_time_series_{YEAR}.csv",
                content=series(),
                publication=publication,
                api=SERIES.data_set,
            )
        ],
        data_sets=[
            DataSet(
                id=SERIES.data_set,
                title="Time series",
                publication=publication,
                versions=[Version(number="1.0", content=series())],
            )
        ],
    )
    with serving(held) as running:
        yield running


@pytest.fixture
def fetch(service: Service, tmp_path: Path) -> Fetching:
    raw = tmp_path / "raw"
    excerpted.copy(SERIES.newest, raw)
    return Fetching(service, raw, SERIES)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("cla_time_series_1994_2024.csv", "cla_time_series"),
        ("b1_children_in_need_2013_to_2025.csv", "b1_children_in_need"),
        ("d5_cpps_at31march_by_duration_2013_to_2025.csv", "d5_cpps_at31march_by_duration"),
        ("Absence-201819-202425.CSV", "absence"),
        ("ks4_la_2024-25.csv", "ks4_la"),
        ("ks4_la_202425_revised.csv", "ks4_la_revised"),
        ("sen 2025 la.csv.gz", "sen_la"),
        ("la_care_leavers_activity_22to25.csv", "la_care_leavers_activity_22to25"),
        ("la_care_leavers_activity_22_25.csv", "la_care_leavers_activity_22_25"),
        ("la_care_leavers_activity (1).csv", "la_care_leavers_activity"),
        ("rate_per_10k_children.csv", "rate_per_10k_children"),
    ],
)
def test_the_years_that_a_file_spans_are_no_part_of_its_name(name: str, told: str) -> None:
    assert plain(name) == told


def test_every_file_of_the_catalogue_is_known_by_its_name_and_no_other_table_is() -> None:
    for table in TABLES:
        assert table.names, f"{table.id}: how is its file called in the data catalogue?"
        for name in table.names:
            same = [
                t.id
                for t in TABLES
                if t.publication_id == table.publication_id and t.has_file(name)
            ]
            assert same == [table.id], f"{name} is the file of several tables"


def test_the_newest_edition_is_worked_out_for_each_table() -> None:
    newest = {t.id: t.newest for t in TABLES}
    assert newest["dfe_cla_time_series"].id == "dfe_cla_2024_time_series"
    assert newest["dfe_cla_missing"].id == "dfe_cla_2024_missing"
    assert newest["dfe_outcomes_sen"].id == "dfe_outcomes_2022_sen"
    assert newest["dfe_cla_school_moves"].id == "dfe_cla_2025_school_moves"
    covered = {s.id for t in TABLES for s in t.editions}
    assert covered == {s.id for s in SOURCES.values() if s.id.startswith("dfe_")}


def test_every_publication_and_data_set_that_is_named_has_an_id_as_the_service_takes_it() -> None:
    for table in TABLES:
        assert public_api.checked(table.publication_id) == table.publication_id
        if table.data_set:
            assert public_api.checked(table.data_set) == table.data_set
    assert {t.id for t in TABLES if t.data_set} == {"dfe_cla_time_series", "dfe_cin_referrals"}


def test_an_edition_that_is_cited_apart_is_of_the_same_publication() -> None:
    assert {t.publication.id for t in TABLES} == {
        "cla",
        "stability",
        "outcomes",
        "cin",
        "workforce",
    }


def test_every_edition_has_its_year_in_its_id() -> None:
    for table in TABLES:
        assert len({s.id for s in table.editions}) == len(table.editions)
        assert all(s.table == table.id and s.id != s.table for s in table.editions)


def test_the_id_of_a_next_edition_is_one_that_nobody_has() -> None:
    moves = BY_ID["dfe_cla_school_moves"]
    assert moves.edition("2024", "2026-01-21") == "dfe_cla_2025_school_moves"
    assert moves.edition("2025", "2026-06-25") == "dfe_cla_2026_school_moves"
    assert BY_ID["dfe_outcomes_ks4"].edition("202526", "2027-04-01") == "dfe_outcomes_2026_ks4"


def test_the_api_is_the_better_road_where_it_is_not_behind(fetch: Fetching) -> None:
    done = fetch()
    assert (done.offer.road, done.offer.version) == ("API", "1.0")
    assert done.path.name == "dfe_cla_time_series-2025-11-26-v1.0.csv"
    assert done.path.read_bytes() == series()
    assert done.publisher_says == (
        "Changes from the version before that the publisher names (Major version): major "
        "filterOptions: 2, minor timePeriods: 1. Notes: One label has a new name."
    )
    told = json.loads(done.path.with_suffix(".json").read_text("utf-8"))["register"]
    assert told["id"] == "dfe_cla_2025_time_series"
    assert told["url"].endswith(f"{HERE}/csv?dataSetVersion=1.0")
    assert not fetch().is_new


def test_a_patch_is_newer_and_all_its_steps_are_told(fetch: Fetching) -> None:
    first = fetch()
    revised = series().replace(b"82025", b"92025")
    patch = Version(number="1.0.1", content=revised, kind="Patch")
    fetch.service.data_sets[0].versions.append(patch)
    second = fetch()
    assert second.path.name == "dfe_cla_time_series-2025-11-26-v1.0.1.csv"
    assert "(Patch version): major filterOptions: 4, minor timePeriods: 2." in second.publisher_says
    assert second.compared is not None and len(second.compared.of("value changed")) == 1
    assert first.path.read_bytes() == series()


def test_versions_are_in_the_order_of_their_numbers(fetch: Fetching) -> None:
    compared_with = []
    for number, figure in (("9.1", b"91"), ("10.0", b"100"), ("10.1", b"101")):
        content = series().replace(b"82025", figure)
        fetch.service.data_sets[0].versions.append(Version(number=number, content=content))
        told = json.loads(fetch().path.with_suffix(".json").read_text("utf-8"))
        compared_with.append(told["compared with"].rpartition("-")[2])
    assert compared_with == ["cla_time_series_1994_2024.csv", "v9.1.csv", "v10.0.csv"]


def test_the_api_is_left_where_it_is_behind(fetch: Fetching) -> None:
    fetch.service.data_sets[0].versions[0].published = "2024-11-14T09:30:00+00:00"
    done = fetch()
    assert done.offer.road == "catalogue"
    assert done.remarks == (
        "The API has Reporting year 2025 of 2024-11-14; the catalogue has Reporting year 2025 of "
        "2025-11-26.",
    )


@pytest.mark.parametrize(
    ("successor", "said"),
    [
        (an_id("next"), f"Data set {an_id('next')} follows it: write that into the source's entry"),
        ("", "No data set is named that follows it."),
    ],
)
def test_a_deprecated_set_is_told_with_its_successor_and_the_catalogue_taken(
    fetch: Fetching, successor: str, said: str
) -> None:
    fetch.service.data_sets[0].status = "Deprecated"
    fetch.service.data_sets[0].successor = successor
    done = fetch()
    assert done.offer.road == "catalogue"
    assert "is deprecated in the API and gets no updates." in done.remarks[0]
    assert said in done.remarks[0]


def test_a_withdrawn_set_is_told_with_its_successor_and_the_catalogue_taken(
    fetch: Fetching,
) -> None:
    fetch.service.data_sets[0].status = "Withdrawn"
    fetch.service.data_sets[0].successor = an_id("next")
    done = fetch()
    assert done.offer.road == "catalogue"
    assert "has been withdrawn from the API. Data set " + an_id("next") in done.remarks[0]
    fetch.service.files.clear()
    assert "has been withdrawn from the API" in fetch.refused(kind=NotOfferedError)


def test_a_withdrawn_version_is_told(fetch: Fetching) -> None:
    fetch.service.data_sets[0].versions[0].status = "Withdrawn"
    assert "Version 1.0 of data set" in fetch().remarks[0]


@pytest.mark.parametrize("trouble", ["504", "cut"])
def test_the_catalogue_is_taken_where_the_api_cannot_send_the_file(
    fetch: Fetching, trouble: str
) -> None:
    fetch.service.troubles[f"{HERE}/csv"] = [trouble] * 5
    done = fetch()
    assert done.offer.road == "catalogue" and "tried 5 times" in done.remarks[-1]


def test_a_set_of_the_api_with_other_columns_is_refused_and_the_catalogue_taken(
    fetch: Fetching,
) -> None:
    fetch.service.data_sets[0].versions[
        0
    ].content = b"time_period,attainment8_sum\n2025,1\n2024,1\n"
    done = fetch()
    assert done.offer.road == "catalogue"
    assert (
        "(Time series, Reporting year 2025, from the API) is refused: it lacks" in done.remarks[0]
    )


def test_the_api_is_taken_where_the_catalogue_cannot_be_asked(fetch: Fetching) -> None:
    fetch.service.troubles["/data-set-files"] = ["web page"]
    done = fetch()
    assert done.offer.road == "API"
    assert "The catalogue could not be asked: " in done.remarks[-1]


def test_the_publishers_list_of_changes_may_be_missing(fetch: Fetching) -> None:
    fetch.service.troubles[f"{HERE}/versions/1.0/changes"] = ["404"]
    assert "could not be had: http" in fetch().publisher_says


def test_a_version_in_another_form_is_said(
    fetch: Fetching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Version, "told", lambda self: {"totalResults": 1})
    with fetch.client() as client, pytest.raises(FetchError, match="expected a version with its"):
        public_api.newest(client, SERIES.data_set)


def test_a_data_set_with_the_only_id_that_is_offered_is_refused_where_it_is_another_table(
    fetch: Fetching,
) -> None:
    """Taken until issue 10: the wrong table was stored, and the command ended with 0."""
    fetch.table = BY_ID["dfe_cla_placement_stability"]
    said = fetch.refused(SERIES.data_set, kind=RefusedError)
    assert f"You chose cla_time_series_{YEAR}.csv, which is the file of dfe_cla_time_series" in said


@pytest.mark.parametrize("of_api", [True, False])
def test_an_id_may_be_of_the_api_or_of_the_catalogue(fetch: Fetching, of_api: bool) -> None:
    chosen = SERIES.data_set if of_api else fetch.service.files[0].id
    assert fetch(chosen).offer.road == ("API" if of_api else "catalogue")


def test_an_id_is_sent_in_lower_case(fetch: Fetching) -> None:
    assert fetch(SERIES.data_set.upper()).is_new
    assert all(a.path == a.path.lower() for a in fetch.service.asked)


@pytest.mark.parametrize(
    "given", ["cla_time_series", "019a9c62", f"{{{an_id('x')}}}", f"urn:uuid:{an_id('x')}", "../x"]
)
def test_an_id_that_is_none_is_refused_before_anything_is_asked(
    fetch: Fetching, given: str
) -> None:
    assert "is not the id of a data set" in fetch.refused(given)
    assert fetch.service.asked == []


def test_an_unknown_id_is_said(fetch: Fetching) -> None:
    said = fetch.refused(an_id("nobody's"), kind=NotOfferedError)
    assert "it answered 404 (Not Found). Check the id" in said


def test_two_files_of_one_name_are_for_a_person_to_choose(fetch: Fetching) -> None:
    fetch.table = ACTIVITY
    fetch.service.files = [
        File(
            name=f"la_care_leavers_activity_{years}.csv",
            content=b"",
            publication=ACTIVITY.publication_id,
        )
        for years in ("2021_2025", "2016_2025")
    ]
    said = fetch.refused()
    assert "2 files of Reporting year 2025 have the name of dfe_cla_leavers_activity" in said
    assert all(file.id in said for file in fetch.service.files)


def test_a_table_in_the_api_that_our_catalogue_does_not_know_of_is_told(fetch: Fetching) -> None:
    fetch.table = ACTIVITY
    content = (excerpted.EXCERPTS / ACTIVITY.newest.file).read_bytes()
    fetch.service.files = [
        File(
            name="la_care_leavers_activity.csv",
            content=content,
            publication=ACTIVITY.publication_id,
            api=an_id("unknown"),
        )
    ]
    assert fetch().remarks == (
        f"It is in the API as {an_id('unknown')}: write that into its entry as `data_set`.",
    )


def test_a_table_that_no_road_has_is_told_with_what_is_most_like_it(fetch: Fetching) -> None:
    fetch.table = ACTIVITY
    fetch.service.files[0].name = "la_care_leavers_activities.csv"
    assert fetch.refused(kind=NotOfferedError) == (
        "No release of 'Children looked after in England including adoptions' has a file called "
        "la_care_leavers_activity, and it is not in the API. The most like it: "
        "la_care_leavers_activities."
    )


def test_a_table_of_an_older_release_only_is_told_so(fetch: Fetching) -> None:
    fetch.service.data_sets.clear()
    fetch.service.files[0].latest = False
    fetch.service.files.append(
        File(name="x.csv", content=b"", publication=SERIES.publication_id, release="Year 2026")
    )
    assert "The newest release (Year 2026) does not have it." in fetch().remarks


def test_a_publication_that_was_superseded_is_told(fetch: Fetching) -> None:
    fetch.service.data_sets.clear()
    fetch.service.files[0].superseded = True
    assert "The publication has been superseded by another: see its page." in fetch().remarks


def test_the_metadata_leaves_out_what_groups_filters_and_is_not_asked_for(fetch: Fetching) -> None:
    held = DataSet(
        id=an_id("grouped"),
        title="Grouped",
        publication=an_id("p"),
        versions=[Version(number="1.0", content=b"a,b,c,d,e,f,g,h,i,j,cla_group,number\n")],
    )
    assert "cla_group" not in json.dumps(held.meta())
    fetch()
    assert not any(a.path.endswith("/meta") for a in fetch.service.asked)


def test_the_server_refuses_what_the_service_refuses(fetch: Fetching) -> None:
    """Paging, search and parameters as the service's public code checks them."""
    api = fetch.service.addresses.api
    fetch.service.publications = {an_id(str(n)): f"Children {n}" for n in range(25)}
    with fetch.client() as client:
        for url, asked, said in (
            ("/publications", {"pageSize": 41}, "Must be between 1 and 40 [pageSize]"),
            (f"{HERE}/versions", {"pageSize": 21}, "Must be between 1 and 20 [pageSize]"),
            ("/publications", {"search": "ch"}, "at least 3 characters [search]"),
            (HERE, {"wanted": "all"}, "Unknown query parameter [wanted]"),
            (HERE.upper(), {}, "which is not an address of the service"),
        ):
            with pytest.raises(FetchError) as told:
                client.get(f"{api}{url}", **asked)
            assert said in str(told.value)
        ranked = list(client.pages(f"{api}/publications", 10, search="children 7"))
        assert len(ranked) == 25 and ranked[0]["title"] == "Children 7"
        assert client.get(f"{api}/publications", search="nothing")["paging"]["totalPages"] == 1
        assert client.get(f"{api}{HERE}/versions/1.*")["version"] == "1.0"


def by_hand(fetch: Fetching, path: Path, content: bytes, released: str = "") -> fetching.Fetched:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return fetching.take(path, fetch.table, TABLES, fetch.raw, TODAY, "https://page", released)


def zipped(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        for name, content in members.items():
            out.writestr(name.replace("__", "/").replace("_csv", ".csv"), content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (f"cla_time_series_{YEAR}.csv", series()),
        (f"cla_time_series_{YEAR}.csv.gz", gzip.compress(series())),
        (
            "dataset.zip",
            zipped(data__cla_time_series_1994_2025_csv=series(), data__other_csv=b"x", guide=b""),
        ),
        ("dataset.zip", zipped(data__cla_time_series_1994_2025_csv=series())),
    ],
)
def test_a_file_downloaded_by_hand_is_held_to_the_same_checks(
    fetch: Fetching, tmp_path: Path, name: str, content: bytes
) -> None:
    done = by_hand(fetch, tmp_path / "mine" / name, content, "2025-11-26")
    assert done.path.name == "dfe_cla_time_series-2025-11-26.csv" and done.remarks == ()
    assert done.path.read_bytes() == series()
    told = json.loads(done.path.with_suffix(".json").read_text("utf-8"))["register"]
    assert (told["release_date"], told["url"]) == ("2025-11-26", "https://page")
    assert told["rows"] == str(rows_of(series()))
    assert fetch.service.asked == []
    assert not by_hand(fetch, tmp_path / "mine" / name, content, "2025-11-26").is_new


def test_a_file_by_hand_without_a_day_says_what_is_to_be_filled_in(
    fetch: Fetching, tmp_path: Path
) -> None:
    done = by_hand(fetch, tmp_path / "cla_time_series.csv", series())
    assert "fill in `release_date`" in done.remarks[0]
    assert done.path.name.startswith("dfe_cla_time_series-by-hand-")
    fetched = fetch()
    assert not fetched.is_new, "the service's file is the same"
    fetch.service.data_sets[0].versions[0].content = series("2026")
    assert fetch().is_new


def test_a_name_that_nobody_knows_is_told_and_another_tables_refused(
    fetch: Fetching, tmp_path: Path
) -> None:
    done = by_hand(fetch, tmp_path / "download.csv", series(), "2025-11-26")
    assert done.remarks == (
        "download.csv is not called cla_time_series.csv: it was known by its columns only.",
    )
    fetch.table = ACTIVITY_22
    content = (excerpted.EXCERPTS / ACTIVITY_22.newest.file).read_bytes()
    with pytest.raises(RefusedError, match="is the file of dfe_cla_leavers_activity"):
        by_hand(fetch, tmp_path / "la_care_leavers_activity.csv", content)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "it is empty"),
        ("a.csv", b"\xef\xbb\xbf\n", "it is empty"),
        ("a.csv", b"<html>", "it is a web page"),
        ("a.csv", b"time_period,number\n", "it has a header and no rows"),
        ("a.csv", b"time_period,number\n2025,1\n", "it lacks 'geographic_level'"),
        ("a.csv", b"PK\x03\x04 not a zip", "it has a header and no rows"),
        ("a.csv.gz", gzip.compress(series())[:-9], "cut short or damaged"),
        ("a.zip", zipped(a_csv=b"", b_csv=b""), "in which no one CSV has the name; it has: a, b"),
        ("a.zip", zipped(read_me=b""), "it has: none"),
    ],
)
def test_a_file_by_hand_that_is_not_the_table_is_refused(
    fetch: Fetching, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    before = files(fetch.raw)
    with pytest.raises(RefusedError) as told:
        by_hand(fetch, tmp_path / name, content)
    assert str(told.value).startswith(f"{name} is refused: ")
    assert said in str(told.value)
    assert files(fetch.raw) == before


def test_a_file_by_hand_that_is_not_there_is_said(fetch: Fetching, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="No such file"):
        fetching.take(tmp_path / "x", SERIES, TABLES, fetch.raw, TODAY, "", "")


def test_a_list_that_cannot_be_had_is_told_once_and_says_nothing_of_a_table(
    fetch: Fetching,
) -> None:
    fetch.service.troubles["/data-set-files"] = ["404"]
    said = []
    with fetch.client() as client:
        roads = Roads(client, TABLES)
        for table in (ACTIVITY, ACTIVITY_22):
            with pytest.raises(FetchError) as told:
                fetching.fetch(roads, table, fetch.raw, TODAY)
            assert not isinstance(told.value, NotOfferedError)
            said.append(str(told.value))
    assert "it answered 404 (Trouble 404)" in said[0]
    title = ACTIVITY.publication.title
    assert said[1] == f"The list of '{title}' could not be had: see above."
    assert fetch.service.times("/data-set-files") == 1


def test_each_list_is_asked_for_once_a_run(service: Service, tmp_path: Path) -> None:
    with ees.Client(service.addresses, ees.RetryPolicy(pause=0.0)) as client:
        roads = Roads(client, TABLES)
        for table in (t for t in TABLES if t.publication_id == SERIES.publication_id):
            try:
                fetching.fetch(roads, table, tmp_path, TODAY)
            except FetchError:
                continue
    asked = [a.query["latestOnly"] for a in service.asked if a.path == "/data-set-files"]
    assert asked == ["true", "false"]
