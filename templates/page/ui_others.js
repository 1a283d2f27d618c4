/* The parts 生成空白工作簿, 核对改过的报告 and 审核规则. */
"use strict";

// ---------------------------------------------------------------- 生成空白工作簿

const prior = new Slot("prior", take_prior);

const serving = (year) =>
  about.editions.filter(({ first_year, last_year }) => first_year <= year && year <= (last_year ?? 9999));

function draw_fields() {
  $("year").value ||= about.year;
  const chosen = $("level").value;
  $("level").replaceChildren(
    put(make("option", { value: "" }), "blank.level_none"),
    ...about.levels.map((each) => make("option", { value: each, lang: "zh-CN" }, each)),
  );
  $("level").value = chosen;
  draw_editions();
}

function draw_editions() {
  const forms = about ? serving(Number($("year").value)) : [];
  const chosen = $("edition").value;
  $("edition").replaceChildren(...forms.map(({ id, title }) => make("option", { value: id }, title)));
  $("edition").value = forms.some(({ id }) => id === chosen) ? chosen : forms[0]?.id ?? "";
  $("edition-line").hidden = forms.length < 2;
}

/* Take the agency's name and the year from last year's file. */
async function take_prior({ file }) {
  $("prior-said").hidden = true;
  $("blank-done").hidden = true;
  $("blank-findings").replaceChildren();
  if (!file) {
    return;
  }
  await work($("blank"), "work.check", async () => {
    const { body, year } = KINDS[ending(file)] === "figures" ? of_figures(file)
      : (await ask("check", { workbook: file })).data;
    if (body && year) {
      $("name").value = body;
      $("year").value = year + 1;
      draw_editions();
      put($("prior-said"), "blank.from", { year: year + 1 });
    }
  });
}

/* Whose and of which year a figures file is; nothing if it is no JSON, of which the engine tells. */
function of_figures({ bytes }) {
  try {
    const { body, year } = JSON.parse(new TextDecoder().decode(bytes));
    return { body: body?.name, year };
  } catch {
    return {};
  }
}

async function make_blank(event) {
  event.preventDefault();
  const year = $("year").value.trim();
  $("blank-done").hidden = true;
  $("blank-findings").replaceChildren();
  const wrong = !/^\d{4}$/.test(year) ? "blank.no_year" : serving(Number(year)).length ? "" : "blank.no_form";
  $("year").setAttribute("aria-invalid", Boolean(wrong));
  if (wrong) {
    complain($("blank"), wrong, { year });
    $("year").focus();
    return;
  }
  await work($("blank"), "work.blank", async () => {
    const args = {
      year: Number(year), name: $("name").value.trim(), level: $("level").value,
      edition: $("edition").value, blank_as_zero: $("zero").checked,
    };
    const { data, files: [book] } = await ask("template", { previous: prior.file }, args);
    save(book);
    $("blank-findings").replaceChildren(
      ...data.findings.length ? [make("p", { class: "message calm" }, data.findings.join("\n"))] : [],
    );
    put($("blank-done"), "blank.made", { file: book.name });
  });
}

// ---------------------------------------------------------------- 核对改过的报告

const edited = new Slot("edited", () => verify());
const book_slot = new Slot("book", () => verify());
const verify_last = new Slot("verify-last", () => verify());
const verify_roles = () => ({ report: edited.file, workbook: book_slot.file, previous: verify_last.file });

/* Sort what was dropped into the places; two workbooks are those of two years. */
async function take_to_verify(files) {
  const { book, report, figures, old, foreign } = sorted(files);
  open("verify");
  const bad = old[0] ?? foreign[0];
  if (bad) {
    complain($("verify"), old.length ? "verify.old_word" : "verify.no_document", { file: bad.name });
    return;
  }
  if (report.length > 1 || book.length > 2) {
    complain($("verify"), "verify.one_report");
    return;
  }
  const done = await work($("verify"), "work.verify", async () => {
    const books = await Promise.all(book.map(read));
    if (report.length) {
      edited.put(await read(report[0]));
    }
    if (books.length === 2) {
      const years = [];
      for (const each of books) {
        years.push((await check(each)).data.year ?? 0);
      }
      if (years[0] < years[1]) {
        books.reverse();
      }
    }
    const [own, before] = books;
    if (own) {
      book_slot.put(own);
      verify_last.put(before ?? null);
    } else if (!book_slot.file && filing) {
      book_slot.put(filing.book);
      verify_last.put(filing.previous);
    }
    if (figures.length) {
      verify_last.put(await read(figures[0]));
    }
  });
  if (done) {
    await verify();
  }
}

