import subprocess
import sys
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from hub.store.migrations import migrations
from hub.store.schema import NEWEST, migrate


def test_the_newest_migration_is_the_last_one(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "new.db")) as db:
        assert migrations.pending(db)[-1].name == NEWEST


def test_a_new_database_gets_all_migrations(tmp_path: Path) -> None:
    migrate(tmp_path / "layso.db")
    with closing(Database(tmp_path / "layso.db")) as db:
        assert not migrations.pending(db)


def test_an_empty_file_gets_all_migrations(tmp_path: Path) -> None:
    (tmp_path / "layso.db").touch()
    migrate(tmp_path / "layso.db")
    with closing(Database(tmp_path / "layso.db")) as db:
        assert not migrations.pending(db)


def test_a_database_that_is_new_enough_is_seen_without_sqlite_utils(tmp_path: Path) -> None:
    migrate(tmp_path / "layso.db")
    look = (
        "import sys, pathlib; from hub.store.schema import migrate; migrate(pathlib.Path(sys.argv[1]));"
        "assert 'sqlite_utils' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", look, str(tmp_path / "layso.db")], check=True)
