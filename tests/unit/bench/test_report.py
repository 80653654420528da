from pathlib import Path

import msgspec

from tests.bench import report
from tests.bench.figures import FIGURES, Group, Result, is_broken, of_group

KEYS = (
    "issue_p50_x", "issue_p99_x", "issue_per_s_32", "issue_doubled", "issue_skipped", "fanout50_p99_x",
    "tap_to_paper_p50_ms", "tap_to_paper_p99_ms", "ticket_bytes_80mm", "flat_issue_x", "flat_fanout_x", "hub_start_s",
    "kiosk_start_s", "rss_hub_mb", "rss_kiosk_mb", "rss_display_mb", "rss_counter_mb", "group_commit_share",
    "recover_s", "backup_p99_x", "soak_issue_x", "soak_rss_mb", "kill_trials", "kill_lost", "kill_doubled",
    "estimate_mae_x", "estimate_coverage", "estimate_width_min", "next_5000_ms", "estimate_30_ms", "estimate_200_ms",
    "replay_2000_s", "render_encode_ms", "bytes_raster_80", "bytes_native_80", "pad_to_answer_ms", "agent_idle_cpu_pct",
    "stuck_port_delay_x",
)  # fmt: skip


def in_file(path: Path) -> dict[str, float]:
    return msgspec.json.decode(path.read_bytes(), type=dict[str, float])


def test_the_keys_are_those_promised_in_their_order() -> None:
    assert tuple(figure.key for figure in FIGURES) == KEYS


def test_every_group_has_figures_and_every_figure_its_group() -> None:
    assert [figure for group in Group for figure in of_group(group)] == list(FIGURES)


def test_a_target_is_a_ceiling_or_where_more_is_better_a_floor() -> None:
    by_key = {figure.key: figure for figure in FIGURES}
    assert by_key["issue_p50_x"].is_reached(3)
    assert not by_key["issue_p50_x"].is_reached(3.01)
    assert by_key["issue_per_s_32"].is_reached(3000)
    assert not by_key["issue_per_s_32"].is_reached(2999)


def test_a_slow_run_is_not_broken_and_one_doubled_number_is() -> None:
    assert not is_broken({"issue_p50_x": 900.0, "issue_doubled": 0, "issue_skipped": 0})
    assert is_broken({"issue_doubled": 1})
    assert is_broken({"issue_skipped": 1})
    assert is_broken({"kill_lost": 1})
    assert is_broken({"kill_doubled": 1})


def test_a_whole_run_writes_the_file_anew(tmp_path: Path) -> None:
    path = tmp_path / "bench.json"
    path.write_text('{"issue_p50_x": 9, "hub_start_s": 9}')
    report.write(path, {"hub_start_s": 0.61234}, should_keep_others=False)
    assert in_file(path) == {"hub_start_s": 0.6123}


def test_one_group_leaves_the_figures_of_the_others_and_the_order_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "bench.json"
    path.write_text('{"hub_start_s": 0.5, "issue_p50_x": 9, "gone_since": 1}')
    report.write(path, {"issue_p50_x": 2.5, "issue_doubled": 0}, should_keep_others=True)
    assert path.read_text().index("issue_p50_x") < path.read_text().index("hub_start_s")
    assert in_file(path) == {"issue_p50_x": 2.5, "issue_doubled": 0, "hub_start_s": 0.5}


def test_one_group_may_be_the_first_ever_measured(tmp_path: Path) -> None:
    report.write(tmp_path / "bench.json", {"rss_hub_mb": 45.0}, should_keep_others=True)
    assert in_file(tmp_path / "bench.json") == {"rss_hub_mb": 45}


def test_the_table_tells_value_target_and_verdict() -> None:
    result = Result({"flat_issue_x": 1.1, "flat_fanout_x": 2.0}, {"flat_issue_x": "2000 each"})
    table = report.table_of([Group.FLAT], result)
    cells = [list(column.cells) for column in table.columns]
    assert cells[0] == ["flat_issue_x", "flat_fanout_x"]
    assert cells[1] == ["1.1 x", "2 x"]
    assert cells[2] == ["≤ 1.3 x", "≤ 1.3 x"]
    assert "ok" in str(cells[3][0])
    assert "NOT REACHED" in str(cells[3][1])
    assert "2000 each" in str(cells[4][0])
