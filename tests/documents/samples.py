"""A plausible letter of every kind; names and NIPs are made up by the rule of the sample data."""

from datetime import date
from typing import Any

SUMMONS_DAY = date(2024, 10, 28)
ACT = (
    "mengadakan kegiatan yang mengarah kepada keberpihakan terhadap pasangan calon sebagaimana dimaksud dalam "
    "Pasal 5 huruf n angka 6 Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil"
)
ARTICLE = "Pasal 5 huruf n angka 6 Peraturan Pemerintah Nomor 94 Tahun 2021"
STATUTES = [
    "Undang-Undang Nomor 20 Tahun 2023 tentang Aparatur Sipil Negara",
    "Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin Pegawai Negeri Sipil",
    "Peraturan Badan Kepegawaian Negara Nomor 6 Tahun 2022 tentang Peraturan Pelaksanaan Peraturan Pemerintah "
    "Nomor 94 Tahun 2021",
]


def party(nama: str, nip: str, pangkat: str, jabatan: str, unit: str = "") -> dict[str, str]:
    return {"nama": nama, "nip": nip, "pangkat": pangkat, "jabatan": jabatan, "unit": unit}


WIRA = party(
    "Wira Contohwan, S.Kom.", "198702312011011999", "Pembina (IV/a)", "Kepala Bidang Aplikasi Informatika",
    "Dinas Komunikasi dan Informatika",
)  # fmt: skip
LARAS = party(
    "Laras Umpamawati, M.Pd.", "197902302003122999", "Pembina Tingkat I (IV/b)", "Kepala SMP Negeri 99",
    "Dinas Pendidikan dan Kebudayaan",
)  # fmt: skip
GALUH = party("Galuh Permisalan, S.H., M.H.", "197602302001121999", "Pembina Tingkat I (IV/b)", "Inspektur Pembantu II",
              "Inspektorat")  # fmt: skip
ANGGARA = party(
    "Anggara Umpamana, S.Sos., M.Si.", "197302311998031999", "Pembina Utama Muda (IV/c)", "Kepala BKPSDM",
    "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
)  # fmt: skip
RATNA = party("Ratna Seandainya, M.Si.", "197502302000032999", "Pembina Tingkat I (IV/b)",
              "Kepala Dinas Komunikasi dan Informatika", "Dinas Komunikasi dan Informatika")  # fmt: skip


def signatory(who: dict[str, str], jabatan: str = "", **more: Any) -> dict[str, Any]:
    return {"nama": who["nama"], "nip": who["nip"], "pangkat": who["pangkat"],
            "jabatan": jabatan or who["jabatan"]} | more  # fmt: skip


CHAIR = signatory(GALUH, "Ketua Tim Pemeriksa")
HEAD = signatory(ANGGARA)
MAYOR = {"nama": "Harimurti Andaikata", "jabatan": "Wali Kota Contoh", "kepala_daerah": True, "kapasitas": "Pj."}
COPIES = ["Kepala Kantor Regional V Badan Kepegawaian Negara", "Inspektur Kota Contoh"]
QUESTIONS = [
    {"tanya": "Apakah Saudara dalam keadaan sehat dan bersedia diperiksa?", "jawab": "Ya, saya sehat dan bersedia."},
    {"tanya": "Di mana Saudara pada 5 Oktober 2024 pukul 10.00 WIB?", "jawab": "Di aula dinas, menghadiri rapat."},
    {"tanya": "Siapa yang membagikan stiker pada rapat itu?", "jawab": "Stiker itu saya terima dari panitia."},
]

