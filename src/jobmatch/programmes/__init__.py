"""Public programmes and subsidies for a student and an opening: for the counselor's eyes, and no part of any score."""

from jobmatch.programmes.offer import Evidence, Offer, for_pair
from jobmatch.programmes.table import Row, rows_in_force

__all__ = ["Evidence", "Offer", "Row", "for_pair", "rows_in_force"]
