"""Fetching a table: whole or not at all, whatever the service does; and what changed in it."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

import excerpted
from analysis.intake.releases import changes, fetched_files, fetching, received_file, responses
from analysis.intake.releases import client as ees
from analysis.intake.releases.newest_edition import Roads
from analysis.intake.releases.responses import RefusedError
from analysis.intake.tables import published_file, register
from ees_server import ELSEWHERE, Service, rows_of, serving
from fetching_world import (
    BEFORE,
    DOWNLOAD,
    MANNERS,
    NAME,
    PAGE,
    RELEASE,
    SOURCE,
    TABLE,
    TABLES,
    TODAY,
    Fetching,
    file_of,
    files,
    next_year,
)
from waiting import REACHED

LIST = "/data-set-files"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving(Service(files=[file_of(next_year(BEFORE))])) as running:
        yield running


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder of raw files with the release before."""
    folder = tmp_path / "raw"
    excerpted.copy(SOURCE, folder)
    return folder


@pytest.fixture
def fetch(service: Service, raw: Path) -> Fetching:
    return Fetching(service, raw)


def test_a_release_is_put_in_place_whole_with_where_it_came_from(fetch: Fetching) -> None:
    done = fetch()
    assert done.path == fetch.raw / "ees" / f"{TABLE.id}-2026-11-26.csv"
    assert done.path.read_bytes() == fetch.service.files[0].content
    told = json.loads(done.path.with_suffix(".json").read_text("utf-8"))
    assert set(told["register"]) == set(register.COLUMNS)
    assert told["register"]["id"] == "dfe_cla_2026_placement_stability"
    assert told["register"]["release_date"] == "2026-11-26"
    assert told["register"]["url"] == f"{fetch.service.addresses.site}{PAGE}"
    assert told["register"]["title"] == f"la cla placement stability, {RELEASE}"
    assert told["compared with"] == NAME
    assert set(files(fetch.raw)) == {
        SOURCE.file,
        f"ees/{done.path.name}",
        f"ees/{done.path.stem}.json",
    }


def test_what_was_fetched_can_be_registered_and_read(fetch: Fetching) -> None:
    done = fetch()
    told = json.loads(done.path.with_suffix(".json").read_text("utf-8"))["register"]
    years = tuple(str(year) for year in range(2021, 2027))
    declared = replace(
        SOURCE, id=told["id"], file=told["file"], release=told["release_date"], years=years
    )
    with register.using(register.Register({told["id"]: told})):
        found = published_file.read_csv(declared, fetch.raw)
    assert len(found) == rows_of(fetch.service.files[0].content)


def test_what_is_here_is_not_downloaded_again(fetch: Fetching) -> None:
    fetch()
    again = fetch()
    assert not again.is_new and again.compared is None
    assert fetch.service.times(DOWNLOAD) == 1


def test_what_is_declared_is_not_downloaded_unless_it_was_revised(fetch: Fetching) -> None:
    day = f"{SOURCE.release}T09:30:00Z"
    fetch.service.files = [file_of(BEFORE, published=day, release="Reporting year 2025")]
    assert not fetch().is_new
    assert not any(a.path.endswith("download") for a in fetch.service.asked)
    fetch.service.files[0].updated = "2026-02-01T09:30:00Z"
    assert not fetch().is_new, "the same bytes are nothing new"
    fetch.service.files[0].content = BEFORE.replace(b"19680,69", b"19690,69")
    done = fetch()
    assert done.is_new and done.path.name == f"{TABLE.id}-2026-02-01.csv"
    told = json.loads(done.path.with_suffix(".json").read_text("utf-8"))
    assert told["register"]["id"] == SOURCE.id, "a revision is of the same edition"


def test_a_file_that_was_changed_by_hand_is_fetched_again(fetch: Fetching) -> None:
    path = fetch().path
    path.write_bytes(BEFORE)
    assert fetch().is_new
    assert path.read_bytes() == fetch.service.files[0].content


