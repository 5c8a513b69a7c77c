// Deciding on cards or rows: the current one has the tools; every decision is kept at once.
import { Conflict, decide, redo, say, sayError, undo, type Decision } from "./api";

export interface Standing {
  status: string;
  reading: string;
  note: string;
  checker: string;
  settled: string;
  evidence: { where: string; tier: string }[];
  edit: Record<string, string>;
  was: string | null;
  last: number;
}

/** Is it still to be checked? */
export function isOpen(review: Standing): boolean {
  return ["to check", "in progress", "question to author"].includes(review.status) || review.was !== null;
}

/** Evidence as the pages write it, one by one. */
export function evidenceOf(review: Standing): string[] {
  return review.evidence.map((one) => `${one.where} (${one.tier})`);
}

const known = new Map<string, Standing>();

/** The decisions on a list of items, each with `data-target` and `data-seen`. */
export class Desk {
  constructor(
    readonly doc: string,
    readonly items: () => HTMLElement[],
    readonly show: (item: HTMLElement, review: Standing) => void,
  ) {}

  /** Keeps a stroke and shows where its items stand, also where it was refused because another window came first. */
  async keep(decisions: (Omit<Decision, "words" | "seen" | "target"> & { item: HTMLElement })[], told: string): Promise<boolean> {
    const sent = decisions.map(({ item, ...rest }) => ({
      ...rest,
      target: item.dataset["target"] ?? "",
      words: item.querySelector(".words")?.textContent ?? "",
      seen: Number(item.dataset["seen"] ?? 0),
    }));
    try {
      const answer = await decide(this.doc, sent);
      this.#remember([]);
      this.take(answer.reviews);
      say(told);
      return true;
    } catch (error) {
      if (error instanceof Conflict) this.take(error.reviews);
      sayError(error);
      return false;
    }
  }

  take(reviews: Record<string, unknown> = {}): void {
    for (const item of this.items()) {
      const review = reviews[item.dataset["target"] ?? ""] as Standing | undefined;
      if (!review) continue;
      known.set(item.dataset["target"] ?? "", review);
      item.dataset["seen"] = String(review.last);
      this.show(item, review);
    }
  }

  standing(item: HTMLElement): Standing | undefined {
    return known.get(item.dataset["target"] ?? "");
  }

  async undo(): Promise<void> {
    const answer = await undo(this.doc);
    if (answer.stroke == null) return say("nothing of yours to undo here");
    this.#remember([...this.#undone(), answer.stroke]);
    location.reload();
  }

  async redo(): Promise<void> {
    const strokes = this.#undone();
    const stroke = strokes.pop();
    if (stroke === undefined) return say("nothing was undone here");
    await redo(this.doc, stroke);
    this.#remember(strokes);
    location.reload();
  }

  /** The strokes undone in this window, which a new decision forgets: they could no longer come next. */
  #undone(): number[] {
    return JSON.parse(sessionStorage.getItem(`undone:${this.doc}`) ?? "[]") as number[];
  }

  #remember(strokes: number[]): void {
    sessionStorage.setItem(`undone:${this.doc}`, JSON.stringify(strokes));
  }
}

/** Opens a dialog with a form; resolves with its fields, or with nothing where it was left. */
export function ask(id: string, before: Record<string, string> = {}): Promise<Record<string, string> | null> {
  const dialog = document.getElementById(id) as HTMLDialogElement;
  const form = dialog.querySelector("form") as HTMLFormElement;
  form.reset();
  for (const [name, value] of Object.entries(before)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLElement && "value" in field) (field as HTMLInputElement).value = value;
  }
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      () => {
        const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
        resolve(dialog.returnValue === "keep" ? fields : null);
      },
      { once: true },
    );
  });
}

interface Past {
  at: string;
  who: string;
  undone: boolean;
  decision: { target: string; field: string; value: unknown; words: string };
}

/** Shows all that was decided of an item and, in earlier drafts, of what stood on its words. */
export async function history(doc: string, item: HTMLElement): Promise<void> {
  const { target = "", was = "" } = item.dataset;
  const all = ((await (await fetch(`/documents/${doc}/history.json`)).json()) as { history: Past[] }).history;
  const words = new Set([was, item.querySelector(".words")?.textContent ?? ""].map(plain).filter(Boolean));
  const mine = all.filter(({ decision }) => decision.target === target || (decision.target[0] === target[0] && words.has(plain(decision.words))));
  const dialog = document.getElementById("history") as HTMLDialogElement;
  dialog.querySelector("ol")?.replaceChildren(...(mine.length ? mine.map(told) : ["Nothing yet."]).map(line));
  dialog.showModal();
}

function plain(words: string): string {
  return words.split(/\s+/).join(" ").trim();
}

function told({ at, who, undone, decision }: Past): string {
  return `${at.replace("T", " ").replace("Z", " UTC")}, ${who}: ${decision.field} → ${shown(decision.value) || "nothing"}${undone ? " (undone)" : ""}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join("; ");
  if (typeof value !== "object" || value === null) return String(value ?? "");
  return Object.entries(value).map(([name, part]) => `${name}: ${shown(part)}`).join(", ");
}

function line(words: string): HTMLElement {
  const item = document.createElement("li");
  item.textContent = words;
  return item;
}

/** The words that are selected in one paragraph of the text, with where they begin and end, in code points. */
export function selected(): { words: string; start: number; end: number } | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const from = block(range.startContainer);
  if (!from || from !== block(range.endContainer)) return null;
  const words = range.toString();
  const first = from.querySelector<HTMLElement>("[id^=t]");
  const before = document.createRange();
  before.setStart(from, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const blank = words.length - words.trimStart().length;
  const start = Number(first?.id.slice(1) ?? 0) + [...before.toString()].length + blank;
  return { words: words.trim(), start, end: start + [...words.trim()].length };
}

function block(node: Node): HTMLElement | null | undefined {
  return (node instanceof HTMLElement ? node : node.parentElement)?.closest<HTMLElement>(".line");
}

/** An id for what a person adds: random, so that two windows never give the same. */
export function newId(prefix = "s"): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `${prefix}-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
