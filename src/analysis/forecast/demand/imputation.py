"""Cells that a publisher hid, filled in for the model from what is usual elsewhere.

A hidden cell is drawn from the population of authorities: a Poisson count around a share of the
authority's children, no larger than cells that get hidden. The share is what all hidden cells of
the category have together in the country, where at least ten authorities hide theirs and the
country's number is published; else the category's share where it is published. What is left when
an authority's published cells are taken from its own total is never used, so that no hidden figure
is recovered; the parts are scaled to the total afterwards, which moves published ones a little.
"""

import numpy as np

from analysis.forecast.draws import Array

LARGEST_HIDDEN = 10  # published cells start at 6; a second cell is hidden with a small one
SURELY_LARGE = 100  # a cell as large as this elsewhere is hidden for its partner, not its size
MANY = 10  # authorities that hide a category, for their sum to say nothing of any one of them
UNEVEN = 2.0  # shape of the gamma by which authorities differ in a category's share


def filled(
    parts: Array, total: Array, count: int, rng: np.random.Generator, country: Array
) -> Array:
    """Draws of all parts of a total in one year, hidden ones imputed; count x areas x categories.

    `parts` is areas x categories, nan where hidden; `total` is areas; `country` the whole
    country's number of each category, nan where it is not published. Every draw adds up to the
    total. An area without a total, or with no published part at all, is nan.
    """
    mean = _hidden_share(parts, total, country)[None, :] * np.nan_to_num(total)[:, None]
    uneven = rng.gamma(UNEVEN, 1 / UNEVEN, (count, *parts.shape))
    large = np.isnan(parts) & (mean > SURELY_LARGE)
    usual = np.where(large, mean, mean * uneven)
    hidden = rng.poisson(usual).astype(float)
    hidden = np.where(large, hidden, np.clip(hidden, 0, LARGEST_HIDDEN))
    whole = np.where(np.isnan(parts), hidden, parts)
    whole = whole * (total[:, None] / np.maximum(whole.sum(axis=2, keepdims=True), 1e-9))
    unknown = np.isnan(parts).all(axis=1) | np.isnan(total)
    whole[:, unknown] = np.nan
    return whole


def expected(parts: Array, total: Array, country: Array) -> Array:
    """One filling of hidden parts by their usual share, within what gets hidden; not scaled.

    For fitting only: areas x categories, nan where the area has no total.
    """
    share = _hidden_share(parts, total, country)
    usual = np.clip(share[None, :] * total[:, None], 0.5, LARGEST_HIDDEN)
    return np.where(np.isnan(parts), usual, parts)


def _hidden_share(parts: Array, total: Array, country: Array) -> Array:
    """The share of each category where it is hidden: of all that hide it, or as published."""
    hidden = np.isnan(parts) & ~np.isnan(total)[:, None]
    within = np.where(hidden, np.nan_to_num(total)[:, None], 0).sum(axis=0)
    together = np.maximum(country - np.nansum(parts, axis=0), 0) / np.maximum(within, 1)
    told = (hidden.sum(axis=0) >= MANY) & np.isfinite(together)
    return np.where(told, together, _usual_share(parts, total))


def _usual_share(parts: Array, total: Array) -> Array:
    """The share of each category over the authorities that publish it."""
    there = ~np.isnan(parts) & ~np.isnan(total)[:, None]
    within = np.where(there, total[:, None], 0).sum(axis=0)
    return np.nansum(np.where(there, parts, 0), axis=0) / np.maximum(within, 1)
