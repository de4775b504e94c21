"""What to do next: who could convene, who is addressed, what to ask; and the second best where nobody works in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cami_graph.analyse.findings.gaps import Thing
from cami_graph.analyse.findings.links import Link
from cami_graph.analyse.findings.wider_work import RANGE_WIDE
from cami_graph.analyse.findings.wording import join_names, list_names
from cami_graph.analyse.measures.sharing import Pair
from cami_graph.analyse.situation.claims import Name
from cami_graph.analyse.situation.model import Situation

MOST_WAYS = 2
BOTH = "{both}"
"""What stands in the text of a step for those whom it addresses."""
CONVENERS = ("intergovernmental", "programme", "ingo", "ngo", "research")


def find_brokers(situation: Situation, pair: Pair, resource: str = "") -> dict[str, frozenset[str]]:
    """Return the bodies that act in both countries, and by which actions; only on the resource if one is given."""
    found = {}
    for actor, where in situation.bridging.items():
        if pair[0] in where and pair[1] in where:
            sides = [
                frozenset(a for a in where[country] if not resource or resource in situation.concerns[a])
                for country in pair
            ]
            if all(sides):
                found[actor] = sides[0] | sides[1]
    return found


def name_brokers(situation: Situation, pair: Pair, resource: str = "") -> tuple[Thing, ...]:
    """Return who could convene, the nearest first: on it in both; in both; by a programme of both; through a third.

    Of those that are equally near, bodies that convene come before those that pay or serve one state.
    """
    found: dict[str, Thing] = {}
    for actor, note in _ways(situation, pair, resource):
        name = situation.name(actor)
        found.setdefault(actor, Thing(actor, name.en, name.say("ru"), note))
    return tuple(found.values())


def _ways(situation: Situation, pair: Pair, resource: str) -> Iterator[tuple[str, Name]]:
    on_it = find_brokers(situation, pair, resource) if resource else {}
    anywhere = find_brokers(situation, pair)

    def convening(actor: str) -> tuple[int, str]:
        kind = situation.actors[actor].kind if actor in situation.actors else ""
        return CONVENERS.index(kind) if kind in CONVENERS else len(CONVENERS), actor

    for actor in sorted(on_it, key=convening):
        yield actor, Name("acts on it in both", "занимается этим в обеих странах")
    for actor in sorted(anywhere.keys() - on_it.keys(), key=convening):
        yield actor, Name("acts in both, on other matters", "действует в обеих странах по другим вопросам")
    yield from _keepers(situation, pair, resource)
    if not anywhere:
        yield from _through_third(situation, pair)


def _keepers(situation: Situation, pair: Pair, resource: str) -> Iterator[tuple[str, Name]]:
    """Give the bodies that keep a framework of both, however many states it binds."""
    taxa = {resource} | (situation.resources[resource].parts if resource in situation.resources else frozenset())
    for one in situation.channels.frameworks.values():
        if one.keeper and one.binds(pair) and (not resource or one.subjects & taxa):
            yield (
                one.keeper,
                Name(f"keeps a framework of both: {one.name.en}", f"ведёт механизм обеих стран: {one.name.say('ru')}"),
            )


def _through_third(situation: Situation, pair: Pair) -> Iterator[tuple[str, Name]]:
    """Give bodies of one country that meet, in a third one, a body of the other."""
    ways = []
    for third in sorted(set(situation.countries) - set(pair)):
        sides = [_convening_in(situation, {code, third}) for code in pair]
        if all(sides):
            ways.append((third, sides[0][0], sides[1][0]))
    for third, first, second in ways[:MOST_WAYS]:
        for actor, code, other in ((first, pair[0], second), (second, pair[1], first)):
            here, there, body = situation.name(code), situation.name(third), situation.name(other)
            yield (
                actor,
                Name(
                    f"acts in {here.en} and in {there.en}, where it could meet {body.en}",
                    f"действует здесь: {here.say('ru')}, {there.say('ru')}; там же работает {body.say('ru')}",
                ),
            )


def _convening_in(situation: Situation, codes: set[str]) -> list[str]:
    """Return the bodies that act in countries and serve no state: border guards of two convene no third."""
    known = situation.actors
    return sorted(
        one
        for one, where in situation.bridging.items()
        if codes <= where.keys() and one in known and known[one].kind in CONVENERS
    )


def name_step(situation: Situation, link: Link, brokers: tuple[Thing, ...]) -> Name:
    """Say the next step of a link: who convenes, who is addressed, what to ask."""
    return _address(situation, [link], _ask(situation, link, brokers))


def name_steps(situation: Situation, links: Sequence[Link]) -> Name:
    """Say the next steps of several links, each once with all whom it addresses."""
    asked: dict[Name, list[Link]] = defaultdict(list)
    for link in links:
        asked[_ask(situation, link, name_brokers(situation, link.countries, link.resource))].append(link)
    said = [_address(situation, those, text) for text, those in asked.items()]
    return Name(" ".join(one.en for one in said), " ".join(one.say("ru") for one in said))


def _address(situation: Situation, links: Sequence[Link], text: Name) -> Name:
    """Put those whom a step addresses into its text, pair by pair."""
    names = [[situation.name(code) for code in link.countries] for link in links]
    english = "; ".join(join_names([one.en for one in pair]) for pair in names)
    russian = "; ".join(list_names([one.say("ru") for one in pair]) for pair in names)
    return Name(text.en.replace(BOTH, english), text.say("ru").replace(BOTH, russian))


def _ask(situation: Situation, link: Link, brokers: tuple[Thing, ...]) -> Name:
    """Say the next step of a link, with a sign for those whom it addresses."""
    if link.frameworks:
        return _ask_framework(situation, link)
    convener = next((one for one in brokers), None)
    through = f", through {convener.en}" if convener else ""
    via = f" Посредник: {convener.ru}." if convener else ""
    comma = "," if convener else ""
    if link.is_covered:
        told = _ask_whether(situation, _first_covering(situation, link))
        return Name(
            f"Ask the focal points of {BOTH}{through}{comma} {told.en}.",
            f"Спросить координаторов ({BOTH}), {told.ru}.{via}",
        )
    if not link.items["act"]:
        return Name(
            f"Ask first{through}: do the focal points of {BOTH} know of any work on it?",
            f"Сначала спросить координаторов ({BOTH}), известно ли им о такой работе.{via}",
        )
    if going := [key for key in (*link.near, *link.ties) if is_going(situation, key)]:
        told, is_of_both = _build_on(situation, link, going)
        done = "what is already done together" if is_of_both else "what is done near it"
        russian_done = "то, что уже делается вместе" if is_of_both else "то, что делается рядом"
        return Name(
            f"Ask the ministries of {BOTH}{through}{comma} to take it up in {done}: {told.en}.",
            f"Предложить министерствам ({BOTH}) включить это в {russian_done}: {told.say('ru')}.{via}",
        )
    nobody = "" if convener else " Nobody is known who could convene."
    nobody_ru = "" if convener else " Кто мог бы собрать стороны, неизвестно."
    return Name(
        f"Ask the focal points of {BOTH}{through}{',' if through else ''} for a first exchange on it.{nobody}",
        f"Предложить координаторам ({BOTH}) начать обмен сведениями.{via}{nobody_ru}",
    )


def _ask_whether(situation: Situation, key: str) -> Name:
    """Ask whether work takes something in; of what was told to end before the year of the situation, whether it did."""
    name, until = situation.name(key), situation.actions[key].until if key in situation.actions else ""
    if until and until < situation.as_of[:4]:
        return Name(
            f"whether what they did together until {until} took it in: {name.en}",
            f"охватывала ли это совместная работа до {until} г.: {name.say('ru')}",
        )
    return Name(
        f"whether what they do together takes it in: {name.en}",
        f"охватывает ли это совместная работа: {name.say('ru')}",
    )


def is_going(situation: Situation, key: str) -> bool:
    """Say whether joint work was not told to end before the year of the situation."""
    until = situation.actions[situation.cooperations[key].action].until
    return not until or until >= situation.as_of[:4]


def _build_on(situation: Situation, link: Link, keys: Sequence[str]) -> tuple[Name, bool]:
    """Return the joint work that is nearest to a link, and whether it is of both countries."""
    of_both = [key for key in keys if set(link.countries) <= situation.cooperations[key].countries]
    key = (*of_both, *keys)[0]
    return situation.name(situation.cooperations[key].action), bool(of_both)


def _first_covering(situation: Situation, link: Link) -> str:
    """Return the action of the first claim of joint work of both that is not over, or the claim itself."""
    told = [key for key, way in link.covering.items() if way != RANGE_WIDE]
    going = (key for key in told if key not in situation.cooperations or is_going(situation, key))
    key = next(going, told[0])
    return situation.cooperations[key].action if key in situation.cooperations else key


def _ask_framework(situation: Situation, link: Link) -> Name:
    """Ask the keeper of the latest framework on it, or its parties, what was done under it."""
    framework = max(
        (situation.channels.frameworks[key] for key in link.frameworks), key=lambda one: one.since(link.countries)
    )
    day = framework.since(link.countries)
    keeper = situation.name(framework.keeper) if framework.keeper else None
    asked = f"{keeper.en} and the ministries" if keeper else "the ministries"
    russian = f"{keeper.say('ru')} и министерства" if keeper else "министерства"
    return Name(
        f"Ask {asked} of {BOTH} what has been done under it since {day}: {framework.name.en}.",
        f"Спросить, что сделано с {day} г. по документу «{framework.name.say('ru')}». "
        f"Кого спросить: {russian} ({BOTH}).",
    )
