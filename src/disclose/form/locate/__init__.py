"""The locator: finds the figures of a form in a grid of texts, by the names printed around them."""
