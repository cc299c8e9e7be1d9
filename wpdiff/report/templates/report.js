"use strict";
(() => {
  const ja = document.documentElement.lang === "ja";
  const finder = document.querySelector(".finder");
  const items = () => [...document.querySelectorAll(".sections .item")].filter((one) => !one.closest(".editorial:not([open])") && one.checkVisibility({ contentVisibilityAuto: false }));
  const make = (name, label) => Object.assign(document.createElement(name), label);
  const box = make("input", { type: "search" });
  box.setAttribute("aria-label", ja ? "変更を検索" : "Search the changes");
  box.placeholder = ja ? "検索" : "Search";
  const before = make("button", { type: "button", textContent: ja ? "‹ 前" : "‹ Previous" });
  const after = make("button", { type: "button", textContent: ja ? "次 ›" : "Next ›" });
  const told = make("span", {});
  told.setAttribute("aria-live", "polite");
  finder.append(box, before, after, told);
  let place = -1;
  const found = () => {
    const words = box.value.trim().toLowerCase();
    return words ? items().filter((one) => one.textContent.toLowerCase().includes(words)) : items();
  };
  const tell = (all) => { told.textContent = all.length ? `${place + 1} / ${all.length}` : (ja ? "0 件" : "none"); };
  const go = (step) => {
    const all = found();
    if (!all.length) { place = -1; tell(all); return; }
    place = (place + step + all.length) % all.length;
    history.replaceState(null, "", "#" + all[place].id);
    all[place].scrollIntoView({ block: "center" });
    location.replace("#" + all[place].id);
    tell(all);
  };
  before.addEventListener("click", () => go(-1));
  after.addEventListener("click", () => go(1));
  box.addEventListener("input", () => { place = -1; tell(found()); });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); } });
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input,textarea,select") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "n") go(1);
    if (event.key === "k" || event.key === "p") go(-1);
  });
})();
