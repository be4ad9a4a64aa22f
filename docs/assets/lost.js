// On the page for addresses that have none: the notice in the reader's language first. The address tells it, or where
// that leads to the first language, which has no folder of its own, the browser's choice.
const notices = [...document.querySelectorAll(".lost")];
const byAddress = notices.findLast((notice) => location.pathname.startsWith(notice.dataset.top));
const byChoice = notices.find((notice) => navigator.language.startsWith(notice.lang));
const own = byAddress === notices[0] ? (byChoice ?? byAddress) : byAddress;
if (own && own !== notices[0]) notices[0].before(own);
