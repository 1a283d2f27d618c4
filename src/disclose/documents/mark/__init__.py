"""Comments in documents: findings at their places."""
