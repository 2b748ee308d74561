"""Groups of made-up children beside one another, counted one child after the other."""

from datetime import date

from analysis.pipeline.synthetic_return.lives import (
    NO_PROVIDER,
    Child,
    Stay,
    Synthetic,
    age_on,
    collection_year,
    holds,
    year_start,
)
from analysis.pipeline.synthetic_return.truth import meanings as of
from analysis.pipeline.synthetic_return.truth.outcomes import in_cohort
from analysis.pipeline.synthetic_return.truth.tally import Tally
from analysis.pipeline.synthetic_return.truth.when import (
    homes_within,
    kind_of,
    looked_after,
    place_of,
    stay_on,
)
from analysis.pipeline.synthetic_return.truth.where import far_of

GROUPS = {
    "age": of.AGES,
    "sex": tuple(of.FEMALE_MALE.values()),
    "ethnicity": tuple(of.ETHNIC),
    "need": tuple(of.NEED),
    "legal_status": tuple(of.STATUS),
    "uasc": of.UASC,
    "placement": tuple(of.KIND),
}
WHO = ("age", "sex", "ethnicity", "need", "legal_status", "uasc")
LIVES = ("age", "sex", "placement")
HEALTH = ("cla_12_months", "health_assessment", "dental_check", "immunisations")
SCORES = ("sdq_received", "sdq_concern")
WITH_SCORE = ("5_to_9", "10_to_15", "16_and_over")
KINDS = ("foster", "childrens_homes", "supported", "elsewhere")
PROVIDERS = ("own", "private", "voluntary", "others")
MANY = 3
FEWEST = 150  # children in care of whom groups are told apart
IN_PLAN = ("CARPL",)
BY_CARERS = ("CREQB", "CREQO", "CLOSE")


def count_year(children: tuple[Child, ...], day: date, tally: Tally) -> None:
    """Health, moves and being missing by group, in the year that ends on a day."""
    if sum(stay_on(child, day) is not None for child in children) < FEWEST:
        return
    _expect_year(tally)
    for child in children:
        for stay in child.stays:
            _moves(child, stay, day, tally)
        now = stay_on(child, day)
        if now is None:
            continue
        groups = groups_of(child, now, day)
        if homes_within(child, year_start(day), day) >= MANY:
            _count(tally, "three_or_more_placements", groups, LIVES)
        if _missing(child, day):
            tally.count("missing_of_in_care")
            _count(tally, "missing_of_in_care", groups, LIVES)
        said = child.health.get(collection_year(day))
        if in_cohort(child, day):
            _count(tally, "cla_12_months", groups, WHO)
        if said is None or not in_cohort(child, day):
            continue
        told = {"health_assessment": said.assessed, "dental_check": said.teeth}
        told["immunisations"] = said.immunised
        if said.sdq is not None and 5 <= age_on(child.dob, day) <= 16:
            told |= {"sdq_received": True, "sdq_concern": said.sdq >= 17}
        for measure, yes in told.items():
            if yes:
                _count(tally, measure, groups, WHO)


def count_homes(synthetic: Synthetic, day: date, tally: Tally, *, distances: bool) -> None:
    """Kinds of home, providers and distance of children in care on a day, by age."""
    if sum(stay_on(child, day) is not None for child in synthetic.children) < FEWEST:
        return
    for measure in (*(f"in_{kind}" for kind in KINDS), *(f"by_{each}" for each in PROVIDERS)):
        tally.expect(f"cla_31_march_{measure}")
        tally.expect(f"cla_31_march_{measure}", "age", of.AGES)
    for measure in ("distance_known", "over_20_miles") if distances else ():
        tally.expect(f"cla_31_march_{measure}")
        _expect(tally, f"cla_31_march_{measure}", ("age", "placement"))
    for child in synthetic.children:
        stay = stay_on(child, day)
        if stay is None:
            continue
        groups, number = groups_of(child, stay, day), place_of(stay, day)
        none = number is None or kind_of(stay, day) in NO_PROVIDER
        provider = "" if none or number is None else stay.homes[number].provider
        name = of.category(of.PROVIDER, provider, "not_reported")
        name = name if name in PROVIDERS else "others"
        kind = groups["placement"] if groups["placement"] in KINDS else "elsewhere"
        for measure in (f"cla_31_march_in_{kind}", f"cla_31_march_by_{name}"):
            tally.count(measure)
            _count(tally, measure, groups, ("age",))
        post = "" if number is None else stay.homes[number].post
        far = far_of(child.home_post, post, synthetic.places) if distances else "not_known"
        for measure, yes in {
            "cla_31_march_distance_known": far != "not_known",
            "cla_31_march_over_20_miles": far == "over_20_miles",
        }.items():
            if yes:
                tally.count(measure)
                _count(tally, measure, groups, ("age", "placement"))


