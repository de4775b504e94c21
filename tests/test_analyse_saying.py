"""What a gap and a finding say of themselves, in English and Russian."""

from __future__ import annotations

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.gaps import KINDS, Gap
from cami_graph.analyse.findings.saying import say_finding


def test_each_kind_has_a_sentence_in_two_languages_that_speaks_of_a_possible_gap(real_findings: Findings) -> None:
    assert {one.kind for one in real_findings.gaps} == set(KINDS)
    for gap in real_findings.gaps:
        assert gap.sentence.en.startswith("Possible gap: ")
        assert gap.sentence.ru.startswith("Возможный пробел: ")
        assert "fail" not in gap.sentence.en.lower()
        assert "UNEP/CMS/CAMI2/Doc.3" in gap.sentence.en


def test_two_countries_share_a_plateau_in_plain_russian(real_gaps: dict[str, Gap]) -> None:
    told = real_gaps["shared-CN-KZ-saur-tarbagatay"].sentence.ru
    assert "Китай и Казахстан делят ландшафт «Саур-Тарбагатай»; о совместной работе там" in told


def test_a_sentence_names_what_may_cover_a_finding_and_what_joins_its_countries(real_findings: Findings) -> None:
    gazelle = next(one for one in real_findings.findings if one.slug == "mongolian-gazelle-CN-MN")
    told = say_finding(real_findings.situation, gazelle)
    assert "China and Mongolia probably share a herd" in told.en
    assert "(Trilateral Agreement on the International Protected Area Dauria)" in told.en
    assert "Planned for both: China and Mongolia (Ranger workshops across the border planned)." in told.en
    assert "Трёхстороннее соглашение о международном заповеднике «Даурия»" in told.ru
    saiga = say_finding(
        real_findings.situation, next(one for one in real_findings.findings if one.slug == "saiga-KZ-RU")
    )
    assert "Work on it that names no country is told, too: " in saiga.en
    assert "altai" not in saiga.en