def test_a_missing_file_that_the_register_names_goes_to_its_own_place(fetch: Fetching) -> None:
    (fetch.raw / SOURCE.file).unlink()
    told = {"id": SOURCE.id, "sha256": excerpted_digest()}
    register.write(register.Register({}, seen={SOURCE.id: told}), fetch.raw / register.NAME)
    fetch.service.files = [file_of(BEFORE, published="2025-11-26T09:30:00Z")]
    done = fetch()
    assert done.is_new and done.path == fetch.raw / SOURCE.file
    assert done.path.read_bytes() == BEFORE
    assert not fetch().is_new


def excerpted_digest() -> str:
    rows = register.read(excerpted.EXCERPTS).known
    return rows[SOURCE.id]["sha256"]


@pytest.mark.parametrize("trouble", ["429", "429 7", "500", "502", "503", "504", "cut", "short"])
def test_a_trouble_that_passes_is_outlived(fetch: Fetching, trouble: str) -> None:
    fetch.service.troubles[DOWNLOAD] = [trouble]
    assert fetch().path.read_bytes() == fetch.service.files[0].content
    assert fetch.service.times(DOWNLOAD) == 2
    assert fetch.waits == [7.0 if trouble == "429 7" else 0.5]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("429", "answered 429 (Trouble 429); tried 5 times"),
        ("504", "answered 504 (Trouble 504); tried 5 times. Try again later; a download begins"),
        ("short", "cut short or damaged; tried 5 times"),
        ("cut", "tried 5 times"),
    ],
)
def test_a_trouble_that_stays_leaves_everything_as_it_was(
    fetch: Fetching, trouble: str, said: str
) -> None:
    fetch.service.troubles[DOWNLOAD] = [trouble] * 5
    assert said in fetch.refused()
    assert fetch.service.times(DOWNLOAD) == 5
    assert fetch.waits == [0.5, 1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("web page", "it is a web page and not a table"),
        ("packed web page", "it is a web page and not a table"),
        ("fewer rows", "and the publisher says"),
        ("uneven", "cells, and the header 13"),
        ("empty", "it is empty"),
    ],
)
def test_a_fault_of_the_content_is_not_downloaded_again(
    fetch: Fetching, trouble: str, said: str
) -> None:
    fetch.service.troubles[DOWNLOAD] = [trouble]
    assert said in fetch.refused(kind=RefusedError)
    assert (fetch.service.times(DOWNLOAD), fetch.waits) == (1, [])


def test_blank_lines_do_not_count(fetch: Fetching) -> None:
    fetch.service.troubles[DOWNLOAD] = ["blank lines"]
    done = fetch()
    assert done.offer.rows == rows_of(fetch.service.files[0].content)
    assert b"\n\n" in done.path.read_bytes(), "the bytes are kept as they were sent"


def test_a_file_without_a_column_that_our_reader_needs_is_refused(fetch: Fetching) -> None:
    whole = fetch.service.files[0].content
    fetch.service.files[0].content = whole.replace(b"children_percent", b"children_share", 1)
    said = fetch.refused(kind=RefusedError)
    assert (
        "it lacks 'children_percent', which our reader needs; new to us: 'children_share'" in said
    )
    assert fetch.service.times(DOWNLOAD) == 1


def test_a_file_that_ends_before_ours_is_refused(fetch: Fetching) -> None:
    older = b"\n".join(x for x in BEFORE.splitlines() if not x.startswith(b"2025")) + b"\n"
    fetch.service.files[0].content = older
    assert "it ends in 2024, and we read to 2025" in fetch.refused(kind=RefusedError)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"new_la_code", b"la_name", "its header has 'la_name' more than once"),
        (b"England", b"Eng\0land", "a NUL character"),
        (b"England", b"Eng\xffland", "not CSV in UTF-8"),
        (b"2026,", b"2o26,", "its 'time_period' has '2o26', which is no year"),
    ],
)
def test_a_table_that_is_spoilt_is_refused(
    fetch: Fetching, old: bytes, new: bytes, said: str
) -> None:
    file = fetch.service.files[0]
    assert old in file.content
    file.content, file.rows = file.content.replace(old, new, 1), rows_of(file.content)
    assert said in fetch.refused(kind=RefusedError)


