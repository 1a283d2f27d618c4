"""Properties are judged by their results, not by how fast a busy machine gives them."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
