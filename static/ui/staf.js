/* Behaviour of staff pages, bound by data- attributes. No page needs it to work. */
(function () {
  "use strict";
  var d = document;
  function each(root, selector, fn) { root.querySelectorAll(selector).forEach(fn); }
  function typing(el) { return el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)); }

  // On a phone the cells of a row stand one under another, each with the name of its column (.tabel-susun in staf.css).
  // A table of another shape (two rows of headers, cells across columns) keeps its width and scrolls.
  function stack(table) {
    var names = table.tHead && table.tHead.rows.length === 1 ? Array.from(table.tHead.rows[0].cells) : [];
    each(table, "tbody > tr", function (row) {
      if (row.cells.length !== names.length) { return; }
      table.classList.add("tabel-susun");
      names.forEach(function (name, i) {
        var cell = row.cells[i];
        if ((i > 0 || cell.matches(".n")) && cell.tagName === "TD" && !("apa" in cell.dataset)) { cell.dataset.apa = name.textContent.trim(); }
      });
    });
  }

  function bind(root) {
    each(root, "table.tabel", stack);
    each(root, "[data-fokus]", function (el) { el.focus(); });
    // A note that leaves with its undo window: <div class="pita" data-hilang="10">
    each(root, "[data-hilang]", function (el) {
      setTimeout(function () { el.remove(); }, 1000 * Number(el.dataset.hilang));
    });
  }

  d.addEventListener("click", function (e) {
    var el = e.target.closest("[data-dialog],[data-tutup],[data-cetak],[data-salin],[aria-disabled=true]");
    if (!el) { return; }
    if (el.getAttribute("aria-disabled") === "true") { // press leads to the first unmet condition
      e.preventDefault();
      var first = el.dataset.ke && d.querySelector(el.dataset.ke);
      if (first) { first.focus(); first.scrollIntoView({ block: "center" }); }
    } else if (el.dataset.dialog) {
      e.preventDefault();
      d.getElementById(el.dataset.dialog).showModal();
    } else if ("tutup" in el.dataset) {
      e.preventDefault();
      el.closest("dialog").close();
    } else if ("cetak" in el.dataset) {
      window.print();
    } else if (el.dataset.salin) {
      navigator.clipboard.writeText(el.dataset.salin);
    }
  });
  // Small menus close by Escape and by a press elsewhere.
  d.addEventListener("click", function (e) {
    each(d, "details.menu[open]", function (m) { if (!m.contains(e.target)) { m.open = false; } });
  });
  d.addEventListener("change", function (e) { // <select data-kirim>: send its form at once
    if (e.target.matches("[data-kirim]")) { e.target.form.requestSubmit(); }
  });
  d.addEventListener("keydown", function (e) {
    if (e.key === "Escape") { each(d, "details.menu[open]", function (m) { m.open = false; }); }
    if (d.body.dataset.pintasan !== "1" || typing(e.target) || e.ctrlKey || e.metaKey || e.altKey) { return; }
    if (e.key === "/" && d.getElementById("cari")) { e.preventDefault(); d.getElementById("cari").focus(); }
    // A control names its own key: <button data-tombol="g">; letters do nothing inside fields.
    var target = /^[a-z0-9?]$/i.test(e.key) && d.querySelector('[data-tombol="' + e.key.toLowerCase() + '"]');
    if (target) { e.preventDefault(); target.click(); if (typing(target)) { target.focus(); } }
  });
  bind(d);
  // On a phone the menu is a row that scrolls: bring the current item into view.
  var here = d.querySelector(".sisi nav [aria-current]");
  if (here) { here.parentNode.scrollLeft = here.offsetLeft - here.parentNode.offsetLeft - 12; }
  d.addEventListener("htmx:load", function (e) { if (e.target !== d.body) { bind(e.target); } });
})();
