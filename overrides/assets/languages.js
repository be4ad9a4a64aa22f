// Language menu: keeps the section when the reader switches the language, because headings have the same ids in all
// languages. Without this script the links lead to the top of the page.
const languages = document.querySelector(".languages");

/** The id of the section on the screen, "" at the top of the page. */
function section() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const { top, bottom } = target ? target.getBoundingClientRect() : { top: -1, bottom: -1 };
  if (bottom > 0 && top < innerHeight) return target.id;
  const headings = [...document.querySelectorAll("article :is(h2, h3, h4)[id]")];
  return headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3).pop()?.id ?? "";
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
