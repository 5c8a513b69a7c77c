// Merging, taking apart and renaming a person or body; each is one decision, and "u" takes the last one back.
import { decide, say, sayError, undo, type Decision } from "../api";
import { listen } from "../keys";

const party = document.getElementById("party");
const doc = party?.dataset["document"] ?? "";
const id = party?.dataset["id"] ?? "";

async function keep(decision: Omit<Decision, "target">, next?: string): Promise<void> {
  try {
    await decide(doc, [{ target: id, ...decision }]);
    location.assign(next ?? location.href);
  } catch (error) {
    sayError(error);
  }
}

async function takeBack(): Promise<void> {
  const answer = await undo(doc);
  if (answer.stroke == null) say("nothing of yours to undo here");
  else location.reload();
}

function value(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? "").trim();
}

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.id !== "called" && form.id !== "same") return;
  event.preventDefault();
  if (form.id === "called") void keep({ field: "called", value: value(form, "name") });
  else {
    const other = value(form, "other");
    void keep({ field: "same", value: other }, `/documents/${doc}/names/${encodeURIComponent(other)}`);
  }
});
document.addEventListener("click", (event) => {
  const name = (event.target as HTMLElement).dataset["apart"];
  if (name !== undefined) void keep({ field: "apart", value: [name] });
});
listen([
  { keys: "m", does: "merge with another name", run: () => document.querySelector<HTMLElement>("#same select")?.focus() },
  { keys: "u", does: "undo your last decision on this document", run: () => void takeBack() },
]);
