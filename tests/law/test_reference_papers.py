"""Papers and steps of a case as the research lists them, line by line."""

import pytest

from neutrality.law.catalogue import load

LAW = load()


# code, order of the official form, classification, number of fields
DOCUMENTS = [
    ("F01_SURAT_PANGGILAN", 1, "RAHASIA", 21),
    ("F02_BAP", 2, "RAHASIA", 16),
    ("F03_LHP", 3, "RAHASIA", 14),
    ("F04_SK_TIM", 4, "RAHASIA", 10),
    ("F05_BEBAS_SEMENTARA", 5, "RAHASIA", 9),
    ("F06_KEP_TEGURAN_LISAN", 6, "RAHASIA", 14),
    ("F07_KEP_TEGURAN_TERTULIS", 7, "RAHASIA", 14),
    ("F08_KEP_TIDAK_PUAS", 8, "RAHASIA", 14),
    ("F09_KEP_TUKIN6", 9, "RAHASIA", 2),
    ("F10_KEP_TUKIN9", 10, "RAHASIA", 2),
    ("F11_KEP_TUKIN12", 11, "RAHASIA", 2),
    ("F12_KEP_TURUN_JABATAN", 12, "RAHASIA", 5),
    ("F13_KEP_BEBAS_JABATAN", 13, "RAHASIA", 4),
    ("F14_KEP_PDHTAPS", 14, "RAHASIA", 3),
    ("F15_KEP_TURUN_KELAS_JABATAN", 15, "RAHASIA", 4),
    ("F16_PANGGILAN_TERIMA_KEPUTUSAN", 16, "RAHASIA", 11),
    ("P01_SURAT_PERINTAH", None, "RAHASIA", 7),
    ("P02_UNDANGAN_KETERANGAN", None, "RAHASIA", 6),
    ("P03_BA_KETERANGAN", None, "RAHASIA", 6),
    ("P04_BA_KETIDAKHADIRAN", None, "RAHASIA", 6),
    ("P05_LAPORAN_KEWENANGAN", None, "RAHASIA", 7),
    ("P06_USUL_PPK_PRESIDEN", None, "RAHASIA", 6),
    ("P07_BA_PENYAMPAIAN", None, "RAHASIA", 7),
    ("P08_SK_PLH", None, "BIASA", 4),
    ("P09_SK_JABATAN_LANJUTAN", None, "BIASA", 5),
    ("P10_REKOMENDASI_MKE", None, "RAHASIA", 6),
    ("P11_TANGGAPAN_BPASN", None, "RAHASIA", 4),
    ("P12_KEP_KEBERATAN", None, "RAHASIA", 6),
    ("L01_KEP_SEDANG_PERALIHAN", None, "RAHASIA", 5),
    ("L02_KEP_SANKSI_MORAL", None, "RAHASIA", 7),
    ("L03_KEP_PTDH", None, "RAHASIA", 6),
    ("L04_KEP_PHK_PPPK", None, "RAHASIA", 6),
    ("L05_KEP_PPPK_LOKAL", None, "RAHASIA", 6),
    ("L06_KEP_PTDH_DISIPLIN", None, "RAHASIA", 3),
    ("P13_TELAAHAN_STAF", None, "RAHASIA", 6),
    ("P14_SURAT_TUGAS_KLARIFIKASI", None, "RAHASIA", 6),
    ("P15_UNDANGAN_KLARIFIKASI", None, "RAHASIA", 7),
    ("P16_BA_KLARIFIKASI", None, "RAHASIA", 6),
    ("P17_PERINTAH_PENGALIHAN", None, "RAHASIA", 7),
    ("P18_PENERUSAN", None, "RAHASIA", 6),
    ("P19_JAWABAN_BAWASLU", None, "RAHASIA", 4),
    ("P20_SURAT_EDARAN", None, "BIASA", 10),
    ("P21_PAKTA_INTEGRITAS", None, "BIASA", 5),
]


@pytest.mark.parametrize(("code", "form_no", "classification", "fields"), DOCUMENTS)
def test_a_document_keeps_its_form(code, form_no, classification, fields):
    found = LAW.documents[code]

    assert (found.code, found.form_no, found.classification, len(found.fields)) == (
        code,
        form_no,
        classification,
        fields,
    )
    assert found.official == (form_no is not None)


