"""Benchmarks: how fast the reader reads and the rules rule, and what the loop learns in worlds of known truth."""
