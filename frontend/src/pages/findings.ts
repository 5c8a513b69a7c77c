// Settling findings: each choice is kept at once; j and k walk through them, f, a and w settle the one that has the focus.
import { Desk, type Standing } from "../cards";
import { listen } from "../keys";

const list = document.getElementById("findings");
const doc = list?.dataset["document"] ?? "";

function items(): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("li[data-target]") ?? [])];
}

function current(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>("li[data-target]") ?? undefined;
}

function go(step: number): void {
  const all = items();
  const at = current();
  const next = at ? all.indexOf(at) + step : 0;
  all[Math.max(0, Math.min(all.length - 1, next))]?.focus();
}

function show(item: HTMLElement, review: Standing): void {
  item.classList.toggle("settled", Boolean(review.settled));
  for (const [name, value] of [["settled", review.settled], ["note", review.note]] as const) {
    const field = item.querySelector<HTMLInputElement | HTMLSelectElement>(`[data-field=${name}]`);
    if (field) field.value = value;
  }
}
const desk = new Desk(doc, items, show);

async function keep(item: HTMLElement, field: string, value: string): Promise<void> {
  await desk.keep([{ item, field, value }], value ? `kept: ${value}` : "open again");
}

function settle(how: string): void {
  const item = current();
  if (item) void keep(item, "settled", how);
}

list?.addEventListener("change", (event) => {
  const field = event.target as HTMLInputElement | HTMLSelectElement;
  const item = field.closest<HTMLElement>("li[data-target]");
  if (item && field.dataset["field"]) void keep(item, field.dataset["field"], field.value);
});

listen([
  { keys: "j", does: "next finding", run: () => go(1) },
  { keys: "k", does: "previous finding", run: () => go(-1) },
  { keys: "f", does: "settle it as fixed", run: () => settle("fixed") },
  { keys: "a", does: "settle it as accepted", run: () => settle("accepted") },
  { keys: "w", does: "settle it as a wrong finding", run: () => settle("wrong finding") },
  { keys: "o", does: "open it again", run: () => settle("") },
  { keys: "u", does: "undo your last decision on this document", run: () => void desk.undo() },
]);
