"""Weekdays drawn towards 0, against the same model written out with whole matrices."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.analysis.link.behind import from_rows
from dashboard.analysis.link.noise import GRID, memory
from dashboard.analysis.link.weekdays import SIZES, likely_noise, reduce_weekdays

N = 84
WEEKDAY = (np.arange(N)[:, None] % 7 == np.arange(7)).astype(float)
LEVEL = np.column_stack([np.ones(N), np.linspace(-1, 1, N)])


@pytest.fixture
def rows(rng):
    """The same whitened rows at every point of the grid: pain, two windows, level, weekdays."""
    windows = rng.normal(size=(N, 2))
    pain = rng.normal(size=N) + WEEKDAY @ np.array([2.0, 0, 0, -1, 0, 0, 0])
    columns = np.column_stack([pain, windows, LEVEL, WEEKDAY])
    return np.repeat(columns[None], len(GRID), axis=0)


def likely(rows):
    return likely_noise(rows[:, :, :1], behind(rows))


def behind(rows):
    """Weekdays and level, of entries without a memory."""
    none = np.zeros((N, len(GRID)))
    unmoved = replace(memory(np.ones(N, bool)), scale=none + 1, log_variance=none[0])
    return from_rows(unmoved, rows[:, :, [*range(5, 12), 3, 4]], 7)


def reduce(rows, *, is_free):
    found = likely(rows)
    windows = rows[found.kept][:, :, 1:3]
    return reduce_weekdays(rows[:, :, :1], windows, found, behind(rows), np.array(is_free))


def slopes(reduced, point):
    windows, pain = reduced.windows[point], reduced.pain[point]
    return (windows * pain).sum(axis=0) / (windows**2).sum(axis=0)


def generalised_slopes(rows, covariance, fixed):
    """Each window with the fixed columns, by generalised least squares."""
    inverse = np.linalg.inv(covariance)
    found = []
    for window in (1, 2):
        x = np.column_stack([rows[:, window], fixed])
        found.append(np.linalg.solve(x.T @ inverse @ x, x.T @ inverse @ rows[:, 0])[0])
    return np.array(found)


def restricted_likelihood(pain, covariance):
    inverse = np.linalg.inv(covariance)
    within = LEVEL.T @ inverse @ LEVEL
    project = inverse - inverse @ LEVEL @ np.linalg.solve(within, LEVEL.T @ inverse)
    determinants = np.linalg.slogdet(covariance)[1] + np.linalg.slogdet(within)[1]
    return -0.5 * ((N - 2) * np.log(pain @ project @ pain) + determinants)


def drawn_covariance(size):
    return np.eye(N) + size * WEEKDAY @ WEEKDAY.T


def mean_size(pain, unit):
    sizes = SIZES * unit
    likelihood = np.array([restricted_likelihood(pain, drawn_covariance(size)) for size in sizes])
    share = np.exp(likelihood - likelihood.max())
    return float(share @ sizes / share.sum())


def test_free_weekdays_are_least_squares_on_level_and_weekdays(rows):
    reduced = reduce(rows, is_free=[True, True])
    exact = generalised_slopes(rows[0], np.eye(N), np.column_stack([LEVEL, WEEKDAY[:, 1:]]))
    assert slopes(reduced, 0) == pytest.approx(exact)
    assert reduced.freedom[0].tolist() == [N - 8, N - 8]


def test_drawn_weekdays_are_the_exact_random_effects_of_five_times_the_mean_size(rows):
    reduced = reduce(rows, is_free=[False, False])
    for point in (0, -1):
        unit = 1 + GRID[likely(rows).kept[point], 1]
        covariance = drawn_covariance(5 * mean_size(rows[0][:, 0], unit))
        assert slopes(reduced, point) == pytest.approx(
            generalised_slopes(rows[0], covariance, LEVEL)
        )


def test_each_window_has_its_own_way(rows):
    free = reduce(rows, is_free=[True, True])
    drawn = reduce(rows, is_free=[False, False])
    mixed = reduce(rows, is_free=[True, False])
    assert slopes(mixed, 0)[0] == slopes(free, 0)[0]
    assert slopes(mixed, 0)[1] == slopes(drawn, 0)[1]
    assert mixed.freedom[0, 0] < mixed.freedom[0, 1]


def test_the_likelihood_is_the_restricted_one_averaged_over_sizes(rows):
    found = likely(rows)

    def exact(point):
        sizes = SIZES * (1 + GRID[point, 1])
        each = [restricted_likelihood(rows[0][:, 0], drawn_covariance(size)) for size in sizes]
        return np.logaddexp.reduce(each)

    first, last = found.kept[0], found.kept[-1]
    apart = found.log_likelihood[0] - found.log_likelihood[-1]
    assert apart == pytest.approx(exact(first) - exact(last))


def test_where_pain_does_not_follow_weekdays_more_freedom_is_left(rows, rng):
    follows = reduce(rows, is_free=[False, False]).freedom[0, 0]
    calm = rows.copy()
    calm[:, :, 0] = rng.normal(size=N)
    assert reduce(calm, is_free=[False, False]).freedom[0, 0] > follows > N - 8


def test_weekdays_without_an_entry_take_nothing(rows):
    worked = rows[:, np.arange(N) % 7 < 5]
    reduced = reduce(worked, is_free=[True, True])
    assert reduced.n_entries == 60
    assert reduced.freedom[0].tolist() == [60 - 6, 60 - 6]
