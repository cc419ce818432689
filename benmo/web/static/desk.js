// Small helpers of the desk's pages: show a marked place, tell what is selected, take files in.
(function () {
  "use strict";

  // A button with data-to="7" shows the places whose data-e holds 7.
  function show(number) {
    document.querySelectorAll("mark.hit").forEach((m) => m.classList.remove("hit"));
    const found = Array.from(document.querySelectorAll('mark[data-e~="' + number + '"]'));
    found.forEach((m) => m.classList.add("hit"));
    // Of the text and the pages of a document only one is shown; a place that is on no page is shown in the text.
    const seen = found.find((m) => !m.closest("[hidden]"));
    if (seen) { seen.scrollIntoView({ block: "center" }); return; }
    if (!found.length) return;
    const back = found[0].closest("section")?.querySelector(".as-pages[aria-pressed=true]");
    if (back) asPages(back, false);
    found[0].scrollIntoView({ block: "center" });
  }

  // Between the text of a document and its pages; the pages are asked for once.
  async function asPages(button, on) {
    const section = button.closest("section");
    const sheets = section.querySelector(".sheets");
    button.setAttribute("aria-pressed", on ? "true" : "false");
    button.textContent = on ? "文字" : "页面图像";
    section.querySelector(".source").hidden = on;
    sheets.hidden = !on;
    if (!on || sheets.dataset.asked) return;
    sheets.dataset.asked = "1";
    sheets.textContent = "正在取页面图像……";
    try {
      const answer = await fetch(button.dataset.pages);
      if (answer.status === 401) { window.location = "/login"; return; }
      sheets.innerHTML = await answer.text();
      if (!answer.ok) delete sheets.dataset.asked;
    } catch (e) {
      sheets.textContent = "没有取到页面图像，请重试。";
      delete sheets.dataset.asked;
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-to]");
    if (link) { show(link.dataset.to); return; }
    const pages = event.target.closest(".as-pages");
    if (pages) { asPages(pages, pages.getAttribute("aria-pressed") !== "true"); return; }
    const jump = event.target.closest("[data-doc-to]");
    if (jump) document.querySelector('[data-number="' + jump.dataset.docTo + '"]')?.scrollIntoView();
  });

  // What is selected in a document's text, in code points from its beginning.
  window.benmoSelection = function () {
    const picked = window.getSelection();
    if (!picked || !picked.rangeCount || picked.isCollapsed) return null;
    const range = picked.getRangeAt(0);
    const node = range.startContainer.nodeType === 1 ? range.startContainer : range.startContainer.parentElement;
    const text = node.closest(".source");
    if (!text || !text.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Array.from(before.toString()).length;
    const quote = range.toString();
    return { document: text.dataset.doc, start: start, end: start + Array.from(quote).length, quote: quote };
  };

  // Intake: files and folders, dropped or chosen, sent with the path that they have in their folder.
  function entryFiles(entry, path, out) {
    return new Promise((done) => {
      if (entry.isFile) {
        entry.file((file) => { out.push([path + file.name, file]); done(); }, done);
        return;
      }
      const reader = entry.createReader();
      const all = [];
      (function more() {
        reader.readEntries((entries) => {
          if (entries.length) { all.push(...entries); more(); return; }
          Promise.all(all.map((e) => entryFiles(e, path + entry.name + "/", out))).then(done);
        }, done);
      })();
    });
  }

  function send(zone, files) {
    const told = zone.querySelector("[role=status]");
    if (!files.length) { told.textContent = "没有选到文件。"; return; }
    const form = new FormData();
    for (const [path, file] of files) { form.append("path", path); form.append("file", file, "f"); }
    const each = zone.querySelector("[name=each]");
    const request = new XMLHttpRequest();
    const query = zone.dataset.case ? "?case=" + encodeURIComponent(zone.dataset.case) : each && each.checked ? "?each=1" : "";
    request.open("POST", "/intake/upload" + query);
    request.setRequestHeader("X-CSRF", zone.dataset.csrf);
    request.upload.onprogress = (e) => {
      told.textContent = "正在接收 " + files.length + " 个文件：" + Math.floor((100 * e.loaded) / (e.total || 1)) + "%";
    };
    request.onerror = () => { told.textContent = "与服务的连接中断，未收到文件，请重试。"; };
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch (e) { /* told below */ }
      if (request.status === 200) { window.location = "/intake?job=" + answer.job; return; }
      if (request.status === 401) { window.location = "/login"; return; }
      told.textContent = answer.message || "未收到文件，请重试。";
      zone.classList.remove("busy");
    };
    zone.classList.add("busy");
    request.send(form);
  }

  document.addEventListener("dragover", (event) => {
    const zone = event.target.closest(".drop");
    event.preventDefault();
    if (zone) zone.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => event.target.closest(".drop")?.classList.remove("over"));
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    const zone = event.target.closest(".drop");
    if (!zone) return;
    zone.classList.remove("over");
    const out = [];
    const entries = Array.from(event.dataTransfer.items).map((i) => i.webkitGetAsEntry && i.webkitGetAsEntry());
    if (entries.some(Boolean)) await Promise.all(entries.filter(Boolean).map((e) => entryFiles(e, "", out)));
    else for (const file of event.dataTransfer.files) out.push([file.name, file]);
    send(zone, out);
  });
  document.addEventListener("change", (event) => {
    const zone = event.target.closest(".drop");
    if (!zone || event.target.type !== "file") return;
    send(zone, Array.from(event.target.files).map((f) => [f.webkitRelativePath || f.name, f]));
    event.target.value = "";
  });
})();