_DECISION: dict[str, Any] = {
    "menimbang_a_perbuatan_terbukti": (
        "bahwa berdasarkan laporan hasil pemeriksaan tanggal 4 Oktober 2024, Saudara Laras Umpamawati, M.Pd., pada "
        "tanggal 30 Januari 2024 telah mengumpulkan 22 (dua puluh dua) guru dan mengimbau mereka mendukung salah satu "
        "pasangan calon"
    ),
    "menimbang_b_pasal": f"bahwa perbuatan tersebut melanggar ketentuan {ARTICLE}",
    "menimbang_c_perlu": (
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a dan huruf b, perlu menetapkan Keputusan "
        "Wali Kota tentang Penjatuhan Hukuman Disiplin"
    ),
    "mengingat": STATUTES,
    "kesatu_identitas_tanggal_perbuatan_pasal": {
        "terhukum": LARAS, "tanggal_perbuatan": "30 Januari 2024", "pasal": ARTICLE,
    },
    "klausul_berlaku_hari_kerja_ke15": 15,
    "tempat": "Contoh",
    "penandatangan": MAYOR,
    "tembusan": COPIES,
}  # fmt: skip
_OTHER_DECISION: dict[str, Any] = {
    "menimbang": [
        "bahwa untuk kelancaran pelaksanaan tugas dipandang perlu mengambil tindakan",
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan Keputusan Wali Kota",
    ],
    "mengingat": STATUTES,
    "penandatangan": MAYOR,
    "tembusan": COPIES,
}
_DEDUCTION = {"kedua_tmt_besaran_kembali": {"tmt": "2024-12-01", "besaran": "25% (dua puluh lima persen)",
                                            "kembali": "2025-06-01"}}  # fmt: skip

