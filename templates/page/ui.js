/* What the reader sees and does. The engine is `window.disclose` of `boot.js`. Text of a file gets
   into the page by `textContent` only; pages that the engine makes are shown in frames without
   scripts. Nothing is stored: all of it is in the variables of this script. */
"use strict";

const engine = window.disclose;
const $ = (id) => document.getElementById(id);

// ---------------------------------------------------------------- words

const words = JSON.parse($("words").textContent);
const values = new WeakMap(); // by element: what its words are filled with
const ATTRIBUTES = [["data-t-label", "aria-label"], ["data-t-title", "title"]];
let language = "zh";
let about = null;

function say(key, given = {}) {
  const [place, name] = key.split(".");
  return words[place][name][language].replace(/\{(\w+)\}/g, (_, each) => given[each]);
}

/* Put words into an element; they change with the language. */
function put(element, key, given = {}) {
  element.dataset.t = key;
  values.set(element, given);
  element.textContent = say(key, given);
  element.hidden = false;
  return element;
}

function make(tag, look = {}, ...children) {
  const element = document.createElement(tag);
  Object.entries(look).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

function button(look, key, act) {
  const made = put(make("button", { type: "button", class: look }), key);
  made.addEventListener("click", act);
  return made;
}

/* Words of a file or of a form, which are Chinese. */
const chinese = (text) => make("bdi", { lang: "zh-CN" }, text);
const between = (parts) => parts.flatMap((part, at) => (at ? ["\u00a0· ", part] : [part]));

function translate() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("page.title");
  for (const element of document.querySelectorAll("[data-t]")) {
    element.textContent = say(element.dataset.t, values.get(element));
  }
  for (const [from, to] of ATTRIBUTES) {
    for (const element of document.querySelectorAll(`[${from}]`)) {
      element.setAttribute(to, say(element.getAttribute(from)));
    }
  }
  $("language").textContent = say("page.other");
  $("language").lang = language === "zh" ? "en" : "zh-CN";
  slots.forEach((slot) => slot.draw());
}

async function switch_language() {
  if (job) {
    job.note("work.wait");
    return;
  }
  $("language").setAttribute("aria-disabled", "true");
  language = language === "zh" ? "en" : "zh";
  translate();
  try {
    learn((await ask("about")).data);
    await say_again();
  } finally {
    $("language").removeAttribute("aria-disabled");
  }
}

/* Ask anew for what the engine says in words. */
async function say_again() {
  if (!$("list").hidden) {
    draw_list();
  }
  if (filing) {
    await show_again({ focus: false });
  }
  if (!$("verified").hidden) {
    await verify({ focus: false });
  }
  rules = null;
  if (!$("rules").hidden) {
    await read_rules();
  }
}

// ---------------------------------------------------------------- one job at a time

let job = null;

/* Do `act` while its place shows that it runs; an error is shown there. True if it was done. */
async function work(section, key, act) {
  const place = section.querySelector(".job");
  if (job) {
    job.note("work.wait");
    return false;
  }
  const text = put(make("span", { role: "status" }), key);
  const clock = make("span", { class: "quiet" });
  const stop = button("plain", "work.stop", () => {
    job.stopped = true;
    engine.stop();
  });
  const started = performance.now();
  const timer = setInterval(() => {
    const seconds = Math.round((performance.now() - started) / 1000);
    if (seconds >= 2) {
      put(clock, "work.elapsed", { seconds });
    }
  }, 500);
  job = { stopped: false, note: (words_of, given) => put(text, words_of, given) };
  place.replaceChildren(make("div", { class: "busy" }, text, clock, stop));
  wait(true);
  try {
    await act();
    place.replaceChildren();
    return true;
  } catch (error) {
    if (error.stopped) {
      complain(section, "work.stopped", {}, "calm");
    } else {
      complain_in_words(section, error.message);
    }
    place.firstChild.focus();
    return false;
  } finally {
    clearInterval(timer);
    job = null;
    wait(false);
  }
}

/* Buttons that need the engine keep the focus while it works; they do nothing. */
function wait(busy) {
  for (const each of document.querySelectorAll(".action")) {
    each.setAttribute("aria-disabled", busy);
  }
}

function complain(section, key, given = {}, look = "") {
  put(complain_in_words(section, "", look), key, given);
}

function complain_in_words(section, text, look = "") {
  const line = make("p", { class: `message ${look}`, role: "alert", tabindex: "-1" }, text);
  section.querySelector(".job").replaceChildren(line);
  return line;
}

/* Ask the engine; `roles` are the files by the name of their argument. */
async function ask(verb, roles = {}, args = {}) {
  if (job?.stopped) {
    throw Object.assign(new Error(""), { stopped: true });
  }
  const files = [];
  const asked = { ...args, lang: language };
  for (const [role, file] of Object.entries(roles)) {
    if (file) {
      let { name } = file;
      while (files.some((each) => each.name === name)) {
        name = `上年 ${name}`;
      }
      asked[role] = name;
      files.push({ name, bytes: file.bytes });
    }
  }
  return engine.ask(verb, asked, files);
}

