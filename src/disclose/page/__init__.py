"""The offline page: the whole program and its runtime in one HTML file."""
