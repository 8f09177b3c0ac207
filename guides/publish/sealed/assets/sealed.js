/* Opens the page: asks for the words, opens every part in its order, and shows nothing before all of them are right. */
(function () {
"use strict";
const told = document.getElementById("told"), ask = document.getElementById("ask");
const NOT_WHOLE = "This page is damaged, or not whole. Nothing of it is played. Ask for it again.";
const say = (text) => { told.textContent = text; };

/* Strict: a sign that does not belong, or a part that was cut, is damage. */
function bytesOf(letters) {
  if (letters.length % 4 || !/^[A-Za-z0-9+/]*={0,2}$/.test(letters)) throw new Error(NOT_WHOLE);
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(letters);
  const text = atob(letters), bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const encoded = (text) => new TextEncoder().encode(text);
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function lockOf() {
  const node = document.getElementById("lock");
  const fields = node ? node.textContent.split("|") : [];
  if (fields.length !== 7) throw new Error(NOT_WHOLE);
  const check = hex(await crypto.subtle.digest("SHA-256", encoded(fields.slice(0, 6).join("|"))));
  const total = Number(fields[3]);
  if (check !== fields[6] || document.querySelectorAll("script.part").length !== total) throw new Error(NOT_WHOLE);
  return { head: fields.slice(0, 4).join("|"), rounds: Number(fields[1]), salt: bytesOf(fields[2]), total: total, iv: bytesOf(fields[4]), key: bytesOf(fields[5]) };
}

/* passphrase.py has the same rule. */
const plain = (words) => words.normalize("NFKC").toLowerCase().replace(/\p{Cf}/gu, "").replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();

/* Nothing here knows whether the words were drawn, so nobody learns it from what is said. */
function notTheWords(words) {
  const count = plain(words).split(" ").filter(Boolean).length;
  const counted = count === 6 ? "" : " You wrote " + count + (count === 1 ? " word" : " words") + "; they are six words, if they were drawn for you.";
  return "These are not the words." + counted + " Look at the spelling of each. Capitals, and what stands between the words, make no difference. If it stays closed, ask the person who sent you this page.";
}

async function keyOf(lock, words) {
  const base = await crypto.subtle.importKey("raw", encoded(plain(words)), "PBKDF2", false, ["deriveKey"]);
  const about = { name: "PBKDF2", hash: "SHA-256", salt: lock.salt, iterations: lock.rounds };
  const outer = await crypto.subtle.deriveKey(about, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const raw = await crypto.subtle.decrypt({ name: "AES-GCM", iv: lock.iv, additionalData: encoded(lock.head) }, outer, lock.key);
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
}

async function partsOf(lock, key) {
  const nodes = Array.from(document.querySelectorAll("script.part")), opened = [];
  for (let number = 0; number < lock.total; number++) {
    const iv = new Uint8Array(12);
    new DataView(iv.buffer).setUint32(8, number);
    const about = { name: "AES-GCM", iv: iv, additionalData: encoded(lock.head + "|" + number) };
    try {
      opened.push(new Uint8Array(await crypto.subtle.decrypt(about, key, bytesOf(nodes[number].textContent))));
    } catch (error) {
      throw new Error(NOT_WHOLE);
    }
    if (number % 200 === 199) {
      say("Opening … " + Math.round(100 * number / lock.total) + " %");
      await new Promise((go) => setTimeout(go));
    }
  }
  nodes.forEach((node) => node.remove());
  return opened;
}

/* Reads on through the parts, as if they were one. */
function reader(parts) {
  let part = 0, at = 0;
  return function take(count) {
    const found = [];
    while (count > 0) {
      if (part >= parts.length) throw new Error(NOT_WHOLE);
      const piece = parts[part].subarray(at, at + count);
      found.push(piece);
      count -= piece.length;
      at += piece.length;
      if (at === parts[part].length) { part += 1; at = 0; }
    }
    return found;
  };
}

async function open(parts) {
  const take = reader(parts);
  const whole = async (count) => new Uint8Array(await new Blob(take(count)).arrayBuffer());
  const length = new DataView((await whole(4)).buffer).getUint32(0);
  const index = JSON.parse(new TextDecoder().decode(await whole(length)));
  const sound = {};
  index.sound.forEach(([path, size, type]) => { sound[path] = URL.createObjectURL(new Blob(take(size), { type: type })); });
  self.GUIDES_SOUND = sound;
  self.GUIDES_PAGE = index.page;
  document.documentElement.lang = index.page.language || "en";
  document.title = index.title;
  const style = document.createElement("style"), script = document.createElement("script");
  const app = document.createElement("main"), help = document.createElement("footer");
  style.textContent = index.css;
  script.textContent = index.js;
  app.id = "app";
  help.id = "help";
  help.innerHTML = index.footer;
  document.head.querySelector("style").replaceWith(style);
  document.body.replaceChildren(app, help, script);
}

async function tried(lock, words) {
  let key;
  say("Opening …");
  try { key = await keyOf(lock, words); } catch (error) {
    say(notTheWords(words));
    return;
  }
  ask.hidden = true;
  try { await open(await partsOf(lock, key)); } catch (error) { say(NOT_WHOLE); }
}

async function begin() {
  if (!self.crypto || !crypto.subtle) {
    say("This browser opens no sealed page from here. Open it from the disk, or in another browser.");
    return;
  }
  let lock;
  try { lock = await lockOf(); } catch (error) { say(NOT_WHOLE); return; }
  say("The words come to you another way: by telephone, or in the room.");
  ask.hidden = false;
  const field = document.getElementById("words");
  field.addEventListener("beforeinput", (event) => {
    if (event.inputType !== "insertLineBreak" && event.inputType !== "insertParagraph") return;
    event.preventDefault();
    ask.querySelector("button").click();
  });
  let busy = false;
  ask.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    await tried(lock, field.value);
    busy = false;
  });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin); else begin();
})();
