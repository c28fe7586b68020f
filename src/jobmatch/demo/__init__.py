"""The demonstration: a fresh home filled with the bundled postings and students, and one night run over it."""

from jobmatch.demo.demonstration import NIGHT, run_demo

__all__ = ["NIGHT", "run_demo"]
