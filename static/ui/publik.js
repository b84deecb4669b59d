/* Public pages: comfort on top of forms that work without it. Bound by data- attributes.
   Local draft on request, smaller photos, early upload, copy code, quick exit. */
(function () {
  "use strict";
  var d = document, body = d.body, form = d.getElementById("isian"), KEY = "isian", DAY = 864e5;
  function all(sel, root) { return Array.prototype.slice.call((root || d).querySelectorAll(sel)); }
  function show(el, yes) { if (el) { el.hidden = !yes; } }
  function store() { try { return window.localStorage; } catch (e) { return null; } }

  /* --- Local draft: only when asked for, at most a day, never the files --- */
  function read() {
    var s = store(), v = null;
    try { v = s && JSON.parse(s.getItem(KEY)); } catch (e) { v = null; }
    if (v && Date.now() - v.t > DAY) { erase(); v = null; }
    return v;
  }
  function erase() { var s = store(); if (s) { s.removeItem(KEY); } }
  function fields() {
    return form ? all("input,textarea,select", form).filter(function (f) {
      return f.name && !/^(hidden|file|submit|button)$/.test(f.type) && f.name !== "website";
    }) : [];
  }
  function save() {
    var v = read() || { t: Date.now(), f: {} };
    fields().forEach(function (f) {
      var k = f.name + (f.type === "radio" ? "=" + f.value : "");
      v.f[k] = /^(radio|checkbox)$/.test(f.type) ? f.checked : f.value;
    });
    try { store().setItem(KEY, JSON.stringify(v)); } catch (e) { return; }
    state(true);
  }
  function fill(v) {
    fields().forEach(function (f) {
      var k = f.name + (f.type === "radio" ? "=" + f.value : "");
      if (!(k in v.f)) { return; }
      if (/^(radio|checkbox)$/.test(f.type)) { if (v.f[k]) { f.checked = true; } }
      else if (!f.value) { f.value = v.f[k]; }
    });
  }
  function state(on) { show(d.querySelector("[data-simpan]"), !on); show(d.querySelector("[data-tersimpan]"), on); }
  if (body.hasAttribute("data-terkirim")) { erase(); }
  if (form && body.dataset.langkah && store()) {
    var kept = read();
    if (kept) { fill(kept); }
    state(!!kept);
    all("[data-simpan] button").forEach(function (b) { b.onclick = save; });
    all("[data-tersimpan] button").forEach(function (b) { b.onclick = function () { erase(); state(false); }; });
    form.addEventListener("input", function () { if (read()) { save(); } });
  }

  /* --- Quick exit: server draft, local draft and this entry of the history go --- */
  all("[data-keluar-cepat]").forEach(function (a) {
    a.addEventListener("click", function (e) {
      e.preventDefault();
      erase();
      try { fetch(a.href, { keepalive: true, redirect: "manual", credentials: "same-origin" }); } catch (x) { /* leave anyway */ }
      location.replace(body.dataset.keluar);
    });
  });

  /* --- Copy the code --- */
  all("[data-salin]").forEach(function (b) {
    if (!navigator.clipboard) { return; }
    show(b, true);
    b.onclick = function () {
      navigator.clipboard.writeText(d.querySelector("[data-kode]").textContent.trim()).then(function () {
        show(b.querySelector("[data-label]"), false);
        show(b.querySelector("[data-sesudah]"), true);
      });
    };
  });

  /* --- No connection: say so and keep what was typed --- */
  if (form) {
    form.addEventListener("submit", function (e) {
      var note = d.getElementById("putus");
      if (note && navigator.onLine === false) { e.preventDefault(); show(note, true); note.scrollIntoView(); }
    });
  }

  /* --- Photos: 1,600 px, quality 0.75; drawing anew drops every hidden note of the camera --- */
  function shrink(file) {
    if (!/^image\//.test(file.type) || !window.createImageBitmap) { return Promise.resolve(file); }
    return createImageBitmap(file).then(function (img) {
      var k = Math.min(1, 1600 / Math.max(img.width, img.height)), c = d.createElement("canvas");
      c.width = Math.round(img.width * k); c.height = Math.round(img.height * k);
      c.getContext("2d").drawImage(img, 0, 0, c.width, c.height);
      return new Promise(function (done) {
        c.toBlob(function (b) {
          done(b ? new File([b], "foto.jpg", { type: "image/jpeg" }) : file);
        }, "image/jpeg", 0.75);
      });
    }).catch(function () { return file; });
  }
  function size(n) {
    return n < 1e6 ? Math.max(1, Math.round(n / 1000)) + " KB"
      : (n / 1e6).toFixed(1).replace(".", d.documentElement.lang === "en" ? "." : ",") + " MB";
  }
  function put(input, files) {
    var box = new DataTransfer();
    files.forEach(function (f) { box.items.add(f); });
    input.files = box.files;
  }
  function send(url, file, progress) {
    return new Promise(function (done, fail) {
      var x = new XMLHttpRequest(), data = new FormData();
      data.append("berkas", file);
      x.open("POST", url);
      x.timeout = 12e4;
      x.upload.onprogress = function (e) { if (e.lengthComputable) { progress(Math.round(100 * e.loaded / e.total)); } };
      x.onload = function () {
        var r = {};
        try { r = JSON.parse(x.responseText); } catch (e) { r = {}; }
        if (x.status === 200) { done(r); } else { fail({ final: x.status < 500, message: r.message }); }
      };
      x.onerror = x.ontimeout = function () { fail({}); };
      x.send(data);
    });
  }
  function retry(url, file, progress, left) {
    return send(url, file, progress).catch(function (why) {
      if (why.final || left < 1) { throw why; }
      return new Promise(function (go) { setTimeout(go, 1500 * (4 - left)); }).then(function () {
        return retry(url, file, progress, left - 1);
      });
    });
  }
  all("[data-berkas]").forEach(function (box) {
    var input = box.querySelector("input[type=file]"), url = box.dataset.unggah, list = box.querySelector("[data-daftar]");
    var waiting = [], words = box.dataset;
    if (!input || !window.DataTransfer) { return; }
    all("[name=unggah]", box).forEach(function (b) { show(b, false); });
    all("[data-tombol]", box).forEach(function (b) { // one large button in place of the browser's own
      show(b, true); input.classList.add("sr"); b.parentNode.classList.add("rapi");
    });
    function one(file) {
      var row = d.createElement("div"), text = d.createElement("span"), tag = d.createElement("b"), line = d.createElement("span");
      row.className = "p-berkas"; text.className = "grow"; line.className = "mut";
      text.append(tag, d.createElement("br"), line); row.append(text); list.append(row);
      function name() { return words.tBerkas + " " + (Array.prototype.indexOf.call(list.children, row) + 1); }
      tag.textContent = name();
      return shrink(file).then(function (small) {
        var note = small.size < file.size ? words.tKecil.replace("{a}", size(file.size)).replace("{b}", size(small.size)) : size(small.size);
        waiting[waiting.indexOf(file)] = small; put(input, waiting);
        return retry(url, small, function (p) { line.textContent = note + " · " + p + "%"; }, 3).then(function (r) {
          waiting.splice(waiting.indexOf(small), 1); put(input, waiting);
          tag.textContent = name() + " · " + r.label; line.textContent = note;
          var del = d.createElement("button");
          del.className = "tautan"; del.name = "hapus"; del.value = r.id; del.textContent = words.tHapus;
          del.setAttribute("aria-label", words.tHapus + " " + name()); row.append(del);
          box.querySelector("[data-kabar]").textContent = tag.textContent + " " + words.tSudah;
        }, function (why) {
          if (why.final) { waiting.splice(waiting.indexOf(small), 1); put(input, waiting); }
          line.textContent = why.message || words.tNanti;
          line.className = why.final ? "c-bahaya" : "c-waspada";
        });
      });
    }
    input.addEventListener("change", function () {
      var files = Array.prototype.slice.call(input.files);
      if (url) {
        waiting = waiting.concat(files); // the form takes along whatever is not up yet
        put(input, waiting);
        files.reduce(function (before, f) { return before.then(function () { return one(f); }); }, Promise.resolve());
      } else {
        Promise.all(files.map(shrink)).then(function (small) {
          put(input, small);
          list.textContent = small.map(function (f, n) { return words.tBerkas + " " + (n + 1) + " · " + size(f.size); }).join(", ");
        });
      }
    });
  });
})();
