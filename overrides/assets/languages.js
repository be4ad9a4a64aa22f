// Language menu: keeps the section when the reader switches the language, because headings have the same ids in all
// languages. Without this script the links lead to the top of the page.
const languages = document.querySelector(".languages");

/** The id of the section on the screen, "" at the top of the page. */
function section() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const { top, bottom } = target ? target.getBoundingClientRect() : { top: -1, bottom: -1 };
  if (bottom > 0 && top < innerHeight) return target.id;
  const headings = [...document.querySelectorAll("article :is(h2, h3, h4)[id]")];
  const isPassed = (heading) => heading.checkVisibility?.() !== false && heading.getBoundingClientRect().top < innerHeight / 3;
  return headings.filter(isPassed).pop()?.id ?? "";
}

for (const event of ["pointerdown", "click"]) {
  languages?.addEventListener(event, ({ target }) => {
    const link = target.closest("a");
    if (link) link.hash = section();
  });
}

document.addEventListener("click", ({ target }) => {
  if (languages && !languages.contains(target)) languages.open = false;
});
languages?.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !languages.open) return;
  languages.open = false;
  languages.querySelector("summary").focus();
});
languages?.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && !languages.contains(relatedTarget)) languages.open = false;
});

// A page that comes back from the browser's memory has its menus closed, and a report of an error names the section.
addEventListener("pagehide", () => { if (languages) languages.open = false; });
const report = document.querySelector(".page-end__report");
report?.addEventListener("click", () => {
  const { href } = document.querySelector("link[rel='canonical']");
  const id = section();
  if (id) report.href = report.href.replace(encodeURIComponent(href) + "%0A", `${encodeURIComponent(`${href}#${id}`)}%0A`);
});
