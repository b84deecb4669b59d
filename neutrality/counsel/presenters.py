"""An assessment as people read it: the one panel of the decision screen and of "what if"."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from neutrality.counsel.models import LegalPosition
from neutrality.counsel.reliance import Resting
from neutrality.law.catalogue import Catalogue, load

_STATES = {"error": "gagal", "warning": "waspada", "question": "tanya", "info": "info"}


def counts_days(affects: Iterable[str]) -> bool:
    """Whether the answer to a question changes how days are counted: a room above then shows its effect."""
    return any(one == "workdays" or one.startswith("D-") for one in affects)


def words(pair: Mapping[str, Any] | None) -> str:
    """The text of ``{"id", "en"}`` in the reader's language."""
    if not pair:
        return ""
    return str(pair.get(get_language() or "id") or pair["id"])


def panel(
    answer: Mapping[str, Any],
    *,
    resting: Sequence[Resting] = (),
    recorded: Mapping[str, LegalPosition] | None = None,
    lines: Sequence[Mapping[str, Any]] | None = None,
    missing: int | None = None,
    compact: bool = False,
) -> dict[str, Any]:
    """The context of ``counsel/_assessment.html`` for an answer of ``assess``.

    ``lines`` and ``missing`` (what stands in the way) come from a caller that checks more than the
    engine does; ``compact`` folds what may be imposed, for a screen that offers it as a choice.
    """
    catalogue = load(answer["catalogue_version"])
    errors = sum(row["severity"] == "error" for row in answer["findings"])
    shown = [*finding_lines(answer), *what_holds(answer)] if lines is None else lines
    unasked = sum(not one.answered and not one.asked for one in resting) if lines is None else 0
    return {
        "blocking": errors if missing is None else missing,
        "cautions": unasked + sum(line["state"] in ("waspada", "tanya") for line in shown),
        "lines": shown,
        "conclusion": conclusion(answer),
        "positions": [_position(one, (recorded or {}).get(one.question)) for one in resting],
        "compact": compact,
        "permitted": [option(row) for row in answer["permitted"]],
        "refused": refused_groups(answer, catalogue),
        "refused_count": len(answer["refused"]),
        "forward": [
            {
                "rule": row["rule"],
                "when": words(catalogue.forwarding[row["rule"]].when),
                "to": ", ".join(_body(name, catalogue) for name in row["to"]),
                "document": row["document"],
            }
            for row in answer["forward"]
        ],
        "statutes": [row["citation"] for row in answer["statutes"]],
        "version": answer["catalogue_version"],
    }


def _position(one: Resting, recorded: LegalPosition | None) -> dict[str, Any]:
    """A question that the answer rests on: what was read, by whom it was settled, or that it is open."""
    return {
        "id": one.question,
        "text": words(one.question_text),
        "reading": words(one.reading),
        "citation": one.citation,
        "answered": one.answered,
        "decided_on": recorded.decided_on if recorded and one.answered else None,
        "reason": recorded.reason if recorded and one.answered else "",
        "url": reverse("counsel:position", args=[one.question]),
    }


def finding_lines(answer: Mapping[str, Any]) -> list[dict[str, str]]:
    """Findings for the ``{% cek %}`` tag, errors first, each with its source."""
    return [
        {
            "state": _STATES[row["severity"]],
            "title": words(row["message"]),
            "note": " · ".join(part for part in (row["citation"], row["rule"]) if part),
        }
        for row in answer["findings"]
    ]


