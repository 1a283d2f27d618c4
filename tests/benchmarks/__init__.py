"""Measurements that are made by hand: `python -m tests.benchmarks.<name>`."""
