"""The words of a template can pick, join and choose; everything else is refused when they are read."""

import pytest

from hardware.printer.fields import FIELDS, Listed, fields_of
from hardware.printer.phrases import PhraseError, Phrases, condition_problems, problems
from hardware.samples import BARE, EXTREME, SAMPLES, USUAL


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("Phiếu {{ number }}", "Phiếu A025"),
        ("{{ number[:1] }}-{{ number[1:] }}", "A-025"),
        ("{{ service | upper }}", "TƯ PHÁP – HỘ TỊCH – CHỨNG THỰC"),
        ("{% if counters %}Quầy: {{ counters }}{% else %}Chờ gọi số{% endif %}", "Chờ gọi số"),
        ("{{ 'một mình' if ahead == 0 else ahead ~ ' người' }}", "4 người"),
        ("{{ bring | join('; ') }}", "Căn cước hoặc hộ chiếu; Khai sinh: giấy chứng sinh; Sao y: bản chính"),
        ("{{ bring }}", "Căn cước hoặc hộ chiếu\nKhai sinh: giấy chứng sinh\nSao y: bản chính"),
        ("{{ footer[0] }}", "Vui lòng giữ phiếu và chờ gọi số."),
        ("{{ bring | length }}", "3"),
        ("{{ issued[:8] if issued is string }}", "Thứ Bảy "),
        ("", ""),
    ],
)
def test_words_are_filled_in(source: str, said: str) -> None:
    assert list(problems(source, FIELDS)) == []
    assert Phrases().say(source, fields_of(USUAL)) == said


def test_several_counters_stand_beside_each_other() -> None:
    assert Phrases().say("{{ counters }}", fields_of(EXTREME)) == "1, 2, 3, 4, 5"
    assert str(Listed((1, 2), "+")) == "1+2"


@pytest.mark.parametrize(
    ("condition", "usual", "bare"),
    [("", True, True), ("bring", True, False), ("copy > 1", False, False), ("ahead == 0 and not qr_url", False, True)],
)
def test_a_condition_holds_or_does_not(condition: str, usual: bool, bare: bool) -> None:
    assert list(condition_problems(condition, FIELDS)) == []
    assert Phrases().holds(condition, fields_of(USUAL)) is usual
    assert Phrases().holds(condition, fields_of(BARE)) is bare


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("{{ numbr }}", 'there is no field "numbr" (did you mean "number"?); the fields are agency, '),
        ("{{ number | uper }}", 'there is no filter "uper" (did you mean "upper"?); the filters are abs, '),
        ("{{ number is strng }}", 'there is no test "strng" (did you mean "string"?); the tests are even, '),
        ("{{ number", "cannot be understood: "),
        ("{% if bring %}x", "cannot be understood: "),
        ("{% for x in bring %}{{ x }}{% endfor %}", "uses a loop, which a template may not"),
        ("{% set x = 1 %}", "uses a set, which a template may not"),
        ("{{ number.upper() }}", "uses a call, which a template may not"),
        ("{{ number.__class__ }}", "uses a dot, which a template may not"),
        ("{{ 'x' * 999999999 }}", "uses a product, which a template may not"),
        ("{{ 9 ** 9 ** 9 }}", "uses a power, which a template may not"),
        ("{{ '%999999999d' % ahead }}", "uses a mod, which a template may not"),
        ("{% include 'secret' %}", "uses a include, which a template may not"),
        ("{% macro x() %}{% endmacro %}", "uses a macro, which a template may not"),
        ("{{ number | join(attribute='x') }}", "uses a keyword, which a template may not"),
        ("{{ range(9) }}", "uses a call, which a template may not"),
        ("{{ 'x' | center(99999999) }}", 'there is no filter "center"'),
    ],
)
def test_what_a_template_may_not_say_is_told(source: str, problem: str) -> None:
    found = list(problems(source, FIELDS))

    assert len(found) == 1
    assert found[0].startswith(problem)


def test_a_condition_stands_without_braces() -> None:
    assert list(condition_problems("{{ copy > 1 }}", FIELDS)) == [
        'is an expression and stands without braces; write for example "copy > 1"'
    ]
    assert next(condition_problems("copy >", FIELDS)).startswith("cannot be understood")
    assert next(condition_problems("cpy > 1", FIELDS)).startswith('there is no field "cpy" (did you mean "copy"?)')


@pytest.mark.parametrize("source", ["{{ ahead + footer }}", "{{ footer[7] }}", "{{ -number }}", "{{ number < 4 }}"])
def test_words_that_cannot_be_said_of_a_ticket_are_an_error_of_their_own(source: str) -> None:
    assert list(problems(source, FIELDS)) == []
    with pytest.raises(PhraseError, match="cannot be said of a ticket"):
        Phrases().say(source, fields_of(USUAL))


def test_the_list_of_fields_is_what_a_ticket_has() -> None:
    for paper in SAMPLES.values():
        assert fields_of(paper).keys() == FIELDS.keys()
