/* Lets the page open, and play what was kept, without a network. It answers for this folder alone. */
"use strict";
importScripts("data.js");

const PAGE = self.GUIDES_PAGE;
const OWN = "guides " + self.registration.scope + " ";
const SHELL = OWN + PAGE.version;
const KEPT = OWN + "kept";
const FILES = ["index.html", "page.css", "page.js", "data.js", "manifest.webmanifest", "icon.png"];

/* What is kept goes by what it holds: a guide that was made anew is fetched anew. */
function keyOf(path) {
  return new URL(path + "?" + PAGE.media[path][0], self.registration.scope).href;
}

self.addEventListener("install", (event) => {
  const fresh = FILES.map((name) => new Request(name, { cache: "reload" }));
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OWN) && name !== SHELL && name !== KEPT) await caches.delete(name);
  }
  const wanted = new Set(Object.keys(PAGE.media).map(keyOf));
  const cache = await caches.open(KEPT);
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
}

self.addEventListener("fetch", (event) => {
  const request = event.request, scope = self.registration.scope;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  const path = decodeURIComponent(request.url.slice(scope.length).split(/[?#]/)[0]) || "index.html";
  if (PAGE.media[path]) event.respondWith(sound(request, path));
  else if (FILES.includes(path)) event.respondWith(shell(request, path));
});

async function shell(request, path) {
  const kept = await (await caches.open(SHELL)).match(new URL(path, self.registration.scope).href);
  return kept || fetch(request);
}

async function sound(request, path) {
  const kept = await (await caches.open(KEPT)).match(keyOf(path));
  if (!kept) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") || "");
  if (!range) return kept;
  /* Safari plays nothing that does not come in the pieces it asks for. */
  const whole = await kept.blob();
  const start = Number(range[1]), end = Math.min(range[2] ? Number(range[2]) : Infinity, whole.size - 1);
  if (start > end) return new Response(null, { status: 416, headers: { "Content-Range": "bytes */" + whole.size } });
  return new Response(whole.slice(start, end + 1), {
    status: 206,
    headers: {
      "Content-Type": kept.headers.get("Content-Type") || "audio/mpeg",
      "Content-Range": "bytes " + start + "-" + end + "/" + whole.size,
      "Content-Length": String(end - start + 1),
      "Accept-Ranges": "bytes",
    },
  });
}