def changes_in_words(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """How two answers to the same facts differ, for the person who looks at a draft again."""
    old, new = dict(conclusion(was)), dict(conclusion(now))
    lines = [f"{label}: {old[label]} → {new[label]}" for label in old if old[label] != new[label]]
    before, after = (
        {row["sanction"]: words(row["title"]) for row in answer["permitted"]} for answer in (was, now)
    )  # fmt: skip
    come = [title for code, title in after.items() if code not in before]
    gone = [title for code, title in before.items() if code not in after]
    if gone:
        lines.append(_("Tidak dapat dijatuhkan lagi: %(sanctions)s.") % {"sanctions": "; ".join(gone)})
    if come:
        lines.append(_("Kini dapat dijatuhkan: %(sanctions)s.") % {"sanctions": "; ".join(come)})
    lines += [_officers_changed(row, was) for row in now["permitted"] if _officers_changed(row, was)]
    known = {(row["code"], row["path"], row["rule"]) for row in was["findings"]}
    lines += [
        words(row["message"]) for row in now["findings"] if (row["code"], row["path"], row["rule"]) not in known
    ]  # fmt: skip
    return lines


def _officers_changed(row: Mapping[str, Any], was: Mapping[str, Any]) -> str:
    before = next((one for one in was["permitted"] if one["sanction"] == row["sanction"]), None)
    names = [authority_name(one["authority"]) for one in row["authorities"]]
    if before is None or names == [authority_name(one["authority"]) for one in before["authorities"]]:
        return ""
    return _("%(sanction)s dijatuhkan oleh: %(officers)s.") % {
        "sanction": words(row["title"]), "officers": ", ".join(names) or "–"}  # fmt: skip


def what_holds(answer: Mapping[str, Any]) -> list[dict[str, str]]:
    """What is certain, said as plainly as what is not."""
    lines = []
    if answer["level"]:
        lines.append(
            {
                "state": "lulus",
                "title": _("Tingkat hukuman: %(level)s") % {"level": level_name(answer["level"]).lower()},
                "note": f"{answer['level_rule']['citation']} · {answer['level_rule']['id']}",
            }
        )
    team = {
        "required": _("Pemeriksaan wajib oleh tim"),
        "optional": _("Pemeriksaan boleh oleh tim"),
        "not_allowed": _("Diperiksa atasan langsung sendiri"),
    }.get(answer["team"])
    if team:
        lines.append({"state": "lulus", "title": team, "note": "PP 94/2021 Pasal 29"})
    return lines


def conclusion(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    """``[(label, words)]``: stage, track, level, team."""
    level = level_name(answer["level"])
    return [
        (_("Tahap"), _stages()[answer["stage"]]),
        (_("Jalur"), _tracks()[answer["track"]]),
        (_("Tingkat"), level or (_("Belum ditentukan") if answer["track"] == "discipline" else "–")),
    ]


def option(row: Mapping[str, Any]) -> dict[str, Any]:
    """A permitted sanction with its officers and remedy."""
    remedy = row["remedy"]
    return {
        "code": row["sanction"],
        "title": words(row["title"]),
        "citation": row["citation"],
        "officers": [
            {
                "name": authority_name(one["authority"]), "citation": one["citation"], "rule": one["rule"],
                "remedy": remedy_words(one["remedy"]) if one.get("remedy") else "",
            }
            for one in row["authorities"]
        ],
        "remedy": remedy_words(remedy),
    }  # fmt: skip


def remedy_words(remedy: Mapping[str, Any]) -> str:
    """ "Keberatan kepada PPK, 14 hari kerja"."""
    if remedy["type"] == "none":
        return str(_("Tidak ada upaya administratif"))
    to = {"ppk": "PPK", "atasan_pejabat": _("atasan pejabat"), "bpasn": "BPASN"}.get(remedy["to"] or "", "–")
    kind = {"keberatan": _("Keberatan"), "banding": _("Banding")}[remedy["type"]]
    return _("%(kind)s kepada %(to)s, %(days)s hari kerja") % {"kind": kind, "to": to, "days": remedy["working_days"]}


def refused_groups(answer: Mapping[str, Any], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Refused sanctions by level and by why."""
    groups: dict[str, dict[str, Any]] = {}
    for row in answer["refused"]:
        reason = words(row["reason"])
        sanction = catalogue.sanctions[row["sanction"]]
        key = f"{sanction.level}:{reason}"
        group = groups.setdefault(
            key, {"level": level_name(sanction.level), "reason": reason, "rule": row["rule"], "names": []}
        )
        group["names"].append(words(sanction.title))
    return list(groups.values())


def level_name(level: str | None) -> str:
    """The level as people read it; the English word beside the term where the reader reads English."""
    return {
        "ringan": _("Ringan"), "sedang": _("Sedang"), "berat": _("Berat"), "moral": _("Sanksi moral"),
        "berat_pppk": _("Berat (PPPK)"), "lokal_pppk": _("Aturan PPPK instansi"),
        "pemberhentian_non_disiplin": _("Pemberhentian di luar hukuman disiplin"),
    }.get(level or "", level or "")  # fmt: skip


def impact_name(code: str) -> str:
    """How far an act reaches (PP 94/2021 Pasal 9 to 11)."""
    return {
        "unit_kerja": _("unit kerja"), "instansi": _("instansi"), "negara": _("negara"), "pemerintah": _("pemerintah"),
    }.get(code, code)  # fmt: skip


def _body(name: str, catalogue: Catalogue) -> str:
    row = catalogue.institutions.get(name)
    return str(row.name) if row else name


def authority_name(code: str) -> str:
    return str(authorities().get(code, code))


def authorities() -> dict[str, str]:
    return {
        "presiden": _("Presiden"), "ppk": "PPK", "sekda": _("Sekretaris Daerah"), "jpt_madya": "JPT Madya",
        "jpt_pratama": "JPT Pratama", "administrator": _("Administrator"), "pengawas": _("Pengawas"),
        "jf_ahli_madya": _("JF Ahli Madya yang ditunjuk"), "jf_ahli_muda": _("JF Ahli Muda yang ditunjuk"),
        "atasan_pejabat": _("Atasan pejabat"), "majelis": _("Majelis kode etik"), "setara": _("Pejabat yang setara"),
        "higher": _("Pejabat yang lebih tinggi"), "kepala_perwakilan": _("Kepala Perwakilan RI"),
    }  # fmt: skip


def _stages() -> dict[str, str]:
    return {
        "before_calon": _("Sebelum penetapan calon"), "calon": _("Setelah penetapan calon"),
        "outside": _("Di luar tahapan"), "unknown": _("Belum diketahui"),
    }  # fmt: skip


def _tracks() -> dict[str, str]:
    return {
        "discipline": _("Disiplin (PP 94/2021)"), "ethics": _("Kode etik (PP 42/2004)"), "pppk": _("PPPK (PP 49/2018)"),
        "party_membership": _("Pemberhentian karena partai politik"), "village": _("Pemerintah desa, diteruskan"),
        "elsewhere": _("Di luar kewenangan instansi, diteruskan"), "none": _("Tidak ada jalur hukuman di sini"),
    }  # fmt: skip
