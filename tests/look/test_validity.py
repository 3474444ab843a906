"""What the reviewer of pages calls no valid HTML."""

import pytest

from tests.validity import faults

HEAD = '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Uji</title></head><body>'


def of(body: str) -> list[str]:
    return faults(f"{HEAD}{body}</body></html>")


def test_a_valid_page_has_no_faults() -> None:
    assert (
        of(
            '<main id="isi"><h1>Uji</h1><p><label for="a">Nama</label><input id="a"> <a href="#isi">Ke atas</a></p></main>'
        )
        == []
    )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>Satu<div>dua</div></p>", "unexpected-end-tag"),
        ("<table><tr><p>Uji</p></tr></table>", "table-voodoo"),
        ('<p class="a" class="b">Uji</p>', "duplicate-attribute"),
        ('<p id="a">Uji</p><p id="a">Uji</p>', "two elements have the id a"),
        ('<label for="b">Nama</label>', "for of <label> leads to no b"),
        ('<a href="#b">Ke b</a>', "href of <a> leads to no b"),
        ("<h2><span><div>Uji</div></span></h2>", "<div> stands inside of <h2>"),
        ('<a href="/"><button>Uji</button></a>', "<button> stands inside of <a>"),
        ("<ul><p>Uji</p></ul>", "<p> stands directly in <ul>"),
        ("<div><li>Uji</li></div>", "<li> stands in <div>"),
        ('<img src="/a.png">', "a picture says nothing"),
        ("<p><b><i>Uji</b></i></p>", "adoption-agency"),
        ("<p>a & b &copy</p>", "named-entity-without-semicolon"),
        ('<time datetime="2026-11-21T09:41:00.123456+07:00">Uji</time>', "no day or moment"),
    ],
)
def test_what_is_wrong_is_told(body: str, fault: str) -> None:
    assert any(fault in told for told in of(body)), of(body)


def test_a_part_of_a_page_may_refer_to_what_stands_around_it() -> None:
    assert faults('<p aria-labelledby="judul">Uji</p>') == []
    assert faults("<tr><td>Uji</td></tr>") == []
    assert faults("<ul><p>Uji</p></ul>") != []
