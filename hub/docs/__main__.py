"""Write the generated pages, or check that they are up to date."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import click

from hub.docs.commands_page import commands_page
from hub.docs.lifecycle_page import lifecycle_page
from hub.docs.protocol_page import protocol_page
from hub.docs.settings_page import settings_page

DOCS: Final = Path(__file__).parents[2] / "docs"

PAGES: Final[Mapping[str, Callable[[], str]]] = MappingProxyType(
    {
        "commands.md": commands_page,
        "lifecycle.md": lifecycle_page,
        "protocol.md": protocol_page,
        "settings.md": settings_page,
    }
)


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with 1 when a page is out of date.")
def main(*, check: bool) -> None:
    """Write the pages of docs/ that are generated from the code."""
    stale = [name for name, page in PAGES.items() if not _is_fresh(DOCS / name, page())]
    for name in stale:
        if check:
            click.echo(f"docs/{name} is out of date; run: python -m hub.docs", err=True)
        else:
            (DOCS / name).write_text(PAGES[name](), encoding="utf-8")
            click.echo(f"docs/{name} written")
    sys.exit(1 if check and stale else 0)


def _is_fresh(path: Path, page: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == page


if __name__ == "__main__":
    main()
