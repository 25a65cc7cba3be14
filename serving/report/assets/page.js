"use strict";
(() => {
  const root = document.documentElement;
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const thousands = (value) => value.toLocaleString("en-US");

  // Theme: what the system says, or the reader's choice on this machine.
  const themeButton = one("#theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const nameTheme = () => {
    themeButton.textContent = isDark() ? "Light" : "Dark";
    themeButton.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"} colours`);
  };
  const switchTheme = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    if (root.dataset.storage !== "none") localStorage.setItem("stillwatch-theme", root.dataset.theme);
    nameTheme();
  };
  themeButton.addEventListener("click", switchTheme);
  dark.addEventListener("change", nameTheme);
  nameTheme();

  // Campaigns by keyboard.
  const cards = all("article.campaign");
  let current = -1;
  const go = (to) => {
    if (!cards.length) return;
    current = Math.max(0, Math.min(cards.length - 1, to));
    cards[current].focus({ preventScroll: true });
    cards[current].scrollIntoView({ block: "start" });
  };
  cards.forEach((card, at) => card.addEventListener("focusin", () => { current = at; }));
  const toggleCard = (card) => {
    const details = one("details", card);
    if (details) details.open = !details.open;
  };

  // Single accounts: search, sort, the first few until asked for all.
  const table = one("#accounts-table");
  const search = one("#search");
  if (table) {
    const body = one("tbody", table);
    const rows = all("tr", body);
    const said = one("#matches");
    const more = one("#show-all");
    const few = Number(table.dataset.few);
    let haystacks = null;
    let everything = rows.length <= few;
    const show = () => {
      const query = search.value.trim().toLowerCase();
      if (query && !haystacks) {
        haystacks = new Map(rows.map((row) => [row,
          `${row.textContent} ${one(".id", row).title}`.toLowerCase()]));
      }
      let found = 0;
      for (const row of body.rows) {
        const hit = !query || haystacks.get(row).includes(query);
        if (hit) found += 1;
        row.classList.remove("later");
        row.classList.toggle("off", !hit || (!everything && found > few));
      }
      const shown = everything ? found : Math.min(found, few);
      said.textContent = query
        ? `${thousands(found)} of ${thousands(rows.length)} match`
        : `${thousands(shown)} of ${thousands(rows.length)} shown`;
      more.hidden = everything || found <= few;
      more.textContent = `Show all ${thousands(found)}`;
    };
    search.addEventListener("input", show);
    more.addEventListener("click", () => { everything = true; show(); });

    const heads = all("th[data-kind]", table);
    const sortBy = (head) => {
      const falling = head.getAttribute("aria-sort") === "descending"
        || (!head.hasAttribute("aria-sort") && head.dataset.kind === "text");
      const at = head.cellIndex;
      const value = (row) => row.cells[at].dataset.sort;
      const compare = head.dataset.kind === "number"
        ? (a, b) => Number(value(a)) - Number(value(b))
        : (a, b) => (value(a) < value(b) ? -1 : Number(value(a) > value(b)));
      rows.sort((a, b) => (falling ? compare(a, b) : compare(b, a)));
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", falling ? "ascending" : "descending");
      body.append(...rows);
      show();
    };
    heads.forEach((head) => one("button", head).addEventListener("click", () => sortBy(head)));

    // A spreadsheet runs a cell that starts with one of these; an apostrophe makes it text.
    const defused = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
    const cell = (text) => `"${defused(text.replace(/\s+/g, " ").trim()).replaceAll('"', '""')}"`;
    one("#csv").addEventListener("click", () => {
      const names = all("thead th", table)
        .sort((a, b) => a.cellIndex - b.cellIndex).map((head) => cell(head.textContent));
      const lines = [...body.rows].filter((row) => !row.classList.contains("off")).map((row) =>
        [...row.cells].map((td) => cell(td.cellIndex ? td.innerText : one(".id", td).title)));
      const text = [names, ...lines].map((line) => line.join(",")).join("\r\n");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
      link.download = `accounts-${table.dataset.day}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    });
    show();
  }

  // Ties: pointing at a kind in the list dims the others in the drawing.
  all("[data-strand]").forEach((row) => {
    const graph = one("svg.ties", row.closest(".plots"));
    const mark = (on) => {
      graph.classList.toggle("picking", on);
      one(`.strand-${row.dataset.strand}`, graph).classList.toggle("picked", on);
    };
    row.addEventListener("pointerenter", () => mark(true));
    row.addEventListener("pointerleave", () => mark(false));
  });

  const keys = one("#keys");
  one("#show-keys").addEventListener("click", () => keys.showModal());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const typing = event.target.matches("input, textarea, select");
    if (typing) {
      if (event.key === "Escape") {
        search.value = "";
        search.dispatchEvent(new Event("input"));
        search.blur();
      }
      return;
    }
    if (event.key === "j") go(current + 1);
    else if (event.key === "k") go(current - 1);
    else if (event.key === "Enter" && event.target.matches("article.campaign")) {
      toggleCard(event.target);
    } else if (event.key === "Escape") {
      const card = event.target.closest("article.campaign");
      const details = card && one("details[open]", card);
      if (!details) return;
      details.open = false;
      card.focus();
    } else if (event.key === "/" && search) {
      search.focus();
      search.scrollIntoView({ block: "center" });
    } else if (event.key === "t") switchTheme();
    else if (event.key === "?") keys.showModal();
    else return;
    event.preventDefault();
  });

  // Paper can't be opened: print with every detail, then leave the screen as it was.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
})();
