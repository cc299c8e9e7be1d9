"use strict";
(() => {
  const $ = (query, from = document) => from.querySelector(query);
  const $$ = (query, from = document) => [...from.querySelectorAll(query)];
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const finder = $(".finder"), form = $("#filters"), words = JSON.parse(finder.dataset.words);
  const number = (count) => count.toLocaleString("en");
  const store = { // a browser may forbid it
    get: (key) => { try { return localStorage.getItem("wpdiff." + key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem("wpdiff." + key, value); } catch { /* not remembered */ } },
  };

  // The tools: search, previous and next with the place among all, help and print.
  const button = (text, title, act) => {
    const one = make("button", { type: "button", textContent: text, title });
    one.addEventListener("click", act);
    return one;
  };
  const box = make("input", { type: "search", placeholder: words.search });
  box.setAttribute("aria-label", words.search);
  const told = make("span", { className: "told" });
  told.setAttribute("role", "status");
  const help = $("#help");
  box.hidden = !!$(".brief"); // an index has the first words of each change alone
  finder.append(box, button(words.previous, "k", () => go(-1)), told, button(words.next, "j", () => go(1)),
    button(words.print, "", () => print()), button("?", words.help, () => help.showModal()));

  // What the filters let pass, by the same marks that the style sheet goes by; asking the browser what is visible would lay out every section.
  const parts = $$(".part").map((one) => ({ one, areas: ` ${one.dataset.in || ""} ` }));
  const itemsOf = (part) => (part.items ??= $$(".item", part.one).map((one) => ({ one, marks: ` ${one.dataset.t} `, folded: one.parentNode !== part.one })));
  const chosen = () => $$("input:checked,option:checked", form).map((one) => one.value).filter(Boolean);
  const isEditorial = (mark) => mark === "s-editorial" || mark.startsWith("c-editorial");
  const passing = (part, marks) => {
    const [areas, others] = [marks.filter((mark) => mark.startsWith("in-")), marks.filter((mark) => !mark.startsWith("in-"))];
    if (!areas.every((mark) => part.areas.includes(` ${mark} `))) return [];
    const folded = marks.some(isEditorial);
    return itemsOf(part).filter((item) => item.folded === folded && others.every((mark) => item.marks.includes(` ${mark} `)));
  };
  let list = null, place = -1;
  const shown = () => (list ??= parts.flatMap((part) => passing(part, chosen()).map((item) => item.one)));
  const refresh = () => {
    const marks = chosen(), counts = new Map();
    list = [];
    for (const part of parts) {
      const items = passing(part, marks);
      counts.set(part.one.id, items);
      part.one.classList.toggle("none", marks.length > 0 && !items.length);
      part.one.style.containIntrinsicBlockSize = marks.length ? `auto ${64 + 144 * items.length}px` : "";
      for (const item of items) list.push(item.one);
    }
    recount(counts, marks.length > 0);
    $(".nothing").style.display = list.length || !marks.length ? "" : "block";
    place = -1;
    tell();
  };
  const tree = $(".tree");
  let leaves = null;
  const leavesOf = () => {
    leaves ??= $$("li", tree).map((one) => ({ one, cells: $$(":scope>.row>.n", one), id: one.dataset.s, up: one.parentNode.closest("li") }));
    for (const leaf of leaves) leaf.all ??= leaf.cells.map((cell) => +cell.textContent);
    return leaves;
  };
  const recount = (counts, narrowed) => {
    if (!tree) return;
    tree.classList.add("live");
    const sums = new Map(leavesOf().map((leaf) => [leaf.one, [0, 0, 0]]));
    for (const leaf of leaves.toReversed()) { // what is below comes first
      const sum = sums.get(leaf.one), above = sums.get(leaf.up);
      for (const { one } of counts.get(leaf.id) || []) sum[one.classList.contains("added") ? 0 : one.classList.contains("removed") ? 1 : 2]++;
      if (above) sum.forEach((count, at) => { above[at] += count; });
      leaf.cells.forEach((cell, at) => {
        const text = `${narrowed ? sum[at] : leaf.all[at]}`;
        if (cell.textContent === text) return;
        cell.textContent = text;
        cell.classList.toggle("zero", text === "0");
      });
      leaf.one.classList.toggle("none", narrowed && !sum.some(Boolean));
    }
  };

  // Search: in changes and in unchanged statements, whatever the width of letters; folded parts open.
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const isGone = (node) => node.nodeName === "DEL"; // where both editions speak, the old words stand by themselves too
  const plain = (one) => {
    if (!one.matches(".two")) return one.textContent;
    return [...one.children].map((part) => (part.matches(".one") ? [...part.childNodes].filter((node) => !isGone(node)).map((node) => node.textContent).join("") : part.textContent)).join("\n");
  };
  const textsOf = (part) => (part.texts ??= $$(".item,.same p", part.one).map((one) => ({ one, text: folded(plain(one)) })));
  let hits = [];
  const search = () => {
    const asked = folded(box.value.trim());
    place = -1;
    hits = [];
    if (asked) {
      for (const part of parts) textsOf(part);
      const inside = chosen().length ? new Set(shown()) : null;
      hits = parts.flatMap((part) => part.texts.filter((line) => line.text.includes(asked) && (!inside || inside.has(line.one))).map((line) => line.one));
    }
    mark(asked);
    tell();
  };
  const mark = (asked) => {
    if (!window.CSS?.highlights) return;
    CSS.highlights.delete("found");
    const ranges = hits.slice(0, 400).flatMap((hit) => [hit, ...$$(".words", hit)].filter((one) => one.matches("p")).flatMap((one) => rangesIn(one, asked)));
    if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
  };
  const rangesIn = (paragraph, asked) => {
    const nodes = [], ranges = [], both = paragraph.matches(".two>.one");
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => (both && isGone(node) ? NodeFilter.FILTER_REJECT : node.nodeType === 3 ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP));
    let text = "";
    while (walker.nextNode()) { nodes.push([text.length, walker.currentNode]); text += walker.currentNode.data; }
    const found = folded(text);
    if (found.length !== text.length) return ranges;
    const at = (offset, end) => { const [start, node] = nodes.findLast(([start]) => (end ? start < offset : start <= offset)); return [node, offset - start]; };
    for (let from = found.indexOf(asked); from >= 0; from = found.indexOf(asked, from + asked.length)) {
      const range = new Range();
      range.setStart(...at(from, false));
      range.setEnd(...at(from + asked.length, true));
      ranges.push(range);
    }
    return ranges;
  };
  const tell = () => {
    const items = box.value.trim() ? hits : shown();
    told.textContent = items.length ? (place < 0 ? number(items.length) : `${number(place + 1)} / ${number(items.length)}`) : words.nothing_found;
  };
  const go = (step) => {
    const items = box.value.trim() ? hits : shown(), end = step > 0 ? items.length - 1 : 0;
    const here = place < 0 ? items.findIndex((one) => one.id && one.id === current) : -1;
    if (here >= 0) place = here;
    const over = !items.length || place === end || (place < 0 && step < 0) ? $(step > 0 ? "[rel=next]" : "[rel=prev]") : null; // another part
    if (over) return over.click();
    if (items.length) {
      place = place < 0 ? (step > 0 ? 0 : items.length - 1) : (place + step + items.length) % items.length;
      visit(items[place]);
    }
    tell();
  };
  const visit = (one) => {
    $(".here")?.classList.remove("here");
    for (let up = one.closest("details"); up; up = up.parentNode.closest("details")) up.open = true;
    if (one.id) return jump(one.id);
    one.classList.add("here");
    one.scrollIntoView({ block: "center" });
  };

  // The address: #change&f=marks&v=view&w=1. The browser goes to the change itself, so that folded parts open and :target holds.
  let current = "", written = "";
  const views = $$("input[name=view]"), whole = $("#v-whole"), first = views.find((one) => one.checked);
  const choices = () => {
    const state = [], view = views.find((one) => one.checked);
    if (chosen().length) state.push("f=" + chosen().join("+"));
    if (view !== first) state.push("v=" + view.id.slice(2));
    if (whole?.checked) state.push("w=1");
    return state;
  };
  const address = () => {
    const state = choices();
    if (box.value.trim()) state.push("q=" + encodeURIComponent(box.value.trim()));
    try { history.replaceState(null, "", "#" + [current, ...state].filter(Boolean).join("&")); } catch { /* an address that may not be changed */ }
    written = location.hash;
  };
  // A report in parts: a line of the index leads to its change, and what is chosen goes along from file to file.
  const lineOf = (id) => { const one = id && document.getElementById(id); return one && one.matches(".brief .item") && $("a", one); };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && !link.relList.contains("noreferrer") && link.pathname !== location.pathname) link.hash = [link.hash.slice(1).split("&")[0], ...choices()].filter(Boolean).join("&");
  });
  const jump = (id) => {
    if (lineOf(id)) return lineOf(id).click();
    current = id;
    location.replace("#" + id);
    reveal();
    address();
  };
  const reveal = () => { // out of a filter that hides what is asked for
    const target = current && document.getElementById(current);
    if (!target) return;
    if (chosen().length && target.matches(".item,.part,.stub") && !target.checkVisibility()) { form.reset(); refresh(); }
    for (let up = target.closest("details"); up; up = up.parentNode.closest("details")) up.open = true;
    target.scrollIntoView();
  };
  const read = () => {
    const pieces = location.hash.slice(1).split("&"), rest = pieces.filter((one) => one.includes("="));
    const id = pieces[0].includes("=") ? "" : pieces[0];
    let name = id;
    try { name = decodeURIComponent(id); } catch { /* not encoded */ }
    current = document.getElementById(name) ? name : "";
    if (lineOf(current)) return location.replace(lineOf(current).href.split("#")[0] + location.hash);
    const state = new Map(rest.map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]));
    if (state.has("f")) {
      form.reset();
      for (const value of state.get("f").split("+")) {
        const one = $$("input,option", form).find((choice) => choice.value === value);
        if (one) one[one.matches("option") ? "selected" : "checked"] = true;
      }
    }
    const view = state.get("v") && document.getElementById("v-" + state.get("v"));
    if (views.includes(view)) view.checked = true;
    if (state.has("w") && whole) whole.checked = true;
    if (state.has("q")) { try { box.value = decodeURIComponent(state.get("q")); } catch { /* not encoded */ } search(); }
    if (state.has("f")) refresh();
    if (rest.length && current) location.replace("#" + current);
    reveal();
    if (rest.length || chosen().length || box.value) address();
  };
  const heard = () => { if (location.hash !== written || (current && !$(":target"))) read(); }; // our own address is no news
  addEventListener("hashchange", heard);
  addEventListener("load", heard); // when all is read the browser looks for its target again

  // Choices. A category in a card chooses the card's question and the category at once.
  form.addEventListener("change", () => { refresh(); if (box.value) search(); address(); });
  form.addEventListener("reset", () => setTimeout(() => { refresh(); address(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const one of $$(".most>span")) {
    const text = make("button", { type: "button", textContent: one.textContent });
    text.addEventListener("click", () => {
      const option = $$("option", form).find((choice) => choice.value === one.dataset.c);
      if (!option) return;
      form.reset();
      $("input", one.closest(".card")).checked = true;
      option.selected = true;
      refresh();
      address();
    });
    if (/[1-9]/.test(one.textContent)) one.replaceChildren(text);
  }
  const remember = () => { store.set("view", views.find((one) => one.checked).id); address(); if (current) reveal(); };
  for (const one of whole ? [...views, whole] : []) one.addEventListener("change", remember);

  // Keys, unless they are switched off; never while somebody writes.
  const keys = $("#o-keys");
  keys.checked = store.get("keys") !== "off";
  keys.addEventListener("change", () => store.set("keys", keys.checked ? "on" : "off"));
  const acts = {
    j: () => go(1), n: () => go(1), k: () => go(-1), p: () => go(-1), "?": () => help.showModal(),
    "/": () => box.focus(), w: () => whole?.click(), 0: () => $("[type=reset]", form).click(),
  };
  views.forEach((one, at) => { acts[at + 1] = () => one.click(); });
  document.addEventListener("keydown", (event) => {
    if (!keys.checked || help.open || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=radio],[type=checkbox]),textarea,select")) return;
    if (!Object.hasOwn(acts, event.key)) return;
    event.preventDefault();
    acts[event.key]();
  });
  box.addEventListener("input", () => { search(); address(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { box.value = ""; search(); address(); box.blur(); }
  });

  // Copying: the old words, the new words, a citation in either language.
  const side = (item, gone) => {
    const copy = ($(".words.one", item) || $(".words", item)).cloneNode(true);
    for (const one of $$(gone + ",.cell", copy)) one.replaceWith(one.matches(".cell") ? "\t" : "");
    return copy.textContent;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const quoted = (text, cite) => {
    const plain = text.trim().replace(/\s+/g, " ");
    return /^[「『“"].*[」』”"]$/su.test(plain) ? plain : fill(cite.quotation, { text: plain });
  };
  const citation = (from, cite) => {
    const id = from.dataset.id || from.id, item = document.getElementById(id), removed = item.classList.contains("removed");
    const path = $("h3 > span", item.closest(".part")).textContent.replace(/\s+/g, " ").trim();
    let text = fill(cite.cite, { words: quoted(side(item, removed ? "ins" : "del"), cite), edition: removed ? cite.old : cite.new, place: path });
    if ($(".one ins,.one del", item) && item.matches(".two")) text += fill(cite.cite_old, { words: quoted(side(item, "ins"), cite), edition: cite.old });
    const source = $(".src", item)?.href.split("#")[0];
    if (source) {
      const retrieved = $$(".sources a").find((one) => one.href.split("#")[0] === source)?.dataset.retrieved;
      text += fill(cite.cite_source, { address: source }) + (retrieved ? fill(cite.cite_retrieved, { date: retrieved }) : "");
    }
    return `${text} [${id}]`;
  };
  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = make("textarea", { value: text });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    told.textContent = words.copied;
  };
  const offer = (one, into) => {
    if (!one || $(".copy", one)) return;
    const tools = make("span", { className: "copy" });
    const add = (label, text) => tools.append(" ", button(label, "", () => copy(text())));
    const item = document.getElementById(one.dataset.id || one.id);
    if (lineOf(item.id)) return;
    if (!item.classList.contains("added")) add(words.copy_old, () => side(item, "ins"));
    if (!item.classList.contains("removed")) add(words.copy_new, () => side(item, "del"));
    for (const cite of words.cites) add(cite.cite_label, () => citation(item, cite));
    if (item !== one) tools.replaceChildren(" ", tools.querySelectorAll("button")[item.matches(".two") ? 2 : 1]);
    $(into, one).append(tools);
  };
  for (const one of $$(".highlight")) if (document.getElementById(one.dataset.id)) offer(one, ".foot");
  for (const kind of ["pointerover", "focusin"]) $("#changes").addEventListener(kind, (event) => offer(event.target.closest(".item"), "header"));

  const kept = store.get("view"), wanted = kept && document.getElementById(kept);
  if (!/[#&]v=/.test(location.hash) && views.includes(wanted)) wanted.checked = true;
  read();
  tell();

  // While nobody waits: what the first filter will ask for, and, once somebody goes to the search box, the first search.
  const ahead = (work) => {
    const waiting = [...parts];
    const some = (time) => {
      while (waiting.length && time.timeRemaining() > 4) work(waiting.shift());
      if (waiting.length) requestIdleCallback(some);
    };
    window.requestIdleCallback?.(some);
  };
  ahead(itemsOf);
  box.addEventListener("focus", () => ahead(textsOf), { once: true });
})();
