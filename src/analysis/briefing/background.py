"""What a reader needs beside the figures: words, sources, corrections and how it was done."""

from analysis.briefing.figures import Figures
from analysis.briefing.needs_analysis.front import HEADLINE_RULE
from analysis.briefing.needs_analysis.summary import RULE
from analysis.briefing.parts import day, prose, table
from analysis.catalogue.indicator import KINDS, THEMES
from analysis.catalogue.indicators import INDICATORS, of_theme
from analysis.catalogue.sources.corrections import CORRECTIONS
from analysis.catalogue.sources.publications import PUBLICATIONS
from analysis.catalogue.text import law
from analysis.core import store
from analysis.present.parts.exhibit import Exhibit
from analysis.present.parts.prose import Glossary, Prose
from analysis.present.parts.records import Stack

WORDS = {
    "Clearly": "By more than chance alone would usually explain (95%): a figure is clearly higher "
    "where what it is compared with lies outside its interval, and clearly rose where a test of "
    "both years says so. In brackets is how large a change would have been clear.",
    "Child in care": law.said("child in care"),
    "Care leaver": law.said("care leaver"),
    "Corporate parent": "The council and its partners, who together should do for children in "
    "care what a good parent would do.",
    "Eligible, relevant, former relevant": law.said("cohorts"),
    "Kinship care": "Care by relatives or friends.",
    "Special guardianship": law.said("special guardianship"),
    "Unaccompanied asylum-seeking child": "A child who came to the country alone to seek asylum.",
    "Supported accommodation": "A registered home with support for young people aged 16 and over.",
    "Section 20": law.said("section 20"),
    "Statistical neighbours": "Ten authorities that the Department for Education finds most like "
    "this one; here 'similar authorities'.",
    "Median": "The middle one when figures are put in order.",
    "95% interval": "The range in which the underlying rate lies in 19 cases of 20, if the same "
    "circumstances came again. Small numbers have wide intervals.",
    "Suppressed": "Not published because the number of children is so small that one might be "
    "recognised.",
    "SDQ": "Strengths and difficulties questionnaire: 25 questions about a child's feelings and "
    "behaviour, scored from 0 to 40.",
    "SEN and EHCP": "Special educational needs, and the education, health and care plan that the "
    "children with the greatest needs have.",
    "Attainment 8": "The total of a pupil's grades at 16 over eight subjects.",
    "Education, employment or training": "In school, college, university, a job or an "
    "apprenticeship.",
    "Staying put": "Living on with foster carers after 18.",
}

OURS = {"children": "children in care", "care_leavers": "care leavers"}
OLD_LAW = (
    "What this page says of the law was last checked on {checked}, more than a year before this "
    "page: ask whether it still holds."
)

LIMITS = (
    "Rates have exact Poisson limits where the count is below 10 and Byar's above; shares have "
    "Wilson limits. Changes of shares are tested by Newcombe's method and changes of rates by the "
    "exact ratio of two Poisson counts. Every child is counted, so the intervals do not describe "
    "sampling: they say how far the figure could differ if the same circumstances came again. "
    "Brothers and sisters, and children in one home, are not independent, so the true uncertainty "
    "is somewhat larger. Children in care on two days a year apart are largely the same children, "
    "so tests of change between two days are cautious."
)
COMPARED = (
    "England and the region are taken as fixed: a figure is called higher or lower where they lie "
    "outside its 95% interval. Similar authorities are described by the median of those of the "
    "ten that have a published figure, and at least five must have one. What opens this page uses "
    "99.8%, because so many figures are compared; and because authorities differ from one another "
    "by more than chance on nearly everything, the findings that close it also lie beyond all "
    "similar authorities."
)
HONEST = (
    "A figure is printed as it was published; where only counts are, the share is worked out and "
    "the list of indicators says so. A suppressed figure stays suppressed: it is never worked out "
    "from others. Lines are not drawn across a change of definition. 'No clear change' and 'no "
    "clear difference' mean that chance could explain it, not that nothing changed or differs."
)
ACCESSIBLE = (
    "This page is meant to meet WCAG 2.2 AA. Every chart has a text alternative and its table; "
    "the figures are also beside the page as {files}. It needs no script, no connection and no "
    "mouse, and can be read at 400% and printed on A4. Charts are drawn again for small screens; "
    "only maps scroll sideways. It was tested by machine with axe in Chromium; it has not yet been "
    "tested by people who use assistive technology. If something cannot be read, ask {whom} for it "
    "in another form."
)


