"""CSV, XLSX and PDF. Cells are text; nothing in a cell can become a formula or a link."""

import io
from collections.abc import Callable, Iterable

import xlsxwriter
from django.template.loader import render_to_string
from weasyprint import HTML, URLFetcher

from neutrality.csvfile import csv_bytes
from neutrality.overview.exports.content import Content, Row


def to_csv(content: Content, rows: Iterable[Row], about: str) -> bytes:
    return csv_bytes(content.header, list(rows) or [[content.nil]])


def to_xlsx(content: Content, rows: Iterable[Row], about: str) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for column, cell in enumerate(content.header):
        sheet.write_string(0, column, cell, bold)
    number = 0
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell)
    if number == 0:
        sheet.write_string(1, 0, content.nil)
        number = 1
    sheet.write_string(number + 2, 0, about)
    book.close()
    return out.getvalue()


def to_pdf(content: Content, rows: Iterable[Row], about: str) -> bytes:
    html = render_to_string("overview/export_pdf.html", {"content": content, "rows": list(rows), "about": about})
    document = HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=["data"]))
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


WRITERS: dict[str, Callable[[Content, Iterable[Row], str], bytes]] = {"csv": to_csv, "xlsx": to_xlsx, "pdf": to_pdf}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
