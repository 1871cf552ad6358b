"use strict";
// The page is whole without this script: it only sorts, filters, opens, and keeps what a reviewer marks.
(function () {
  const table = document.querySelector(".ranking");
  const rows = Array.from(table.querySelectorAll("tbody.row"));
  const filters = document.querySelector(".filters");
  const search = filters.elements.namedItem("search");
  const texts = new Map();
  const marks = new Map();

  // ---- opening

  function setOpen(row, isOpen) {
    row.classList.toggle("open", isOpen);
    row.querySelector(".opener").setAttribute("aria-expanded", String(isOpen));
    if (isOpen) {
      addForm(row);
    }
  }

  function reveal(row) {
    if (row.hidden) {
      filters.reset();
      applyFilters();
    }
    setOpen(row, true);
    row.querySelector(".opener").focus({ preventScroll: true });
    row.scrollIntoView({ block: "start" });
  }

  table.addEventListener("click", (event) => {
    const head = event.target.closest(".head");
    const selection = window.getSelection();
    const isSelecting = selection.type === "Range" && head && head.contains(selection.anchorNode);
    if (head && (!isSelecting || event.target.closest(".opener"))) {
      const row = head.parentElement;
      setOpen(row, !row.classList.contains("open"));
    }
  });

  document.querySelectorAll("[data-open]").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(document.getElementById("r" + link.dataset.open));
    });
  });

  // ---- filtering

  function textOf(row) {
    if (!texts.has(row)) {
      const form = row.querySelector(".judging").textContent; // its words stand in every row that was opened
      texts.set(row, row.textContent.replace(form, "").toLowerCase().replace(/\s+/g, " "));
    }
    return texts.get(row);
  }

  function applyFilters() {
    const tiers = new Set(Array.from(filters.querySelectorAll("[name=tier]:checked"), (box) => box.value));
    const asked = ["substance", "route", "consignor"].map((name) => [name, filters.elements.namedItem(name).value]);
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits =
        tiers.has(row.dataset.tier) &&
        asked.every(([name, value]) => !value || row.dataset[name] === value) &&
        (!words.length || words.every((word) => textOf(row).includes(word)));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    document.getElementById("none").hidden = shown > 0;
    document.getElementById("shown").textContent =
      shown.toLocaleString("en") + " of " + rows.length.toLocaleString("en") + " rows shown";
  }

  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("change", applyFilters);
  search.addEventListener("input", applyFilters);
  filters.addEventListener("reset", () => setTimeout(applyFilters));

  // ---- sorting

  const tierOrder = ["release", "review", "inspect", "hold"];
  const sortKeys = {
    rank: (row) => Number(row.dataset.rank),
    score: (row) => -Number(row.dataset.score),
    tier: (row) => -tierOrder.indexOf(row.dataset.tier),
    substance: (row) => (row.dataset.substance ? "0" + row.dataset.substance : "1" + row.dataset.goods).toLowerCase(),
    route: (row) => row.dataset.route || "\uffff",
    consignor: (row) => (row.dataset.consignor || "\uffff").toLowerCase(),
  };

  function sortBy(name, isReversed) {
    const keys = new Map(rows.map((row) => [row, sortKeys[name](row)]));
    const sign = isReversed ? -1 : 1;
    rows.sort((one, other) => {
      const a = keys.get(one);
      const b = keys.get(other);
      return a < b ? -sign : a > b ? sign : Number(one.dataset.rank) - Number(other.dataset.rank);
    });
    table.append(...rows);
  }

  table.querySelectorAll(".sorter").forEach((button) => {
    button.addEventListener("click", () => {
      const header = button.parentElement;
      const isReversed = header.getAttribute("aria-sort") === "ascending";
      table.querySelectorAll("th[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", isReversed ? "descending" : "ascending");
      sortBy(button.dataset.by, isReversed);
    });
  });

  // ---- keyboard

  function move(step) {
    const visible = rows.filter((row) => !row.hidden);
    const place = visible.indexOf(document.activeElement.closest("tbody.row"));
    const next = visible[place < 0 ? 0 : Math.min(visible.length - 1, Math.max(0, place + step))];
    if (next) {
      next.querySelector(".opener").focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const isTyping = event.target.matches("input:not([type=checkbox]):not([type=radio]), select, textarea");
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      applyFilters();
      search.blur();
    } else if (isTyping) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j" || event.key === "k") {
      move(event.key === "j" ? 1 : -1);
    }
  });

  // ---- review

  const storeName = "riskscan:" + document.body.dataset.model + ":" + document.body.dataset.title + ":" + rows.length;
  const isKept = openStore();

  function openStore() {
    try {
      localStorage.setItem(storeName + ":probe", "1");
      localStorage.removeItem(storeName + ":probe");
      return true;
    } catch (error) {
      return false;
    }
  }

  function keep() {
    if (!isKept) {
      return;
    }
    try {
      localStorage.setItem(storeName, JSON.stringify(Array.from(marks)));
    } catch (error) {
      document.getElementById("keeping").textContent = "This browser has no room: save the labels before you close the page.";
    }
  }

  function restore() {
    let kept = [];
    try {
      kept = isKept ? JSON.parse(localStorage.getItem(storeName) || "[]") : [];
    } catch (error) {
      kept = [];
    }
    const byNumber = new Map(rows.map((row) => [row.dataset.number, row]));
    for (const [number, mark] of kept) {
      const row = byNumber.get(number);
      if (row && row.dataset.key === mark.key) {
        marks.set(number, mark);
        showMark(row);
      }
    }
  }

  function today() {
    const now = new Date();
    const part = (value) => String(value).padStart(2, "0");
    return now.getFullYear() + "-" + part(now.getMonth() + 1) + "-" + part(now.getDate());
  }

  function addForm(row) {
    const place = row.querySelector(".judging");
    if (place.firstChild) {
      return;
    }
    place.append(document.getElementById("review-form").content.cloneNode(true));
    const mark = marks.get(row.dataset.number);
    place.querySelectorAll("[type=radio]").forEach((radio) => {
      radio.name = "verdict-" + row.dataset.number;
      radio.checked = Boolean(mark) && mark.verdict === radio.value;
    });
    place.querySelector(".note").value = mark ? mark.note : "";
    place.addEventListener("change", () => readForm(row));
    place.querySelector(".unmark").addEventListener("click", () => {
      place.querySelectorAll("[type=radio]").forEach((radio) => (radio.checked = false));
      readForm(row);
    });
  }

  function readForm(row) {
    const chosen = row.querySelector(".judging [type=radio]:checked");
    if (chosen) {
      marks.set(row.dataset.number, {
        verdict: chosen.value,
        note: row.querySelector(".note").value.trim(),
        day: today(),
        key: row.dataset.key,
      });
    } else {
      marks.delete(row.dataset.number);
    }
    showMark(row);
    keep();
    countMarks();
  }

  function showMark(row) {
    const mark = marks.get(row.dataset.number);
    row.querySelector(".mark").textContent = mark ? mark.verdict : "";
    texts.delete(row);
  }

  function countMarks() {
    document.getElementById("save").disabled = marks.size === 0;
    document.getElementById("marks").textContent = marks.size
      ? marks.size + (marks.size === 1 ? " row is marked." : " rows are marked.")
      : "Open a row to mark it as diversion, legitimate or unsure.";
  }

  function csvCell(value) {
    const text = String(value).replace(/[\r\n\t]+/g, " ");
    const harmless = /^\s*[=+\-@＝＋－＠]/.test(text) ? "'" + text : text;
    return '"' + harmless.replace(/"/g, '""') + '"';
  }

  function labelsCsv() {
    const lines = ["review_key,reviewed_on,verdict,note,row,risk_rank,consignor_name,goods_text,substance_name"];
    for (const row of rows.slice().sort((one, other) => one.dataset.rank - other.dataset.rank)) {
      const mark = marks.get(row.dataset.number);
      if (mark) {
        const data = row.dataset;
        const cells = [mark.key, mark.day, mark.verdict, mark.note, data.number, data.rank, data.consignor, data.goods];
        lines.push(cells.concat(data.substance).map(csvCell).join(","));
      }
    }
    return "\ufeff" + lines.join("\r\n") + "\r\n";
  }

  document.getElementById("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([labelsCsv()], { type: "text/csv" }));
    link.download = "labels.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  });

  // A labels file is CSV of our own making: quoted cells, in any order of columns.
  function parseCsv(text) {
    const lines = [];
    let cells = [];
    const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g;
    for (const found of text.replace(/^\ufeff/, "").matchAll(pattern)) {
      cells.push(found[1] === undefined ? found[2] : found[1].replace(/""/g, '"'));
      if (found[3] !== ",") {
        if (cells.length > 1) {
          lines.push(cells);
        }
        cells = [];
      }
    }
    return lines;
  }

  document.getElementById("load").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    const [header, ...lines] = file ? parseCsv(await file.text()) : [[]];
    const column = (line, name) => line[header.indexOf(name)] || "";
    const byNumber = new Map(rows.map((row) => [row.dataset.number, row]));
    let added = 0;
    for (const line of lines) {
      const row = byNumber.get(column(line, "row"));
      const verdict = column(line, "verdict");
      if (row && row.dataset.key === column(line, "review_key") && ["diversion", "legitimate", "unsure"].includes(verdict)) {
        const note = column(line, "note").replace(/^'/, "");
        marks.set(row.dataset.number, { verdict, note, day: column(line, "reviewed_on"), key: row.dataset.key });
        row.querySelector(".judging").replaceChildren();
        setOpen(row, row.classList.contains("open"));
        showMark(row);
        added += 1;
      }
    }
    keep();
    countMarks();
    document.getElementById("marks").textContent += " " + added + " of " + lines.length + " labels of the file belong to rows here.";
  });

  document.getElementById("keeping").textContent = isKept
    ? "Marks stay in this browser until its data is cleared; save them as a file to keep or pass them on."
    : "This browser keeps nothing for a page opened from a file: save the labels before you close it.";
  restore();
  countMarks();
  applyFilters();
})();
