"""From a page dataclass to HTML: `render_page(page, language)` is pure; server, site and single file use the same."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import jinja2
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from cami_graph.explore.address import BRIEF_FORMS, KINDS, brief_path, slug_of
from cami_graph.explore.dates import say_since
from cami_graph.explore.model import LANGUAGES, Fact, Label, Quote, Thing
from cami_graph.explore.numbers import count_countries
from cami_graph.explore.pages.base import Page
from cami_graph.explore.switch import set_switch
from cami_graph.explore.voices import short_name as name_of_programme
from cami_graph.explore.voices import slugs_of, slugs_of_row
from cami_graph.explore.words import read_words, word

HERE = Path(__file__).parent
Line = Thing | tuple[Thing, object, object]
PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
NAVIGATION = (
    ("gaps", "gaps"),
    ("graph", "graph"),
    ("map", "map"),
    ("questions", "query/index"),
    ("about", "about"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where pages will stand: `file` (all in one), `site` (plain files) or `server`; what parts and briefs go along."""

    mode: str = "site"
    parts: Mapping[str, str] = field(default_factory=dict)
    briefs: frozenset[str] = frozenset()

    def address(self, path: str, language: str, root: str) -> str:
        """Return the link to a page from a page whose way to the root is `root`."""
        page, _, part = path.partition("#")
        end = f"#{part}" if part else ""
        bare, _, asked = page.partition("?")
        asked = f"?{asked}" if asked else ""
        if self.mode == "file":
            return f"#/{language}/{bare}{asked}{end}"
        return f"{root}{language}/{bare}.html{asked}{end}"


def root_of(path: str) -> str:
    """Return the way from a page up to the root of the site, one step for its language and one per folder."""
    return "../" * (path.count("/") + 1)


class Calls(Context):
    """Calls from templates: macros and our own helpers, none of which asks for the context; so nobody is asked."""

    def call(self, called: Callable[..., object], /, *values: object, **named: object) -> object:
        """Call what a template calls, as Jinja does, without its questions to each callable."""
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(self.eval_ctx, *values, **named) if type(called) is Macro else called(*values, **named)


