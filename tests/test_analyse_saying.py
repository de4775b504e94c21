"""What a gap and a finding say of themselves, in English and Russian."""

from __future__ import annotations

from cami_graph.analyse.findings.analysis import Findings
from cami_graph.analyse.findings.gaps import KINDS, Gap
from cami_graph.analyse.findings.saying import say_finding
from cami_graph.analyse.situation.work import process_of


def test_each_kind_has_a_sentence_in_two_languages_that_speaks_of_a_possible_gap(real_findings: Findings) -> None:
    assert {one.kind for one in real_findings.gaps} >= set(KINDS) - {"critical-tie"}
    for gap in real_findings.gaps:
        assert gap.sentence.en.startswith("Possible gap: ")
        assert gap.sentence.ru.startswith("Возможный пробел: ")
        assert "fail" not in gap.sentence.en.lower()
        assert "UNEP/CMS/CAMI2/Doc.3" in gap.sentence.en


def test_two_countries_share_a_plateau_in_plain_russian(real_gaps: dict[str, Gap]) -> None:
    told = real_gaps["shared-CN-KZ-saur-tarbagatay"].sentence.ru
    assert "Китай и Казахстан делят ландшафт «Саур-Тарбагатай»; о совместной работе там" in told


def test_a_sentence_names_what_may_cover_a_finding_and_what_joins_its_countries(real_findings: Findings) -> None:
    said = {one.slug: say_finding(real_findings.situation, one) for one in real_findings.findings}
    saiga, leopard, gazelle = (
        said[slug] for slug in ("saiga-KZ-RU", "snow-leopard-AF-PK", "goitered-gazelle-KZ-TM-UZ")
    )
    assert "Afghanistan and Pakistan probably share a herd" in leopard.en
    assert "(Agreement of the Ministries of Kazakhstan and Russia on the Saiga; " in saiga.en
    assert "Planned, and it may take this in: Kazakhstan and Russia (Meeting of Russia, China and" in saiga.en
    assert "not as joint, is told of Kazakhstan and Russia (Ranger meetings across borders)" in saiga.en
    assert "Planned, and it may take this in: Afghanistan and Pakistan (Range States plan to promote" in leopard.en
    assert "the experts ask by name Kazakhstan and Uzbekistan (Consider a protected area" in gazelle.en
    assert "(Соглашение министерств Казахстана и России по сайгаку; " in saiga.ru
    assert "Work on it that names no country is told, too: " in saiga.en
    assert "altai-kz-ru" not in saiga.en
    assert "told of Afghanistan and Pakistan (Argali conservation across the border)." in leopard.en
    assert "A framework of more states takes it in: Global Snow Leopard and Ecosystem" in leopard.en
    assert gazelle.en.endswith("too little is told of Turkmenistan for silence to mean much.")


def test_what_one_undertaking_does_is_told_once(real_findings: Findings) -> None:
    """Three rows tell of the talks on border fences of China, Mongolia and Russia."""
    found = next(one for one in real_findings.findings if one.slug == "asiatic-wild-ass-CN-MN")
    rows = [key for key in found.best.covering if "1.3.4-r6" in key or "2.2.1-r6" in key or "2.2.4-r1" in key]
    assert len(rows) == 3
    assert len({process_of(real_findings.situation, key) for key in rows}) == 1
