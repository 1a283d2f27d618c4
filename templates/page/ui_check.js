/* The part 审核与生成报告: workbooks are checked, marked and compiled. */
"use strict";

let filing = null; // the workbook that is shown: {book, previous, data, language}
let list = []; // several workbooks, worst first
let unused = []; // figures files that were given with them, for no workbook's year before

const last = new Slot("last", (slot) => compare(slot.file));
const VERDICTS = ["unreadable", "fail", "pass"];

async function check(book, previous = null) {
  const { data } = await ask("check", { workbook: book, previous });
  return { book, previous, data, language };
}

/* Take what was dropped or chosen: workbooks, last year's file, an edited report. */
async function take(files) {
  const { book, report, figures, old, foreign } = sorted(files);
  open("check");
  if (old.length) {
    complain($("check"), "verify.old_word", { file: old[0].name });
  } else if (foreign.length) {
    complain($("check"), "verify.no_document", { file: foreign[0].name });
  } else if (report.length) {
    await take_to_verify(files);
  } else if (book.length) {
    await check_all(book, figures);
  } else if (filing && figures.length) {
    await last.choose(figures[0]);
  } else if (figures.length) {
    complain($("check"), "check.figures_alone", { file: figures[0].name });
  }
}

async function check_all(files, figures) {
  await work($("check"), "work.check", async () => {
    const given = await Promise.all(figures.map(read));
    const alone = files.length === 1;
    const checked = [];
    for (const [at, file] of files.entries()) {
      if (!alone) {
        job.note("work.check_many", { number: at + 1, all: files.length });
      }
      checked.push(await check(await read(file), alone ? given[0] : null));
    }
    const known = alone && !given.length && filing ? [...checked, filing] : checked;
    const prior = await pair(known, alone ? [] : given);
    const shown = known.filter((each) => !(known.length === 2 && prior.has(each)));
    unused = alone ? [] : given.filter((file) => known.every(({ previous }) => previous !== file));
    list = !alone && shown.length > 1 ? worst_first(shown) : [];
    if (list.length) {
      show_list();
    } else {
      show(shown[0], prior.size ? [...prior][0].book.name : "");
    }
  });
}

/* Compare each workbook with the file of the same agency for the year before, if it is among the
   workbooks or the figures files. Return the workbooks that serve as last year's. */
async function pair(checked, figures) {
  const prior = new Set();
  const others = figures.map((book) => ({ book, data: of_figures(book) }));
  for (const each of checked) {
    const { body, year } = each.data;
    const found = body && year && [...checked, ...others].find(
      ({ data }) => data.body === body && data.year === year - 1,
    );
    if (found) {
      prior.add(found);
      Object.assign(each, await check(each.book, found.book));
    }
  }
  return prior;
}

function worst_first(checked) {
  const rank = ({ data: { verdict, counts } }) =>
    [VERDICTS.indexOf(verdict), -counts.error, -counts.warning];
  return [...checked].sort((one, other) => {
    const [left, right] = [rank(one), rank(other)];
    const at = left.findIndex((value, number) => value !== right[number]);
    return at < 0 ? 0 : left[at] - right[at];
  });
}

// ---------------------------------------------------------------- one workbook

async function show(one, paired = "", { focus = true } = {}) {
  filing = one;
  const { data } = one;
  const { verdict, counts } = data;
  document.body.classList.add("working");
  $("list").hidden = true;
  $("result").hidden = false;
  $("back-line").hidden = !list.length;
  draw_verdict($("verdict"), data);
  $("about-file").replaceChildren(...between([
    chinese(data.file), ...(data.body ? [chinese(data.body)] : []),
    ...(data.year ? [say("check.year", { year: data.year })] : []),
    ...(verdict === "unreadable" ? [] : draw_counts(counts)),
  ]));
  put($("next"), `check.next_${verdict === "pass" && counts.warning ? "verify" : verdict}`);
  draw_actions(verdict, counts);
  $("agree-line").hidden = !data.can_agree_blanks;
  $("agree").checked = false;
  $("agreed").hidden = !one.changed;
  last.put(one.previous);
  last.box.hidden = verdict === "unreadable";
  $("done").hidden = true;
  if (paired) {
    put($("done"), "check.paired", { file: paired });
  }
  show_page($("findings"), data.html);
  if (focus) {
    $("verdict").focus();
    $("verdict").scrollIntoView({ block: "nearest" });
  }
}

function draw_verdict(heading, { title, verdict }) {
  heading.parentElement.className = `verdict ${verdict === "pass" ? "pass" : "fail"}`;
  const sign = make("span", { "aria-hidden": "true" }, verdict === "pass" ? "✓ " : "✗ ");
  heading.replaceChildren(sign, title[0].toUpperCase() + title.slice(1)); // no file name precedes it
  $("told").removeAttribute("data-t");
  $("told").textContent = title;
}

function draw_counts(counts) {
  return ["error", "warning", "note"].filter((each) => counts[each])
    .map((each) => make("span", { class: "whole" }, say(`check.${each}s`, { count: counts[each] })));
}