# id, from, to, document
TRANSITIONS = [
    ("T01", "laporan_masuk", "telaah", None),
    ("T02", "telaah", "dialihkan", None),
    ("T03", "telaah", "bukan_pelanggaran", None),
    ("T04", "telaah", "atasan_ditugasi", None),
    ("T05", "atasan_ditugasi", "tim_dibentuk", "F04_SK_TIM"),
    ("T06", "atasan_ditugasi", "dipanggil_1", "F01_SURAT_PANGGILAN"),
    ("T07", "tim_dibentuk", "dipanggil_1", "F01_SURAT_PANGGILAN"),
    ("T08", "dipanggil_1", "diperiksa", "F02_BAP"),
    ("T09", "dipanggil_1", "tidak_hadir_1", "P04_BA_KETIDAKHADIRAN"),
    ("T10", "tidak_hadir_1", "dipanggil_2", "F01_SURAT_PANGGILAN"),
    ("T11", "dipanggil_2", "diperiksa", "F02_BAP"),
    ("T12", "dipanggil_2", "tidak_hadir_2", "P04_BA_KETIDAKHADIRAN"),
    ("T13", "tidak_hadir_2", "lhp", "F03_LHP"),
    ("T14", "diperiksa", "bap_selesai", "F02_BAP"),
    ("T15", "bap_selesai", "lhp", "F03_LHP"),
    ("T16", "lhp", "tidak_terbukti", None),
    ("T17", "lhp", "keputusan_ditetapkan", "F06..F15"),
    ("T18", "lhp", "kewenangan_naik", "P05_LAPORAN_KEWENANGAN"),
    ("T19", "kewenangan_naik", "keputusan_ditetapkan", "F06..F15"),
    ("T20", "kewenangan_naik", "usul_presiden", "P06_USUL_PPK_PRESIDEN"),
    ("T21", "usul_presiden", "keputusan_ditetapkan", "external"),
    ("T22", "keputusan_ditetapkan", "disampaikan", "F16_PANGGILAN_TERIMA_KEPUTUSAN"),
    ("T23", "keputusan_ditetapkan", "dikirim", "P07_BA_PENYAMPAIAN"),
    ("T24", "disampaikan", "masa_upaya", "P07_BA_PENYAMPAIAN"),
    ("T25", "dikirim", "masa_upaya", "P07_BA_PENYAMPAIAN"),
    ("T26", "masa_upaya", "keberatan", None),
    ("T27", "masa_upaya", "banding", None),
    ("T28", "masa_upaya", "berlaku", None),
    ("T29", "keberatan", "putusan_upaya", "P12_KEP_KEBERATAN"),
    ("T30", "banding", "putusan_upaya", "P11_TANGGAPAN_BPASN"),
    ("T31", "putusan_upaya", "berlaku", None),
    ("T32", "putusan_upaya", "selesai", None),
    ("T33", "berlaku", "menjalani", "P09_SK_JABATAN_LANJUTAN"),
    ("T34", "berlaku", "unggah_sistem", None),
    ("T35", "menjalani", "selesai", None),
    ("T36", "menjalani", "diganti_hukuman_lebih_berat", None),
]


@pytest.mark.parametrize(("row", "start", "target", "document"), TRANSITIONS)
def test_the_lawful_order_of_a_case(row, start, target, document):
    found = LAW.states[row]

    assert (found.source_state, found.to, found.doc) == (start, target, document)


# id, event, verified
SIDE_EXITS = [
    ("X01", "meninggal dunia sebelum keputusan", False),
    ("X02", "mencapai BUP selama proses/upaya", False),
    ("X03", "diberhentikan karena sebab lain", False),
    ("X04", "pindah instansi selama proses", True),
    ("X05", "penugasan khusus", True),
]


@pytest.mark.parametrize(("row", "event", "verified"), SIDE_EXITS)
def test_exits_beside_the_order(row, event, verified):
    assert (LAW.states[row].event, LAW.states[row].verified) == (event, verified)