// ---------------------------------------------------------------- files

const MOST = (30 << 20) + 1; // bytes: the engine refuses a file of this size, whatever follows
const KINDS = {
  __proto__: null, // no ending is the name of what every object has
  docx: "report", md: "foreign", json: "figures", csv: "figures", doc: "old", wps: "old",
  pdf: "foreign", html: "foreign", htm: "foreign",
};

const ending = (file) => file.name.split(".").pop().toLowerCase();

async function read(file) {
  try {
    return { name: file.name, bytes: new Uint8Array(await file.slice(0, MOST).arrayBuffer()) };
  } catch {
    throw new Error(say("work.unreadable", { file: file.name }));
  }
}

/* Sort files by what they are for; locks that Office and WPS leave beside open files do not count
   among others. */
function sorted(files) {
  const kinds = { book: [], report: [], figures: [], old: [], foreign: [] };
  const wanted = files.filter(({ name }) => !/^(~\$|\.~)/.test(name));
  for (const file of wanted.length ? wanted : files) {
    kinds[KINDS[ending(file)] ?? "book"].push(file);
  }
  return kinds;
}

function save({ name, media, bytes }) {
  const link = make("a", { download: name });
  link.href = URL.createObjectURL(new Blob([bytes], { type: media }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/* A place for one file, with its name, and buttons to choose and to remove it. */
class Slot {
  constructor(id, changed) {
    this.box = $(id);
    this.changed = changed;
    this.file = null;
    const input = this.find("input");
    this.find(".slot-choose").addEventListener("click", () => input.click());
    this.find(".slot-remove").addEventListener("click", () => {
      this.find(".slot-choose").focus();
      this.take(null);
    });
    input.addEventListener("change", () => {
      this.choose(input.files[0]);
      input.value = "";
    });
    slots.push(this);
    this.draw();
  }

  find(what) {
    return this.box.querySelector(what);
  }

  async choose(file) {
    try {
      if (file) {
        await this.take(await read(file));
      }
    } catch (error) {
      complain_in_words(this.box.closest("[role=tabpanel]"), error.message);
    }
  }

  async take(file) {
    if (job) { // else the place would show a file that nobody has looked at
      job.note("work.wait");
      return;
    }
    this.put(file);
    await this.changed(this);
  }

  put(file) {
    this.file = file;
    this.draw();
  }

  draw() {
    const what = say(this.box.dataset.label);
    const file = this.file?.name ?? "";
    const [choose, remove] = [this.find(".slot-choose"), this.find(".slot-remove")];
    this.find(".slot-file").textContent = file;
    this.find(".slot-file").hidden = !file;
    this.find(".slot-hint").hidden = Boolean(file);
    put(choose, file ? "file.change" : "file.choose");
    choose.setAttribute("aria-label", say(file ? "file.change_of" : "file.choose_of", { what }));
    remove.hidden = !file;
    remove.setAttribute("aria-label", say("file.remove_of", { what, file }));
  }
}

const slots = [];

// ---------------------------------------------------------------- frames

/* The page around the frame says the verdict; printed alone, the frame's page says it itself. */
const INSIDE = `footer { display: none; } h4 a { color: inherit; }
@media screen {
  html { overflow: hidden; } body { background: none; } main { max-width: none; padding: 22px 1px 1px; }
  main > h1, .verdict h2, .verdict .body, .verdict .said { display: none; }
  .verdict, .verdict.pass { padding: 0 2px; border: 0; background: none; }
}`;

function show_page(frame, html) {
  frame.setAttribute("aria-busy", "true");
  frame.onload = () => {
    const page = frame.contentDocument;
    const style = page.createElement("style");
    style.textContent = INSIDE;
    page.head.append(style);
    for (const code of page.querySelectorAll(".group h4 code")) {
      const link = page.createElement("a");
      link.href = "#";
      link.dataset.code = code.textContent;
      link.title = say("rules.look_up", { code: code.textContent });
      code.replaceWith(link);
      link.append(code);
    }
    page.addEventListener("click", (event) => follow(event, frame));
    page.addEventListener("dragover", dragged);
    page.addEventListener("drop", dropped);
    page.addEventListener("keydown", print_keys);
    frame.fit = () => {
      frame.style.height = `${Math.ceil(page.documentElement.getBoundingClientRect().height)}px`;
    };
    new ResizeObserver(frame.fit).observe(page.documentElement);
    frame.fit();
    frame.removeAttribute("aria-busy");
  };
  frame.srcdoc = html;
}

/* Follow a link of a frame's page: to a place in it, or to a rule; never out of it. */
function follow(event, frame) {
  const link = event.target.closest("a[href]");
  if (!link) {
    return;
  }
  event.preventDefault();
  if (link.dataset.code) {
    look_up(link.dataset.code, link, filing.data.edition);
    return;
  }
  const page = frame.contentDocument;
  const name = decodeURIComponent(link.getAttribute("href").slice(1));
  const target = page.getElementById(name);
  if (target) {
    frame.contentWindow.location.hash = name;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
  }
}

/* If the whole page is printed, its frame gets the height that its findings have on paper. */
function on_paper(printing) {
  const frame = $("findings");
  if (!shows_findings() || frame.hasAttribute("aria-busy")) {
    return;
  }
  const change = printing ? { print: "all", screen: "not all" } : { all: "print", "not all": "screen" };
  for (const sheet of frame.contentDocument.styleSheets) {
    for (const { media } of sheet.cssRules) {
      if (media?.mediaText in change) {
        media.mediaText = change[media.mediaText];
      }
    }
  }
  frame.style.width = printing ? "182mm" : "";
  frame.fit();
}

function print_page(html) {
  const frame = $("printer");
  frame.hidden = false;
  frame.onload = () => {
    const title = document.title; // browsers name the PDF by it
    document.title = frame.contentDocument.title;
    frame.contentWindow.print();
    document.title = title;
    frame.hidden = true;
  };
  frame.srcdoc = html;
}

// ---------------------------------------------------------------- the parts of the page

const PLACES = ["check", "blank", "verify", "rules"];
let place = "check";

function open(name, focus = false) {
  place = name;
  for (const each of PLACES) {
    $(each).hidden = each !== name;
    $(`tab-${each}`).setAttribute("aria-selected", each === name);
    $(`tab-${each}`).tabIndex = each === name ? 0 : -1;
  }
  if (focus) {
    $(`tab-${name}`).focus();
  }
  if (name === "rules" && !rules) {
    read_rules();
  }
}

function walk_tabs(event) {
  const at = PLACES.indexOf(place);
  const last = PLACES.length - 1;
  const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last };
  if (event.key in to) {
    event.preventDefault();
    open(PLACES[to[event.key]], true);
  }
}

function dragged(event) {
  event.preventDefault();
  document.body.classList.add("dragging");
}

/* Ctrl+P prints the findings by their own print page. */
function print_keys(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "p" && shows_findings()) {
    event.preventDefault();
    $("findings").contentWindow.print();
  }
}

const shows_findings = () => place === "check" && !$("result").hidden;

/* Take files wherever they are dropped; a slot takes its own. */
async function dropped(event) {
  event.preventDefault();
  document.body.classList.remove("dragging");
  const items = [...event.dataTransfer.items].filter((each) => each.kind === "file");
  const files = [...event.dataTransfer.files];
  const section = $(place);
  if (items.some((each) => each.webkitGetAsEntry?.()?.isDirectory)) {
    complain(section.querySelector(".job") ? section : $("check"), "work.folder");
    return;
  }
  if (!files.length) {
    return;
  }
  const slot = slots.find((each) => each.box.contains(event.target));
  if (slot) {
    await slot.choose(files[0]);
  } else if (place === "blank") {
    await prior.choose(files[0]);
  } else if (place === "verify") {
    await take_to_verify(files);
  } else {
    await take(files);
  }
}

// ---------------------------------------------------------------- start

function learn(told) {
  about = told;
  const fingerprint = about.fingerprint.slice(0, 16).replace(/(.{4})(?=.)/g, "$1 ");
  put($("made"), "page.made", { version: about.version, fingerprint });
  const facts = [["about.version", about.version], ["about.fingerprint", about.fingerprint]];
  const added = about.own.editions.map((id) => about.editions.find((each) => each.id === id).title);
  added.push(...["lexicon", "template"].filter((each) => about.own[each]).map((each) => say(`about.own_${each}`)));
  if (added.length) {
    facts.push(["about.own", added.join("；")]);
  }
  $("facts").replaceChildren(
    ...facts.flatMap(([key, value]) => [put(make("dt"), key), make("dd", {}, value)]),
  );
  draw_fields();
}

async function start() {
  ["tabs", "language", "loading"].forEach((id) => {
    $(id).hidden = false;
  });
  engine.onprogress = (step, of) => {
    Object.assign($("loaded"), { max: of, value: step });
    put($("loading-text"), "page.starting_step", { step, of });
  };
  try {
    learn(await engine.ready);
    put($("told"), "page.ready");
  } catch {
    // `boot.js` says why the engine did not start.
  } finally {
    engine.onprogress = null;
    $("loading").hidden = true;
  }
}

function listen() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[aria-disabled=true]")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);
  $("language").addEventListener("click", switch_language);
  for (const each of PLACES) {
    $(`tab-${each}`).addEventListener("click", () => open(each));
    $(`tab-${each}`).addEventListener("keydown", walk_tabs);
  }
  window.addEventListener("keydown", print_keys);
  window.addEventListener("beforeprint", () => on_paper(true));
  window.addEventListener("afterprint", () => on_paper(false));
  window.addEventListener("dragover", dragged);
  window.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) {
      document.body.classList.remove("dragging");
    }
  });
  window.addEventListener("drop", dropped);
}