def groups_of(child: Child, stay: Stay, day: date) -> dict[str, str]:
    """The category of a child in care on a day, in each breakdown; "" where in none."""
    uasc = child.uasc and (child.duc is None or child.duc > day)
    return {
        "age": of.age_band(age_on(child.dob, day)),
        "sex": of.FEMALE_MALE.get(child.sex, ""),
        "ethnicity": of.category(of.ETHNIC, child.ethnic, "not_known"),
        "need": of.category(of.NEED, stay.need),
        "legal_status": of.category(of.STATUS, holds(stay.orders, day)),
        "uasc": "uasc" if uasc else "not_uasc",
        "placement": of.category(of.KIND, kind_of(stay, day), "other"),
    }


def _moves(child: Child, stay: Stay, day: date, tally: Tally) -> None:
    """Moves of the year by age at the move and the kind of home that was left."""
    left = [
        (following.start, home.why, holds(home.kinds, following.start))
        for home, following in zip(stay.homes, stay.homes[1:], strict=False)
        if home.end == following.start
    ]
    for home in stay.homes:
        before = home.kinds[:-1]
        left += [
            (begun, "PLACE", kind)
            for (_, kind), (begun, _) in zip(before, home.kinds[1:], strict=True)
        ]
    for when, why, kind in left:
        if year_start(day) <= when <= day:
            groups = {
                "age": of.age_band(age_on(child.dob, when)),
                "placement": of.category(of.KIND, kind, "other"),
            }
            _count(tally, "placement_changes", groups, tuple(groups))
            for measure, reasons in {
                "moves_in_plan": IN_PLAN,
                "moves_by_carers": BY_CARERS,
            }.items():
                if why in reasons:
                    tally.count(measure)
                    _count(tally, measure, groups, tuple(groups))


def _missing(child: Child, day: date) -> bool:
    """Whether a child was missing on a day of the year that ends on a day."""
    return looked_after(child, year_start(day), day) and any(
        each.kind == "M" and each.start <= day and (each.end is None or each.end >= year_start(day))
        for each in child.incidents
    )


def _expect_year(tally: Tally) -> None:
    for measure in HEALTH:
        _expect(tally, measure, WHO)
    for measure in SCORES:
        _expect(tally, measure, WHO[1:])
        tally.expect(measure, "age", WITH_SCORE)
    for measure in ("moves_in_plan", "moves_by_carers", "missing_of_in_care"):
        tally.expect(measure)
    for measure in ("moves_in_plan", "moves_by_carers", "placement_changes"):
        _expect(tally, measure, ("age", "placement"))
    for measure in ("three_or_more_placements", "missing_of_in_care"):
        _expect(tally, measure, LIVES)


def _expect(tally: Tally, measure: str, dimensions: tuple[str, ...]) -> None:
    for dimension in dimensions:
        tally.expect(measure, dimension, GROUPS[dimension])


def _count(tally: Tally, measure: str, groups: dict[str, str], dimensions: tuple[str, ...]) -> None:
    for dimension in dimensions:
        if groups[dimension]:
            tally.count(measure, dimension, groups[dimension])
