"""Ofsted's lists of providers, and of homes that joined and left the register, as tables.

One line is a provider, without name, address or owner's name: area, kind, sector and places, with
judgement and premises where a list has them. An owner is only a key by which homes are grouped.
"""

from datetime import date
from pathlib import Path

import pandas as pd

from analysis.catalogue.areas import areas
from analysis.catalogue.sources.ofsted import LISTS, OWNER, Movements, ProviderList
from analysis.catalogue.sources.source import RIGHT_EDITION, Source, source_error
from analysis.intake.ofsted import labels as ofsted
from analysis.intake.tables import labels, places, published_file, register


def providers(edition: ProviderList, raw: Path, spelt: set[str]) -> pd.DataFrame:
    """One list as area, kind, sector, judgement, places, premises and owner of each provider.

    `spelt` takes up the declared spellings that the list needs.
    """
    source, printed = edition.source, _rows(edition, raw)
    judgement = _labels(source, printed[edition.judgement], ofsted.JUDGEMENTS)
    if not edition.complete and (judgement == ofsted.NOT_YET_JUDGED).any():
        expected = f"a judgement of every provider in '{edition.judgement}'"
        found = f"{int((judgement == ofsted.NOT_YET_JUDGED).sum())} blank"
        remedy = "If this list now holds all providers, declare it complete."
        raise source_error(source, expected, found, remedy)
    spelt.update(_spellings(edition.year).keys() & set(printed["Local authority"]))
    providers = _described(source, printed, edition.year).assign(judgement=judgement)
    if edition.premises:
        providers["premises"] = _whole(source, printed, edition.premises, providers["kind"])
    if edition.complete:
        owner = printed[OWNER].str.casefold().str.replace(r"[^a-z0-9]+", " ", regex=True)
        providers["owner"] = owner.str.replace(r"\blimited\b", "ltd", regex=True).str.strip()
    return providers


def movements(each: Movements, raw: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The homes that joined the register in the year, and those that left it.

    A home that passes to another owner leaves and joins.
    """
    printed = _rows(each, raw)
    for word in ("Joiner", "Leaver"):
        labels.named(each.source, printed[f"{word} status"].str.strip(), {word: word, "": ""})
    kind = _labels(each.source, printed["Provision type"], ofsted.PROVISION)
    homes = printed[kind.isin(ofsted.HOME_TYPES)].reset_index(drop=True)
    described = _described(each.source, homes, each.year)
    joined, left = (
        described[homes[f"{word} status"].str.strip() == word] for word in ("Joiner", "Leaver")
    )
    return joined, left


def _rows(each: ProviderList | Movements, raw: Path) -> pd.DataFrame:
    """The providers of a list; blank lines and registrations in Wales are left out.

    SourceError unless the newest date falls in the year to 31 March.
    """
    source = each.source
    printed = published_file.read_csv(source, raw, skip=each.skip, only=source.declared)
    printed = printed.loc[:, ~printed.columns.duplicated()]
    printed = printed[printed["URN"].str.strip() != ""]
    in_wales = printed["Government Office Region"] == "Wales"
    register.leave_out("the provider is in Wales", int(in_wales.sum()))
    printed = printed[~in_wales].reset_index(drop=True)
    newest = pd.to_datetime(printed[each.dated], format="%d/%m/%Y", errors="coerce").max()
    end = pd.Timestamp(each.year, 3, 31)
    if not end - pd.DateOffset(years=1) < newest <= end:
        expected = f"a newest '{each.dated}' in the year to 31 March {each.year}"
        found = "none" if pd.isna(newest) else f"{newest:%d %B %Y}"
        raise source_error(source, expected, found, RIGHT_EDITION)
    return printed


def _spellings(year: int) -> dict[str, str]:
    """Ofsted's own names of authorities that existed at 31 March, with their codes."""
    day = date(year, 3, 31)
    return {name: code for name, code in ofsted.SPELLINGS.items() if areas()[code].existed(day)}


def _described(source: Source, printed: pd.DataFrame, year: int) -> pd.DataFrame:
    """Area, kind, sector and places of each provider; places are checked for homes."""
    kind = _labels(source, printed["Provision type"], ofsted.PROVISION)
    ours = kind.isin([*ofsted.HOME_TYPES, ofsted.SUPPORTED])
    _labels(source, printed.loc[ours, "Sector"], ofsted.SECTORS)
    sector = printed["Sector"].str.strip().str.casefold().map(ofsted.SECTORS)
    area = _authorities(source, printed["Local authority"], year)
    beds = _whole(source, printed, "Places", kind)
    return pd.DataFrame({"area": area, "kind": kind, "sector": sector, "places": beds})


def _labels(source: Source, column: pd.Series, known: dict[str, str]) -> pd.Series:
    return labels.named(source, column.str.strip().str.casefold(), known)


def _whole(source: Source, printed: pd.DataFrame, column: str, kind: pd.Series) -> pd.Series:
    """A column of whole numbers; SourceError if a home or supported accommodation has none."""
    value = pd.to_numeric(printed[column].str.strip(), errors="coerce")
    absent = value.isna() & kind.isin([*ofsted.HOME_TYPES, ofsted.SUPPORTED])
    if column != "Places":
        absent &= kind == ofsted.SUPPORTED
    if absent.any():
        expected = f"a number in '{column}' for every home"
        found = f"'{printed.loc[absent, column].iloc[0]}' in {int(absent.sum())} rows"
        remedy = "A sum of places would be too low: ask Ofsted, or use the edition before."
        raise source_error(source, expected, found, remedy)
    return value


def _authorities(source: Source, names: pd.Series, year: int) -> pd.Series:
    """DfE codes of printed authorities, by the names that were in force at 31 March."""
    there = places.authorities_on(date(year, 3, 31))
    known = {name: a.code for a in there for name in (a.name, a.official_name)} | _spellings(year)
    expected = f"authorities that existed at 31 March {year}"
    remedy = "If Ofsted spells it differently, add it to the spellings."
    return labels.named(source, names.str.strip(), known, expected, remedy)


def check_spellings(spelt: set[str]) -> None:
    """SourceError unless every declared spelling is among those that lists need (`spelt`)."""
    unused = [printed for printed in ofsted.SPELLINGS if printed not in spelt]
    if unused:
        expected = f"the spelling '{unused[0]}' in this list or an earlier one"
        found = "none"
        remedy = "Ofsted seems to use our name now: remove the spelling."
        raise source_error(LISTS[-1].source, expected, found, remedy)
