"""A circular that most have read, and the draft of the next one."""

import random
from datetime import UTC, date, datetime

from neutrality.accounts.models import User
from neutrality.demo import papers
from neutrality.demo.clock import standing_on
from neutrality.demo.staff import Staff
from neutrality.prevention import actions
from neutrality.prevention.models import Circular, Reading

ABOUT = "Netralitas Pegawai ASN pada Pemilihan Wali Kota 2024"
BASIS = [
    "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara",
    "Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil",
]
CONTENT = [
    "Setiap Pegawai ASN wajib menjaga netralitas dan bebas dari pengaruh semua golongan dan partai politik.",
    "Pegawai ASN dilarang ikut kampanye dengan atribut, memakai fasilitas negara, serta mengajak atau mengimbau mendukung calon.",
    "Larangan berlaku pula di media sosial: mengunggah, mengomentari, membagikan, menyukai, dan mengikuti akun pemenangan.",
    "Pegawai ASN tetap menggunakan hak pilihnya dan tidak golput.",
    "Atasan mengawasi pegawai di bawahnya dan melaporkan dugaan pelanggaran kepada BKPSDM.",
    "Edaran ini dibaca balik oleh setiap Pegawai ASN paling lambat Senin, 28 Oktober 2024.",
]


def tell(staff: Staff) -> None:
    analyst = User.objects.get(username="analis")
    mayor = staff.at("Wali Kota")
    fields = {
        "about": ABOUT, "background": "Tahapan kampanye Pemilihan Wali Kota berlangsung 25 September sampai 23 November 2024.",
        "purpose": "Mencegah pelanggaran netralitas dan menjaga pelayanan publik.",
        "scope": "Seluruh Pegawai ASN Kota Pontianak.",
        "basis": BASIS, "content": CONTENT, "closing": "", "to_everyone": True, "read_by": date(2024, 10, 28), "signer": mayor,
    }  # fmt: skip
    with standing_on(date(2024, 10, 11)):
        circular = actions.compose(actor=analyst, fields=fields)
    with standing_on(date(2024, 10, 14)):
        actions.issue(
            code=circular.code, actor=analyst, acted_by=mayor, acted_on=date(2024, 10, 14), scan=papers.scan("Edaran")
        )
        actions.deliver(code=circular.code)
    _read(circular)
    with standing_on(date(2024, 10, 15)):
        actions.compose(
            actor=analyst,
            fields=fields | {"about": "Masa Tenang Pemilihan Wali Kota 2024", "read_by": date(2024, 11, 22),
                             "background": "Masa tenang berlangsung 24 sampai 26 November 2024."},
        )  # fmt: skip


def _read(circular: Circular) -> None:
    """About three in four have read; shares differ from unit to unit, and the demo's own ASN has not."""
    dice = random.Random(20241016)  # noqa: S311 - a believable picture, not a secret
    shares: dict[int, float] = {}
    changed = []
    waiting = User.objects.filter(person__isnull=False).values_list("person_id", flat=True)
    for row in circular.readings.exclude(person_id__in=list(waiting)).order_by("pk").iterator():
        share = shares.setdefault(row.opd_id, dice.uniform(0.42, 1.04))
        luck = dice.random()
        if luck < share:
            row.opened_on = date(2024, 10, 15)
            row.read_at = datetime(2024, 10, 15, 2, dice.randrange(60), tzinfo=UTC)
        elif luck < share + 0.1:
            row.opened_on = date(2024, 10, 15)
        changed.append(row)
    Reading.objects.bulk_update(changed, ["opened_on", "read_at"], batch_size=1_000)