SAMPLES: dict[str, dict[str, Any]] = {
    "F01_SURAT_PANGGILAN": {
        "urutan_panggilan": 1,
        "penerima_nama": WIRA["nama"], "penerima_nip": WIRA["nip"], "penerima_pangkat": WIRA["pangkat"],
        "penerima_jabatan": WIRA["jabatan"], "penerima_unit": WIRA["unit"],
        "menghadap_nama": "Tim Pemeriksa, diketuai Galuh Permisalan, S.H., M.H.", "menghadap_nip": GALUH["nip"],
        "menghadap_jabatan": GALUH["jabatan"],
        "tanggal": SUMMONS_DAY.isoformat(), "jam": "09.00 WIB", "tempat": "Ruang Rapat BKPSDM, Lantai 2",
        "dugaan_pelanggaran": ACT, "tempat_surat": "Contoh", "penandatangan": CHAIR,
        "tembusan": [f"{RATNA['nama']}, {RATNA['jabatan']}", f"{ANGGARA['nama']}, {ANGGARA['jabatan']}"],
    },
    "F02_BAP": {
        "tanggal": SUMMONS_DAY.isoformat(), "jam": "09.00 WIB", "tempat": "Ruang Rapat BKPSDM, Lantai 2",
        "pemeriksa_identitas_per_orang": [GALUH, ANGGARA, RATNA],
        "dasar_wewenang_atau_surat_perintah": (
            "Keputusan Wali Kota Contoh Nomor 800.1.6.4/71/BKPSDM/2024 tanggal 11 Oktober 2024"
        ),
        "terperiksa_nama": WIRA["nama"], "terperiksa_nip": WIRA["nip"], "terperiksa_pangkat": WIRA["pangkat"],
        "terperiksa_jabatan": WIRA["jabatan"], "terperiksa_unit": WIRA["unit"],
        "pasal_yang_diduga_dilanggar": ARTICLE, "tanya_jawab_bernomor": QUESTIONS,
        "salinan_diserahkan": SUMMONS_DAY.isoformat(),
    },
    "F03_LHP": {
        "kepada_pejabat_berwenang": "Pj. Wali Kota Contoh", "tanggal_pemeriksaan": SUMMONS_DAY.isoformat(),
        "terperiksa_identitas": WIRA,
        "bentuk_pelanggaran": [f"Menggerakkan bawahan membagikan stiker pasangan calon, {ARTICLE}."],
        "waktu": "Sabtu, 5 Oktober 2024, pukul 10.00 WIB", "tempat": "Aula Dinas Komunikasi dan Informatika",
        "faktor_memberatkan": ["Dilakukan oleh atasan kepada bawahan."],
        "faktor_meringankan": ["Belum pernah dijatuhi hukuman disiplin."],
        "dampak_perbuatan": ["Menurunkan kepercayaan masyarakat terhadap netralitas pemerintah daerah."],
        "kesimpulan": "Terperiksa terbukti melakukan perbuatan yang diduga.",
        "rekomendasi_tingkat_dan_jenis": (
            "hukuman disiplin berat berupa pembebasan dari jabatannya menjadi jabatan pelaksana selama 12 (dua belas) "
            "bulan"
        ),
        "pernyataan_kewenangan": "Kewenangan menjatuhkan hukuman disiplin berada pada Pejabat Pembina Kepegawaian.",
        "lampiran_bap": ["Berita Acara Pemeriksaan tanggal 28 Oktober 2024"], "penandatangan": CHAIR,
    },
    "F04_SK_TIM": _OTHER_DECISION | {
        "terperiksa_identitas": WIRA,
        "anggota_nama_nip_pangkat_jabatan": [
            {"nama": RATNA["nama"], "nip": RATNA["nip"], "pangkat": RATNA["pangkat"], "jabatan": RATNA["jabatan"],
             "unsur": "atasan langsung", "peran": "ketua"},
            {"nama": GALUH["nama"], "nip": GALUH["nip"], "pangkat": GALUH["pangkat"], "jabatan": GALUH["jabatan"],
             "unsur": "pengawasan", "peran": "sekretaris"},
            {"nama": ANGGARA["nama"], "nip": ANGGARA["nip"], "pangkat": ANGGARA["pangkat"],
             "jabatan": ANGGARA["jabatan"], "unsur": "kepegawaian", "peran": "anggota"},
        ],
        "tugas": ["memeriksa Saudara yang diduga melanggar disiplin;", "menyusun berita acara pemeriksaan; dan",
                  "melaporkan hasil pemeriksaan kepada Wali Kota."],
    },
    "F05_BEBAS_SEMENTARA": _OTHER_DECISION | {"kesatu_identitas": WIRA, "penandatangan": signatory(RATNA)},
    "F06_KEP_TEGURAN_LISAN": _DECISION,
    "F07_KEP_TEGURAN_TERTULIS": _DECISION | {"penandatangan": signatory(RATNA)},
    "F08_KEP_TIDAK_PUAS": _DECISION,
    "F09_KEP_TUKIN6": _DECISION | _DEDUCTION,
    "F10_KEP_TUKIN9": _DECISION | _DEDUCTION,
    "F11_KEP_TUKIN12": _DECISION | _DEDUCTION,
    "F12_KEP_TURUN_JABATAN": _DECISION | {"jabatan_lama": "Kepala Bidang Pembinaan SMP",
                                          "jabatan_baru": "Kepala Seksi Kurikulum SMP"},
    "F13_KEP_BEBAS_JABATAN": _DECISION | {"jabatan_lama": "Kepala SMP Negeri 99"},
    "F14_KEP_PDHTAPS": _DECISION | {"pemberhentian_tmt": "tanggal 1 Desember 2024"},
    "L06_KEP_PTDH_DISIPLIN": _DECISION | {"pemberhentian_tmt": "tanggal 1 Desember 2024"},
    "F15_KEP_TURUN_KELAS_JABATAN": _DECISION | {"kelas_lama": "7 (tujuh)", "kelas_baru": "6 (enam)"},
    "F16_PANGGILAN_TERIMA_KEPUTUSAN": {
        "penerima_identitas": LARAS, "menghadap_kepada": ANGGARA, "tanggal": "2024-11-04", "jam": "09.00 WIB",
        "tempat": "Ruang Kepala BKPSDM", "keputusan_nomor": "800.1.6.4/77/BKPSDM/2024",
        "keputusan_tanggal": "2024-10-21",
        "jenis_hukuman": "pembebasan dari jabatannya menjadi jabatan pelaksana selama 12 (dua belas) bulan",
        "penandatangan": HEAD,
    },
    "P01_SURAT_PERINTAH": {
        "dasar": STATUTES[1:2], "petugas": [GALUH, ANGGARA], "terperiksa": WIRA,
        "tugas": ["memeriksa dugaan pelanggaran disiplin; dan", "melaporkan hasilnya secara tertulis."],
        "penandatangan": MAYOR,
    },
    "P02_UNDANGAN_KETERANGAN": {
        "kepada": RATNA, "waktu": {"tanggal": "2024-10-24", "jam": "10.00 WIB", "tempat": "Ruang Rapat BKPSDM"},
        "hal": "peristiwa pada rapat tanggal 5 Oktober 2024", "penandatangan": CHAIR,
    },
    "P03_BA_KETERANGAN": {"tanggal": "2024-10-24", "peminta": [GALUH], "pemberi_keterangan": RATNA,
                          "tanya_jawab": QUESTIONS},
    "P04_BA_KETIDAKHADIRAN": {
        "urutan_panggilan": 1, "terperiksa": WIRA, "panggilan_nomor": "800.1.6.2/531/BKPSDM/2024",
        "tanggal_panggilan": "2024-10-16", "tanggal_seharusnya": SUMMONS_DAY.isoformat(), "jam": "09.00 WIB",
        "tempat": "Ruang Rapat BKPSDM", "bukti_kirim": "Tanda terima tanggal 16 Oktober 2024",
        "penandatangan": CHAIR, "saksi": [ANGGARA, RATNA],
    },
    "P05_LAPORAN_KEWENANGAN": {
        "kepada": "Pj. Wali Kota Contoh", "terperiksa": WIRA,
        "ringkasan": "Pemeriksaan menunjukkan pelanggaran yang dapat dijatuhi hukuman disiplin berat.",
        "pejabat_berwenang": "Pejabat Pembina Kepegawaian",
        "lampiran_bap": ["Berita Acara Pemeriksaan tanggal 28 Oktober 2024"],
        "lampiran_lhp": "Laporan Hasil Pemeriksaan tanggal 4 November 2024", "penandatangan": CHAIR,
    },
    "P06_USUL_PPK_PRESIDEN": {
        "dasar": STATUTES, "terperiksa": WIRA, "pelanggaran": f"Terperiksa terbukti melanggar {ARTICLE}.",
        "usul": "Kami mengusulkan pemberhentian dengan hormat tidak atas permintaan sendiri.",
        "lampiran": ["Berita Acara Pemeriksaan", "Laporan Hasil Pemeriksaan"], "penandatangan": MAYOR,
    },
    "P07_BA_PENYAMPAIAN": {
        "keputusan_nomor": "800.1.6.4/77/BKPSDM/2024", "keputusan_tanggal": "2024-10-21",
        "keputusan_tentang": "penjatuhan hukuman disiplin", "tanggal_terima": "2024-11-04", "cara": "langsung",
        "penerima": LARAS, "penyampai": ANGGARA, "saksi": [RATNA], "menolak": True,
    },
    "P08_SK_PLH": _OTHER_DECISION | {"pejabat_dibebaskan": WIRA, "plh": RATNA,
                                     "masa": "sejak 21 Oktober 2024 sampai ditetapkannya keputusan hukuman disiplin"},
    "P09_SK_JABATAN_LANJUTAN": _OTHER_DECISION | {
        "pegawai": LARAS, "jabatan_lama": "Kepala SMP Negeri 99", "jabatan_baru": "Pengelola Data Kurikulum",
        "tmt": "2024-12-01",
        "dasar_keputusan_hukuman": "Keputusan Wali Kota Nomor 800.1.6.4/77/BKPSDM/2024 tanggal 21 Oktober 2024",
    },
    "P10_REKOMENDASI_MKE": _OTHER_DECISION | {
        "terlapor": WIRA, "fakta": ["Terlapor mengunggah foto bersama bakal calon."],
        "pasal_etik": "Peraturan Pemerintah Nomor 42 Tahun 2004", "sanksi_moral": "tertutup",
        "tindakan_administratif_ya_tidak": False, "penandatangan": signatory(ANGGARA, "Ketua Majelis Kode Etik"),
    },
    "P11_TANGGAPAN_BPASN": {
        "kepada": "Ketua Badan Pertimbangan Aparatur Sipil Negara", "nomor_banding": "12/BANDING/BPASN/2024",
        "pembanding": LARAS,
        "tanggapan_per_dalil": [{"dalil": "Pembanding tidak dipanggil secara sah.",
                                 "tanggapan": "Kedua surat panggilan diterima dengan tanda terima."}],
        "bukti": ["Surat panggilan dan tanda terimanya"], "penandatangan": MAYOR,
    },
    "P12_KEP_KEBERATAN": _OTHER_DECISION | {
        "pemohon": LARAS, "keputusan_asal": "Keputusan Wali Kota Nomor 800.1.6.4/77/BKPSDM/2024",
        "amar": ["Menolak keberatan.", "Menguatkan keputusan asal."],
    },
    "P13_TELAAHAN_STAF": {
        "kepada": "Kepala BKPSDM", "dari": "Analis SDM Aparatur Ahli Muda", "hal": "Dugaan pelanggaran netralitas",
        "persoalan": "Apakah peristiwa itu layak diperiksa sebagai pelanggaran disiplin.",
        "praanggapan": ["Foto yang diterima memuat orang dan tempat yang dikenali."],
        "fakta": ["Rapat berlangsung pada 5 Oktober 2024, dalam masa kampanye."],
        "analisis": [f"Perbuatan itu dapat memenuhi {ARTICLE}."],
        "kesimpulan": "Peristiwa itu layak diperiksa.", "saran": ["Menugaskan atasan langsung memanggil."],
        "penandatangan": signatory(party("Putri Ibaratsari, S.H.", "199002302015032999", "Penata (III/c)",
                                         "Analis SDM Aparatur Ahli Muda")),
    },
    "P14_SURAT_TUGAS_KLARIFIKASI": {
        "dasar": STATUTES[1:2], "petugas": [GALUH], "tugas": ["meminta klarifikasi; dan", "melaporkan hasilnya."],
        "waktu": "Kamis, 17 Oktober 2024 sampai dengan Jumat, 18 Oktober 2024", "penandatangan": HEAD,
    },
    "P15_UNDANGAN_KLARIFIKASI": {
        "kepada": RATNA, "tanggal": "2024-10-18", "jam": "10.00 WIB", "tempat": "Ruang Rapat BKPSDM",
        "hal": "peristiwa pada rapat tanggal 5 Oktober 2024", "penandatangan": HEAD,
    },
    "P16_BA_KLARIFIKASI": {"tanggal": "2024-10-18", "petugas": [GALUH], "yang_diklarifikasi": RATNA,
                           "tanya_jawab": QUESTIONS},
    "P17_PERINTAH_PENGALIHAN": {
        "dasar": STATUTES[1:2], "dari": RATNA, "kepada": ANGGARA, "terperiksa": WIRA,
        "alasan": "Atasan langsung berhalangan.", "penandatangan": MAYOR,
    },
    "P18_PENERUSAN": {
        "kepada": "Bupati Contoh\nu.p. Kepala Dinas Pemberdayaan Masyarakat dan Desa", "dasar": STATUTES[:1],
        "uraian": "Kami menerima keterangan tentang kegiatan seorang kepala desa pada masa kampanye.",
        "lampiran_bukti": ["Salinan foto B-01"], "penandatangan": HEAD,
    },
    "P19_JAWABAN_BAWASLU": {
        "kepada": "Ketua Badan Pengawas Pemilihan Umum Kota Contoh",
        "surat_rujukan": "Nomor 112/PM.00.02/K.KB-14/10/2024 tanggal 9 Oktober 2024",
        "per_orang_hasil": [
            {"nama": WIRA["nama"], "jabatan": WIRA["jabatan"], "hasil": "Dijatuhi hukuman disiplin berat",
             "keputusan": "800.1.6.4/77/BKPSDM/2024, 21 Oktober 2024"},
            {"nama": RATNA["nama"], "jabatan": RATNA["jabatan"], "hasil": "Tidak terbukti"},
        ],
        "penandatangan": MAYOR, "tembusan": COPIES,
    },
    "P20_SURAT_EDARAN": {
        "kepada": ["Seluruh Kepala Perangkat Daerah dan Pegawai ASN", "di lingkungan Pemerintah Kota Contoh"],
        "tentang": "Netralitas Aparatur Sipil Negara pada Pemilihan Wali Kota dan Wakil Wali Kota Tahun 2024",
        "latar_belakang": "Pemilihan diselenggarakan pada 27 November 2024.",
        "dasar": STATUTES[:2],
        "isi": [
            {"teks": "Setiap Pegawai ASN wajib menjaga netralitas dan bebas dari pengaruh semua golongan dan partai "
                     "politik."},
            {"teks": "Pegawai ASN dilarang:", "rincian": [
                "ikut kampanye atau menjadi peserta kampanye;",
                "mengajak, mengimbau, atau memberi barang yang mengarah kepada dukungan terhadap pasangan calon; dan",
                "memakai fasilitas negara untuk kepentingan pasangan calon.",
            ]},
        ],
        "penandatangan": MAYOR,
    },
    "P21_PAKTA_INTEGRITAS": {
        "identitas": WIRA,
        "pernyataan": ["menjaga dan menegakkan netralitas;", "menghindari konflik kepentingan; dan",
                       "menggunakan media sosial secara bijak."],
        "penandatangan": signatory(WIRA), "saksi_atasan": RATNA,
    },
    "L01_KEP_SEDANG_PERALIHAN": _DECISION | {
        "jenis_peralihan": "penundaan kenaikan gaji berkala selama 1 (satu) tahun", "tmt_mulai": "2024-12-01",
        "tmt_selesai": "2025-11-30",
        "dasar_pasal_42": "ketentuan peralihan Pasal 42 Peraturan Pemerintah Nomor 94 Tahun 2021",
    },
    "L02_KEP_SANKSI_MORAL": _OTHER_DECISION | {
        "terlapor_identitas": WIRA, "pasal_etik": "Peraturan Pemerintah Nomor 42 Tahun 2004",
        "rekomendasi_majelis": "Rekomendasi Majelis Kode Etik Nomor 3/MKE/2024", "bentuk_pernyataan": "terbuka",
    },
    "L03_KEP_PTDH": _OTHER_DECISION | {
        "identitas": WIRA, "bukti_keanggotaan": ["Surat keputusan kepengurusan partai politik"],
        "bantahan_ditanggapi": "Bantahan yang bersangkutan tidak didukung bukti", "tmt": "tanggal 1 Desember 2024",
    },
    "L04_KEP_PHK_PPPK": _OTHER_DECISION | {
        "identitas": WIRA, "perjanjian_kerja": "Nomor 800.1.2.5/14/2023 tanggal 2 Januari 2023",
        "dasar": "pelanggaran disiplin tingkat berat",
        "jenis_pemutusan": "dengan hormat tidak atas permintaan sendiri", "tmt": "tanggal 1 Desember 2024",
    },
    "L05_KEP_PPPK_LOKAL": _OTHER_DECISION | {
        "identitas": WIRA, "aturan_instansi": "Peraturan Wali Kota Contoh Nomor 12 Tahun 2023",
        "jenis": "teguran tertulis",
    },
    "X01_TANDA_TERIMA": {
        "agenda": "B-112", "diterima_dari": "Bawaslu Kota Contoh", "surat_nomor": "112/PM.00.02/K.KB-14/10/2024",
        "surat_tanggal": "2024-10-09", "perihal": "Penerusan dugaan pelanggaran", "lampiran": ["Kajian dan bukti"],
        "diterima_tanggal": "2024-10-10", "diterima_jam": "09.42 WIB",
        "penandatangan": signatory(party("Putri Ibaratsari, S.H.", "199002302015032999", "Penata (III/c)",
                                         "Analis SDM Aparatur Ahli Muda")),
    },
}  # fmt: skip
