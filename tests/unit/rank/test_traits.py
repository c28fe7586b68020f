"""Traits are coordinates that mean the same on every night, as long as the encoder stays."""

from __future__ import annotations

import numpy as np

from jobmatch.rank import TRAIT_NAMES, occupation_titles, trait_basis, traits_of

RNG = np.random.default_rng(0)
CLOUD = (RNG.standard_normal((400, 48)) * np.linspace(3, 0.1, 48)).astype(np.float32)


def test_the_basis_is_orthonormal_and_its_axes_fall_in_variance() -> None:
    basis = trait_basis(CLOUD).astype(np.float64)
    assert basis.shape == (48, len(TRAIT_NAMES))
    assert np.allclose(basis.T @ basis, np.eye(len(TRAIT_NAMES)), atol=1e-6)
    spread = ((CLOUD - CLOUD.mean(axis=0)) @ basis).var(axis=0)
    assert (np.diff(spread) <= 1e-6).all()


def test_the_basis_does_not_depend_on_the_order_of_occupations_nor_on_a_shift_of_all() -> None:
    basis = trait_basis(CLOUD)
    assert np.allclose(trait_basis(CLOUD[::-1]), basis, atol=1e-5)
    assert np.allclose(trait_basis(CLOUD + np.float32(2)), basis, atol=1e-4)


def test_every_axis_points_where_its_largest_entry_is_positive() -> None:
    basis = trait_basis(CLOUD)
    assert (basis[np.abs(basis).argmax(axis=0), np.arange(basis.shape[1])] > 0).all()


def test_an_encoder_of_few_dimensions_leaves_the_last_traits_at_zero() -> None:
    basis = trait_basis(CLOUD[:, :5])
    assert basis.shape == (5, len(TRAIT_NAMES))
    assert not basis[:, 5:].any()
    assert not traits_of(CLOUD[:, :5], basis)[:, 5:].any()


def test_a_postings_traits_are_the_same_bits_alone_and_among_many() -> None:
    basis = trait_basis(CLOUD)
    whole = traits_of(CLOUD, basis)
    assert all(traits_of(CLOUD[row : row + 1], basis).tolist() == [whole[row].tolist()] for row in range(0, 400, 7))


def test_the_occupations_are_those_of_the_classification() -> None:
    titles = occupation_titles()
    assert "社区护士" in titles
    assert 1_600 <= len(titles) <= 1_700