@pytest.mark.parametrize("trouble", ["500", "429 3"])
def test_the_list_is_asked_for_again_too(fetch: Fetching, trouble: str) -> None:
    fetch.service.troubles[LIST] = [trouble]
    assert fetch().is_new


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("web page", "a web page instead of data"),
        ("not json", "something that is not JSON"),
        ("404", "answered 404 (Trouble 404). Check the id"),
        ("403", "It has been withdrawn, or is not open to us"),
        ("429 3600", "asks us to wait 3,600 seconds. Try again after that"),
    ],
)
def test_what_will_not_pass_is_said_at_once(fetch: Fetching, trouble: str, said: str) -> None:
    fetch.service.troubles[LIST] = [trouble]
    assert said in fetch.refused()
    assert (len(fetch.service.asked), fetch.waits) == (1, [])


def test_the_messages_of_a_400_are_shown(fetch: Fetching) -> None:
    with fetch.client() as client, pytest.raises(responses.FetchError) as told:
        client.get(f"{fetch.service.addresses.content}{LIST}", pageSize=99, page=1)
    assert "it answered 400 (There are validation errors with the request: " in str(told.value)
    assert "Must be between 1 and 40 [pageSize])" in str(told.value)


def test_a_date_to_wait_until_is_understood(fetch: Fetching) -> None:
    fetch.service.troubles[DOWNLOAD] = ["503 Fri, 01 Jan 2021 00:00:00 GMT"]
    assert fetch().is_new
    assert fetch.waits == [0.0]


def test_an_answer_that_does_not_come_is_waited_for_and_asked_again(fetch: Fetching) -> None:
    class Deaf(httpx.BaseTransport):
        """A network on which nothing answers the first two times."""

        def __init__(self) -> None:
            self.times, self.inner = 0, httpx.HTTPTransport()

        def handle_request(self, request: httpx.Request) -> httpx.Response:
            self.times += 1
            if self.times < 3:
                raise httpx.ReadTimeout("timed out", request=request)
            return self.inner.handle_request(request)

    fetch.transport = Deaf()
    assert fetch().is_new
    assert fetch.waits == [0.5, 1.0]


def test_a_service_that_says_nothing_is_given_up(fetch: Fetching) -> None:
    fetch.service.troubles[LIST] = ["silent"] * 2
    hasty = ees.RetryPolicy(pause=0.0, timeout=REACHED, tries=2)
    hurried = ees.Client(fetch.service.addresses, hasty, fetch.waits.append)
    with hurried as client, pytest.raises(ees.FetchError, match="timed out; tried 2 times"):
        fetching.fetch(Roads(client, TABLES), TABLE, fetch.raw, TODAY)
    assert fetch.waits == [1.0]


def test_a_file_whose_length_is_not_told_is_whole(fetch: Fetching) -> None:
    fetch.service.troubles[DOWNLOAD] = ["in pieces"]
    assert fetch().path.read_bytes() == fetch.service.files[0].content


def test_a_download_that_never_ends_is_given_up(fetch: Fetching) -> None:
    ticks = iter(range(0, 100_000, 700))
    fetch.clock = lambda: float(next(ticks))
    said = fetch.refused()
    assert "bytes came in" in said and "Try again when the network is faster" in said


