// 404.html, which has a notice in each language. Below the folder of a language it redirects to the page of that language,
// which then restores the address the reader asked for. Elsewhere it moves the notice in the browser's language to the top.
const [first, ...others] = document.querySelectorAll(".lost");
const missing = new URLSearchParams(location.search).get("missing");
const own = others.find((notice) => location.pathname.startsWith(notice.dataset.top));
const preferred = others.find((notice) => navigator.language.startsWith(notice.lang));
const home = first.dataset.top; // of the site, on the page in all languages
const english = others.length && location.pathname.startsWith(`${home}en/`);
if (english) {
  location.replace(home + location.pathname.slice(home.length + 3) + location.search + location.hash); // English has no folder
} else if (!others.length) {
  if (missing?.startsWith(first.dataset.top)) history.replaceState(null, "", missing);
} else if (own) {
  const here = new URLSearchParams({ missing: location.pathname + location.search + location.hash });
  location.replace(`${first.dataset.top}404.${own.lang}.html?${here}`);
} else if (preferred && !navigator.language.startsWith(first.lang)) {
  first.before(preferred);
}
