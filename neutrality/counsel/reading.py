"""The catalogue as pages read it: one topic at a time, on a day, searched."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from neutrality import formats
from neutrality.counsel.presenters import authority_name, impact_name, level_name, words
from neutrality.law.catalogue import Catalogue
from neutrality.law.rows import Row, Sanction, day_of

Entry = dict[str, Any]

TOPICS: dict[str, Any] = {
    "statutes": pgettext_lazy("topik", "Peraturan"),
    "violations": pgettext_lazy("topik", "Pelanggaran"),
    "levels": pgettext_lazy("topik", "Tingkat"),
    "sanctions": pgettext_lazy("topik", "Hukuman"),
    "authorities": pgettext_lazy("topik", "Kewenangan"),
    "deadlines": pgettext_lazy("topik", "Tenggat"),
    "documents": pgettext_lazy("topik", "Dokumen"),
    "forwarding": pgettext_lazy("topik", "Penerusan"),
    "contests": pgettext_lazy("topik", "Tahapan pemilihan"),
    "institutions": pgettext_lazy("topik", "Lembaga"),
    "rules": pgettext_lazy("topik", "Aturan lain"),
}
_TABLES = {
    "violations": ("violations",),
    "levels": ("prohibitions",),
    "rules": ("sanction_rules", "authority_notes", "remedies", "conduct_rules", "data_protection", "intake"),
}


def entries(topic: str, catalogue: Catalogue, on: date, q: str = "") -> list[Entry]:
    """Rows of a topic in force on ``on`` whose words hold every word of ``q``."""
    wanted = q.casefold().split()
    found = []
    for table in _TABLES.get(topic, (topic,)):
        for row in catalogue.tables[table].values():
            if not row.in_force(on):
                continue
            entry = _entry(table, row, catalogue, on)
            text = " ".join(
                [entry["id"], entry["title"], entry["citation"], *(f"{name} {value}" for name, value in entry["lines"])]
            )
            if all(word in text.casefold() for word in wanted):
                found.append(entry)
    return found


def _entry(table: str, row: Row, catalogue: Catalogue, on: date) -> Entry:
    title, citation, lines = _DESCRIBE.get(table, _plain)(row, catalogue, on)
    return {
        "id": row.id,
        "title": title,
        "citation": citation,
        "lines": [(name, value) for name, value in lines if value],
        "valid_from": day_of(row.valid_from),
        "valid_to": day_of(row.valid_to),
        "verified": row.verified,
        "question": row.data.get("question"),
        "sources": [
            {"title": catalogue.sources[name].title, "where": catalogue.sources[name].where or ""}
            for name in row.source
            if name in catalogue.sources
        ],
    }


def sources_of(found: list[Entry]) -> list[dict[str, Any]]:
    """Every source of the rows once, numbered in their order; each row's own sources get their numbers."""
    numbers: dict[tuple[str, str], int] = {}
    for entry in found:
        for source in entry["sources"]:
            source["number"] = numbers.setdefault((source["title"], source["where"]), len(numbers) + 1)
    return [{"number": number, "title": title, "where": where} for (title, where), number in numbers.items()]


def touched(question: Row, catalogue: Catalogue) -> list[dict[str, str]]:
    """What a question bears on: ``{"id", "title", "topic"}``; words that are no row of a readable table have no topic."""
    found = []
    for name in question.affects:
        table = next((one for one in catalogue.tables if name in catalogue.tables[one]), "")
        topic = next((topic for topic in TOPICS if table in _TABLES.get(topic, (topic,))), "")
        row = dict.get(catalogue.tables[table], name) if table else None
        title = _DESCRIBE.get(table, _plain)(row, catalogue, catalogue.compiled_on)[0] if row and topic else ""
        found.append({"id": name, "title": title, "topic": topic})
    return found


Told = tuple[str, str, list[tuple[str, str]]]


def _statute(row: Row, catalogue: Catalogue, on: date) -> Told:
    kept = row.data.get("kept_in_part")
    lines = [(_("Menggantikan"), _short(row.replaces, catalogue))]
    if kept:
        lines.append((_("Masih dipakai"), f"{kept['article']} ({kept['by']})"))
    for one in row.data.get("dates", []):
        lines.append((_("Tanggal menurut sumber"), f"{one.get('valid_from') or one.get('valid_to')} ({one['source']})"))
    return row.title, row.citation, lines


