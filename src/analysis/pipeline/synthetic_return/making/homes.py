"""The homes of a stay: the first one by age, moves that grow rarer, and the last one."""

from datetime import date
from math import exp
from random import Random

from analysis.pipeline.synthetic_return.draw import YEAR, wait
from analysis.pipeline.synthetic_return.lives import Away, Home
from analysis.pipeline.synthetic_return.making.orders import Ordered
from analysis.pipeline.synthetic_return.making.places import House, Places
from analysis.pipeline.synthetic_return.making.plans import ADOPTED, Plan, band
from analysis.pipeline.synthetic_return.rates import living

REGISTERED = date(2023, 10, 28)
"""The day from which supported accommodation is registered (K3) or another placement."""
LONG_TERM = {"U3": "U1", "U6": "U4"}
SUPPORTED = "SUP"
ANY_TEMPORARY, SEVEN_DAYS = "T0", "T4"


class Settling:
    """The homes of one stay, one after the other; days are ordinals until they are written down."""

    def __init__(self, chance: Random, plan: Plan, statuses: Ordered, places: Places) -> None:
        self.chance, self.plan, self.places = chance, plan, places
        self.changes = [day for day, _ in statuses[1:]]
        self.restless = exp(chance.gauss(0, living.MOVES_SPREAD))
        if plan.with_kin:
            self.restless *= 0.3
        self.homes: list[Home] = []
        self.away: list[Away] = []

    def settle(self, first: House | None, first_kind: str) -> None:
        """Fill the stay with homes, the first one given where a brother or sister is there."""
        plan = self.plan
        last = plan.placed if plan.reason == ADOPTED and plan.placed else plan.end
        kind = first_kind
        now = self._away_at_start(last)
        house = first or self._house(kind)
        while True:
            leaves = self._leaves(kind, now)
            ends = last if leaves >= last - 1 else self._with_status(now, leaves, last)
            self._live(kind, house, now, ends, self._why(ends))
            if ends == last:
                break
            now, kind = self._go(ends, last), self._next_kind(ends)
            house = self._house(kind)
        if last < plan.end:
            self._placed_for_adoption(last)
        self._away_now_and_then()

    def _why(self, day: int) -> str:
        """Why a child moves, in the codes of the year."""
        why = living.WHY(self.chance)
        early = day < date(living.CUSTODY_SINCE - 1, 4, 1).toordinal()
        return "OTHER" if why == "CUSTOD" and early else why

    def _with_status(self, now: int, leaves: int, last: int) -> int:
        """The day of a move: now and then that of a court's decision."""
        decided = [day for day in self.changes if now < day < last]
        return decided[0] if decided and self.chance.random() < living.WITH_STATUS else leaves

    def _leaves(self, kind: str, now: int) -> int:
        """The day on which a child moves on, by time in care, age and home."""
        plan, chance = self.plan, self.chance
        age = 18 - (plan.eighteen - now) / YEAR
        by_age = next((factor for upto, factor in living.MOVES_BY_AGE if age < upto), 1.0)
        factor = self.restless * by_age * living.MOVES_BY_KIND.get(kind, 1.0)
        moves = now + max(1, wait(chance, living.MOVES, factor, now - plan.start))
        grown = plan.eighteen - (18 - living.SUPPORTED_FROM) * YEAR
        if kind != SUPPORTED:
            ready = max(now, grown) + 1 + wait(chance, living.TO_SUPPORTED)
            moves = min(moves, ready)
        return int(min(moves, plan.end + 9999))

    def _next_kind(self, day: int) -> str:
        """The kind of the next home, by age; another kind than a parent's after a parent's."""
        years = 18 - (self.plan.eighteen - day) / YEAR
        group = "alone" if self.plan.alone and years >= 16 else band(int(years))
        before = self.homes[-1].kinds[-1][1]
        kind = living.NEXT_HOME[group](self.chance)
        while kind == "P1" and (before == "P1" or self.plan.alone):
            kind = living.NEXT_HOME[group](self.chance)
        return kind

    def _house(self, kind: str) -> House:
        """A home that is not the one before."""
        found = self.places.home(self.chance, kind)
        while self.homes and found.post == self.homes[-1].post:
            found = self.places.home(self.chance, kind)
        return found

    def _live(self, kind: str, house: House, start: int, end: int, why: str) -> None:
        """One home, with its codes: long-term fostering, and K3 in the place of H5 and P2."""
        begun, code = date.fromordinal(start), kind
        if kind == SUPPORTED:
            code = "K3" if begun >= REGISTERED else "H5" if self.chance.random() < 0.8 else "P2"
        kinds = [(begun, code)]
        if kind == SUPPORTED and begun < REGISTERED < date.fromordinal(end):
            kinds.append((REGISTERED, "K3" if self.chance.random() < 0.9 else "Z14"))
        if kind in LONG_TERM:
            matched = start + int(min(99999, wait(self.chance, living.MATCHED)))
            if matched < end - 1:
                kinds.append((date.fromordinal(matched), LONG_TERM[kind]))
        ended = date.fromordinal(end)
        home = Home(begun, kinds, house.provider, house.urn, house.post, ended, why)
        self.homes.append(home)

    def _placed_for_adoption(self, day: int) -> None:
        """The last home: with the foster carers who adopt, or with other adopters."""
        before, placed = self.homes[-1], date.fromordinal(day)
        staying = before.kinds[-1][1].startswith("U") and before.end == placed
        consent = self.plan.with_consent
        if staying and self.chance.random() < living.STAYS_WITH_ADOPTERS:
            before.kinds.append((placed, "A3" if consent else "A5"))
            before.end = date.fromordinal(self.plan.end)
            return
        before.why = "CARPL"
        kind = "A4" if consent else "A6"
        house = self._house(kind)
        self._live(kind, house, day, self.plan.end, "")

    def _go(self, day: int, last: int) -> int:
        """The day of coming to the next home: the same, or after some days in between."""
        days = 2 + int(self.chance.random() * 12)
        if self.chance.random() >= living.ON_THE_WAY or day + days >= last - 1:
            return day
        self._be_away(day, day + days)
        return day + days

    def _away_at_start(self, last: int) -> int:
        """The day of the first home: the start, but for a few who are in hospital first."""
        start, days = self.plan.start, 2 + int(self.chance.random() * 20)
        if self.chance.random() >= living.AWAY_AT_START or start + days >= last - 1:
            return start
        self._be_away(start, start + days, "T1")
        return start + days

    def _away_now_and_then(self) -> None:
        """Temporary moves that end with coming back, in the middle of a home, and at the end."""
        turns = {day for home in self.homes for day, _ in home.kinds}
        for home in self.homes:
            assert home.end is not None
            start, end = home.start.toordinal() + 3, home.end.toordinal() - 3
            while True:
                start += int(self.chance.expovariate(living.TEMPORARY) * YEAR)
                back = start + 2 + int(self.chance.random() * 16)
                if back >= end:
                    break
                if not any(start <= day.toordinal() <= back for day in turns):
                    self._be_away(start, back)
                start = back + 3
        last, end = self.homes[-1], self.plan.end
        if self.chance.random() < living.AWAY_AT_END and self._quiet(last, end - 9):
            self._be_away(end - 9, end)
            last.end = date.fromordinal(end - 9)
        self.away.sort(key=lambda each: each.start)

    def _quiet(self, home: Home, day: int) -> bool:
        """Whether a child has been in a home for a time before a day, and not away."""
        since = max([home.kinds[-1][0], *(each.end for each in self.away if each.end)])
        return since.toordinal() < day - 3

    def _be_away(self, start: int, end: int, code: str = "") -> None:
        code = code or living.TEMPORARY_KINDS(self.chance)
        if code == SEVEN_DAYS and end - start > 7:
            code = ANY_TEMPORARY
        post = self.places.post(self.chance, "U6")
        self.away.append(Away(date.fromordinal(start), date.fromordinal(end), code, post))
