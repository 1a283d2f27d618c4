"""The official form as data, its layout, and one agency's filing of it."""
