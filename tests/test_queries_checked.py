"""A dozen questions of a researcher, answered a second way: from the rows of the tables."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache

from cami_graph.graph import CamiGraph
from cami_graph.paths import DATA

REPORT = DATA / "reports" / "cami2-doc3" / "facts"
DONE = {"done", "partial", "ongoing", "reported"}
Row = dict[str, str]


@cache
def facts(name: str) -> list[Row]:
    """Return the claims of the report in a table, those alone that were read."""
    with (REPORT / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row.get("state") in ("", "read")]


@cache
def reference(name: str) -> dict[str, Row]:
    with (DATA / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {next(iter(row.values())): row for row in rows}


def many(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]


def slug(address: object) -> str:
    return str(address).rsplit("/", 1)[-1]


def answer(graph: CamiGraph, name: str, *columns: str) -> list[tuple[object, ...]]:
    """Return some columns of all rows, addresses by their last part, sorted."""
    rows = [
        tuple(slug(row[one]) if str(row[one]).startswith("http") else row[one] for one in columns)
        for row in graph.query(name)
    ]
    return sorted(rows, key=str)


def actions() -> dict[str, Row]:
    return {row["action_id"]: row for row in facts("actions")}


def test_beginnings(real_graph: CamiGraph) -> None:
    told: Counter[tuple[object, ...]] = Counter()
    for row in facts("actions"):
        if row["status"] in DONE and row["start_year"]:
            told.update((int(row["start_year"]), code) for code in many(row["country_codes"]))
    found = answer(real_graph, "how-many-actions-began-in-each-year", "startYear", "country", "actions")
    assert found == sorted(((*key, count) for key, count in told.items()), key=str)
    assert len(found) > 30


def test_not_done(real_graph: CamiGraph) -> None:
    level = {
        row["activity_code"]: row["level"]
        for row in facts("priorities")
        if not row["item"] and row["kind"] == "printed"
    }
    said = defaultdict(set)
    for row in facts("statuses"):
        said[row["activity_code"]].add(row["status"])
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for code, priority in level.items():
        one = counts[code.rsplit(".", 1)[0], priority]
        one[0] += 1
        one[1] += "not-done" in said[code]
        one[2] += not said[code]  # silence is no row of a table
    found = answer(
        real_graph,
        "how-much-is-not-done-of-each-priority",
        "number",
        "priority",
        "activities",
        "notDone",
        "notReported",
    )
    assert found == sorted(((*key, *three) for key, three in counts.items()), key=str)
    shares = [
        (row["notDone"], row["activities"], row["percentNotDone"])
        for row in real_graph.query("how-much-is-not-done-of-each-priority")
    ]
    assert all(abs(100 * some / whole - float(share)) <= 0.5 for some, whole, share in shares)  # type: ignore[operator, arg-type]


def test_recommendations_to_bodies_that_act(real_graph: CamiGraph) -> None:
    expected = {
        (one["recommendation_id"], body, part["action_id"])
        for one in facts("recommendations")
        for body in many(one["addressee_ids"])
        for part in facts("participations")
        if part["actor_id"] == body
        and set(many(one["activity_codes"])) & set(many(actions()[part["action_id"]]["activity_codes"]))
    }
    name = "which-recommendations-go-to-bodies-that-already-act"
    assert answer(real_graph, name, "recommendation", "actor", "action") == sorted(expected, key=str)
    assert len(expected) == 8


def test_no_part_in_an_action_is_surer_than_the_action(real_graph: CamiGraph) -> None:
    """Nor is any surer of a species and a country where one action is told of several of each."""
    order = ("doubtful", "probable", "sure")
    told = actions()
    listed = {
        key for key, row in told.items() if min(len(many(row[of])) for of in ("species_ids", "country_codes")) > 1
    }
    expected = {
        (part["action_id"], part["actor_id"], part["role"], min(part["certainty"] or "sure", whole, key=order.index))
        for part in facts("participations")
        for whole in [told[part["action_id"]]["certainty"] or "sure"]
    }
    columns = ("action", "actor", "role", "certainty")
    assert set(answer(real_graph, "who-does-what-where", *columns)) == expected
    for action, _, _, certainty in answer(real_graph, "who-works-on-which-species-where", *columns):
        assert (certainty == "sure") <= (action not in listed)
    assert len(listed) == 4


def test_priorities_that_are_asked_to_change(real_graph: CamiGraph) -> None:
    wishes = {"raise-priority", "lower-priority"}
    expected = {
        (code, one["quote"], kind, 6)
        for one in facts("recommendations")
        for code in many(one["activity_codes"])
        for kind in wishes & set(many(one["type_ids"]))
    }
    asked = {row["quote"] for row in facts("priorities") if row["kind"] == "requested"}
    found = answer(real_graph, "which-priorities-are-asked-to-change", "code", "quote", "change", "column")
    assert {row for row in found if row[3] != 3} == expected
    assert {row[1] for row in found if row[3] == 3} == asked
    assert {kind for _, _, kind, _ in expected} == wishes


def test_threats_that_no_action_meets(real_graph: CamiGraph) -> None:
    groups = {key: row["group_id"] for key, row in reference("threats").items()}
    met = {
        (code, threat)
        for row in facts("actions")
        for code in many(row["activity_codes"])
        for named in many(row["threat_ids"])
        for threat in (named, groups[named])
    }
    with (DATA / "programmes/cami-2014-2020/activities.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["activity_code"] for row in csv.DictReader(file)]
    with (DATA / "programmes/cami-2014-2020/headings.csv").open(encoding="utf-8", newline="") as file:
        headings = {row["heading_id"]: many(row["activity_codes"]) for row in csv.DictReader(file)}
    planned = set()
    for row in facts("scopes"):
        if row["kind"] != "threat":
            continue
        for place in many(row["activity_codes"]):
            below = headings.get(place) or [one for one in codes if one == place or one.rsplit(".", 1)[0] == place]
            planned |= {(one, row["value"]) for one in below}
    found = set(answer(real_graph, "which-threats-of-the-plan-does-no-action-address", "code", "threat"))
    assert found == planned - met
    assert 0 < len(found) < len(planned)


def test_actions_of_species_in_range_states(real_graph: CamiGraph) -> None:
    """The register lists whole species: of a subspecies only where a herd of it is known."""
    told: Counter[tuple[str, str]] = Counter()
    for row in facts("actions"):
        if row["status"] in DONE:
            told.update((one, code) for one in many(row["species_ids"]) for code in many(row["country_codes"]))
    name, herds = "how-many-actions-concern-each-species-in-each-range-state", reference("populations").values()
    rows = [
        (slug(row["species"]), slug(row["country"]), row["actions"], slug(row["category"]))
        for row in real_graph.query(name)
    ]
    assert [(one, code, count) for one, code, count, _ in rows] == [
        (one, code, told[one, code]) for one, code, _, _ in rows
    ]
    for one, row in reference("species").items():
        states = {code for species, code, _, _ in rows if species == one}
        listed = {*many(row["range_state_codes"]), *many(row["uncertain_range_codes"])}
        homes = {code for herd in herds if herd["species_id"] == one for code in many(herd["state_codes"])}
        assert states in (set(), listed & homes if row["rank"] == "subspecies" else listed)
        latest = row["red_list_latest_code"] if row["red_list_latest_year"] else row["red_list_2019_code"]
        assert {category for species, _, _, category in rows if species == one} <= {latest}
    assert sum(count == 0 for _, _, count, _ in rows) >= 20


def test_actors_from_elsewhere(real_graph: CamiGraph) -> None:
    acting = defaultdict(set)
    for part in facts("participations"):
        actor = reference("actors")[part["actor_id"]]
        if actions()[part["action_id"]]["status"] in DONE and actor["actor_type"] != "generic":
            for code in many(part["country_codes"]):
                acting[code].add((part["actor_id"], actor["country_code"]))
    expected = [
        (code, len(bodies), sum(seat not in ("", code) for _, seat in bodies), sum(not seat for _, seat in bodies))
        for code, bodies in sorted(acting.items())
    ]
    assert (
        answer(real_graph, "how-many-actors-come-from-elsewhere", "country", "actors", "elsewhere", "seatUnknown")
        == expected
    )


def test_recommended_countries_without_action(real_graph: CamiGraph) -> None:
    acting = {
        (code, country)
        for row in facts("actions")
        for code in many(row["activity_codes"])
        for country in many(row["country_codes"])
    }
    expected = {
        (code, country, row["recommendation_id"])
        for row in facts("recommendations")
        for code in many(row["activity_codes"])
        for country in many(row["country_codes"])
        if (code, country) not in acting
    }
    found = answer(real_graph, "which-recommended-countries-have-no-action", "code", "country", "recommendation")
    assert set(found) == expected
    assert len(found) == 20


def test_ngos_asked_and_not_acting(real_graph: CamiGraph) -> None:
    acting = {
        code
        for part in facts("participations")
        if reference("actors")[part["actor_id"]]["actor_type"] in ("ngo", "ingo")
        for code in many(actions()[part["action_id"]]["activity_codes"])
    }
    asked = {row["activity_code"] for row in facts("responsibilities") if row["actor_id"] == "ngos"}
    assert {
        code for (code,) in answer(real_graph, "where-are-ngos-asked-and-none-is-seen-acting", "code")
    } == asked - acting
    assert len(asked - acting) == 44


def test_items_not_done_beside_actions_done(real_graph: CamiGraph) -> None:
    done: Counter[str] = Counter()
    for row in facts("actions"):
        done.update(many(row["activity_codes"]) if row["status"] == "done" else ())
    expected = sorted(
        (row["activity_code"], row["item"], done[row["activity_code"]])
        for row in facts("statuses")
        if row["item"] and row["status"] == "not-done" and done[row["activity_code"]]
    )
    found = answer(real_graph, "which-items-are-not-done-though-actions-are", "code", "item", "doneActions")
    assert [(code, str(item).removeprefix(f"{code}-"), count) for code, item, count in found] == expected


def test_registers(real_graph: CamiGraph) -> None:
    columns = ("gbif_taxon_key", "ncbi_taxonomy_id", "itis_tsn", "iucn_sis_id", "mdd_id", "wikidata_qid")
    expected = [(one, *(row[name] or None for name in columns)) for one, row in sorted(reference("species").items())]
    asked = ("species", "gbif", "ncbi", "itis", "redList", "mammalDiversity", "wikidata")
    assert answer(real_graph, "which-registers-know-each-species", *asked) == expected


def test_what_the_schema_could_not_say_at_first_is_asked_in_sparql(real_graph: CamiGraph) -> None:
    """Trainings by their type, and activities asked of governments where organisations alone act."""
    trained = "SELECT ?x { ?x a cami:ReportedAction ; cami:hasActionType/skos:notation ?n FILTER(STR(?n) = '9.2') }"
    assert {slug(row["x"]) for row in real_graph.ask_text(trained)} == {
        one for one, row in actions().items() if "9.2" in many(row["action_type_ids"])
    }
    alone = """SELECT DISTINCT ?code {
        ?a a cami:Activity ; skos:notation ?code ; cami:implementedBy ?some ; cami:isResponsibilityOf ?asked .
        { ?asked cami:standsForKind "government" } UNION { ?asked cami:hasActorType voc:actor-type\\/government }
        MINUS {
            ?a cami:implementedBy/cami:hasActorType ?kind
            FILTER(?kind NOT IN (voc:actor-type\\/ngo, voc:actor-type\\/ingo))
        }
    }"""
    bodies = reference("actors")
    governments = {one for one, row in bodies.items() if "government" in (row["actor_type"], *many(row["stands_for"]))}
    asked = {row["activity_code"] for row in facts("responsibilities") if row["actor_id"] in governments}
    acting: dict[str, set[str]] = defaultdict(set)
    for part in (one for one in facts("participations") if one["role"] == "implementing"):
        for code in many(actions()[part["action_id"]]["activity_codes"]):
            acting[code].add(bodies[part["actor_id"]]["actor_type"])
    found = {row["code"] for row in real_graph.ask_text(alone)}
    assert found == {code for code in asked if acting[code] and acting[code] <= {"ngo", "ingo"}}
    assert found