def _short(statute: str | None, catalogue: Catalogue) -> str:
    return str(catalogue.statutes[statute].citation) if statute else ""


def _violation(row: Row, catalogue: Catalogue, on: date) -> Told:
    periods = {
        "bakal_calon": _("sebelum penetapan calon"), "calon": _("setelah penetapan calon"),
        "kampanye": _("selama masa kampanye"), "any": _("setiap saat"),
    }  # fmt: skip
    categories = {
        "ethics": _("Kode etik"), "discipline": _("Disiplin"), "criminal": _("Pidana pemilihan: diteruskan"),
        "village": _("Pemerintah desa: diteruskan"),
    }  # fmt: skip
    level = level_name(row.level)
    if row.level_status == "ask":
        level = _("%(level)s (pertanyaan hukum %(question)s)") % {
            "level": level or _("tidak ada"), "question": row.question,
        }  # fmt: skip
    lines = [
        (_("Jenis"), categories[row.category]),
        (_("Tahap"), periods[row.period]),
        (_("Tingkat"), level),
        (_("Dasar tingkat"), row.level_article or ""),
        (_("Sama dengan"), row.discipline_id or ""),
    ]
    return words(row.form), "; ".join(catalogue.basis_of(row, on)), lines


def _prohibition(row: Row, catalogue: Catalogue, on: date) -> Told:
    lines = []
    for level in row.levels:
        impact = ", ".join(impact_name(one) for one in (row.data.get("impact") or {}).get(level, []))
        article = (row.data.get("level_articles") or {}).get(level) or row.data.get("level_article") or ""
        lines.append((level_name(level), " · ".join(part for part in (article, impact) if part) or "–"))
    if not row.levels:
        lines.append((_("Tingkat"), _("tidak ditetapkan pasal")))
    return words(row.form), row.citation, lines


def _sanction(row: Row, catalogue: Catalogue, on: date) -> Told:
    states = {
        "in_use": _("dipakai"), "suspended": _("ditangguhkan (Pasal 42)"), "transition": _("dipakai selama masa peralihan"),
    }  # fmt: skip
    remedies = {"keberatan": _("keberatan"), "banding": _("banding ke BPASN"), "none": _("tidak ada")}
    state = row.state_on(on) if isinstance(row, Sanction) else None
    lines = [
        (_("Tingkat"), level_name(row.level)),
        (_("Keadaan"), states.get(state or "", _("belum berlaku"))),
        (_("Lama"), formats.measured(row.duration_months, "bulan") if row.duration_months else ""),
        (_("Formulir"), row.document),
        (_("Upaya"), remedies[row.remedy]),
        (_("Kewenangan"), ", ".join(row.authority)),
    ]
    return words(row.title), row.article, lines


def _authority(row: Row, catalogue: Catalogue, on: date) -> Told:
    over = [one.replace("_", " ") for one in row.over.get("position", [])]
    grade = row.over.get("grade")
    if grade:
        over.append(_("fungsional selain ahli utama") if grade == "other" else _("fungsional ahli utama"))
    lines = [
        (_("Terhadap"), ", ".join(over)),
        (_("Tingkat"), ", ".join(level_name(one) for one in row.levels)),
        (_("Jenis hukuman"), ", ".join(row.types)),
        (_("Instansi"), ", ".join(row.agency_kinds)),
        (_("Keterangan"), words(row.note)),
    ]
    return authority_name(row.authority), row.citation, lines


def _deadline(row: Row, catalogue: Catalogue, on: date) -> Told:
    number = formats.measured(row.n, row.day_type) if row.n is not None else _("tidak ada angka dalam peraturan")
    if row.data.get("due"):
        number = row.due
    lines = [(_("Batas"), number), (_("Sejak"), words(row.start) if row.start else "")]
    return words(row.target), row.article, lines


def _document(row: Row, catalogue: Catalogue, on: date) -> Told:
    official = _("formulir resmi nomor %(n)s") % {"n": row.form_no} if row.official else _("praktik")
    return row.title, row.citation or basis_words(row.basis), [(_("Asal"), official), (_("Sifat"), row.classification)]


