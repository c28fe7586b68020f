"""Builds the demonstration's data: one real table, and invented notices and students beside it."""
