"use strict";
(() => {
  const finder = document.querySelector(".finder");
  const words = finder.dataset;
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const all = document.getElementById("f-all");
  // By the marks that the filters go by: asking the browser what is visible would lay out every section.
  const shown = () => {
    const chosen = document.querySelector("input[name=show]:checked").id.slice(2);
    return [...document.querySelectorAll(chosen === "all" ? ".part > .item" : `.part > .item[data-t~="${chosen}"]`)];
  };
  const box = make("input", { type: "search", placeholder: words.search, title: words.keys });
  box.setAttribute("aria-label", words.search);
  const before = make("button", { type: "button", textContent: words.previous, title: "k" });
  const after = make("button", { type: "button", textContent: words.next, title: "j" });
  const told = make("span", { className: "told" });
  told.setAttribute("role", "status");
  finder.append(box, before, after, told);
  let place = -1;
  const found = () => {
    const asked = box.value.trim().toLowerCase();
    return asked ? shown().filter((one) => one.textContent.toLowerCase().includes(asked)) : shown();
  };
  const tell = (items) => {
    told.textContent = items.length ? (place < 0 ? `${items.length}` : `${place + 1} / ${items.length}`) : words.nothingFound;
  };
  const go = (step) => {
    const items = found();
    if (items.length) {
      const here = items.findIndex((one) => "#" + one.id === location.hash);
      place = here < 0 ? (step > 0 ? 0 : items.length - 1) : (here + step + items.length) % items.length;
      location.replace("#" + items[place].id);
    }
    tell(items);
  };
  before.addEventListener("click", () => go(-1));
  after.addEventListener("click", () => go(1));
  box.addEventListener("input", () => { place = -1; tell(found()); });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); } });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input:not([type=radio],[type=checkbox]),textarea,select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") go(1);
    if (event.key === "k") go(-1);
  });
  document.querySelector(".filters").addEventListener("change", () => { place = -1; tell(found()); });
  document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.matches(".part,.stub") && !target.checkVisibility()) { all.checked = true; target.scrollIntoView(); }
  });
  const side = (item, gone) => {
    const copy = item.querySelector(".words").cloneNode(true);
    for (const one of copy.querySelectorAll(gone + ",.cell")) one.replaceWith(one.matches(".cell") ? "\t" : "");
    return copy.textContent;
  };
  const citation = (item) => {
    const removed = item.classList.contains("removed");
    const name = document.getElementById(removed ? "name-old" : "name-new_edition").textContent;
    const path = item.closest(".part").querySelector("h3 > span").textContent.replace(/\s+/g, " ").trim();
    return words.quotation.replace("{text}", () => side(item, removed ? "ins" : "del")) + words.aside.replace("{text}", () => `${name} ${path} #${item.id}`);
  };
  const offer = (item) => {
    if (item.querySelector(".copy")) return;
    const tools = make("span", { className: "copy" });
    const add = (label, text) => {
      const button = make("button", { type: "button", textContent: label });
      button.addEventListener("click", () => navigator.clipboard.writeText(text()).then(() => { told.textContent = words.copied; }, () => {}));
      tools.append(" ", button);
    };
    if (!item.classList.contains("added")) add(words.copyOld, () => side(item, "ins"));
    if (!item.classList.contains("removed")) add(words.copyNew, () => side(item, "del"));
    add(words.copyCitation, () => citation(item));
    item.querySelector("header").append(tools);
  };
  for (const kind of ["pointerover", "focusin"]) {
    document.getElementById("changes").addEventListener(kind, (event) => {
      const item = event.target.closest(".item");
      if (item) offer(item);
    });
  }
})();
