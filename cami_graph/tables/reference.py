"""Row types of ``data/reference/``: who and what exists. An identifier that is not verified is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cami_graph.tables.columns import REFERENCE, SLUG, YEAR, Row, declare

ISO = r"[A-Z]{2}"
DECIMAL = r"-?\d+(\.\d+)?"
QID = r"Q[1-9]\d*"
NUMBER = r"[1-9]\d*"
APPENDIX = r"(I{1,3}(; I{1,3})*|not listed)( \(.+\))?"
DOMAIN = r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[\w./-]*)?"
REPLACED = r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*"
YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Country(Row):
    """A country of the region."""

    TABLE: ClassVar[str] = "countries"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("country_code",)
    MEANING: ClassVar[str] = "The countries that any document names as range state, neighbour or partner."

    country_code: str = declare("ISO 3166 alpha-2 code.", required=True, pattern=ISO)
    iso_alpha3: str = declare("ISO 3166 alpha-3 code.", required=True, pattern=r"[A-Z]{3}")
    m49_code: str = declare("UN M49 code.", required=True, pattern=r"\d{3}")
    name: str = declare("Short name in English.", required=True)
    name_ru: str = declare("Short name in Russian.", required=True)
    official_name: str = declare("Official name in English.", required=True)
    fact_key: str = declare("Value printed in the fact table.", required=True)
    aliases: tuple[str, ...] = declare("Names used in the report.", many=True)
    neighbour_codes: tuple[str, ...] = declare("Countries with a common land border.", many=True, refers="countries")
    wikidata_qid: str = declare("Wikidata item.", pattern=QID)
    cms_party_2019: str = declare("Party to the Convention on Migratory Species in 2019.", choices=YES_NO)
    cms_party_year: str = declare("Year of accession to that convention.", pattern=YEAR)
    cites_party_2019: str = declare("Party to CITES in 2019.", choices=YES_NO)
    cites_party_year: str = declare("Year of accession to CITES.", pattern=YEAR)
    source: str = declare("Where the identifiers were seen.", required=True)


@dataclass(frozen=True, slots=True)
class Species(Row):
    """A taxon."""

    TABLE: ClassVar[str] = "species"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("species_id",)
    MEANING: ClassVar[str] = "The species and subspecies that the report names, with their range states."

    species_id: str = declare("Short name in addresses.", required=True, pattern=SLUG)
    name: str = declare("Common name in English.", required=True)
    name_ru: str = declare("Common name in Russian.", required=True)
    scientific_name: str = declare("Scientific name.", required=True)
    rank: str = declare("Rank of the taxon.", required=True, choices=("species", "subspecies"))
    parent_id: str = declare("The species that a subspecies belongs to.", refers="species")
    fact_key: str = declare("Value printed in the fact table.", required=True)
    aliases: tuple[str, ...] = declare("Names used in the report.", many=True)
    scientific_synonyms: tuple[str, ...] = declare("Other scientific names and common names.", many=True)
    order_name: str = declare("Order.", required=True)
    family_name: str = declare("Family.", required=True)
    gbif_taxon_key: str = declare("Key in the GBIF backbone.", pattern=NUMBER)
    ncbi_taxonomy_id: str = declare("Identifier in the NCBI taxonomy.", pattern=NUMBER)
    wikidata_qid: str = declare("Wikidata item.", pattern=QID)
    itis_tsn: str = declare("Serial number in ITIS.", pattern=NUMBER)
    iucn_sis_id: str = declare("Identifier in the IUCN Red List.", pattern=NUMBER)
    mdd_id: str = declare("Identifier in the Mammal Diversity Database.", pattern=NUMBER)
    red_list_2019_code: str = declare("IUCN Red List category in 2019.", vocabulary="red-list")
    red_list_latest_code: str = declare("Latest IUCN Red List category seen.", vocabulary="red-list")
    red_list_latest_year: str = declare("Year of that category, where it was seen.", pattern=YEAR)
    red_list_latest_basis: str = declare("What the latest category rests on.")
    cms_appendix_2019: str = declare("CMS appendix in 2019.", pattern=APPENDIX)
    cites_appendix_2019: str = declare("CITES appendix in 2019.", pattern=APPENDIX)
    range_state_codes: tuple[str, ...] = declare(
        "Range states by the Mammal Diversity Database.", many=True, refers="countries"
    )
    uncertain_range_codes: tuple[str, ...] = declare(
        "Range states that the database marks with a question.", many=True, refers="countries"
    )
    source: str = declare("Where the identifiers were seen.", required=True)
    note: str = declare("What to know before using the row.")


@dataclass(frozen=True, slots=True)
class Actor(Row):
    """An organisation, a programme body, a government or a generic party."""

    TABLE: ClassVar[str] = "actors"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("actor_id",)
    MEANING: ClassVar[str] = "Who acts or is asked to act: organisations, programmes, governments, generic parties."

    actor_id: str = declare("Short name in addresses.", required=True, pattern=SLUG)
    name: str = declare("Full name in English.", required=True)
    short_name: str = declare("Acronym or the name that the report prints.", required=True)
    name_ru: str = declare("Name in Russian, where it is established.")
    fact_key: str = declare("Value printed in the fact table.", required=True)
    actor_type: str = declare("Kind of actor.", required=True, vocabulary="actor-type")
    stands_for: tuple[str, ...] = declare(
        "For a party that names a kind and no body: the kinds of actors that it stands for, or `communities`, `media`, "
        "`anybody`.",
        many=True,
        pattern=r"government|research|ngo|ingo|company|donor|intergovernmental|communities|media|anybody",
    )
    country_code: str = declare("Country of the seat (ISO 3166 alpha-2), in or outside the region.", pattern=ISO)
    parent_id: str = declare("The body it belongs to.", refers="actors")
    aliases: tuple[str, ...] = declare("Spellings found in the report.", many=True)
    wikidata_qid: str = declare("Wikidata item.", pattern=QID)
    ror_id: str = declare("Identifier in the Research Organization Registry.", pattern=r"https://ror\.org/[0-9a-z]{9}")
    website_domain: str = declare("Domain of its web site.", pattern=DOMAIN)
    note: str = declare("What to know before using the row.")


@dataclass(frozen=True, slots=True)
class Place(Row):
    """A landscape, region, protected area or other site."""

    TABLE: ClassVar[str] = "places"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("place_id",)
    MEANING: ClassVar[str] = "The twelve priority landscapes, and the regions, protected areas and sites named."

    place_id: str = declare("Short name in addresses.", required=True, pattern=SLUG)
    name: str = declare("Name in English.", required=True)
    name_ru: str = declare("Name in Russian, where it is established.")
    fact_key: str = declare("Value printed in the fact table.", required=True)
    place_type: str = declare("Kind of place.", required=True, vocabulary="place-type")
    country_codes: tuple[str, ...] = declare("Countries that the report ties it to.", many=True, refers="countries")
    within_ids: tuple[str, ...] = declare("Larger places it lies in.", many=True, refers="places")
    overlap_ids: tuple[str, ...] = declare("Places it shares a part with.", many=True, refers="places")
    aliases: tuple[str, ...] = declare("Spellings found in the report.", many=True)
    lat: str = declare("Latitude of a label point, in degrees.", pattern=DECIMAL)
    lon: str = declare("Longitude of a label point, in degrees.", pattern=DECIMAL)
    coordinate_method: str = declare("Where the point comes from.", choices=("polygon-centroid", "manual-estimate"))
    wikidata_qid: str = declare("Wikidata item that is the same place.", pattern=QID)
    region_name: str = declare("Name of its outline in `geo/regions.geojson`.")
    note: str = declare("What to know before using the row.")


@dataclass(frozen=True, slots=True)
class Initiative(Row):
    """A project, programme, plan, agreement, law, guideline, publication, meeting or network."""

    TABLE: ClassVar[str] = "initiatives"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("initiative_id",)
    MEANING: ClassVar[str] = "Undertakings with an identity of their own; one row even if told in several places."

    initiative_id: str = declare("Short name in addresses.", required=True, pattern=SLUG)
    name: str = declare("Name in English.", required=True)
    name_ru: str = declare("Name in Russian, in our words.")
    fact_key: str = declare("Value printed in the fact table.", required=True)
    initiative_type: str = declare("Kind of undertaking.", required=True, vocabulary="initiative-type")
    aliases: tuple[str, ...] = declare("Spellings found in the report.", many=True)
    note: str = declare("What to know before using the row.")


@dataclass(frozen=True, slots=True)
class Framework(Row):
    """A standing channel between countries: an agreement, a memorandum, a programme, a designation."""

    TABLE: ClassVar[str] = "frameworks"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("framework_id",)
    MEANING: ClassVar[str] = "Standing channels between countries; who is party since when is a claim of a document."

    framework_id: str = declare("Short name in addresses.", required=True, pattern=SLUG)
    name: str = declare("Name in English.", required=True)
    name_ru: str = declare("Name in Russian.", required=True)
    form: str = declare("What kind of channel it is.", required=True, vocabulary="cooperation-form")
    aliases: tuple[str, ...] = declare("Other names.", many=True)
    actor_id: str = declare("The body that keeps it, where one does.", refers="actors")
    note: str = declare("What to know before using the row.")


@dataclass(frozen=True, slots=True)
class CountryCode(Row):
    """A country of the world, by its three codes, against which the codes of the other tables are held."""

    TABLE: ClassVar[str] = "iso_3166"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("country_code",)
    MEANING: ClassVar[str] = "The codes of all countries (ISO 3166-1 and UN M49), as pycountry 26.2.16 lists them."

    country_code: str = declare("ISO 3166 alpha-2 code.", required=True, pattern=ISO)
    iso_alpha3: str = declare("ISO 3166 alpha-3 code.", required=True, pattern=r"[A-Z]{3}")
    m49_code: str = declare("UN M49 code.", required=True, pattern=r"\d{3}")


@dataclass(frozen=True, slots=True)
class Replacement(Row):
    """A thing whose row was joined with another or renamed; its address goes on leading to what it became."""

    TABLE: ClassVar[str] = "replaced"
    FOLDER: ClassVar[str] = REFERENCE
    KEY: ClassVar[tuple[str, ...]] = ("kind", "id")
    MEANING: ClassVar[str] = "Addresses that were published and are no longer in use, and what took their place."
    LEAST: ClassVar[int] = 0

    kind: str = declare(
        "Kind of its address.",
        required=True,
        choices=("taxon", "country", "actor", "landscape", "site", "initiative", "framework", "population"),
    )
    id: str = declare("Its short name then.", required=True, pattern=REPLACED)
    into: str = declare("Its short name now, or that of what it was joined with.", required=True, pattern=REPLACED)
