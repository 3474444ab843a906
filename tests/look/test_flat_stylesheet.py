"""The copy of the stylesheet for browsers from before cascade layers."""

import pytest

from balai.core.flatten_css import COPY, SOURCE, flatten, physical, raise_selector


def test_the_copy_is_in_step_with_its_source() -> None:
    made = flatten(SOURCE.read_text(encoding="utf-8"))

    assert made == COPY.read_text(encoding="utf-8"), "run: python -m balai.core.flatten_css"


def test_the_copy_holds_nothing_an_old_browser_would_drop_whole_rules_for() -> None:
    copy = COPY.read_text(encoding="utf-8")

    assert "@layer" not in copy
    assert ":is(" not in copy
    assert "margin-inline" not in copy
    assert copy.count("{") == copy.count("}")


def test_a_later_layer_beats_a_more_specific_earlier_one() -> None:
    css = "@layer reset, tokens, base, layout; @layer base { main#isi a { color: red } } @layer layout { a { color: blue } }"

    flat = flatten(css)

    assert flat.splitlines()[1:] == [
        r"main#isi a:not(#\#){color:red}",
        r"a:not(#\#):not(#\#){color:blue}",
    ]


def test_weight_is_put_before_a_pseudo_element() -> None:
    assert raise_selector(".steps > li::after", 1) == r".steps > li:not(#\#)::after"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("margin-inline", "auto", [("margin-left", "auto"), ("margin-right", "auto")]),
        ("padding-block", "1rem var(--s-2)", [("padding-top", "1rem"), ("padding-bottom", "var(--s-2)")]),
        ("inset", "0 auto auto 1px", [("top", "0"), ("right", "auto"), ("bottom", "auto"), ("left", "1px")]),
        ("inset-block-start", "0", [("top", "0")]),
        ("border-inline-start-color", "red", [("border-left-color", "red")]),
        ("border-block", "1px solid", [("border-top", "1px solid"), ("border-bottom", "1px solid")]),
        ("max-inline-size", "100%", [("max-width", "100%")]),
        ("border-end-end-radius", "0", [("border-bottom-right-radius", "0")]),
        ("text-align", "start", [("text-align", "left")]),
        ("rotate", "42deg", [("transform", "rotate(42deg)")]),
        ("translate", "0 2px", [("transform", "translate(0, 2px)")]),
        (
            "inline-size",
            "min(100% - 2 * var(--gutter), 68rem)",
            [("width", "min(100% - 2 * var(--gutter), 68rem)")],
        ),
        ("--inset", "1px", [("--inset", "1px")]),
    ],
)
def test_sides_of_writing_become_sides_of_the_page(
    name: str, value: str, expected: list[tuple[str, str]]
) -> None:
    assert physical(name, value) == expected
