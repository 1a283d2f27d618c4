"""Commands from end to end, as a user runs them: files in, files and words out."""
