"""The statistics service as on an ordinary day: what it has for each table that the project reads.

The day is one of July 2026: the 2025 editions are out, and the catalogue's files are excerpts of
real ones or, where only an older edition is at hand, files of invented figures in the layouts of
2025. What the service really has of some tables of 2025 is not known; here one is gone, one is in
an older release only, and one has a layout that nobody has seen.

    python tests/support/ees_normal_day.py [RAW]    serves until ended

RAW is a new folder for excerpts.
"""

import sys
import tempfile
import threading
from pathlib import Path

import ees_server
import excerpted
import invented_editions
from analysis.catalogue.sources import SOURCES
from analysis.catalogue.sources.source import Source
from analysis.intake.releases import offered_tables
from analysis.intake.releases.offered_tables import Table
from ees_server import DataSet, File, Service, Version, an_id

TABLES = offered_tables.tables(SOURCES.values())
BY_ID = {table.id: table for table in TABLES}
SERIES = BY_ID["dfe_cla_time_series"].data_set
REFERRALS = BY_ID["dfe_cin_referrals"].data_set
STABILITY_DAY = "2026-06-25T08:30:00Z"

# Tables that the 2025 release has not, and what is called nearly so.
GONE = {"dfe_outcomes_exclusions": "suspensions_la.csv"}
ONLY_OLDER = ("dfe_cla_leavers_in_touch",)
NEVER_SEEN = ("dfe_cla_staying_put",)


def service() -> Service:
    """The service with everything in it."""
    held = Service()
    for table in TABLES:
        held.files += files_of(table)
    # The publication has 45 files of the newest release, which are more than one page.
    own = BY_ID["dfe_cla_numbers"].publication_id
    named = sum(f.latest and f.publication == own for f in held.files)
    held.files += [
        File(name=f"national_table_{n}.csv", content=b"time_period\n2025\n", publication=own)
        for n in range(45 - named)
    ]
    held.data_sets = data_sets(held.files)
    held.publications = {d.publication: "A publication" for d in held.data_sets}
    held.publications |= {an_id(f"publication {n}"): f"Publication {n}" for n in range(23)}
    return held


def files_of(table: Table) -> list[File]:
    """A table's file of the newest release, and that of the release before."""
    older = older_file(table)
    if table.id in ONLY_OLDER:
        return older
    stability = "stability" in table.publication.url
    content = newest_content(table)
    release, day = "Reporting year 2025", f"{table.newest.release}T09:30:00Z"
    if stability:
        day = STABILITY_DAY
    elif int(table.newest.release[:4]) < 2025:
        day = "2026-04-02T08:30:00Z" if "outcomes" in table.id else "2025-11-26T09:30:00Z"
    file = File(
        name=GONE.get(table.id, newest_name(table)),
        content=content,
        publication=table.publication_id,
        release=release,
        published=day,
        api=table.data_set,
    )
    return [file, *older]


def older_file(table: Table) -> list[File]:
    """A table's file in a release before the newest, under another id."""
    if table.id in GONE:
        return []
    return [
        File(
            name=newest_name(table).replace("2025", "2024"),
            content=newest_content(table),
            publication=table.publication_id,
            release="Reporting year 2024",
            published="2024-11-14T09:30:00Z",
            latest=False,
        )
    ]


def newest_name(table: Table) -> str:
    """The name of the 2025 file: the newest known, with the years of 2025."""
    source = next(s for s in table.editions if s.file.endswith(".csv") or s.published_as)
    name = source.published_as or Path(source.file).name
    return name.replace("1994_2024", "1994_2025")


def newest_content(table: Table) -> bytes:
    """The file of 2025: the excerpt where there is one, or invented figures in its layout."""
    invented = invented_file(table)
    if invented is not None:
        return invented
    declared = [s for s in table.editions if s.file.endswith(".csv")]
    if not declared:
        return b"time_period,geographic_level,old_la_code,number\n2025,National,,1\n"
    content = (excerpted.EXCERPTS / declared[0].file).read_bytes()
    if table.id in NEVER_SEEN:
        return content.replace(b"stay_put,number", b"arrangement,young_people", 1)
    return content if declared[0] is table.newest and is_of_2025(table.newest) else later(content)


def is_of_2025(source: Source) -> bool:
    return source.release >= "2025-10"


def later(content: bytes) -> bytes:
    """An excerpt with its newest year again as the year 2025, and without its oldest."""
    text = content.decode("utf-8-sig")
    header, *lines = text.splitlines()
    newest = max(line.split(",")[0] for line in lines)
    year = "2025" if len(newest) == 4 else "202425"
    added = [line.replace(newest, year, 1) for line in lines if line.startswith(newest)]
    return "\n".join((header, *added, *lines, "")).encode()


def invented_file(table: Table) -> bytes | None:
    """A file of invented figures in the layout of 2025; None where a real excerpt is at hand."""
    follows = {s.id for s in table.editions}
    found = [e for e in invented_editions.EDITIONS.values() if e.follows in follows]
    if not found or table.id == "dfe_cla_adoption_stages":
        return None
    with tempfile.TemporaryDirectory() as folder:
        return (Path(folder) / found[0].write(Path(folder)).file).read_bytes()


def data_sets(files: list[File]) -> list[DataSet]:
    """The two tables that the API has, a patch among their versions, and sets of other columns."""
    of = {f.api: f for f in files if f.api and f.latest}
    series, referrals = of[SERIES], of[REFERRALS]
    return [
        DataSet(
            id=SERIES,
            title="Time series of children looked after",
            publication=series.publication,
            versions=[
                Version(number="1.0", content=series.content),
                Version(number="1.0.1", content=series.content, kind="Patch"),
            ],
        ),
        DataSet(
            id=REFERRALS,
            title="C1 Referrals and re-referrals",
            publication=referrals.publication,
            versions=[
                Version(
                    number="1.0",
                    content=referrals.content,
                    published=referrals.published.replace("Z", "+00:00"),
                )
            ],
        ),
        DataSet(
            id=an_id("outcomes - API"),
            title="Key stage 4 - API",
            publication=an_id("publication 1"),
            versions=[Version(number="1.0", content=b"time_period,attainment8_sum\n202425,1\n")],
        ),
    ]


def fill(raw: Path) -> None:
    """A new folder of raw files with every edition that the project reads, as excerpts.

    Into a folder that holds something it writes nothing: excerpts have the names of real files.
    """
    if raw.exists() and (not raw.is_dir() or any(raw.iterdir())):
        sys.exit(f"{raw} is not empty, and excerpts would replace its files: name another.")
    for table in TABLES:
        for source in table.editions:
            excerpted.copy(source, raw)


def main() -> None:
    """Serve until the process is ended; print what the command is to be told."""
    if sys.argv[1:]:
        fill(Path(sys.argv[1]))
    with ees_server.serving(service()) as running:
        to = running.addresses
        print(f"export CARE_ANALYSIS_EES={to.api}")
        print(f"export CARE_ANALYSIS_EES_CONTENT={to.content}")
        print(f"export CARE_ANALYSIS_EES_SITE={to.site}", flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