async function verify({ focus = true } = {}) {
  $("verified").hidden = true;
  if (!edited.file || !book_slot.file) {
    return;
  }
  await work($("verify"), "work.verify", async () => {
    const { data } = await ask("verify", verify_roles());
    $("verified").hidden = false;
    $("verified-done").hidden = true;
    draw_verdict($("verified-verdict"), data);
    $("verified-about").replaceChildren(...between(
      [chinese(edited.file.name), chinese(book_slot.file.name), ...draw_counts(data.counts)],
    ));
    const passed = data.counts.warning ? "verify.next_review" : "verify.next_pass";
    put($("verified-next"), data.verdict === "pass" ? passed : "verify.next_fail");
    const found = data.counts.error + data.counts.warning + data.counts.note;
    $("verified-mark").hidden = !found || ending(edited.file) !== "docx";
    $("verified-mark").classList.toggle("first", data.verdict !== "pass");
    $("verified-findings").replaceChildren(
      ...data.lines.map((line) => make("p", { class: "quiet" }, line)), ...data.groups.map(draw_group),
    );
    if (focus) {
      $("verified-verdict").focus();
    }
  });
}

/* The findings of one code, as the page of findings has them. */
function draw_group({ code, severity, weight, title, hint, findings }) {
  const link = make("button", { type: "button", class: "link" }, make("code", {}, code));
  link.setAttribute("aria-label", say("rules.look_up", { code }));
  link.addEventListener("click", () => look_up(code, link, ""));
  const lines = findings.map(({ where, detail }) => make("li", {}, make("b", {}, where), make("p", {}, detail)));
  return make("article", { class: `group ${severity}` },
    make("h4", {}, make("span", { class: "badge" }, weight), " ", link, " ", title),
    make("ol", { class: "findings" }, ...lines), make("p", { class: "hint" }, hint));
}

async function mark_report() {
  await work($("verify"), "work.mark", async () => {
    const { files: [copy] } = await ask("mark_report", verify_roles());
    save(copy);
    put($("verified-done"), "work.saved", { file: copy.name });
  });
}

// ---------------------------------------------------------------- 审核规则

let rules = null;
let came_from = null; // the link of a finding

let reading = null;

function read_rules() {
  reading ??= fetch_rules().finally(() => {
    reading = null;
  });
  return reading;
}

async function fetch_rules() {
  await work($("rules"), "work.rules", async () => {
    const { data } = await ask("explain");
    rules = data;
    $("codes").replaceChildren(...rules.map(draw_rule));
    draw_forms();
    filter();
  });
}

/* Choose the form in force, whose rules and those of every form are shown. */
function draw_forms() {
  const chosen = $("of-edition").value || serving(about.year)[0]?.id;
  const forms = about.editions.map(({ id, title }) => make("option", { value: id }, title));
  $("of-edition").replaceChildren(put(make("option", { value: "" }), "rules.all"), ...forms);
  $("of-edition").value = chosen;
}

function draw_rule({ code, title, severity, text, edition = "" }) {
  const kind = put(make("span", { class: "kind" }), `rules.one_${severity}`);
  const form = about.editions.find(({ id }) => id === edition)?.title ?? "";
  const head = make("summary", {}, make("code", {}, code), kind, make("span", { class: "title" }, title));
  const meaning = text.split("\n").slice(3).join("\n").trim(); // code, title and kind are in the head
  const box = make("details", { class: `code ${severity}` }, head,
    ...(form ? [make("p", { class: "form quiet" }, form)] : []), make("p", { class: "text" }, meaning));
  box.dataset.code = code;
  box.dataset.edition = edition;
  box.dataset.words = `${code} ${title} ${text}`.toLowerCase();
  return box;
}

function filter() {
  const wanted = $("wanted").value.toLowerCase().split(/\s+/).filter(Boolean);
  const kind = $("kind").value;
  const form = $("of-edition").value;
  let shown = 0;
  for (const box of $("codes").children) {
    const fits = wanted.every((word) => box.dataset.words.includes(word))
      && (kind === "all" || box.classList.contains(kind))
      && (!form || !box.dataset.edition || box.dataset.edition === form);
    box.hidden = !fits;
    shown += fits;
  }
  put($("shown"), shown ? "rules.shown" : "rules.none", { all: rules?.length, shown });
}

async function look_up(code, link, edition) {
  came_from = { link, place };
  open("rules");
  $("rules-back").hidden = false;
  $("wanted").value = code;
  $("kind").value = "all";
  if (!rules) {
    await read_rules();
  }
  $("of-edition").value = edition ?? "";
  filter();
  const box = [...$("codes").children].find((each) => each.dataset.code === code && !each.hidden);
  if (box) {
    box.open = true;
    box.querySelector("summary").focus();
  }
}

function back_to_finding() {
  open(came_from.place);
  $("rules-back").hidden = true;
  came_from.link.focus();
}

function listen_others() {
  $("form").addEventListener("submit", make_blank);
  $("year").addEventListener("input", draw_editions);
  $("verified-mark").addEventListener("click", mark_report);
  $("verified-print").addEventListener("click", () => window.print());
  $("wanted").addEventListener("input", filter);
  $("kind").addEventListener("change", filter);
  $("of-edition").addEventListener("change", filter);
  $("rules-back").addEventListener("click", back_to_finding);
}

if (engine) {
  listen();
  listen_check();
  listen_others();
  start();
}
