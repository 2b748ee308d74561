"""The homes of made-up authorities."""

from random import Random

from analysis.catalogue.areas import reporting_area
from analysis.pipeline.synthetic_return.making.authority import MOST
from analysis.pipeline.synthetic_return.making.places import made


def test_the_largest_authority_has_homes_with_numbers_of_their_own():
    found = made(Random(1), reporting_area("Leeds"), MOST)
    numbers = [house.urn for houses in found.houses.values() for house in houses]
    assert len(numbers) == len(set(numbers)) > MOST // 10
