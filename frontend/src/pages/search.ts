// Search: "/" goes to the field, j and k through what was found; Enter opens it, as on any link.
import { listen } from "../keys";

const field = document.getElementById("words") as HTMLInputElement;
const hits = [...document.querySelectorAll<HTMLElement>("a.hit")];

function step(by: number): void {
  const at = hits.indexOf(document.activeElement as HTMLElement);
  hits[at < 0 ? 0 : Math.max(0, Math.min(hits.length - 1, at + by))]?.focus();
}

if (!hits.length) field.focus();
listen([
  { keys: "/", does: "search", run: () => field.select() },
  { keys: "j", does: "next passage", run: () => step(1) },
  { keys: "k", does: "previous passage", run: () => step(-1) },
  { keys: "Escape", does: "leave the field", run: () => field.blur() },
]);