/* The next step is the first button: the report, or the marked copy if there are errors. */
function draw_actions(verdict, counts) {
  const passed = verdict === "pass";
  const [report, findings] = [$("report"), $("findings-actions")];
  report.hidden = verdict === "unreadable";
  put($("report-label"), passed ? "check.report" : "check.draft");
  report.querySelector(".draft-only").hidden = passed;
  $("mark").hidden = verdict === "unreadable" || !(counts.error + counts.warning + counts.note);
  $("to-docx").classList.toggle("first", passed);
  $("mark").classList.toggle("first", !passed);
  if (passed) {
    findings.before(report);
  } else {
    findings.after(report);
  }
}

/* Check the shown workbook again: it has another file of last year, or the language changed. */
async function show_again(options) {
  const { book, changed } = filing;
  const previous = last.file;
  await work($("check"), "work.check", async () => {
    show(Object.assign(filing, await check(book, previous), { changed }), "", options);
  });
}

async function compare(previous) {
  if (filing && !(await show_again())) {
    filing.previous = previous;
  }
}

async function agree() {
  const done = await work($("check"), "work.agree", async () => {
    const { files: [book] } = await ask("agree_blanks", { workbook: filing.book });
    const changed = { name: book.name, media: book.media, bytes: book.bytes };
    show(Object.assign(filing, await check(changed, filing.previous), { changed: true }));
  });
  $("agree").checked = done && $("agree").checked;
}

async function compile(to) {
  await work($("check"), "work.compile", async () => {
    const { book, previous } = filing;
    const formats = [to === "print" ? "html" : to];
    const { data, files } = await ask("compile", { workbook: book, previous }, { to: formats });
    if (!files.length) {
      throw new Error(data.title);
    }
    const [file] = files;
    if (to === "print") {
      print_page(new TextDecoder().decode(file.bytes));
      put($("done"), data.draft ? "check.printing_draft" : "check.printing");
    } else {
      save(file);
      const written = !data.draft ? "written" : filing.data.verdict === "pass" ? "unfinished" : "written_draft";
      put($("done"), `check.${written}`, { file: file.name });
    }
  });
}

async function mark() {
  await work($("check"), "work.mark", async () => {
    const { book, previous } = filing;
    const { files: [copy] } = await ask("mark", { workbook: book, previous });
    save(copy);
    put($("done"), "work.saved", { file: copy.name });
  });
}

// ---------------------------------------------------------------- several workbooks

function show_list() {
  document.body.classList.add("working");
  filing = null;
  $("result").hidden = true;
  $("list").hidden = false;
  draw_list();
  $("list-title").focus();
  $("told").removeAttribute("data-t");
  $("told").textContent = $("list").querySelector("p").textContent;
}

function draw_list() {
  const of = (verdict) => list.filter(({ data }) => data.verdict === verdict).length;
  const counts = { pass: of("pass"), fail: of("fail"), unreadable: of("unreadable") };
  const heads = [
    ["verdict", ""], ["file", ""], ["body", "less"], ["year", "less number"], ["errors", "number"], ["warnings", "number"],
  ].map(([name, look]) => put(make("th", { scope: "col", class: look }), `list.${name}`));
  const title = put(make("h3", { id: "list-title", tabindex: "-1" }), "list.title", { all: list.length });
  const table = make("table", { "aria-labelledby": "list-title" },
    make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...list.map(draw_row)));
  $("list").replaceChildren(title, put(make("p", { class: "quiet" }), "list.counts", counts),
    make("div", { class: "wide-table" }, table));
  if (unused.length) {
    $("list").append(put(make("p", { class: "notice" }), "list.unused", { files: unused.map(({ name }) => name).join("、") }));
  }
}

function draw_row(one) {
  const { file, body, year, verdict, counts } = one.data;
  const number = (count) => make("td", { class: "number" }, verdict === "unreadable" ? "–" : String(count));
  const open_it = make("button", { type: "button", class: "link action" }, chinese(file));
  open_it.addEventListener("click", () => open_from_list(one));
  return make("tr", { class: verdict },
    put(make("td", { class: "state" }), `list.${verdict}`), make("th", { scope: "row" }, open_it),
    make("td", { class: "less" }, chinese(body || "")), make("td", { class: "less number" }, String(year || "")),
    number(counts.error), number(counts.warning));
}

async function open_from_list(one) {
  if (one.language === language) {
    show(one);
  } else {
    filing = one;
    last.put(one.previous);
    await show_again();
  }
}

function back_to_list() {
  const at = list.indexOf(filing);
  show_list();
  $("list").querySelectorAll("tbody button")[at]?.focus();
}

function listen_check() {
  $("choose").addEventListener("click", () => $("files").click());
  $("files").addEventListener("change", () => {
    const files = [...$("files").files];
    $("files").value = "";
    take(files);
  });
  for (const to of ["docx", "html", "md", "print"]) {
    $(`to-${to}`).addEventListener("click", () => compile(to));
  }
  $("mark").addEventListener("click", mark);
  $("print").addEventListener("click", () => $("findings").contentWindow.print());
  $("agree").addEventListener("change", agree);
  $("agreed-save").addEventListener("click", () => save(filing.book));
  $("back").addEventListener("click", back_to_list);
  $("to-blank").addEventListener("click", () => open("blank", true));
}
