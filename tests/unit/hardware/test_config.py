"""The agent's file is read strictly, and every mistake is told at once."""

from pathlib import Path

import pytest

from hardware.config import read_config
from hardware.printer.settings import PrinterPlace, printer_places
from hub.client.settings import ConfigError


def written(folder: Path, text: str) -> Path:
    path = folder / "hardware.toml"
    path.write_text(text, encoding="utf-8")
    return path


def places(folder: Path, text: str) -> tuple[PrinterPlace, ...]:
    config = read_config(written(folder, text), hub=None, device=None)
    return printer_places(config.printer, config.profile)


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        read_config(written(folder, text), hub=None, device=None)
    return [problem.partition("hardware.toml: ")[2] for problem in raised.value.problems]


def test_without_a_file_there_is_one_generic_printer_on_this_box() -> None:
    config = read_config(None, hub=None, device=None)

    (place,) = printer_places(config.printer)
    assert config.device == "agent-1"
    assert (place.printer_id, place.profile.name) == ("printer-1", "generic-80")
    assert config.printer[0].port == "tcp://127.0.0.1:9100"


def test_the_command_line_stands_above_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, 'hub = "10.0.0.1"\ndevice = "agent-2"\n')

    config = read_config(path, hub="10.0.0.9", device=None)

    assert (config.hub, config.device) == ("10.0.0.9", "agent-2")


def test_a_file_with_two_printers_is_understood(tmp_path: Path) -> None:
    found = places(
        tmp_path,
        """
        [[printer]]
        id = "printer-1"
        port = "tcp://192.168.1.50:9100"
        profile = "epson-tm"
        [[printer]]
        id = "printer-2"
        port = "tcp://192.168.1.51:9100"
        profile = "generic-58"
        """,
    )

    assert [(place.printer_id, place.profile.width_dots) for place in found] == [
        ("printer-1", 576),
        ("printer-2", 384),
    ]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        """
        [[printer]]
        id = ""
        port = "lpt1"
        profile = "laser"
        [[printer]]
        id = "printer-2"
        port = "tcp://192.168.1.51"
        """,
    )

    assert [problem.partition(":")[0] for problem in found] == [
        "printer[1].id",
        "printer[1].profile",
        "printer[1].port",
        "printer[2].port",
    ]
    assert "generic-80" in found[1]
    assert "tcp://192.168.1.50:9100" in found[2]


def test_two_printers_with_one_name_or_one_port_are_a_mistake(tmp_path: Path) -> None:
    same = '[[printer]]\nid = "p"\nport = "tcp://10.0.0.1:9100"\n'

    assert problems(tmp_path, same + same) == [
        'id: 2 devices are called "p"; each needs its own name',
        'port: "tcp://10.0.0.1:9100" is given to p, p; only devices of one bus and one kind of table may share a port',
    ]


def test_an_unknown_key_is_told_with_what_was_meant(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, '[[printer]]\nid = "p"\nport = "tcp://10.0.0.1:9100"\nprofil = "epson-tm"\n')

    assert "did you mean" in problem
    assert "profile" in problem


def test_a_site_adds_a_printer_this_program_does_not_know(tmp_path: Path) -> None:
    (place,) = places(
        tmp_path,
        """
        [[printer]]
        id = "printer-1"
        port = "tcp://192.168.1.50:9100"
        profile = "ours"
        [[profile]]
        name = "ours"
        width_dots = 640
        """,
    )

    assert (place.profile.name, place.profile.width_dots, place.candidates) == ("ours", 640, ())


def test_a_mistake_in_an_own_profile_is_told_like_any_other(tmp_path: Path) -> None:
    printer = '[[printer]]\nid = "p"\nport = "tcp://10.0.0.1:9100"\nprofile = "our"\n'
    own = '[[profile]]\nname = "ours"\nwidth_dots = 640\n'

    assert [problem.partition(":")[0] for problem in problems(tmp_path, printer + own + own)] == [
        "profile",
        "printer[1].profile",
    ]
    assert "blade_mm" in problems(tmp_path, own.replace("width_dots", "blade_mm = -1\nwidth_dots"))[0]


def test_a_printer_that_is_asked_what_it_is_may_be_any_known_one_of_that_paper(tmp_path: Path) -> None:
    auto = '[[printer]]\nid = "p"\nport = "tcp://10.0.0.1:9100"\nprofile = "auto"\n'
    own = '[[profile]]\nname = "ours"\nwidth_dots = 384\nmodels = ["OURS"]\n'

    (any_paper,) = places(tmp_path, auto + own)
    (narrow,) = places(tmp_path, auto + "paper = 58\n" + own)

    assert (any_paper.profile.name, narrow.profile.name) == ("generic-80", "generic-58")
    assert {"ours", "epson-tm", "xprinter-58"} <= {profile.name for profile in any_paper.candidates}
    assert {profile.paper_mm for profile in narrow.candidates} == {58}


def test_a_line_too_slow_for_pictures_is_refused_with_the_reason(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, '[[printer]]\nid = "p"\nport = "serial:///dev/ttyS0?baud=9600&flow=rtscts"\n')

    assert problem.startswith("printer[1].port: at 9600 baud a ticket would take 23 s")
    assert "115200" in problem


def test_a_slow_line_makes_the_agent_patient(tmp_path: Path) -> None:
    (place,) = places(tmp_path, '[[printer]]\nid = "p"\nport = "serial:///dev/ttyS0?baud=38400&flow=rtscts"\n')

    assert place.profile.bytes_per_s == 3840


@pytest.mark.parametrize("port", ["winspool://Xprinter%20XP-80", "file:///tmp/tickets.bin"])
@pytest.mark.parametrize("profile", ["auto", "winspool", "epson-tm"])
def test_what_says_nothing_back_is_never_asked_whatever_its_profile(tmp_path: Path, port: str, profile: str) -> None:
    (place,) = places(tmp_path, f'[[printer]]\nid = "p"\nport = "{port}"\nprofile = "{profile}"\n')

    assert (place.profile.has_status, place.profile.confirm, place.candidates) == (False, (), ())


# --- a ticket of the centre's own

PRINTER = '[[printer]]\nid = "printer-1"\nport = "tcp://127.0.0.1:9100"\nprofile = "{}"\ntemplate = "own.toml"\n'
OWN = 'paper_mm = 80\n[styles]\n[[block]]\nkind = "number"\nheight = 200\n'


def test_a_template_is_looked_for_beside_the_file_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")

    for profile in ("generic-80", "auto"):
        (place,) = places(tmp_path, PRINTER.format(profile))
        assert place.design is not None
        assert place.design.template.paper_mm == 80


def test_every_mistake_in_a_template_is_told_with_the_printer_it_is_for(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN.replace("200", '"tall"') + "colour = 1\n", encoding="utf-8")

    assert [problem.replace(f"{tmp_path}/", "") for problem in problems(tmp_path, PRINTER.format("generic-80"))] == [
        "printer[1].template: own.toml: block[1].colour: there is no such setting",
        "printer[1].template: own.toml: block[1].height: a text in quotes does not fit; "
        "it must be a whole number from 64 to 300",
    ]


def test_a_template_for_other_paper_or_none_at_all_is_told(tmp_path: Path) -> None:
    (no_file,) = problems(tmp_path, PRINTER.format("generic-80"))
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    (wrong_paper,) = problems(tmp_path, PRINTER.format("generic-58"))

    assert no_file.endswith("own.toml: there is no such file")
    assert "the template is for 80 mm paper" in wrong_paper
