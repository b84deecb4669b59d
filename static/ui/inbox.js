/* Inbox: moving by keyboard, preview beside the list, picking rows. Bound by data- attributes;
   letters of the actions are bound by staf.js (data-tombol). */
(function () {
  "use strict";
  var d = document;
  function all(s, root) { return Array.prototype.slice.call((root || d).querySelectorAll(s)); }
  function typing(el) { return el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName)) && !/^(radio|checkbox)$/.test(el.type || ""); }
  function wide() { return window.matchMedia("(min-width:861px)").matches; }
  function rows() { return all("[data-baris]"); }
  function current() { return d.querySelector("[data-baris][aria-selected=true]"); }
  function opener(row) { return row && row.querySelector("[data-buka-baris]"); }

  function choose(row) {
    rows().forEach(function (r) { r.removeAttribute("aria-selected"); });
    if (row) { row.setAttribute("aria-selected", "true"); row.scrollIntoView({ block: "nearest" }); }
  }
  function open(row) { if (row) { choose(row); var a = opener(row); if (a) { a.click(); } } }

  // On a phone the list leads to the page; beside it there is no room for a preview.
  d.addEventListener("htmx:confirm", function (e) {
    var link = e.target.closest && e.target.closest("[data-buka-baris]");
    if (!link || wide()) { return; }
    e.preventDefault();
    window.location.assign(link.href);
  });
  d.addEventListener("htmx:beforeRequest", function (e) {
    if (!(e.detail.target && e.detail.target.id === "pratinjau")) { return; }
    var skeleton = d.getElementById("rangka-pratinjau");
    e.detail.target.dataset.menunggu = "1";
    setTimeout(function () {
      if (e.detail.target.dataset.menunggu === "1" && skeleton) { e.detail.target.replaceChildren(skeleton.content.cloneNode(true)); }
    }, 300);
  });
  d.addEventListener("htmx:afterRequest", function (e) {
    if (e.detail.target && e.detail.target.id === "pratinjau") { e.detail.target.dataset.menunggu = "0"; e.detail.target.scrollTop = 0; }
  });

  d.addEventListener("click", function (e) {
    var link = e.target.closest("[data-buka-baris]");
    if (link) { choose(link.closest("[data-baris]")); return; }
    var row = e.target.closest("[data-baris]");
    if (row && !e.target.closest("a,button,input,label")) { open(row); }
  });

  // Picking rows for one step on many.
  function count() {
    var picked = all("[data-pilih]:checked"), bar = d.querySelector("[data-terpilih]");
    if (bar) { bar.hidden = !picked.length; d.querySelector("[data-jumlah]").textContent = picked.length; }
    var form = d.querySelector("[data-banyak]");
    if (form) {
      all("input[name=laporan]", form).forEach(function (i) { i.remove(); });
      picked.forEach(function (p) {
        var i = d.createElement("input"); i.type = "hidden"; i.name = "laporan"; i.value = p.value; form.appendChild(i);
      });
    }
  }
  d.addEventListener("change", function (e) { if (e.target.matches("[data-pilih]")) { count(); } });

  // A step taken on a wide screen shows the next report beside the list; the button keeps its width.
  d.addEventListener("submit", function (e) {
    if (!e.target.matches("[data-langkah]")) { return; }
    if (wide() && d.querySelector(".kotak-masuk")) {
      var i = d.createElement("input"); i.type = "hidden"; i.name = "layar"; i.value = "lebar"; e.target.appendChild(i);
    }
    all("button:not([type=button])", e.target).forEach(function (b) { b.style.minWidth = b.offsetWidth + "px"; b.setAttribute("aria-busy", "true"); });
  });

  d.addEventListener("keydown", function (e) {
    if (d.body.dataset.pintasan !== "1" || typing(e.target) || e.ctrlKey || e.metaKey || e.altKey || d.querySelector("dialog[open]")) { return; }
    var list = rows(), at = list.indexOf(current());
    if (e.key === "j" || e.key === "J") { e.preventDefault(); open(list[Math.min(at + 1, list.length - 1)]); }
    else if (e.key === "k" || e.key === "K") { e.preventDefault(); open(list[Math.max(at - 1, 0)]); }
    else if (e.key === "x" || e.key === "X") {
      var box = current() && current().querySelector("[data-pilih]");
      if (box) { e.preventDefault(); box.checked = !box.checked; count(); }
    } else if (e.key === "Enter" && e.target === d.body) {
      var shown = d.querySelector(".kotak-masuk [data-penuh]");
      if (shown) { e.preventDefault(); window.location.assign(shown.dataset.penuh); }
    }
  });

  function start() {
    all("dialog[data-buka]").forEach(function (el) { el.removeAttribute("open"); el.showModal(); });
    var pane = d.getElementById("pratinjau");
    if (pane && pane.dataset.kosong === "1" && wide()) { open(rows()[0]); }
  }
  // Deferred scripts run before this event; htmx binds the links on it, ahead of us.
  d.addEventListener("DOMContentLoaded", start);
})();
