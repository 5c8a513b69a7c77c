// Reading: a click or key on either side lights up the other; what is decided on the current card is kept at once.
import { decide, say, sayError } from "../api";
import { ask, Desk, evidenceOf, history, isOpen, newId, selected, type Standing } from "../cards";
import { listen } from "../keys";

const page = document.getElementById("read") as HTMLElement;
const list = document.getElementById("cards") as HTMLElement;
const doc = page.dataset["document"] ?? "";
const cards = [...list.querySelectorAll<HTMLElement>(".card")];
const words = new Map<string, HTMLElement[]>();
for (const segment of page.querySelectorAll<HTMLElement>("mark[data-s]")) {
  for (const number of (segment.dataset["s"] ?? "").split(" ")) {
    const there = words.get(number);
    if (there) there.push(segment);
    else words.set(number, [segment]);
  }
}
const tools = (document.getElementById("tools") as HTMLTemplateElement).content.firstElementChild as HTMLElement;
const chooser = tools.querySelector("select") as HTMLSelectElement;
const place = `at:${doc}`;
let here: HTMLElement | undefined;

function show(card: HTMLElement, review: Standing): void {
  const parts = [review.status, review.reading, review.note, ...evidenceOf(review), review.checker];
  const standing = card.querySelector(".standing");
  if (standing) standing.textContent = parts.filter(Boolean).join(" · ");
  card.classList.toggle("settled", !isOpen(review));
  card.classList.toggle("rejected", review.reading === "rejected");
  if (review.was === null) card.querySelector(".changed")?.remove();
  if (card === here) chooser.value = review.status;
  const stated = card.querySelector(".stated");
  if (stated && review.edit["restatement"]) stated.textContent = review.edit["restatement"];
  const open = document.getElementById("open");
  if (open) open.textContent = String(cards.filter((one) => !one.classList.contains("settled")).length);
}
const desk = new Desk(doc, () => cards, show);

function light(card: HTMLElement | undefined, on: boolean): void {
  card?.classList.toggle("here", on);
  for (const segment of words.get(card?.id.slice(1) ?? "") ?? []) segment.classList.toggle("lit", on);
}

function choose(card: HTMLElement | undefined, from: "text" | "cards" | "key"): void {
  if (!card || card === here) return;
  light(here, false);
  for (const one of [here, cards[0]]) if (one) one.tabIndex = -1;
  here?.removeAttribute("aria-current");
  here = card;
  light(card, true);
  card.tabIndex = 0;
  card.setAttribute("aria-current", "true");
  sessionStorage.setItem(place, card.dataset["target"] ?? "");
  chooser.value = card.querySelector(".standing")?.textContent?.trim().split(" · ")[0] ?? "";
  card.append(tools);
  if (from !== "cards") list.scrollTop = card.offsetTop - (list.clientHeight - card.offsetHeight) / 2;
  if (from !== "text") words.get(card.id.slice(1))?.[0]?.scrollIntoView({ block: "center" });
  if (!card.contains(document.activeElement)) card.focus({ preventScroll: true });
}

function step(by: number): void {
  const shown = cards.filter((card) => card === here || list.classList.contains("all") || !card.classList.contains("perhaps"));
  const at = here ? shown.indexOf(here) + by : 0;
  choose(shown[Math.max(0, Math.min(shown.length - 1, at))], "key");
}

async function act(what: string): Promise<void> {
  const card = here;
  if (!card) return say("choose a card first: j goes to the first");
  if (what === "accept" || what === "reject") {
    const value = what === "accept" ? "accepted" : "rejected";
    await desk.keep([{ item: card, field: "reading", value }], value);
  } else if (what === "note") {
    const given = await ask("note", { note: desk.standing(card)?.note ?? card.querySelector(".note")?.textContent ?? "" });
    if (given) await desk.keep([{ item: card, field: "note", value: given["note"] ?? "" }], "note kept");
  } else if (what === "evidence") {
    const given = await ask("evidence");
    const before = desk.standing(card)?.evidence ?? (await stands(card))?.evidence ?? [];
    if (given) await desk.keep([{ item: card, field: "evidence", value: [...before, given] }], "evidence kept");
  } else if (what === "history") await history(doc, card);
  else if (what === "edit") await edit(card);
}

/** Where a card stands by the page's twin, for what the card itself does not hold. */
async function stands(card: HTMLElement): Promise<Standing | undefined> {
  const answer = (await (await fetch(`/documents/${doc}.json`)).json()) as { cards: { id: string; review: Standing }[] };
  return answer.cards.find((one) => one.id === card.dataset["target"])?.review;
}

