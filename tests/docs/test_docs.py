"""The pages of docs/ are true: generated ones up to date, every setting and option explained, every link alive."""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import click
import msgspec
import pytest

from hub.core.lifecycle import Action, PaperState, Status
from hub.core.reason import Reason
from hub.docs.__main__ import DOCS, PAGES
from hub.docs.commands_page import programs
from hub.docs.settings_page import PROGRAMS, File, files, is_settings, meaning
from hub.docs.source import notes
from hub.docs.wire import reachable
from hub.protocol import AlertCode, ByeCode, ClientMessage, FailureCode, HubMessage, RefusalCode
from tests.docs.sources import ROOT, sources

SELF_EXPLAINING = {"--help", "--version"}

TERMS = """
    branch service counter operator device ticket number ticket_id visit issue call call_next recall serve finish
    outcome no_show rejoin park unpark transfer cancel priority appointment view refusal
"""
"""The words of the house, as the design fixes them; the glossary says which of them are not built yet."""

WRITTEN = sorted(path for path in DOCS.rglob("*.md"))
FOR_THE_COMMUNE = (DOCS / "operations.md", DOCS / "van-hanh.md")


def commands() -> Iterator[tuple[str, click.Command]]:
    waiting = list(programs().items())
    while waiting:
        name, command = waiting.pop()
        yield name, command
        if isinstance(command, click.Group):
            waiting += [(f"{name} {inner}", found) for inner, found in command.commands.items()]


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_is_up_to_date(name: str) -> None:
    path = DOCS / name

    assert path.exists(), "run: python -m hub.docs"
    assert path.read_text(encoding="utf-8") == PAGES[name](), "run: python -m hub.docs"


@pytest.mark.parametrize("file", files(), ids=lambda file: file.title)
def test_every_setting_says_what_it_is_for(file: File) -> None:
    structs = [kind for kind in reachable(file.struct) if issubclass(kind, msgspec.Struct)]
    silent = [
        f"{struct.__name__}.{field.name}"
        for struct in structs
        for field in msgspec.structs.fields(struct)
        if not meaning(struct, field)
    ]

    assert not silent, f"write a docstring under each: {', '.join(silent)}"


def test_every_struct_a_file_can_hold_is_on_the_page() -> None:
    """A settings struct in a module the page does not reach would be a secret setting."""
    shown = {kind for file in files() for kind in reachable(file.struct)}
    bases = {base for kind in shown for base in kind.__mro__}
    configs = [source for source in sources() if source.path.endswith("/config.py")]

    assert {source.path.partition("/")[0] for source in configs} == set(PROGRAMS)
    for source in configs:
        module = __import__(source.path.removesuffix(".py").replace("/", "."), fromlist=["*"])
        assert {kind for kind in vars(module).values() if is_settings(kind)} <= shown | bases, source.path


def test_every_option_says_what_it_does() -> None:
    silent = [
        f"{name} {parameter.opts[0]}"
        for name, command in commands()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.help and not SELF_EXPLAINING & set(parameter.opts)
    ]

    assert not silent, f"give each a help text: {', '.join(silent)}"


def test_every_command_says_what_it_does() -> None:
    assert [name for name, command in commands() if not command.help] == []


def test_every_struct_and_code_of_the_wire_says_what_it_is() -> None:
    assert [kind.__name__ for kind in reachable(ClientMessage | HubMessage) if not notes(kind).doc] == []


@pytest.mark.parametrize("codes", [RefusalCode, FailureCode, ByeCode, AlertCode])
def test_every_answer_and_alert_says_what_it_means(codes: type[StrEnum]) -> None:
    assert [code for code in codes if code.name not in notes(codes).fields] == []


def test_no_source_sends_its_reader_to_a_page_that_is_not_there() -> None:
    here = {page.name for page in [*WRITTEN, *ROOT.glob("*.md")]} | set(PAGES)
    texts = {source.path: (ROOT / source.path).read_text(encoding="utf-8") for source in sources()}
    sent = {(path, name) for path, text in texts.items() for name in re.findall(r"[\w-]+\.md\b", text)}

    assert sorted((path, name) for path, name in sent if name not in here) == []


@pytest.mark.parametrize("term", TERMS.split())
def test_the_glossary_has_every_word_of_the_house(term: str) -> None:
    assert re.search(rf"^\| `{term}` \| [^|]*\S[^|]* \| [^|]*\S", glossary(), re.MULTILINE), f"{term} needs its row"


@pytest.mark.parametrize(
    "code", [*Status, *Action, *Reason, *PaperState], ids=lambda code: f"{type(code).__name__}.{code}"
)
def test_the_glossary_has_every_state_and_reason(code: str) -> None:
    assert f"`{code}`" in glossary()


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = [link for link in links(page) if not leads_somewhere(page, link)]

    assert not dead


@pytest.mark.parametrize("page", FOR_THE_COMMUNE, ids=lambda page: page.name)
def test_what_a_screen_is_said_to_say_it_says(page: Path) -> None:
    """In these pages bold words in quotation marks are read off a screen; they must stand in its source."""
    said = re.findall(r"\*\*“([^”]+)”\*\*", " ".join(page.read_text(encoding="utf-8").split()))
    shown = screens()

    assert len(said) > 20
    assert [words for words in said if words not in shown] == []


@pytest.mark.parametrize("page", FOR_THE_COMMUNE, ids=lambda page: page.name)
def test_a_command_that_is_told_exists(page: Path) -> None:
    known = dict(commands())
    told = set(re.findall(r"layso-[a-z]+(?: (?!--)[a-z]+)?", page.read_text(encoding="utf-8")))

    assert told
    assert {line for line in told if line not in known and line.split()[0] not in known} == set()
    assert {line for line in told if " " in line and line not in known} == set()


def test_the_two_languages_of_the_manual_have_the_same_chapters() -> None:
    english, vietnamese = (
        re.findall(r"^## (\d+)\.", page.read_text(encoding="utf-8"), re.MULTILINE) for page in FOR_THE_COMMUNE
    )

    assert english == vietnamese
    assert english == [str(number + 1) for number in range(len(english))]


def test_decisions_are_numbered_and_tell_the_same_five_things() -> None:
    pages = sorted((DOCS / "adr").glob("*.md"))

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        heads = re.findall(r"^\*\*(\w+)\.\*\*", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert heads == ["Status", "Question", "Decision", "Why", "Alternatives"], page.name


def glossary() -> str:
    return (DOCS / "glossary.md").read_text(encoding="utf-8")


def screens() -> str:
    """Everything a person can read off a screen, pieces of long strings joined, spaces and line ends all alike."""
    folders = ("kiosk", "display", "counter_client", "hub/web")
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.is_file()]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.suffix in {".py", ".qml", ".html"}]
    joined = re.sub(r'"\s*\n\s*f?"', "", "\n".join(texts))
    return " ".join(re.sub(r"\\n|\\u00a0", " ", joined).split())


def links(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]


def leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target.read_text(encoding="utf-8"))


def anchors(text: str) -> set[str]:
    """As a forge makes them of headings."""
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
