"""Numbers in running text: the figures they stand for, whether they fit together and the tables."""
