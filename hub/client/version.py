"""The version a device tells the hub; the same as in pyproject.toml (a test holds it)."""

APP_VERSION = "0.1.0"
