"""The rules by which faulty episodes are repaired: each is declared here, counted, and told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Repair:
    """A rule: its id, and what is said of it after the number of episodes it touched."""

    id: str
    said: str


REPAIRS = {
    rule.id: rule
    for rule in (
        Repair("repeated", "given more than once in the same words; one of each was kept"),
        Repair(
            "recurring",
            "in more than one year's return, as they should be; what the latest says was kept",
        ),
        Repair(
            "same_start",
            "begun by one child on the same day as another; the one that came last was kept",
        ),
        Repair("ends_first", "said to end before they began; left out"),
        Repair("overlapping", "not over when the next began; ended on the day that it began"),
        Repair(
            "left_open",
            "open in one return and absent from the next; ended on the last day of the return, "
            "the reason not known",
        ),
        Repair("one_day_gap", "followed a day later by the next of the same stay; joined to it"),
        Repair(
            "broken_off",
            "said to go on in another that is not there; ended with the reason not known",
        ),
        Repair("no_header", "of children who are in no header table; counted in totals only"),
    )
}
