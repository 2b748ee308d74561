"""Files of invented figures in the layouts of the department's 2025 edition.

Each row of `EDITIONS` is a table of which only an older edition is at hand: the source whose next
edition it would be, and what such a file holds. The columns and labels are the department's (its
data catalogue, reporting year 2025); every figure is invented, and so is the pair of years.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from analysis.catalogue.sources.dfe_cla import SOURCES
from analysis.catalogue.sources.source import Source

BY_ID = {source.id: source for source in SOURCES}
YEARS = ("2024", "2025")
PLACE = "time_period,time_identifier,geographic_level,country_code,country_name"
AREA = ",region_code,region_name,old_la_code,la_name,new_la_code"
ENGLAND = "Reporting year,National,E92000001,England"
BRADFORD = (
    "Reporting year,Local authority,E92000001,England,E12000003,Yorkshire and The Humber,380,"
    "Bradford,E08000032"
)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A table: the source that it follows, its own columns, and its rows of labels and figures.

    `says` is one of its figures as the project has it: measure, dimension, category, unit, value.
    """

    follows: str
    columns: str
    rows: tuple[str, ...]
    says: tuple[str, str, str, str, float]
    national: bool = False

    @property
    def source(self) -> Source:
        """The source as it would be declared: the older one with another year and day."""
        older = BY_ID[self.follows]
        return replace(
            older,
            id=older.id.replace("2024", "2025").replace("2022", "2025"),
            file=f"invented/{older.id}.csv",
            release="2026-03-31",
            years=YEARS,
        )

    def write(self, raw: Path) -> Source:
        """Put the file under `raw`; the source that reads it."""
        areas = (ENGLAND,) if self.national else (f"{ENGLAND},,,,,", BRADFORD)
        lines = [f"{year},{area},{row}" for year in YEARS for area in areas for row in self.rows]
        header = f"{PLACE}{'' if self.national else AREA},{self.columns}"
        path = raw / self.source.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8-sig")
        return self.source


_FOUR = "characteristic,breakdown,children_count,children_percent"
_ONE, _TWO = "CLA on 31 March", "CLA 2 years on 31 March"
_SGO = "Special guardianship order made to"
EDITIONS: dict[str, Edition] = {
    "mid-year school moves": Edition(
        follows="dfe_cla_2022_school_moves",
        columns="cla_group,move_measure,school_stability,children_count,children_percent",
        rows=(
            f"{_ONE},Any moves,Total children,200,100",
            f"{_ONE},Any moves,With one or more moves during the year,60,30",
            f"{_ONE},Mid-year moves,Total children,200,100",
            f"{_ONE},Mid-year moves,With one or more mid-year moves during the year,20,10",
            f"{_TWO},Mid-year moves,With one or more mid-year moves during the previous 2 years,"
            "40,c",
        ),
        says=("mid_year_school_moves", "all", "all", "children", 20),
    ),
    "social workers": Edition(
        follows="dfe_cla_2025_social_workers",
        columns="cla_group,sw_stability,children_count,children_percent",
        rows=(
            f"{_ONE},Total children,300,100",
            f"{_ONE},3 or more social workers during the year,60,20",
            f"{_TWO},Total children,200,100",
            f"{_TWO},3 or more social workers during the previous 2 years,90,45",
        ),
        says=("three_or_more_social_workers_two_years", "all", "all", "percent", 45),
    ),
    "missing or away": Edition(
        follows="dfe_cla_2024_missing",
        columns="missing_status,number",
        rows=(
            "Children looked after during the year,500",
            "Children missing at 31 March,10",
            "Average number of missing incidents per looked after child who went missing,6.5",
        ),
        says=("missing_incidents_per_child", "all", "all", "ratio", 6.5),
    ),
    "net gain": Edition(
        follows="dfe_cla_2024_net_gain",
        columns="characteristic,children_count",
        rows=("Net gain of children by responsible LA,-120",),
        says=("net_gain", "all", "all", "children", -120),
    ),
    "short-term placements": Edition(
        follows="dfe_cla_2024_short_term",
        columns="breakdown,children_count",
        rows=(
            "Children who were only looked after exclusively under a series of short term "
            "placements,70",
        ),
        says=("short_term_placements", "all", "all", "children", 70),
    ),
    "adoption and special guardianship": Edition(
        follows="dfe_cla_2024_sgo_adoption",
        columns=_FOUR,
        rows=(
            "Adopted,Total,50,100",
            "Adopted,Adopted - application unopposed,30,60",
            "Special guardianship orders,Total,80,100",
            f"Special guardianship orders,{_SGO} former foster carers,20,25",
        ),
        says=("special_guardianship", "carer", "former_foster", "percent", 25),
    ),
    "started": Edition(
        follows="dfe_cla_2024_started",
        columns=_FOUR,
        rows=(
            "Age on starting,Total,400,100",
            "Age on starting,Under 1 year,100,25",
            "Taken into care,All children taken into care,240,60",
        ),
        says=("cla_started", "age", "under_1", "children", 100),
    ),
    "ceased": Edition(
        follows="dfe_cla_2024_ceased",
        columns=_FOUR,
        rows=(
            "Age on ceasing,Total,400,100",
            "Reason episode ceased,Adopted,40,10",
        ),
        says=("cla_ceased", "reason", "adopted", "percent", 10),
    ),
    "in touch, 22 to 25": Edition(
        follows="dfe_cla_2024_leavers_in_touch_22_25",
        columns="care_leaver_age,breakdown,care_leaver_count,care_leaver_percent",
        rows=(
            "22 years,Total,50,100",
            "22 years,Young person has requested and received support,30,60",
            "25 years,Care leaver not in touch,20,40",
        ),
        says=("care_leavers_22", "in_touch", "received_support", "young_people", 30),
    ),
    "national time series": Edition(
        follows="dfe_cla_2024_time_series",
        columns="population_type,children_count",
        rows=(
            "Children looked after on 31 March,80000",
            "Children looked after on 31 March excluding unaccompanied asylum-seeking children,"
            "70000",
            "Children looked after on 31 March who were unaccompanied asylum-seeking children,"
            "10000",
            "Children starting to be looked after during the year,30000",
        ),
        says=("cla_31_march", "uasc", "not_uasc", "children", 70000),
        national=True,
    ),
    "a duration without a leading nought": Edition(
        follows="dfe_cla_2025_adoption_stages",
        columns="stage_of_adoption_process,age_start_poc,number",
        rows=(
            "4. Total average time between entry into care and date placed for adoption,Total,3:2",
            "6. Total average time between entry into care and adoption,Total,3:11",
        ),
        says=("adoption_stage_months", "stage", "entry_to_placed", "months", 38),
        national=True,
    ),
}
