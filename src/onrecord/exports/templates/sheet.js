"use strict";
// Lights the words of a row and the rows of words. Nothing is stored and nothing is sent.
const rows = [...document.querySelectorAll(".row")];
const marks = new Map();
for (const mark of document.querySelectorAll(".mark")) {
  const numbers = mark.dataset.rows.split(" ");
  for (const number of numbers) marks.set(number, [...(marks.get(number) ?? []), mark]);
  if (numbers.every((number) => document.getElementById(`row-${number}`).classList.contains("unread"))) mark.classList.add("unread");
  mark.addEventListener("click", () => light(nextOf(numbers)));
}
let current = null;

// Clicking the same words again goes on to the next row that stands on them.
function nextOf(numbers) {
  const at = numbers.indexOf(current);
  return numbers[(at + 1) % numbers.length];
}

function light(number, scrollText = false) {
  document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
  current = number;
  const row = document.getElementById(`row-${number}`);
  row.classList.add("lit");
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  const words = marks.get(number) ?? [];
  words.forEach((mark) => mark.classList.add("lit"));
  if (scrollText && words.length) words[0].scrollIntoView({ block: "center" });
}

rows.forEach((row) => row.addEventListener("click", () => light(row.dataset.row, true)));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = rows.findIndex((row) => row.dataset.row === current);
  if (event.key === "j" && at + 1 < rows.length) light(rows[at + 1].dataset.row, true);
  if (event.key === "k" && at > 0) light(rows[at - 1].dataset.row, true);
  if (event.key === "Enter" && document.activeElement.classList.contains("row")) light(document.activeElement.dataset.row, true);
});