class Renderer:
    """Turns pages into HTML for one place."""

    def __init__(self, place: Place | None = None) -> None:
        self.place = place or Place()
        loader = jinja2.FileSystemLoader(HERE / "templates")
        self.environment = jinja2.Environment(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.environment.context_class = Calls
        self.environment.globals |= {
            "brief_forms": BRIEF_FORMS,
            "brief_path": brief_path,
            "in_order": in_order,
            "of": lambda quotes: _resting_on(slugs_of(quotes)),
            "of_row": lambda row: _resting_on(slugs_of_row(row)),
            "anchor_of": lambda row: next(one.path for cell in row for one in cell.things).partition("#")[2],
            "say_since": say_since,
            "programme_of": lambda one: name_of_programme(one if isinstance(one, str) else one.path),
            "voices_of": lambda cell: " ".join(
                slugs_of(quote for one in (cell, *cell.earlier) for quote in one.quotes)
            ),
        }

    def page(self, page: Page, language: str) -> str:
        """Return the whole document of a page."""
        return self._render("layout.html", page, language, main=Markup(self.main(page, language)))  # noqa: S704

    def main(self, page: Page, language: str) -> str:
        """Return what stands inside `<main>`: all that changes from page to page."""
        markup = self._unlink(squeeze(self._render(page.template, page, language)), page, language)
        return set_switch(
            markup, page.frame, lambda choices: squeeze(self._render("_switch.html", page, language, choices=choices))
        )

    def _unlink(self, markup: str, page: Page, language: str) -> str:
        """Leave the name where a list of a page would lead to the page itself: a stop of the keyboard for nothing.

        In the single file the links stand: lines that are alike on all pages are packed once.
        """
        if self.place.mode == "file":
            return markup
        own = re.escape(self.place.address(page.path, language, root_of(page.path)))
        return re.sub(rf'<a class="thing kind-[a-z]+" href="{own}">(.*?)</a>', r"\1", markup)

    def frame(self, part: str, page: Page, language: str) -> str:
        """Return the header or the footer of the page."""
        return squeeze(self._render(f"_{part}.html", page, language))

    def _render(self, template: str, page: Page, language: str, **more: object) -> str:
        """Fill one template."""
        root = "" if self.place.mode == "file" else root_of(page.path)
        helpers = Helpers(self.place, page, language, root)
        return self.environment.get_template(template).render(
            page=page, language=language, other="ru" if language == "en" else "en", root=root, mode=self.place.mode,
            briefs=self.place.briefs,
            navigation=navigation_of(page), counted=count_countries(page.frame.countries, language), slug=short_name,
            languages=LANGUAGES, w=helpers.word, link=helpers.link, say=helpers.say,
            here=helpers.here(),
            name=helpers.name, names_of=helpers.names_of, config=helpers.config, unique=helpers.unique,
            segments=segments, whole=whole, by_word=by_word, **more,
        )  # fmt: skip


def in_order(lines: Sequence[Line], language: str) -> list[Line]:
    """Return things, or lines that begin with one, by their names in a language; pages hold them by the English ones.

    >>> gobi, altay = (Thing("", "landscape", "", Label(*names)) for names in (("Gobi", "Гоби"), ("Tien Shan", "Алай")))
    >>> in_order([gobi, altay], "en") == [gobi, altay], in_order([gobi, altay], "ru") == [altay, gobi]
    (True, True)
    """
    if language == "en":
        return list(lines)
    return sorted(lines, key=lambda one: (one if isinstance(one, Thing) else one[0]).name(language).casefold())


@dataclass(slots=True)
class Helpers:
    """What templates may call; fresh for every page, so that its counts of unique names begin anew."""

    place: Place
    current: Page
    language: str
    root: str
    counts: Counter[str] = field(default_factory=Counter)

    def word(self, key: str, **values: object) -> str:
        """Return a word of the interface; where several documents tell of work, the sentence that speaks of them."""
        several = f"{key}_many"
        is_many = len(self.current.frame.telling) > 1 and several in read_words()["pages"]
        return word(several if is_many else key, self.language, **values)

    def link(self, path: str, language: str = "") -> str:
        """Return the address of a page."""
        return self.place.address(path, language or self.language, self.root)

    def say(self, text: Label | str) -> str:
        """Return a label in the language of the page, or a word of the interface by its key."""
        return text.say(self.language) if isinstance(text, Label) else self.word(text)

    def here(self) -> str:
        """Return what stands before `#` in a link to a part of this same page."""
        return self.link(self.current.path) if self.place.mode == "file" else ""

    def name(self, thing: Thing) -> str:
        """Return the name of a thing."""
        return thing.name(self.language)

    def names_of(self, things: Iterable[Thing]) -> str:
        """Return the names of things, as one text for a sentence."""
        return ", ".join(map(self.name, things))

    def unique(self, start: str, key: str = "") -> str:
        """Return a name that no other element of the page has.

        With the key of what it names, it is the same on every page where that stands first: pages then repeat each
        other to the letter, which the single file is packed by.
        """
        name = f"{start}-{key}" if key else start
        self.counts[name] += 1
        return f"{name}.{self.counts[name]}" if not key or self.counts[name] > 1 else name

    def config(self) -> Markup:
        """Return what the scripts need to know, as JSON that cannot end its own element."""
        words = {
            language: {key: pair[at] for key, pair in read_words()["browser"].items()}
            for at, language in enumerate(LANGUAGES)
        }
        content = {"mode": self.place.mode, "kinds": KINDS, "parts": self.place.parts, "words": words}
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return Markup(text.replace("<", "\\u003c"))  # noqa: S704


def _resting_on(slugs: tuple[str, ...]) -> Markup:
    """Return the attribute that says on which documents a part of a page rests."""
    return Markup(' data-of="{}"').format(" ".join(slugs))


def navigation_of(page: Page) -> tuple[tuple[str, str, str], ...]:
    """Return the menu: of each entry its area, what tells it from others of the area, and the path it leads to."""
    programmes = (("programme", one.mark, one.path) for one in page.frame.programmes)
    return (*programmes, *((area, "", path) for area, path in NAVIGATION))


def short_name(thing: Thing) -> str:
    """Return what filters call a thing: the end of its address, after its kind."""
    return slug_of(thing.iri) or thing.iri.rsplit("/", 1)[-1]


def by_word(facts: tuple[Fact, ...]) -> list[tuple[Label | str, list[Fact]]]:
    """Gather facts under their words, in the order they come."""
    found: dict[Label | str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.word, []).append(fact)
    return list(found.items())


def segments(text: str, quotes: tuple[Quote, ...]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Cut a printed cell where quotes begin and end: each piece with the quotes that begin at it and that hold it.

    >>> from cami_graph.explore.model import Quote
    >>> segments("one two", (Quote("i", "two", 9, 12),))
    [('one ', (), ()), ('two', ('9-12',), ('9-12',))]
    """
    spans = []
    for quote in quotes:
        start = text.find(quote.exact)
        if start >= 0:
            spans.append((start, start + len(quote.exact), quote.key))
    edges = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
    pieces = []
    for start, end in pairwise(edges):
        begin = tuple(dict.fromkeys(key for left, _, key in spans if left == start))
        hold = tuple(dict.fromkeys(key for left, right, key in spans if left <= start and end <= right))
        pieces.append((text[start:end], begin, hold))
    return pieces


def whole(text: str) -> str:
    """Return a text whose spans of years never break at their hyphen."""
    return re.sub(r"(?<=\d)-(?=\d)", "\u2060-\u2060", text)


def squeeze(markup: str) -> str:
    """Take out the empty lines and the indentation that templates leave, except where text stands as written."""
    pieces = PREFORMATTED.split(markup)
    kept = (
        piece if at % 2 else "\n".join(line.strip() for line in piece.splitlines() if line.strip())
        for at, piece in enumerate(pieces)
    )
    return "".join(kept)


@cache
def _renderer(mode: str) -> Renderer:
    """Keep one renderer per place, since templates are compiled once."""
    return Renderer(Place(mode))


def render_page(page: Page, language: str, mode: str = "server") -> str:
    """Return the document of a page in a language, for a server or for plain files."""
    return _renderer(mode).page(page, language)
