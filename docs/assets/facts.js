// The list of all facts: a click on the head of a column sorts by it, first up, then down, then as the guide has it; what
// is typed leaves the rows that have it. Without this script the list is a plain table.
const list = document.querySelector(".fact-list");
const body = list.querySelector("tbody");
const rows = [...body.rows];
const heads = [...list.querySelectorAll("thead th")];
const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
const NEXT = { none: "ascending", ascending: "descending", descending: "none" };

// Like with like, empty cells last either way.
function compare(one, other, way) {
  const [a, b] = [one.dataset, other.dataset];
  return !one.textContent - !other.textContent
    || words.compare(a.kind ?? "", b.kind ?? "")
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

// "geschaft" finds "Geschäft", and a space the no-break space of an amount.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
let texts = null; // of each row, once somebody types
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
