"""Set-ups of real centres as data: what `layso-hub` starts with until a commune writes its own."""

from pathlib import Path

THANG_BINH = Path(__file__).parent / "thang_binh"
"""The folder of the sample centre: `branch.toml`, `procedures.csv`, `fields.toml`."""
