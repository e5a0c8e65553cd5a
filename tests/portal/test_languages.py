"""Everything a page says can be said in every language of the portal."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes
from litestar import Litestar
from litestar.testing import TestClient
from markupsafe import Markup

from portal import languages
from portal.languages import Language, accepted, catalogue, is_known, marked, plural, said, speaking, text

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = sorted((ROOT / "templates/portal").rglob("*.j2"))
SCRIPTS = sorted((ROOT / "portal/static").glob("*.js"))
CODE = sorted((ROOT / "portal").rglob("*.py"))
WRITERS = ("config", "intake", "outputs", "pipeline", "portal")
"""Folders whose code writes sentences that are kept."""
SAID_BY_ATTRIBUTES = ("title", "alt", "aria-label", "placeholder", "aria-description", "label")
SAME_EVERYWHERE = {"Sendora", "Ctrl+Z", "Ctrl+Enter", "Ctrl ⏎", "Ctrl Z", "Esc"}
"""Our name, and the names of keys."""
FILLED = "\x00"
"""Stands where Jinja puts something in."""


def name_of(path: Path) -> str:
    return path.name


class Texts(HTMLParser):
    """Collects what a person would read of a template: text between tags, and what attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._code = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._code = tag in ("style", "script", "code")
        for attribute, value in attrs:
            words = attribute.startswith("data-") and " " in (value or "")
            if words or attribute in SAID_BY_ATTRIBUTES:
                self.found.append(value or "")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the signature is HTMLParser's
        self._code = False

    def handle_data(self, data: str) -> None:
        if not self._code:
            self.found.append(data)


def bare_texts(source: str) -> list[str]:
    """Texts of a template that stand in it outside ``_``."""
    parser = Texts()
    parser.feed("".join(value if kind == "data" else FILLED for kind, value in outside(source)))
    parser.close()
    pieces = (piece.strip(" \n·—–:.,()“”…") for found in parser.found for piece in found.split(FILLED))
    return [piece for piece in pieces if re.search(r"[A-Za-z]{2}", piece) and piece not in SAME_EVERYWHERE]


def outside(source: str) -> Iterator[tuple[str, str]]:
    """The template's HTML, with one mark for each tag of Jinja's."""
    inside = False
    for _, kind, value in Environment(autoescape=True).lex(source):
        if kind.endswith("_begin"):
            inside = True
            if kind == "variable_begin":
                yield "jinja", ""
        elif kind.endswith("_end"):
            inside = False
        elif not inside:
            yield kind, value


def spoken_by(template: nodes.Template) -> list[nodes.Call]:
    return [
        call
        for call in template.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in ("_", "_n")
    ]


def bare_strings(source: str) -> list[str]:
    """Words in Jinja's expressions that no ``_`` is round: what begins like a sentence or has a space in it."""
    template = Environment(autoescape=True).parse(source)
    wrapped = {id(const) for call in spoken_by(template) for const in call.find_all(nodes.Const)}
    constants = template.find_all(nodes.Const)
    strings = [c.value for c in constants if isinstance(c.value, str) and id(c) not in wrapped]
    return [s for s in strings if re.match(r"[A-Z][a-z]", s) or re.search(r"[a-z] [a-z]+ ?[a-z]* [a-z]", s)]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_text_of_a_page_stands_outside_the_languages(path: Path) -> None:
    source = path.read_text()
    assert (bare_texts(source), bare_strings(source)) == ([], [])


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_shared_parts_are_made_anew_for_each_reader(path: Path) -> None:
    """Jinja keeps what is imported without context, in the language of who came first."""
    for tag in re.findall(r"\{%-?\s*(?:import|from) .*?%\}", path.read_text()):
        assert "with context" in tag


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_scripts_show_only_words_that_the_page_gave_them(path: Path) -> None:
    code = "\n".join(line for line in path.read_text().splitlines() if not line.strip().startswith("//"))
    assert re.findall(r"""["'`]([A-Z][a-z]+ [a-z]+ [^"'`]*)["'`]""", code) == []


def texts_of_templates() -> set[str]:
    """What the catalogue is asked for: the last of one and many."""
    found: set[str] = set()
    for path in TEMPLATES:
        for call in spoken_by(Environment(autoescape=True).parse(path.read_text())):
            english = call.args[1 if isinstance(call.node, nodes.Name) and call.node.name == "_n" else 0]
            if isinstance(english, nodes.Const):
                found.add(english.value)
    return found


