// Keeps a ticket page true: asks for the same page again every few seconds and takes over its <main>.
// All words come from the server; this file has none. Without JavaScript the page reloads itself instead.
// Written for phones of 2018 and younger (Chrome 66, Safari 12.1): nothing newer is used.

const main = document.querySelector("main");
const lost = document.getElementById("lost");
const periodMs = Number(main.dataset.refreshS) * 1000;
let timer = 0;
let isAsking = false;

function takeOver(fresh, title) {
  if (fresh.innerHTML === main.innerHTML && fresh.className === main.className) return;
  const isCalledNow = fresh.classList.contains("called") && !main.classList.contains("called");
  main.innerHTML = fresh.innerHTML;
  main.className = fresh.className;
  main.dataset.final = fresh.dataset.final;
  document.title = title;
  if (isCalledNow && navigator.vibrate) navigator.vibrate([400, 200, 400]);
}

async function ask() {
  const deadline = new AbortController();
  const alarm = setTimeout(() => deadline.abort(), periodMs);
  try {
    const response = await fetch(location.href, { cache: "no-store", signal: deadline.signal });
    if (!response.ok && response.status !== 404) throw new Error(String(response.status));
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } finally {
    clearTimeout(alarm);
  }
}

async function refresh() {
  if (isAsking) return;
  isAsking = true;
  try {
    const page = await ask();
    takeOver(page.querySelector("main"), page.title);
    lost.hidden = true;
  } catch (error) {
    lost.hidden = false;
  }
  isAsking = false;
  wait();
}

// A phone in a pocket asks nothing; an ended ticket has no more news.
function wait() {
  clearTimeout(timer);
  if (main.dataset.final !== "yes" && !document.hidden) timer = setTimeout(refresh, periodMs);
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && main.dataset.final !== "yes") refresh();
});

wait();
