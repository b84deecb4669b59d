"""What Bagian Hukum of the training city has settled, and what it has left open on purpose.

Whether an acting official may punish stays open: the city's mayor is a Pj, so decisions show how
an open question asks the decision-maker for a reason.
"""

from datetime import date

from neutrality.accounts.models import User
from neutrality.counsel.actions import record_position
from neutrality.demo import papers
from neutrality.demo.clock import standing_on

# (question, option, day, reason); the first paper covers the questions of discipline.
TAKEN = (
    ("Q-SEDANG", "transition", date(2024, 3, 4),
     "Nota Kepala Bagian Hukum 188.3/12: peraturan pemerintah tentang gaji dan tunjangan belum berlaku."),
    ("Q-SUMMONS", "clear7", date(2024, 3, 4), "Nota 188.3/12: contoh resmi Peraturan BKN 6/2022 memberi tujuh hari kerja penuh."),
    ("Q-HARI-BERLAKU", "working", date(2024, 3, 4), "Nota 188.3/12: formulir resmi menyebut hari kerja ke-15."),
    ("Q-HARI-SAMPAI", "working", date(2024, 3, 4), "Nota 188.3/12: mengikuti hitungan hari kerja pada formulir resmi."),
    ("Q-CUTI", "excluded", date(2024, 3, 11), "Nota 188.3/15: cuti bersama bukan hari kerja pada perangkat daerah kota."),
    ("Q-KEBERATAN-START", "receipt", date(2024, 3, 11), "Nota 188.3/15: hak membela diri baru ada setelah keputusan diterima."),
    ("Q-EXTERNAL", "bkn", date(2024, 9, 2), "Nota 188.3/41: pengawasan beralih kepada BKN sejak 24 Agustus 2024."),
)  # fmt: skip


def settle() -> None:
    """Record them as the head of Bagian Hukum did, each on its day."""
    head = User.objects.get(username="hukum")
    for question, option, day, reason in TAKEN:
        with standing_on(day):
            record_position(
                actor=head, question=question, option=option, decided_on=day, reason=reason,
                attachment=papers.scan("Nota Bagian Hukum"),
            )  # fmt: skip
