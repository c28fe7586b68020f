"""Benchmarks: how fast the reader reads and the rules rule, on data of any size made from the demonstration's."""

from jobmatch.bench.reading import bench_parser
from jobmatch.bench.ruling import bench_rules

__all__ = ["bench_parser", "bench_rules"]