/** What a person reads otherwise: only the fields that differ from what was read. */
async function edit(card: HTMLElement): Promise<void> {
  const told = document.getElementById("edit-words");
  if (told) told.textContent = card.querySelector(".words")?.textContent ?? "";
  const stated = card.querySelector(".stated")?.textContent ?? "";
  const plain = { restatement: stated, polarity: "positive", modality: "actual" };
  const read: Record<string, string> = { ...plain, ...(JSON.parse(card.dataset["read"] ?? "{}") as Record<string, string>) };
  const before = desk.standing(card)?.edit ?? (JSON.parse(card.dataset["edit"] ?? "{}") as Record<string, string>);
  const given = await ask("edit", { ...read, ...before });
  if (!given) return;
  const value = Object.fromEntries(Object.entries({ ...before, ...given }).filter(([name, words]) => words !== (read[name] ?? "")));
  if (await desk.keep([{ item: card, field: "edit", value }], "read otherwise")) location.reload();
}

const PREFIXES: Record<string, string> = { statement: "s", attribution: "a", name: "e", label: "l" };

async function add(): Promise<void> {
  const found = selected();
  if (!found) return say("select words within one paragraph of the text, then press n");
  const told = document.getElementById("add-words");
  if (told) told.textContent = found.words;
  const given = await ask("add", { restatement: found.words });
  if (!given) return;
  const { words, ...span } = found;
  const kind = given["kind"] ?? "statement";
  const target = newId(PREFIXES[kind]);
  const value = { ...given, ...span, type: kind === "statement" ? given["type"] : kind, made_by: "person" };
  try {
    await decide(doc, [{ target, field: "added", value, words }]);
    sessionStorage.setItem(place, target);
    location.reload();
  } catch (error) {
    sayError(error);
  }
}

page.addEventListener("click", (event) => {
  const target = event.target as HTMLElement;
  const what = target.dataset["do"];
  if (what && what !== "status") return void act(what);
  const card = target.closest<HTMLElement>(".card");
  if (card) return choose(card, "cards");
  const numbers = target.closest<HTMLElement>("mark[data-s]")?.dataset["s"]?.split(" ") ?? [];
  // A second click on words over which several lie goes on to the next of them.
  const at = numbers.indexOf(here?.id.slice(1) ?? "");
  const next = numbers[(at + 1) % Math.max(1, numbers.length)];
  if (next) choose(document.getElementById(`c${next}`) ?? undefined, "text");
});
page.addEventListener("focusin", (event) => choose((event.target as HTMLElement).closest<HTMLElement>(".card") ?? undefined, "cards"));
/** A letter chooses a status and the focus goes back to the card; arrows may go on. */
let lastKey = "";
tools.addEventListener("keydown", (event) => {
  lastKey = event.key;
  if (event.key === "Enter" && event.target === chooser) here?.focus();
});
page.addEventListener("change", (event) => {
  const field = event.target as HTMLSelectElement;
  if (field.dataset["do"] !== "status" || !here) return;
  void desk.keep([{ item: here, field: "status", value: field.value }], field.value);
  if (!lastKey.startsWith("Arrow")) here.focus({ preventScroll: true });
});
document.getElementById("perhaps")?.addEventListener("change", (event) => {
  list.classList.toggle("all", (event.target as HTMLInputElement).checked);
});

/** A place that another page points at need not begin a segment: the one that holds it is shown. */
function arrive(): void {
  const at = Number(/^#t(\d+)$/.exec(location.hash)?.[1] ?? Number.NaN);
  if (Number.isNaN(at)) return back();
  let found: HTMLElement | undefined;
  for (const segment of page.querySelectorAll<HTMLElement>(".text [id^=t]")) {
    if (Number(segment.id.slice(1)) > at) break;
    found = segment;
  }
  found?.scrollIntoView({ block: "center" });
  const number = found?.dataset["s"]?.split(" ")[0];
  if (number) choose(document.getElementById(`c${number}`) ?? undefined, "text");
}

/** After a reload, the card that was the current one is so again. */
function back(): void {
  const target = sessionStorage.getItem(place);
  choose(cards.find((card) => card.dataset["target"] === target), "key");
}
addEventListener("hashchange", arrive);
arrive();

listen([
  { keys: "j", does: "next statement", run: () => step(1) },
  { keys: "k", does: "previous statement", run: () => step(-1) },
  { keys: "a", does: "accept: it was read rightly", run: () => void act("accept") },
  { keys: "r", does: "reject: it was read wrongly", run: () => void act("reject") },
  { keys: "e", does: "edit: read it otherwise", run: () => void act("edit") },
  { keys: "s", does: "go to its status", run: () => chooser.focus() },
  { keys: "t", does: "write a note", run: () => void act("note") },
  { keys: "v", does: "add evidence", run: () => void act("evidence") },
  { keys: "h", does: "show what was decided of it", run: () => void act("history") },
  { keys: "n", does: "add what the selected words state", run: () => void add() },
  { keys: "p", does: "show or hide what is read as perhaps", run: () => document.getElementById("perhaps")?.click() },
  { keys: "u", does: "undo your last decision here", run: () => void desk.undo() },
  { keys: "Shift+U", does: "do it again", run: () => void desk.redo() },
]);
