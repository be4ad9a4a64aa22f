// Sorts and filters the list of all facts. A click on the head of a column sorts by it: first ascending, then descending,
// then in the original order. The filter shows the rows that contain the typed text. Without this script the list is a
// plain table.
const list = document.querySelector(".fact-list");
const body = list.querySelector("tbody");
const rows = [...body.rows];
const heads = [...list.querySelectorAll("thead th")];
const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

// The order of two cells: empty ones last in both directions, then by kind, then by number or text.
function compare(one, other, way) {
  const [a, b] = [one.dataset, other.dataset];
  return !one.textContent - !other.textContent
    || words.compare(a.kind ?? "words", b.kind ?? "words")
    || way * (a.number - b.number || words.compare(one.textContent, other.textContent));
}

function sort(head) {
  const order = NEXT[head.ariaSort ?? "none"];
  for (const other of heads) other.ariaSort = other === head ? order : null;
  const column = heads.indexOf(head);
  const way = order === "ascending" ? 1 : -1;
  const sorted = (one, other) => compare(one.cells[column], other.cells[column], way);
  body.append(...(order === "none" ? rows : rows.toSorted(sorted)));
}

for (const head of heads) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sort(head));
  head.append(button);
}

// Removes accents and case: "geschaft" finds "Geschäft", and a space finds the no-break space of an amount.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let texts = null; // the text of each row, computed when the filter is first used
const filter = list.querySelector(".fact-filter");
const [typed, count] = filter.querySelectorAll("input, output");

typed.addEventListener("input", () => {
  const wanted = folded(typed.value.trim());
  texts ??= new Map(rows.map((row) => [row, folded(row.textContent)]));
  for (const row of rows) row.hidden = !texts.get(row).includes(wanted);
  count.value = `${rows.filter((row) => !row.hidden).length} / ${rows.length}`;
});

filter.hidden = false;
list.classList.add("sortable");