def basis_words(basis: str) -> str:
    """What a document rests on; the catalogue tells practice in English words between the citations."""
    told = {
        "practice": _("praktik"), "no official form, local adaptation": _("tanpa formulir resmi, disesuaikan instansi"),
        "no official form, local adaptation of form 14": _("tanpa formulir resmi, disesuaikan dari formulir 14"),
        "official decision forms refer to a separate decision": _("formulir keputusan merujuk keputusan tersendiri"),
        "decision forms carry a 'diterima tanggal' block": _("formulir keputusan memuat tanggal diterima"),
        "a separate BA is practice": _("berita acara tersendiri menurut praktik"),
        "Kemenkeu forms": _("formulir Kementerian Keuangan"), "BAP form refers to it": _("dirujuk formulir BAP"),
        "supports Pasal 26 ayat (4)": _("mendukung Pasal 26 ayat (4)"),
    }  # fmt: skip
    return "; ".join(told.get(part, part) for part in (basis or "").split("; "))


def _forward(row: Row, catalogue: Catalogue, on: date) -> Told:
    names = [str(catalogue.institutions[one].name) if one in catalogue.institutions else one for one in row.to]
    if row.receiver_role:
        holder = catalogue.receiver(row.receiver_role, on)
        names = [str(catalogue.institutions[holder].name) if one == "bkn" and holder else name
                 for one, name in zip(row.to, names, strict=True)]  # fmt: skip
    return words(row.when), row.citation or "", [(_("Kepada"), ", ".join(names)), (_("Surat"), row.document)]


def _contest(row: Row, catalogue: Catalogue, on: date) -> Told:
    lines = [
        (
            _steps().get(step["stage"], step["stage"].replace("_", " ").capitalize()),
            " – ".join(dict.fromkeys(_told_day(day) for day in (step["start"], step["end"]) if day))
            + ("" if step["verified"] else " · " + _("belum terverifikasi")),
        )
        for step in row.stages
    ]
    return words(row.name), "", lines


def _told_day(day: str) -> str:
    """A day in the reader's words; a month or a year that is all that is known stays as it is written."""
    return formats.day(date.fromisoformat(day)) if len(day) == 10 else day


def _steps() -> dict[str, str]:
    return {
        "pencalonan_dpr_dprd": _("Pencalonan DPR dan DPRD"), "pencalonan_dpd": _("Pencalonan DPD"),
        "pencalonan_presiden": _("Pencalonan Presiden"), "penetapan_dct": _("Penetapan daftar calon tetap"),
        "penetapan_paslon_presiden": _("Penetapan pasangan calon Presiden"),
        "undian_nomor_urut_presiden": _("Undian nomor urut pasangan calon Presiden"), "kampanye": _("Masa kampanye"),
        "masa_tenang": _("Masa tenang"), "pemungutan_suara": _("Pemungutan suara"), "rekapitulasi": _("Rekapitulasi"),
        "dukungan_perseorangan": _("Dukungan calon perseorangan"),
        "pendaftaran_paslon": _("Pendaftaran pasangan calon"), "penelitian_syarat": _("Penelitian syarat calon"),
        "penetapan_paslon": _("Penetapan pasangan calon"), "undian_nomor_urut": _("Undian nomor urut"),
        "tahapan_mulai": _("Tahapan dimulai"),
    }  # fmt: skip


def _institution(row: Row, catalogue: Catalogue, on: date) -> Told:
    dates = [
        (_("Tanggal menurut sumber"), f"{one.get('valid_from') or one.get('valid_to')} ({one['source']})")
        for one in row.data.get("dates", [])
    ]
    return row.name, "", dates


def _plain(row: Row, catalogue: Catalogue, on: date) -> Told:
    data: Mapping[str, Any] = row.data
    title = words(data["text"]) if "text" in data else str(data.get("against") or row.id)
    return title, str(data.get("citation") or ""), []


_DESCRIBE: dict[str, Callable[[Row, Catalogue, date], Told]] = {
    "statutes": _statute, "violations": _violation, "prohibitions": _prohibition, "sanctions": _sanction,
    "authorities": _authority, "deadlines": _deadline, "documents": _document, "forwarding": _forward,
    "contests": _contest, "institutions": _institution,
}  # fmt: skip
