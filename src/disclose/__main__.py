"""`python -m disclose`."""

from disclose.cli import main

main()