def texts_of_code() -> set[str]:
    found: set[str] = set()
    for path in CODE:
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("text", "languages.text", "words"):
                found |= {a.value for a in call.args[:1] if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def test_every_text_has_its_malay() -> None:
    known = catalogue(Language.MALAY).texts
    assert sorted((texts_of_templates() | texts_of_code()) - set(known)) == []


def test_nothing_is_translated_that_is_not_said_any_more() -> None:
    unused = set(catalogue(Language.MALAY).texts) - texts_of_templates() - sentences_of_records()
    source = "\n".join(path.read_text() for path in CODE)
    assert sorted(t for t in unused if f'"{t}"' not in source) == []


def test_every_sentence_of_the_records_is_still_written_somewhere() -> None:
    """By its longest piece: the code fills placeholders in, joins pieces, and may begin with a capital."""
    written = "\n".join(path.read_text() for folder in WRITERS for path in (ROOT / folder).rglob("*.py"))
    joined = re.sub(r'"\s*\n\s*f?"', "", written).lower()
    pieces = {english: max(re.split(r"\{\w+\}|\b\d+ |[,.;:] ", english), key=len) for english in sentences_of_records()}
    assert sorted(english for english, piece in pieces.items() if piece.strip(" .:,;()").lower() not in joined) == []


REVIEW_SCRIPTS = "\n".join(path.read_text() for path in SCRIPTS if path.name.startswith("review"))


def test_every_word_that_the_review_gives_its_script_is_shown() -> None:
    given = re.findall(r'^  "(\w+)":', (ROOT / "templates/portal/review_words.j2").read_text(), re.MULTILINE)
    assert given
    assert [name for name in given if not re.search(rf"\bwords\.{name}\b", REVIEW_SCRIPTS)] == []


def sentences_of_records() -> set[str]:
    return {english for pattern, _ in catalogue(Language.MALAY).patterns for english in [english_of(pattern)]}


def english_of(pattern: re.Pattern[str]) -> str:
    return re.sub(r"\\(.)", r"\1", re.sub(r"\(\?P<(\w+)>\.\+\)", r"{\1}", pattern.pattern))


def test_both_languages_have_the_same_placeholders() -> None:
    def placeholders(words: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}", words))

    texts = catalogue(Language.MALAY).texts
    assert [english for english, other in texts.items() if placeholders(english) != placeholders(other)] == []


def test_what_is_filled_in_is_escaped_unless_it_is_markup() -> None:
    assert text("by {actor}", actor="<b>") == "by &lt;b&gt;"
    assert text("by {actor}", actor=Markup("<b>")) == "by <b>"


def test_english_tells_one_from_many_and_malay_does_not() -> None:
    assert plural("{n} page", "{n} pages", 1) == "1 page"
    assert plural("{n} page", "{n} pages", 2) == "2 pages"
    with speaking(Language.MALAY):
        assert plural("{n} page", "{n} pages", 1) == "1 halaman"


def test_a_sentence_of_the_records_is_recognised_with_what_was_filled_in() -> None:
    with speaking(Language.MALAY):
        assert said("Came again by mail") == "Datang lagi melalui e-mel"
        assert said("Needs you: 3 doubts") == "Perlukan anda: 3 keraguan"
        assert said("It was read with 71% certainty only") == "Ia dibaca dengan kepastian 71% sahaja"
        assert said("2 door rows, 1 frame row") == "2 baris pintu, 1 baris bingkai"


def test_a_sentence_nobody_knows_stays_english_and_is_marked_so() -> None:
    with speaking(Language.MALAY):
        assert not is_known("The moon is full")
        assert marked("The moon is <full>") == '<span lang="en">The moon is &lt;full&gt;</span>'
    assert marked("The moon is <full>") == "The moon is &lt;full&gt;"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", Language.ENGLISH),
        ("en-GB,en;q=0.9", Language.ENGLISH),
        ("ms-MY,ms;q=0.9,en;q=0.8", Language.MALAY),
        ("zh-CN,ms;q=0.7,en;q=0.8", Language.ENGLISH),
        ("zh-CN,ms;q=0.7", Language.MALAY),
        ("fr;q=x,ms;q=y", Language.MALAY),
    ],
)
def test_the_browser_says_which_language_it_wants(header: str, language: Language) -> None:
    assert accepted(header) is language


def test_a_page_is_in_the_language_of_its_reader(client: TestClient[Litestar]) -> None:
    assert '<html lang="en">' in client.get("/upload").text
    malay = client.get("/upload", headers={"Accept-Language": "ms"}).text
    assert '<html lang="ms">' in malay
    assert "Muat naik dokumen" in malay


def test_also_an_error_is_told_in_it(client: TestClient[Litestar]) -> None:
    wished = {"Accept-Language": "ms", "Accept": "text/html"}
    assert "Tiada halaman seperti itu" in client.get("/nowhere", headers=wished).text


def test_who_chose_a_language_keeps_it(client: TestClient[Litestar]) -> None:
    answer = client.post(
        "/language", data={"language": "ms"}, headers={"Referer": "http://elsewhere/upload?a=1"}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/upload?a=1")
    assert '<html lang="ms">' in client.get("/upload", headers={"Accept-Language": "en"}).text


def test_nobody_can_be_led_to_another_site_by_the_switch(client: TestClient[Litestar]) -> None:
    answer = client.post(
        "/language", data={"language": "ms"}, headers={"Referer": "http://x//evil.example/"}, follow_redirects=False
    )
    assert answer.headers["location"] == "/evil.example/"


def test_words_outside_a_request_are_english() -> None:
    assert languages.spoken() is Language.ENGLISH
