// The sheet: one line is the current one, several can be marked; a decision goes to the marked ones, else to the current.
import { decide, say, sayError } from "../api";
import { ask, Desk, evidenceOf, isOpen, newId, type Standing } from "../cards";
import { listen, type Key } from "../keys";

const table = document.getElementById("sheet") as HTMLTableElement;
const doc = table.dataset["document"] ?? "";
const rows = [...table.querySelectorAll<HTMLElement>("tbody tr")];
const chooser = document.getElementById("status") as HTMLSelectElement;
let here: HTMLElement | undefined;
let waiting = false;

function cell(row: HTMLElement, name: string): HTMLElement | null {
  return row.querySelector<HTMLElement>(`.${name}`);
}

function show(row: HTMLElement, review: Standing): void {
  const shown = { status: review.status, reading: review.reading, note: review.note, evidence: evidenceOf(review).join("; ") };
  for (const [name, value] of Object.entries(shown)) {
    const there = cell(row, name);
    if (there) there.textContent = value;
  }
  row.classList.toggle("settled", !isOpen(review));
}
const desk = new Desk(doc, () => rows, show);

function choose(row: HTMLElement | undefined): void {
  if (!row) return;
  here?.classList.remove("here");
  here = row;
  row.classList.add("here");
  chooser.value = cell(row, "status")?.textContent ?? chooser.value;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function step(by: number): void {
  choose(here ? rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(here) + by))] : rows[0]);
}

function next(): void {
  const from = here ? rows.indexOf(here) + 1 : 0;
  const found = [...rows.slice(from), ...rows.slice(0, from)].find((row) => !row.classList.contains("settled"));
  if (found) choose(found);
  else say("all lines of this page are checked");
}

function marked(): HTMLElement[] {
  return rows.filter((row) => row.classList.contains("marked"));
}

function mark(row: HTMLElement, on: boolean): void {
  row.classList.toggle("marked", on);
  const box = row.querySelector<HTMLInputElement>(".mark");
  if (box) box.checked = on;
  const count = marked().length;
  const told = document.getElementById("marked");
  if (told) told.textContent = count ? `${count} marked (Escape lets them go)` : "";
}

function range(): void {
  if (!here) return;
  const at = rows.indexOf(here);
  const last = rows.findLastIndex((row, nth) => nth < at && row.classList.contains("marked"));
  for (const row of rows.slice(last < 0 ? at : last, at + 1)) mark(row, true);
}

function chosen(): HTMLElement[] {
  const all = marked();
  return all.length ? all : here ? [here] : [];
}

async function keep(field: string, value: unknown, told: string): Promise<void> {
  const items = chosen();
  if (!items.length) return say("go to a line first: j goes to the first");
  await desk.keep(items.map((item) => ({ item, field, value })), items.length > 1 ? `${told}, ${items.length} lines` : told);
}

async function act(what: string): Promise<void> {
  if (what === "set") await keep("status", chooser.value, chooser.value);
  else if (what === "accept") await keep("reading", "accepted", "read rightly");
  else if (what === "reject") await keep("reading", "rejected", "read wrongly");
  else if (what === "next") next();
  else if (what === "note") {
    const given = await ask("note", { note: (here && cell(here, "note")?.textContent) || "" });
    if (given) await keep("note", given["note"] ?? "", "note kept");
  } else if (what === "evidence") {
    const given = await ask("evidence");
    if (!given) return;
    const made = chosen().map(async (item) => ({ item, field: "evidence", value: [...(await evidence(item)), given] }));
    await desk.keep(await Promise.all(made), "evidence kept"); // one stroke, which one key undoes
  }
}

/** The evidence of a line as it stands now, so that another window's is not lost. */
async function evidence(row: HTMLElement): Promise<{ where: string; tier: string }[]> {
  const known = desk.standing(row);
  if (known) return known.evidence;
  const answer = (await (await fetch(`/documents/${doc}/sheet.json${location.search}`)).json()) as { lines: { target: string; review: Standing }[] };
  return answer.lines.find((line) => line.target === row.dataset["target"])?.review.evidence ?? [];
}

async function add(): Promise<void> {
  if (!here) return say("go to a line first");
  const words = cell(here, "words")?.textContent ?? "";
  const told = document.getElementById("edit-words");
  if (told) told.textContent = words;
  const given = await ask("edit", { restatement: words });
  if (!given) return;
  const link = here.querySelector<HTMLAnchorElement>("a[href*='#t']");
  const start = Number(link?.hash.slice(2) ?? 0);
  try {
    await decide(doc, [{ target: newId(), field: "added", value: { ...given, start, made_by: "person" }, words }]);
    location.reload();
  } catch (error) {
    sayError(error);
  }
}

table.addEventListener("click", (event) => {
  const target = event.target as HTMLElement;
  const row = target.closest<HTMLElement>("tbody tr");
  if (!row) return;
  if (target instanceof HTMLInputElement && target.classList.contains("mark")) mark(row, target.checked);
  if (!target.closest("a")) choose(row);
});
document.getElementById("toolbar")?.addEventListener("click", (event) => {
  const what = (event.target as HTMLElement).dataset["do"];
  if (what) void act(what);
});

/** "s" and then a digit: two keys settle a line, one alone never does. */
const digits: Key[] = [...chooser.options].map((option, nth) => ({
  keys: String(nth + 1),
  does: `after s: ${option.value}`,
  run: () => {
    if (!waiting) return;
    waiting = false;
    chooser.value = option.value;
    void act("set");
  },
}));
// Any other key ends the waiting: a digit later on settles nothing.
document.addEventListener("keydown", ({ key }) => { if (!/^[1-9]$|^Shift$/.test(key)) waiting = false; }, { capture: true });
listen([
  { keys: "j", does: "next line", run: () => step(1) },
  { keys: "k", does: "previous line", run: () => step(-1) },
  { keys: "g", does: "next unchecked line", run: next },
  { keys: "x", does: "mark the line, or let it go", run: () => here && mark(here, !here.classList.contains("marked")) },
  { keys: "Shift+X", does: "mark all from the last marked line to this one", run: range },
  { keys: "s", does: "set the status: then its digit", run: () => { waiting = true; say([...chooser.options].map((option) => option.text).join(" · ")); } },
  ...digits,
  { keys: "a", does: "it was read rightly", run: () => void act("accept") },
  { keys: "r", does: "it was read wrongly", run: () => void act("reject") },
  { keys: "t", does: "write a note", run: () => void act("note") },
  { keys: "v", does: "add evidence", run: () => void act("evidence") },
  { keys: "n", does: "add a statement of this line's words", run: () => void add() },
  { keys: "u", does: "undo your last decision here", run: () => void desk.undo() },
  { keys: "Shift+U", does: "do it again", run: () => void desk.redo() },
  { keys: "Escape", does: "let the marked lines go", run: () => { waiting = false; rows.forEach((row) => row.classList.contains("marked") && mark(row, false)); say(""); } },
]);
