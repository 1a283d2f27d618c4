"""Numbers in running text: what each stands for, and whether they fit together and the tables."""
