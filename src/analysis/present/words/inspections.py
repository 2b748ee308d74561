"""What inspectors judged of an authority, in sentences: who said it, when, and who compiled it."""

from collections.abc import Mapping
from datetime import date

GRADES = dict(
    enumerate(("outstanding", "good", "requires improvement to be good", "inadequate"), start=1)
)
ASKED = {
    "experiences_in_care": "children in care",
    "care_leavers": "care leavers",
    "overall": "overall effectiveness",
}


def judged(name: str, began: date, grades: Mapping[str, int]) -> str:
    """What Ofsted judged, by question (`ASKED`); `began` is the inspection's first day."""
    told = [f"{words}, '{GRADES[grades[at]]}'" for at, words in ASKED.items() if at in grades]
    return f"Ofsted inspected {name} in {began:%B %Y}. Its judgements: {'; '.join(told)}."


def no_judgement_of_care_leavers() -> str:
    """Why an older inspection has no judgement of care leavers."""
    return (
        "Care leavers have had a judgement of their own since January 2023 only: in this "
        "inspection that of children in care covered them."
    )


def by_ofsted(listed_at: date, published: date) -> str:
    """That the judgement is from Ofsted's own list."""
    return f"Source: Ofsted's list of inspection outcomes at {_day(listed_at)} ({_day(published)})."


def by_another(compiler: str, compiled: date, own_list_to: date | None) -> str:
    """That the judgement is from a compilation, which is not Ofsted's; why it is told."""
    why = f"Ofsted's own list here goes to {_day(own_list_to)}. " if own_list_to else ""
    return (
        f"{why}The newer inspection is told as {compiler} compiled it from Ofsted's reports on "
        f"{_day(compiled)}. That is not Ofsted's own publication: read the report "
        "itself before decisions rest on it."
    )


def before(began: date, grades: Mapping[str, int]) -> str:
    """What the inspection before, in Ofsted's own list, had found for children in care."""
    grade = GRADES[grades["experiences_in_care"]]
    return (
        f"At the inspection before, in {began:%B %Y}, Ofsted's own list has '{grade}' for children "
        "in care."
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
