// Lets capture open without signal. `version` and `files` are put before this by the service; both change with any part of it.
//
// What is kept is the same for everybody: the empty capture page, its scripts and its styles. No answer of the API and no page
// that names anybody is ever kept here.

const kept = `capture-${version}`;
const patience = 5_000; // ms for a page to come over a poor signal

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && /^\/capture(\/on-device)?\/?$/i.test(pathname)) event.respondWith(page(request));
  else if (files.includes(pathname)) event.respondWith(file(request));
});

async function install() {
  const cache = await caches.open(kept);
  // Without a cookie, so that nothing in them can be about whoever happens to be signed in.
  await cache.addAll(files.map((path) => new Request(path, { credentials: "omit" })));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith("capture-") && name !== kept);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/**
 * The page as the service gives it; the kept one where no answer comes, or only that of a service in trouble, or where the sign-in
 * has run out: a worker in the middle of a session goes on, and signs in again when there is time.
 */
async function page(request) {
  const late = new Promise((_, reject) => setTimeout(reject, patience));
  try {
    const answer = await Promise.race([fetch(request), late]);
    if (answer.status < 500 && answer.status !== 401) return answer;
  } catch {
    // No signal, or too little of it.
  }
  return (await caches.match(shell)) ?? Response.error();
}

const file = async (request) => (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
