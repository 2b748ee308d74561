"""Assumptions of cost: what no published figure of the authority settles about money."""

from analysis.catalogue.assumptions.assumption import Assumption

CMA = (
    "Competition and Markets Authority, Children's social care market study, final report, "
    "March 2022"
)
NAO = "National Audit Office, Managing children's residential care, September 2025"
UNIT_COSTS = (
    "Department for Education, weekly unit costs of children in care (section 251 returns), England"
)
OFSTED = "Ofsted, children's homes on 31 March 2025, England"

COST: tuple[Assumption, ...] = (
    Assumption(
        id="price_shocks_shared",
        title="How far prices of different homes rise together",
        value=0.5,
        low=0.0,
        high=1.0,
        unit="correlation of yearly shocks",
        source=f"{UNIT_COSTS}, 2016-17 to 2024-25",
        note="The growth of residential care and of fostering had a correlation of 0.59 over eight "
        "years, which is too few to tell it from 0.5.",
    ),
    Assumption(
        id="price_shock_percent",
        title="Price shock: how much more every home costs in every year to come",
        value=10,
        low=5,
        high=20,
        unit="% on top of the price expected",
        source=f"{UNIT_COSTS}, 2016-17 to 2024-25",
        note="Residential care rose by 19% in 2022-23, and by 9% a year on average in the other "
        "years: 10 points more in one year.",
    ),
    Assumption(
        id="external_difference_fostering",
        title="How much more a place with an independent fostering agency costs",
        value=19,
        low=0,
        high=27,
        unit="% of the weekly cost of fostering",
        price_year="2019-20",
        source=f"{CMA}, and interim report, October 2021",
        note="The average operating margin of the largest agencies (19%), as if nothing else "
        "differed: the report has indicative evidence that councils could provide some foster "
        "homes for less. High: what the agencies charged (£820 a week) above the average cost of "
        "fostering in 2019-20 (£600). Children with agencies often have greater needs, so that "
        "neither is like for like.",
    ),
    Assumption(
        id="external_difference_residential",
        title="How much more a place in a home run by another provider costs",
        value=0,
        low=0,
        high=22.6,
        unit="% of the weekly cost of residential care",
        price_year="2019-20",
        source=CMA,
        note="The report finds that councils' own homes and private homes cost much the same. "
        "High: the average operating margin of the 15 largest providers, 2016 to 2020.",
    ),
    Assumption(
        id="own_home_cost_per_place",
        title="What a place in a new children's home of our own costs, whether filled or not",
        value=318_400,
        low=246_400,
        high=385_300,
        unit="£ a place a year",
        price_year="2023-24",
        source=NAO,
        note="The average spending on a place in a children's home in England, for want of a "
        "published cost of running one. Low: less the margin of the largest private providers "
        "(22.6%). High: the published unit cost of 2024-25 over a whole year. Put your own in its "
        "place.",
    ),
    Assumption(
        id="own_home_places",
        title="Places in a new children's home",
        value=4,
        low=2,
        high=6,
        unit="places",
        source=OFSTED,
        note="15,742 places in 4,009 registered homes are 3.9 a home. That is with special schools "
        "registered as homes (1,231 places) and secure homes (236); the other 14,275 places, in "
        "3,946 children's homes, are 3.6 a home.",
    ),
)