def test_requests_are_not_made_in_a_burst(service: Service, raw: Path) -> None:
    waits: list[float] = []
    polite = ees.RetryPolicy(pause=2.0)
    with ees.Client(service.addresses, polite, waits.append, lambda: 5.0) as client:
        fetching.fetch(Roads(client, TABLES), TABLE, raw, TODAY)
    assert [a.host for a in service.asked] == ["content", "site", "content"]
    assert waits == [2.0] * 2
    assert {a.headers["User-Agent"] for a in service.asked} == {ees.USER_AGENT}


def test_no_service_at_all_is_said_once_with_what_to_do(raw: Path) -> None:
    waits: list[float] = []
    nobody = ees.Addresses(**dict.fromkeys(("api", "content", "site"), "http://127.0.0.1:9"))
    first = r"tried 5 times.*HTTPS_PROXY.*SSL_CERT_FILE"
    with ees.Client(nobody, MANNERS, waits.append) as client:
        roads = Roads(client, TABLES)
        for table, said in ((TABLE, first), (TABLES[-1], "127.0.0.1:9 cannot be reached: see ab")):
            with pytest.raises(ees.FetchError, match=said):
                fetching.fetch(roads, table, raw, TODAY)
    assert len(waits) == 4, "a computer that cannot be reached is tried for one table only"


@pytest.mark.parametrize("given", ["", "ees.example", "ftp://ees.example", "https://", "/tmp"])
def test_an_address_that_is_none_is_refused(given: str) -> None:
    with pytest.raises(ees.FetchError, match="is not an address of the statistics service"):
        ees.Addresses(api=given)


@pytest.mark.parametrize("path", [LIST, DOWNLOAD, PAGE])
def test_a_redirect_to_another_computer_is_not_followed(fetch: Fetching, path: str) -> None:
    fetch.service.troubles[path] = ["elsewhere"]
    said = fetch.refused()
    assert f"sends us on to {ELSEWHERE}, which is not an address of the service" in said
    assert fetch.waits == []


def test_a_redirect_that_goes_round_ends(fetch: Fetching) -> None:
    fetch.service.troubles[LIST] = ["round"] * 9
    assert "it sent us on 4 times, and not to an answer" in fetch.refused()


def test_a_redirect_may_not_take_off_the_protection() -> None:
    with ees.Client() as client:
        ours = ees.Addresses().content.removeprefix("https://")
        assert client._is_ours(httpx.URL(f"https://{ours}/x"))
        assert not client._is_ours(httpx.URL(f"http://{ours}/x"))


def test_an_answer_in_another_form_is_said(
    fetch: Fetching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Service, "content", lambda *_: {"items": []})
    assert "expected a list with pages; found items" in fetch.refused()
    paged = {"results": [{"name": "x"}], "paging": {"totalPages": 1}}
    monkeypatch.setattr(Service, "content", lambda *_: paged)
    assert "expected files with id, name, title, release and day" in fetch.refused()


