// Keys of a page: each has a word for the help that "?" opens. Keys typed into a field are the field's.

export interface Key {
  keys: string;
  does: string;
  run: (event: KeyboardEvent) => void;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Listens for the keys of a page, such as "j" or "Shift+U", and for those that every page has. */
export function listen(keys: Key[]): void {
  const all: Key[] = [
    ...keys,
    { keys: "/", does: "search", run: () => location.assign("/search") },
    { keys: "?", does: "show these keys", run: () => showHelp(all) },
  ];
  // A page's own meaning of a key comes before the common one.
  const known = new Map([...all].reverse().map((key) => [key.keys, key]));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) && event.key !== "Escape") return;
    if (document.querySelector("dialog[open]")) return; // Escape closes it
    const name = event.shiftKey && event.key.length === 1 && event.key !== event.key.toLowerCase() ? `Shift+${event.key}` : event.key;
    const found = known.get(name) ?? known.get(event.key);
    if (!found) return;
    event.preventDefault();
    found.run(event);
  });
}

function showHelp(keys: Key[]): void {
  const dialog = document.getElementById("keys");
  const list = dialog?.querySelector("dl");
  if (!(dialog instanceof HTMLDialogElement) || !list) return;
  list.replaceChildren(
    ...keys.flatMap((key) => {
      const term = document.createElement("dt");
      const kbd = document.createElement("kbd");
      kbd.textContent = key.keys;
      term.append(kbd);
      const does = document.createElement("dd");
      does.textContent = key.does;
      return [term, does];
    }),
  );
  dialog.showModal();
}
