// Adding documents: files, pasted text or an address go to the queue, whose progress is looked at until all is done.
import { sayError, send } from "../api";
import { listen } from "../keys";

interface Arrival {
  number: number;
  name: string;
  state: string;
  told: string;
  document: string | null;
}

const form = document.getElementById("adding") as HTMLFormElement;
const list = document.getElementById("arrivals") as HTMLElement;
const drop = document.getElementById("drop") as HTMLElement;

async function add(data: FormData, all = true): Promise<void> {
  try {
    await send("/api/arrivals", data);
    if (all) form.reset();
    await look();
  } catch (error) {
    sayError(error);
  }
}

async function cancel(number: number): Promise<void> {
  try {
    await send(`/api/arrivals/${number}/cancel`, "");
    await look();
  } catch (error) {
    sayError(error);
  }
}

function line(arrival: Arrival): HTMLElement {
  const item = document.createElement("li");
  item.textContent = `${arrival.name}: ${arrival.state}${arrival.told ? `, ${arrival.told}` : ""} `;
  if (arrival.document) {
    const link = document.createElement("a");
    link.href = `/documents/${arrival.document}`;
    link.textContent = "read it";
    item.append(link);
  } else if (arrival.state === "waiting" || arrival.state === "reading") {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Cancel";
    button.addEventListener("click", () => void cancel(arrival.number));
    item.append(button);
  }
  return item;
}

let before = "";
async function look(): Promise<void> {
  const { arrivals } = (await (await fetch("/arrivals.json")).json()) as { arrivals: Arrival[] };
  const now = JSON.stringify(arrivals);
  if (now !== before) list.replaceChildren(...arrivals.map(line));
  before = now;
  if (arrivals.some((one) => one.state === "waiting" || one.state === "reading")) setTimeout(() => void look(), 700);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void add(new FormData(form));
});
for (const name of ["dragover", "drop"]) drop.addEventListener(name, (event) => event.preventDefault());
drop.addEventListener("drop", (event) => {
  const data = new FormData(form);
  // What was typed but not sent stays in the form: an address is fetched when somebody presses for it, not when a file falls.
  for (const field of ["file", "text", "url"]) data.delete(field);
  for (const file of event.dataTransfer?.files ?? []) data.append("file", file);
  void add(data, false);
});
void look();
listen([
  { keys: "n", does: "add documents", run: () => { (document.getElementById("add") as HTMLDetailsElement).open = true; form.querySelector<HTMLElement>("input")?.focus(); } },
]);
