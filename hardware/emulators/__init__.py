"""Devices made of software, for demonstrations and tests: they obey, and misbehave on request."""
