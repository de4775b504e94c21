"""State which countries act together, through which action."""

from __future__ import annotations

from cami_graph.build.plan import place_node
from cami_graph.build.statements import Builder
from cami_graph.rdf import CAMI, thing


def build_cooperation(builder: Builder) -> None:
    """State each cooperation with its countries; since when and about what follow its action."""
    actions = {action.action_id: action for action in builder.tables.actions}
    for row in builder.tables.cooperations:
        node = thing("cooperation", row.cooperation_id)
        claim = builder.open(builder.report_graph, node, CAMI.Cooperation, row=row)
        claim.things(CAMI.amongCountry, "country", *row.country_codes)
        claim.text(CAMI.factKey, "|".join(sorted(row.country_codes)))
        claim.things(CAMI.throughAction, "action", row.action_id)
        action = actions.get(row.action_id)
        if action is None:
            continue
        claim.year(CAMI.startYear, action.start_year).year(CAMI.endYear, action.end_year)
        claim.things(CAMI.concernsSpecies, "taxon", *action.species_ids)
        claim.link(CAMI.inPlace, *(place_node(builder, place) for place in action.place_ids))
        claim.things(CAMI.underInitiative, "initiative", *action.initiative_ids)
        claim.quoted(action.activity_codes, int(row.column), row.quote).sure(row.certainty, row.reason)
