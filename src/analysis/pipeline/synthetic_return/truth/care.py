"""Children looked after, started, ceased and on short-term placements."""

from datetime import date

from analysis.pipeline.synthetic_return.lives import (
    NO_PROVIDER,
    Child,
    Stay,
    age_on,
    holds,
    year_start,
)
from analysis.pipeline.synthetic_return.truth import meanings as of
from analysis.pipeline.synthetic_return.truth.tally import Tally
from analysis.pipeline.synthetic_return.truth.when import (
    first_start,
    kind_of,
    last_end,
    looked_after,
    place_of,
    short_breaks_only,
    stay_on,
)

NOW, STARTED, CEASED = "cla_31_march", "cla_started", "cla_ceased"


def count(children: tuple[Child, ...], day: date, tally: Tally) -> None:
    """Count the children in care on a day, and those who started and ceased in its year."""
    _expect(tally)
    for child in children:
        now = stay_on(child, day)
        if now is not None:
            _now(child, now, day, tally)
        started = first_start(child, day)
        if started is not None:
            _started(child, started, tally)
        ceased = last_end(child, day)
        if ceased is not None:
            _ceased(child, ceased, tally)
        if looked_after(child, year_start(day), day):
            tally.count("cla_during_year")
        if short_breaks_only(child, year_start(day), day):
            tally.count("short_term_placements")


def _expect(tally: Tally) -> None:
    for measure in (NOW, STARTED, CEASED):
        tally.expect(measure)
        tally.expect(measure, "age", of.AGES_CEASED if measure == CEASED else of.AGES)
        tally.expect(measure, "sex", of.FEMALE_MALE.values())
        tally.expect(measure, "uasc", of.UASC)
    for measure in (NOW, STARTED):
        tally.expect(measure, "need", of.NEED)
    tally.expect(NOW, "ethnicity", of.ETHNIC)
    tally.expect(NOW, "legal_status", of.STATUS)
    tally.expect(NOW, "placement", of.KIND)
    tally.expect(NOW, "provider", of.PROVIDER)
    tally.expect("provider_recorded")
    tally.expect("in_external_provision")
    tally.expect(STARTED, "legal_status", of.STATUS_STARTED)
    tally.expect(CEASED, "reason", of.REASON)
    tally.expect("adopted_application")
    tally.expect("adopted_application", "application", of.APPLICATION)
    tally.expect("special_guardianship")
    tally.expect("special_guardianship", "carer", of.CARER)
    tally.expect("cla_during_year")
    tally.expect("short_term_placements")


def _now(child: Child, stay: Stay, day: date, tally: Tally) -> None:
    """On the day: unaccompanied where that had not ceased by the day."""
    uasc = child.uasc and (child.duc is None or child.duc > day)
    _count(child, NOW, of.age_band(age_on(child.dob, day)), uasc, tally)
    tally.count(NOW, "ethnicity", of.category(of.ETHNIC, child.ethnic, "not_known"))
    tally.count(NOW, "need", of.category(of.NEED, stay.need))
    tally.count(NOW, "legal_status", of.category(of.STATUS, holds(stay.orders, day)))
    kind = kind_of(stay, day)
    tally.count(NOW, "placement", of.category(of.KIND, kind, "other"))
    number = place_of(stay, day)
    none = number is None or kind in NO_PROVIDER
    provider = "" if none or number is None else stay.homes[number].provider
    tally.count(NOW, "provider", of.category(of.PROVIDER, provider, "not_reported"))
    if provider in ("PR0", "PR1", "PR2", "PR3", "PR4", "PR5"):
        tally.count("provider_recorded")
    if provider in ("PR2", "PR4", "PR5"):
        tally.count("in_external_provision")


def _started(child: Child, stay: Stay, tally: Tally) -> None:
    """At the start: unaccompanied where that ceased later or never."""
    uasc = child.uasc and (child.duc is None or child.duc > stay.start)
    _count(child, STARTED, of.age_band(age_on(child.dob, stay.start)), uasc, tally)
    tally.count(STARTED, "need", of.category(of.NEED, stay.need))
    status = of.category(of.STATUS_STARTED, holds(stay.orders, stay.start))
    tally.count(STARTED, "legal_status", status)


def _ceased(child: Child, stay: Stay, tally: Tally) -> None:
    """At the end: unaccompanied where that had not ceased before the day on which care did."""
    assert stay.end is not None
    uasc = child.uasc and (child.duc is None or child.duc >= stay.end)
    _count(child, CEASED, of.age_band_ceased(age_on(child.dob, stay.end)), uasc, tally)
    reason = of.category(of.REASON, stay.reason, "other")
    tally.count(CEASED, "reason", reason)
    if reason == "adopted":
        tally.count("adopted_application")
        application = of.category(of.APPLICATION, stay.reason)
        tally.count("adopted_application", "application", application)
    if reason == "special_guardianship":
        tally.count("special_guardianship")
        carer = of.category(of.CARER, stay.reason)
        if carer:
            tally.count("special_guardianship", "carer", carer)


def _count(child: Child, measure: str, age: str, uasc: bool, tally: Tally) -> None:
    tally.count(measure)
    tally.count(measure, "age", age)
    if child.sex in of.FEMALE_MALE:
        tally.count(measure, "sex", of.FEMALE_MALE[child.sex])
    tally.count(measure, "uasc", "uasc" if uasc else "not_uasc")