def test_an_interrupt_leaves_nothing(fetch: Fetching, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(fetch.raw)
    real, times = Path.replace, iter(range(9))

    def interrupted(self: Path, to: Path) -> Path:
        if next(times) == 1:
            raise KeyboardInterrupt
        return real(self, to)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetch()
    assert files(fetch.raw) == before


def test_what_changed_is_listed(fetch: Fetching) -> None:
    text = next_year(BEFORE).decode("utf-8-sig")
    text = text.replace("Living with the same carer", "Staying with the same carer")
    text = text.replace("new_la_code", "new_code", 1)
    fetch.service.files[0].content = text.encode("utf-8-sig")
    compared = fetch().compared
    assert compared is not None
    assert list(compared.of("column added")["label"]) == ["new_code"]
    assert list(compared.of("column removed")["label"]) == ["new_la_code"]
    assert list(compared.of("year added")["label"]) == ["2026"]
    assert set(compared.of("label removed")["column"]) == {"placement_stability"}
    said = changes.sentences(compared)
    assert said[0] == "1 column removed: 'new_la_code'"
    assert any(s.startswith("placement_stability: 1 label added: 'Staying") for s in said)


def test_values_that_were_revised_are_listed_with_where(fetch: Fetching) -> None:
    old, new = b"19680,69", b"19690,c"
    assert BEFORE.count(old) == 1
    fetch.service.files[0].content = next_year(BEFORE.replace(old, new))
    compared = fetch().compared
    assert compared is not None
    revised = compared.of("value changed")
    assert list(zip(revised["column"], revised["before"], revised["after"], strict=True)) == [
        ("children_count", "19680", "19690"),
        ("children_percent", "69", "c"),
    ]
    assert revised["label"].str.startswith("2025, Reporting year, National, E92000001").all()
    assert compared.cells == 2 * rows_of(BEFORE)
    said = changes.sentences(compared)
    assert any("1 value changed, for example 19680 to 19690 (2025," in s for s in said)


def test_the_same_release_has_no_changes() -> None:
    same = received_file.table(BEFORE)
    compared = changes.compare(same, same, SOURCE)
    assert compared.rows.empty and compared.cells == 2 * len(same)
    assert changes.sentences(compared)[0] == "Nothing changed that was looked at."


def test_rows_that_cannot_be_told_apart_are_not_compared() -> None:
    same = received_file.table(BEFORE)
    compared = changes.compare(same, same.drop(columns="placement_stability"), SOURCE)
    assert "Values were not compared" in compared.note
    assert compared.of("value changed").empty


def test_fewer_rows_of_a_year_and_a_year_that_is_gone_are_listed() -> None:
    same = received_file.table(BEFORE)
    less = same[(same["time_period"] != "2021")].iloc[1:]
    compared = changes.compare(same, less, SOURCE)
    assert list(compared.of("year removed")["label"]) == ["2021"]
    (row,) = compared.of("rows of a year").itertuples()
    assert (row.label, row.before == row.after) == (same["time_period"].iloc[0], False)


def test_without_a_file_of_before_it_is_held_against_the_catalogue(fetch: Fetching) -> None:
    (fetch.raw / SOURCE.file).unlink()
    compared = fetch().compared
    assert compared is not None
    assert list(compared.of("year added")["label"]) == ["2026"]
    assert "were not compared" in compared.note


def test_an_earlier_file_that_is_spoilt_is_not_compared(fetch: Fetching) -> None:
    (fetch.raw / SOURCE.file).write_bytes(b"time_period\n2025,\xff,too many\n")
    done = fetch()
    told = json.loads(done.path.with_suffix(".json").read_text("utf-8"))
    assert done.is_new and told["compared with"] == "what the catalogue declares"


def test_the_next_release_is_compared_with_the_one_fetched_before(fetch: Fetching) -> None:
    file = fetch.service.files[0]
    first = fetch()
    file.updated = "2026-12-24T09:30:00Z"
    file.content = file.content.replace(b"19680,69", b"19690,69", 1)
    second = fetch()
    told = json.loads(second.path.with_suffix(".json").read_text("utf-8"))
    assert told["compared with"] == first.path.name
    assert second.compared is not None and len(second.compared.of("value changed")) == 1
    assert first.path.is_file()


def test_two_files_of_one_day_both_stay(fetch: Fetching) -> None:
    first = fetch()
    kept = first.path.read_bytes()
    file = fetch.service.files[0]
    file.content, file.release = file.content.replace(b"19680,69", b"19690,69", 1), "Revised"
    second = fetch()
    assert second.path != first.path and second.path.name.startswith(f"{TABLE.id}-2026-11-26-")
    assert first.path.read_bytes() == kept


def test_a_record_that_was_spoilt_counts_as_none(fetch: Fetching) -> None:
    path = fetch().path
    fetched_files.beside(path).write_text("{")
    assert fetch().is_new


def test_a_packed_file_is_unpacked_and_a_plain_one_kept() -> None:
    assert responses.unpacked(gzip.compress(BEFORE)) == responses.unpacked(BEFORE) == BEFORE