def glossary() -> Stack:
    """Words that a new member may not know, and the law behind them with the day of its check."""
    return Stack([Glossary(WORDS), law_said()])


def law_said() -> Exhibit:
    """What pages say of the law, where it stands, when it was last checked, and what was not."""
    rows = [
        {
            "What we say": each.words.format(area="this area", **OURS),
            "Where it stands": each.cited,
            "Last checked": day(each.checked),
            "What the check left open": each.unchecked or "nothing",
        }
        for each in law.LAW.values()
    ]
    return table(
        "law",
        f"The law was last checked on {day(law.oldest_check())}",
        "What pages say of law and rights, with its source",
        rows,
        source="Stored copies of legislation.gov.uk, of which each address stands in the register "
        "of the law in the code",
        note="This is no legal advice. Ask the council's lawyers before a decision rests on it.",
        folded=True,
    )


def methods() -> Prose:
    """How figures, intervals and comparisons were worked out."""
    return prose(HONEST, LIMITS, COMPARED, RULE, HEADLINE_RULE)


def accessibility(*, national: bool = False) -> Prose:
    """The accessibility statement of an authority's page, or of a page for England."""
    files, whom = (
        ("CSV", "whoever sent it to you")
        if national
        else ("CSV and as an accessible workbook", "the council")
    )
    return prose(ACCESSIBLE.format(files=files, whom=whom))


def sources(figures: Figures) -> Exhibit:
    """Every publication with its date, what it goes to and when the next is due."""
    rows = [
        {
            "Publication": f"{p.publisher}: {p.title}",
            "Published": day(p.released),
            "Figures to": p.data_to,
            "Next due": p.due + (" (due or out)" if p.late(figures.today) and not p.newer else ""),
        }
        for p in PUBLICATIONS.values()
    ]
    return table(
        "sources",
        "The publications behind this page",
        "Publisher, date and the newest period of each publication used",
        rows,
        source="Contains public sector information licensed under the Open Government Licence "
        "v3.0. Each file's checksum is in data/raw/sources.csv",
        note=OLD_LAW.format(checked=day(law.oldest_check())) * law.stale(figures.today),
    )


def data_quality(figures: Figures) -> Prose:
    """What was read, what was left out, and what was corrected for this authority."""
    counts, area = store.record()["counts"], figures.area
    by_status = counts["by status"]
    hidden = by_status.get("suppressed", 0) / sum(by_status.values())
    read = (
        f"The tables hold {counts['rows']:,} published figures for all authorities, of which "
        f"{counts['of them older figures that were revised']:,} are older figures that a newer "
        f"release revised. {hidden:.0%} of the newest are suppressed."
    )
    corrected = [
        f"Corrected here: {', '.join(m.replace('_', ' ') for m in c.measures[:2])}, year to "
        f"{day(c.period_end)}. {c.why}"
        for c in CORRECTIONS
        if area.code in c.areas
    ]
    begun = (
        f"{area.name} began on {day(area.start)}; there are no figures before then, and those of "
        "the authorities before it are not joined on."
    )
    return prose(read, *corrected, begun if area.start else "")


def definitions(theme: str) -> Exhibit:
    """What each measure of a theme counts, among whom, and what to beware of."""
    rows = [
        {
            "Measure": i.title,
            "What it counts": i.definition,
            "Among whom": i.cohort,
            "Take care": i.caveat or "nothing in particular",
            "Interval": "yes" if i.has_interval else KINDS[i.kind].split(": ")[-1],
        }
        for i in of_theme(theme)
    ]
    return table(
        f"definitions-{theme.lower()}",
        f"{THEMES[theme]}: what each measure means",
        f"{len(rows)} of the {len(INDICATORS)} measures in the catalogue",
        rows,
        source="Care Analysis, list of indicators (docs/indicators.md)",
        folded=True,
    )
