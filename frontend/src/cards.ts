// Deciding on cards or rows: the current one has the tools; every decision is kept at once.
import { decide, redo, say, undo, type Decision } from "./api";

export interface Standing {
  status: string;
  reading: string;
  note: string;
  checker: string;
  evidence: { where: string; tier: string }[];
  edit: Record<string, string>;
  was: string | null;
  last: number;
}

const known = new Map<string, Standing>();
let undone: number[] = [];

/** The decisions on a list of items, each with `data-target` and `data-seen`. */
export class Desk {
  constructor(
    readonly doc: string,
    readonly items: () => HTMLElement[],
    readonly show: (item: HTMLElement, review: Standing) => void,
  ) {}

  async keep(decisions: (Omit<Decision, "words" | "seen" | "target"> & { item: HTMLElement })[], told: string): Promise<void> {
    const sent = decisions.map(({ item, ...rest }) => ({
      ...rest,
      target: item.dataset["target"] ?? "",
      words: item.querySelector(".words")?.textContent ?? "",
      seen: Number(item.dataset["seen"] ?? 0),
    }));
    try {
      const answer = await decide(this.doc, sent);
      undone = [];
      this.take(answer.reviews);
      say(told);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
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
    if (answer.stroke == null) say("nothing of yours to undo here");
    else {
      sessionStorage.setItem("undone", JSON.stringify([...stack(), answer.stroke]));
      location.reload();
    }
  }

  async redo(): Promise<void> {
    const strokes = stack();
    const stroke = strokes.pop();
    if (stroke === undefined) return say("nothing was undone here");
    sessionStorage.setItem("undone", JSON.stringify(strokes));
    await redo(this.doc, stroke);
    location.reload();
  }
}

function stack(): number[] {
  if (undone.length) return undone;
  return JSON.parse(sessionStorage.getItem("undone") ?? "[]") as number[];
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

/** The words that are selected in the text, with where they begin in the document, in code points. */
export function selected(): { words: string; start: number } | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || !selection.anchorNode) return null;
  const range = selection.getRangeAt(0);
  const segment = range.startContainer.parentElement?.closest<HTMLElement>("[id^=t]");
  const words = selection.toString().trim();
  if (!segment || !words) return null;
  const before = [...(range.startContainer.textContent ?? "").slice(0, range.startOffset)].length;
  return { words, start: Number(segment.id.slice(1)) + before };
}

/** An id for what a person adds: random, so that two windows never give the same. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `s-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
