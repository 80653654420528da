"""Scanners at kiosks. Of a citizen's card nothing leaves this package but a priority class."""
