/* The page that a client listens with. It asks for nothing outside its folder, and works from a disk. */
(function () {
"use strict";
const PAGE = self.GUIDES_PAGE;
if (!PAGE) return;

const app = document.getElementById("app"), help = document.getElementById("help"), root = document.documentElement;
const FADE = 0.3, EARLIER = 10, SAVED_EVERY = 5, CROSS = 3, LET_DOWN = 3, HELD = 1000, SPEEDS = [0.8, 0.9, 1, 1.1, 1.2];
const ON_WEB = location.protocol !== "file:";
const guides = new Map();
PAGE.guides.forEach((guide) => guides.set(guide.id, guide));
const backGuide = PAGE.guides.find((guide) => guide.role === "come-back");
const checkGuide = PAGE.guides.find((guide) => guide.role === "sound-check");

/* ---------- What is remembered: in the browser where it lets us, else only until the page is closed. */

const OWN = "guides " + location.pathname.replace(/[^/]*$/, "") + " ";
const memory = { lasting: true, held: {} };

function recall(name, otherwise) {
  try {
    const text = localStorage.getItem(OWN + name);
    if (text !== null) return JSON.parse(text);
  } catch (error) { memory.lasting = false; }
  return name in memory.held ? memory.held[name] : otherwise;
}

function remember(name, value) {
  memory.held[name] = value;
  try { localStorage.setItem(OWN + name, JSON.stringify(value)); memory.lasting = true; } catch (error) { memory.lasting = false; }
}

/* A storage that another hand has written to holds anything; only what can be is taken. */
function table(name, fits) {
  const found = recall(name, {}), kept = {};
  if (found && typeof found === "object") Object.keys(found).forEach((id) => { if (fits(found[id])) kept[id] = found[id]; });
  return kept;
}
const isPlace = (value) => typeof value === "number" && isFinite(value) && value > 0;
const isStop = (value) => value && Number.isInteger(value.stage) && value.stage >= 0 && isFinite(value.time) && value.time >= 0;

const places = table("places", isPlace), stops = table("stops", isStop);

function keepPlace(id, seconds) {
  /* A start that came to nothing must not cost the place that was there. */
  if (!(seconds >= 1)) return;
  places[id] = Math.round(seconds * 10) / 10;
  remember("places", places);
  remember("last", id);
}

function forgetPlace(id) { delete places[id]; remember("places", places); }

/* ---------- Small things. */

function h(tag, about, ...inside) {
  const node = document.createElement(tag);
  Object.keys(about || {}).forEach((name) => {
    const value = about[name];
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  });
  node.append(...inside.flat(3).filter((each) => each !== null && each !== undefined && each !== false && each !== ""));
  return node;
}

function drawn(path, label) {
  const space = "http://www.w3.org/2000/svg", svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  if (label) {
    const text = document.createElementNS(space, "text");
    text.setAttribute("x", "12"); text.setAttribute("y", "15.6"); text.setAttribute("text-anchor", "middle");
    text.textContent = label;
    svg.append(text);
  }
  return svg;
}
const PLAY = "M8 5.2v13.6L19 12z", PAUSE = "M7 5h3.6v14H7zM13.4 5H17v14h-3.6z";
const BACK = "M12 4a8.5 8.5 0 1 1-8.2 6.3l1.5.4A7 7 0 1 0 12 5.5v2.7L7.6 4.8 12 1.4z";

function clock(seconds) {
  const all = Math.max(0, Math.floor(seconds)), hours = Math.floor(all / 3600);
  const rest = String(all % 60).padStart(2, "0"), minutes = Math.floor(all / 60) % 60;
  return hours ? hours + ":" + String(minutes).padStart(2, "0") + ":" + rest : minutes + ":" + rest;
}

function spoken(seconds) {
  const all = Math.max(0, Math.floor(seconds)), minutes = Math.floor(all / 60);
  const counted = (count, one) => count + " " + one + (count === 1 ? "" : "s");
  return (minutes ? counted(minutes, "minute") + " " : "") + counted(all % 60, "second");
}

function lasting(seconds) {
  if (seconds < 60) return Math.round(seconds) + " seconds";
  const minutes = Math.round(seconds / 60), hours = Math.floor(minutes / 60);
  return hours ? hours + " h " + (minutes % 60) + " min" : minutes + " min";
}

const shownName = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/* ---------- Sound: two elements, so that one may come up while the other goes down. */

const probe = new Audio();
probe.volume = 0.5;
/* iOS leaves the volume to its own buttons: nothing can be faded there, and one element must do. */
const canFade = probe.volume === 0.5;

const deck = {
  pair: [new Audio(), new Audio()], at: 0, playing: false, start: null, seen: 0, expected: 0, rate: 1, on: {},
  get now() { return this.pair[this.at]; },
  get spare() { return this.pair[1 - this.at]; },
  get place() { return this.start === null ? this.now.currentTime : this.start; },
};

deck.pair.forEach((sound) => {
  const tell = (name) => { if (sound === deck.now && deck.on[name]) deck.on[name](); };
  sound.preload = "auto";
  sound.addEventListener("loadedmetadata", () => {
    if (sound === deck.now && deck.start !== null) { sound.currentTime = deck.start; deck.start = null; }
    sound.playbackRate = deck.rate;
  });
  sound.addEventListener("timeupdate", () => {
    if (sound !== deck.now || deck.start !== null || sound.ended) return;
    deck.seen = sound.currentTime;
    tell("time");
  });
  sound.addEventListener("ended", () => {
    if (sound !== deck.now || !sound.getAttribute("src")) return;
    deck.playing = false;
    /* A file that was cut ends too early, and says afterwards that it was heard to its end. */
    tell(deck.expected && deck.seen < deck.expected - 3 ? "failed" : "ended");
  });
  sound.addEventListener("error", () => {
    if (sound !== deck.now || !sound.getAttribute("src")) return;
    deck.playing = false;
    tell("failed");
  });
  /* A call, an unplugged headphone, the system: somebody else has stopped the sound. */
  sound.addEventListener("pause", () => {
    if (sound !== deck.now || !deck.playing || sound.ended || sound.error) return;
    deck.playing = false;
    tell("stopped");
  });
});

function ramp(sound, to, seconds, shape, done) {
  clearInterval(sound.ramping);
  const from = sound.volume, begun = performance.now();
  const finish = () => { clearInterval(sound.ramping); sound.volume = to; if (done) done(); };
  if (!canFade || !(seconds > 0) || from === to) { finish(); return; }
  sound.ramping = setInterval(() => {
    const share = (performance.now() - begun) / 1000 / seconds;
    if (share >= 1) { finish(); return; }
    const way = shape === "cross" ? (to > from ? Math.sin(share * Math.PI / 2) : 1 - Math.cos(share * Math.PI / 2)) : share * share * (3 - 2 * share);
    sound.volume = Math.min(1, Math.max(0, from + (to - from) * way));
  }, 30);
}

function empty(sound) {
  clearInterval(sound.ramping);
  sound.pause();
  sound.loop = false;
  sound.removeAttribute("src");
  sound.load();
}

function load(path, seconds, at) {
  const old = deck.now;
  deck.playing = false;
  /* What still fades out may do so: the other element takes what comes. */
  if (canFade && !old.paused) {
    deck.at = 1 - deck.at;
    ramp(old, 0, FADE, "", () => old.pause());
  }
  empty(deck.now);
  deck.expected = seconds;
  deck.seen = at;
  deck.start = at > 0 ? at : null;
  deck.now.src = encodeURI(path);
}

function play(fade) {
  const sound = deck.now;
  deck.playing = true;
  sound.volume = canFade ? 0 : 1;
  const asked = sound.play();
  ramp(sound, 1, fade);
  if (asked) asked.catch((error) => {
    if (sound !== deck.now || error.name === "AbortError") return;
    deck.playing = false;
    if (error.name === "NotAllowedError" && deck.on.stopped) deck.on.stopped();
  });
}

function rest(fade, done) {
  deck.playing = false;
  deck.pair.forEach((sound) => {
    const mine = sound === deck.now;
    ramp(sound, 0, sound.paused ? 0 : fade, "", () => { sound.pause(); if (mine && done) done(); });
  });
}

function seek(seconds) {
  const sound = deck.now, length = sound.duration || deck.expected;
  const to = Math.min(Math.max(0, seconds), Math.max(0, length - 0.5));
  if (sound.readyState < 1) { deck.start = to; return; }
  if (deck.playing && canFade) {
    clearInterval(sound.ramping);
    sound.volume = 0;
    sound.addEventListener("seeked", () => ramp(sound, 1, FADE), { once: true });
  }
  sound.currentTime = to;
}

/* The next sound comes up while this one goes down; where nothing can be faded it takes its place. */
function cross(path, seconds, fade, loops) {
  deck.expected = seconds;
  deck.start = null;
  deck.playing = true;
  if (!canFade) {
    deck.now.src = encodeURI(path);
    deck.now.loop = Boolean(loops);
    play(0);
    return;
  }
  const old = deck.now, next = deck.spare;
  if (next.getAttribute("src") !== encodeURI(path)) next.src = encodeURI(path);
  if (next.currentTime) next.currentTime = 0;
  next.loop = Boolean(loops);
  deck.at = 1 - deck.at;
  next.volume = 0;
  next.play().then(() => {
    ramp(next, 1, fade, "cross");
    ramp(old, 0, fade, "cross", () => old.pause());
  }).catch((error) => {
    ramp(old, 0, fade, "", () => old.pause());
    if (deck.now === next && deck.on.failed && error.name !== "AbortError") { deck.playing = false; deck.on.failed(); }
  });
}

function prepare(path) {
  if (canFade && path && deck.spare.paused && deck.spare.getAttribute("src") !== encodeURI(path)) deck.spare.src = encodeURI(path);
}

/* The same guide in another balance, at the same place: it plays unheard until it stands there, then takes over. */
function exchange(path, told) {
  const old = deck.now, next = deck.spare;
  if (!canFade || !deck.playing) {
    const at = deck.place, going = deck.playing;
    deck.playing = false;
    old.pause();
    deck.start = at;
    old.src = encodeURI(path);
    if (going) play(0);
    told();
    return;
  }
  let tries = 0, lead = 0.05;
  empty(next);
  next.src = encodeURI(path);
  next.volume = 0;
  next.playbackRate = next.defaultPlaybackRate = deck.rate;
  const place = () => { next.currentTime = old.currentTime + lead; };
  const judge = () => setTimeout(() => {
    if (deck.now !== old || !next.getAttribute("src")) return;
    const off = next.currentTime - old.currentTime;
    if (Math.abs(off) > 0.03 && tries++ < 5) { lead -= off; place(); return; }
    deck.at = 1 - deck.at;
    ramp(next, 1, 0.15, "cross");
    ramp(old, 0, 0.15, "cross", () => old.pause());
    next.removeEventListener("seeked", judge);
    told();
  }, 120);
  next.addEventListener("loadedmetadata", () => { place(); next.play().catch(() => {}); }, { once: true });
  next.addEventListener("seeked", judge);
  next.addEventListener("error", () => { if (deck.now === old) told(true); }, { once: true });
}

/* ---------- What a lock screen, headphones or a car may know and do. */

const session = navigator.mediaSession;

function announce(title, actions) {
  if (!session) return;
  if (self.MediaMetadata) {
    const artwork = ON_WEB ? [{ src: new URL("icon.png", location.href).href, sizes: "512x512", type: "image/png" }] : [];
    session.metadata = new MediaMetadata({ title: title, artist: PAGE.practice, album: PAGE.program, artwork: artwork });
  }
  ["play", "pause", "stop", "seekbackward", "seekforward", "seekto", "previoustrack", "nexttrack"].forEach((name) => {
    try { session.setActionHandler(name, actions[name] || (() => {})); } catch (error) { /* not known here */ }
  });
}

function tellState() {
  if (session) session.playbackState = deck.playing ? "playing" : "paused";
}

let awake = null;
function stayAwake(wanted) {
  if (!wanted && awake) { awake.release().catch(() => {}); awake = null; }
  if (wanted && navigator.wakeLock) navigator.wakeLock.request("screen").then((lock) => { awake = lock; }, () => {});
}

/* ---------- Screens. */

let leave = null, playNow = false, going = null, routed = false;

function show(name, ...inside) {
  document.body.className = name;
  app.replaceChildren(...inside.flat().filter(Boolean));
  const first = app.querySelector("h1");
  if (first) { first.tabIndex = -1; first.focus({ preventScroll: true }); }
  scrollTo(0, 0);
}

const back = () => h("a", { class: "quiet", href: "#" }, "‹ All guides");
const button = (text, act, kind) => h("button", { type: "button", class: kind || "plain", onclick: act }, text);
const status = () => h("p", { class: "status", role: "status" });

function route() {
  if (leave) { const go = leave; leave = null; go(); }
  stayAwake(false);
  const at = decodeURIComponent(location.hash.slice(1)), id = at.slice(2);
  const found = guides.get(id), together = PAGE.sessions.find((each) => each.id === id);
  const now = playNow;
  playNow = false;
  if (at.startsWith("g/") && found) {
    if (now || found.role !== "guide" || !checkGuide || recall("checked", false)) listen(found, now);
    else firstCheck(found);
  } else if (at.startsWith("s/") && together) askPerson(together);
  else home();
}

/* At once, not when the browser tells of the new address: a phone lets sound begin only in the touch itself. */
function goTo(hash) {
  if (location.hash !== (hash === "#" ? "" : hash)) { routed = true; location.hash = hash; }
  route();
}

function home() {
  document.title = PAGE.program;
  const light = () => root.dataset.theme === "light";
  const theme = h("button", { type: "button", class: "quiet", "aria-pressed": String(light()), onclick: () => {
    root.dataset.theme = light() ? "dark" : "light";
    remember("theme", root.dataset.theme);
    theme.setAttribute("aria-pressed", String(light()));
  } }, "Light", h("span", { class: "hidden" }, " screen"));
  const last = guides.get(recall("last", ""));
  show("home",
    h("header", { class: "top" }, h("h1", null, PAGE.program), theme),
    memory.lasting ? null : h("p", { class: "note" }, "This browser keeps nothing, so places are lost when you close the page."),
    last && places[last.id] ? h("a", { class: "card again", href: "#g/" + last.id },
      h("span", { class: "over" }, "Go on where you were"), h("span", { class: "name" }, last.title), h("span", { class: "soft" }, "at " + clock(places[last.id]))) : null,
    PAGE.collections.map(collection),
    h("section", { class: "more" }, offline(), moving()));
}

function collection(name) {
  const sessions = PAGE.sessions.filter((each) => each.collection === name).map((each) =>
    item("#s/" + each.id, each.title, "With your person in the room.", each.stages.reduce((sum, stage) => sum + stage.guide.seconds, 0)));
  const listed = PAGE.guides.filter((each) => each.collection === name).map((each) =>
    item("#g/" + each.id, each.title, each.summary, each.seconds, places[each.id]));
  if (!sessions.length && !listed.length) return "";
  return h("section", null, h("h2", null, shownName(name)), h("ul", { class: "list" }, sessions, listed));
}

function item(href, title, summary, seconds, place) {
  return h("li", null, h("a", { class: "card", href: href },
    h("span", { class: "name" }, title),
    summary ? h("span", { class: "soft" }, summary) : null,
    h("span", { class: "over" }, lasting(seconds) + (place ? " · you are at " + clock(place) : ""))));
}

function firstCheck(guide) {
  const on = () => { remember("checked", true); };
  show("ask", back(), h("h1", null, "First, set the volume"),
    h("p", null, "The sound check takes " + lasting(checkGuide.seconds) + ". Its music is the loudest there is: what is comfortable there stays comfortable."),
    h("div", { class: "choices" },
      button("Play the sound check", () => { on(); playNow = true; goTo("#g/" + checkGuide.id); }, "main"),
      button("It is set, go on", () => { on(); listen(guide, false); })));
}

/* ---------- One guide. */

function listen(guide, now) {
  const calm = guide.role === "guide";
  let saved = -1, stopped = false, finished = false, timer = null;
  let rate = calm ? recall("rate", 1) : 1, balance = calm && guide.voice ? recall("balance", "file") : "file";
  if (!SPEEDS.includes(rate)) rate = 1;
  if (!["voice", "file", "music"].includes(balance)) balance = "file";
  const begin = calm && places[guide.id] < guide.seconds - 3 ? Math.max(0, places[guide.id] - EARLIER) : 0;
  const told = status();
  const say = (text) => { told.textContent = text; told.classList.remove("wrong"); };
  const face = h("button", { type: "button", class: "play", onclick: toggle });
  const passed = h("span", { class: "time" }), left = h("span", { class: "time" }), here = h("p", { class: "here" });
  const slider = h("input", { type: "range", min: "0", max: String(Math.round(guide.seconds)), step: "1", "aria-label": "Place in the guide" });
  const again = begin ? button("From the beginning", () => { jump(0); again.remove(); }, "quiet") : null;
  const chapterList = guide.chapters.length > 1 ? chapterRows() : [], rows = lineRows();
  const after = guide.questions.length ? h("details", { class: "fold" }, h("summary", null, "After listening"),
    h("ul", { class: "questions" }, guide.questions.map((text) => h("li", { lang: guide.language }, text)))) : null;
  const words = rows.length ? h("details", { class: "fold", ontoggle: () => mark(true) }, h("summary", null, "The words"),
    h("ol", { class: "words", lang: guide.language }, rows.map((row) => h("li", null, row)))) : null;

  show("player", back(), h("h1", null, guide.title), h("p", { class: "soft lead" }, guide.summary),
    h("div", { class: "transport" },
      h("button", { type: "button", class: "round", "aria-label": "Back 15 seconds", onclick: () => jump(deck.place - 15) }, drawn(BACK, "15")),
      face,
      h("button", { type: "button", class: "round word", onclick: () => dim(() => left.textContent) }, "Dim", h("span", { class: "hidden" }, " the screen"))),
    h("div", { class: "track" }, slider, h("div", { class: "times" }, passed, here, left)),
    again, told,
    chapterList.length ? h("details", { class: "fold" }, h("summary", null, "Chapters"), h("ol", { class: "chapters" }, chapterList.map((row) => h("li", null, row)))) : null,
    words, h("details", { class: "fold" }, h("summary", null, "Speed, balance, sleep timer"), options()), after);

  let dragging = false;
  slider.addEventListener("input", () => { dragging = true; times(Number(slider.value)); });
  slider.addEventListener("change", () => { dragging = false; jump(Number(slider.value)); });

  function chapterRows() {
    return guide.chapters.map(([title, start]) =>
      h("button", { type: "button", onclick: () => jump(start) }, h("span", null, title), h("span", { class: "time" }, clock(start))));
  }

  function lineRows() {
    return guide.lines.map(([start, , text]) => h("button", { type: "button", onclick: () => jump(start) }, text));
  }

  function chapterAt(seconds) {
    let found = 0;
    guide.chapters.forEach(([, start], index) => { if (seconds >= start - 0.05) found = index; });
    return found;
  }

  function times(seconds) {
    passed.textContent = clock(seconds);
    left.textContent = "−" + clock(Math.ceil(guide.seconds - seconds));
    slider.value = String(Math.round(seconds));
    slider.style.setProperty("--done", Math.min(100, 100 * seconds / guide.seconds) + "%");
    slider.setAttribute("aria-valuetext", spoken(seconds) + " of " + spoken(guide.seconds));
    here.textContent = guide.chapters.length > 1 ? guide.chapters[chapterAt(seconds)][0] : "";
  }

  let marked = null;
  function mark(moved) {
    const at = deck.place + 0.05;
    let line = null;
    guide.lines.forEach(([start], index) => { if (at >= start) line = rows[index]; });
    chapterList.forEach((row, index) => row.toggleAttribute("aria-current", index === chapterAt(at)));
    if (line !== marked) {
      if (marked) marked.removeAttribute("aria-current");
      if (line) line.setAttribute("aria-current", "true");
      marked = line;
      moved = true;
    }
    const box = line && line.closest("ol");
    if (moved && line && words.open && !box.contains(document.activeElement)) {
      box.scrollTop = line.parentNode.offsetTop - box.offsetTop - box.clientHeight / 3;
    }
  }

  function drawFace() {
    face.replaceChildren(drawn(deck.playing ? PAUSE : PLAY));
    face.setAttribute("aria-label", deck.playing ? "Pause" : "Play");
    tellState();
  }

  function jump(seconds) {
    seek(seconds);
    finished = false;
    last = null;
    times(deck.place);
    mark();
    save(true);
  }

  function save(always) {
    if (!calm || finished) return;
    const at = deck.place;
    if (always || Math.abs(at - saved) >= SAVED_EVERY) { saved = at; keepPlace(guide.id, at); }
  }

  function start() {
    if (stopped) return;
    if (deck.now.error || (deck.now.ended && !finished)) load(fileNow(), guide.seconds, deck.start || places[guide.id] || 0);
    if (finished) { finished = false; seek(0); }
    if (again) again.remove();
    say("");
    deck.rate = deck.now.playbackRate = rate;
    play(deck.place > 1 ? 3 * FADE : FADE);
    if (guide.role === "sound-check") remember("checked", true);
    drawFace();
  }

  function pause(fade) {
    rest(fade === undefined ? FADE : fade, () => save(true));
    drawFace();
  }

  function toggle() { if (deck.playing) pause(); else start(); }

  /* ----- speed, balance, sleep timer */

  function fileNow() { return guide[balance]; }

  function options() {
    const speed = choice("Speed", SPEEDS.map((each) => [each, String(each)]), rate, (picked) => {
      rate = deck.rate = deck.now.playbackRate = picked;
      remember("rate", picked);
    });
    const mixes = guide.voice ? choice("Balance", [["voice", "More voice"], ["file", "Balanced"], ["music", "More music"]], balance, (picked) => {
      balance = picked;
      remember("balance", picked);
      exchange(fileNow(), (wrong) => { if (wrong) say("That balance cannot be played just now."); });
    }) : null;
    const many = PAGE.sleep.map((each) => [each, each < 1 ? Math.round(each * 60) + " s" : each + " min"]);
    if (guide.chapters.length > 1) many.push(["chapter", "End of chapter"]);
    const sleep = choice("Sleep timer", [["", "Off"], ...many, ["guide", "End of guide"]], "", setTimer);
    return h("div", { class: "options" }, speed, mixes, sleep);
  }

  function setTimer(picked) {
    timer = null;
    if (picked === "guide") say("It stops at the end of the guide, as it always does.");
    else if (picked === "chapter") timer = { chapter: chapterAt(deck.place) };
    else if (picked) timer = { left: picked * 60, fade: Math.min(20, picked * 20) };
    if (timer) say(timer.left ? "It will stop after " + spoken(timer.left) + " of listening." : "It will stop at the end of this chapter.");
    else if (!picked) say("");
  }

  /* Time is counted in what was heard: a pause, and a clock that jumps, cost nothing. */
  let last = null;
  function sleepOn(seconds) {
    const heard = last === null ? 0 : (seconds - last) / deck.rate;
    last = seconds;
    if (!timer || !deck.playing || heard <= 0) return;
    if (timer.left !== undefined) {
      timer.left -= heard;
      if (timer.left <= timer.fade) fallAsleep(timer.fade);
    } else {
      const next = guide.chapters[timer.chapter + 1];
      const remains = next ? (next[1] - seconds) / deck.rate : Infinity;
      if (remains <= 2) fallAsleep(Math.max(0.2, remains));
    }
  }

  function fallAsleep(fade) {
    timer = null;
    say("The sleep timer has stopped it. Your place is kept.");
    app.querySelectorAll('input[name="Sleep timer"]').forEach((input) => { input.checked = input.value === ""; });
    pause(fade);
  }

  /* ----- what the sound tells */

  deck.on = {
    time() {
      const at = deck.place;
      if (!dragging) times(at);
      sleepOn(at);
      mark();
      if (deck.playing) save(false);
    },
    ended() {
      finished = true;
      forgetPlace(guide.id);
      say("The guide has ended. Take your time.");
      if (after) after.open = true;
      drawFace();
    },
    stopped() { save(true); drawFace(); },
    failed() {
      finished = false;
      drawFace();
      told.classList.add("wrong");
      told.textContent = "This guide cannot be played " + (deck.now.error ? "" : "further ") + "just now. Your place is kept. " +
        (ON_WEB ? "See whether there is a network, then press play again." : "See whether the folder is whole, then press play again.") + " The other guides are not touched by it.";
    },
  };
  load(fileNow(), guide.seconds, begin);
  deck.rate = rate;
  times(begin);
  drawFace();
  announce(guide.public, {
    play: start, pause: () => pause(), stop: () => pause(),
    seekbackward: () => jump(deck.place - 15), seekforward: () => jump(deck.place + 15),
    seekto: (about) => jump(about.seekTime),
  });
  going = { toggle: toggle, jump: jump, save: () => save(true) };
  leave = () => { stopped = true; save(true); going = null; deck.on = {}; rest(FADE); };
  if (now) start();
}

function choice(title, values, picked, act) {
  const known = values.some(([value]) => value === picked) ? picked : values[0][0];
  return h("fieldset", null, h("legend", null, title), h("div", { class: "chips" }, values.map(([value, text]) =>
    h("label", { class: "chip" }, h("input", { type: "radio", name: title, value: String(value), checked: value === known, onchange: () => act(value) }), h("span", null, text)))));
}

function dim(about) {
  const text = h("p", { class: "time" });
  const dark = h("dialog", { class: "dark", "aria-label": "The screen is dimmed" },
    h("button", { type: "button", autofocus: true, onclick: () => dark.close() }, "Touch to light the screen", text));
  const tick = () => { text.textContent = about(); };
  const ticking = setInterval(tick, 1000);
  tick();
  dark.addEventListener("close", () => { clearInterval(ticking); dark.remove(); });
  document.body.append(dark);
  dark.showModal();
}

/* ---------- A session: opening, journey and return, with somebody in the room. */

function askPerson(together) {
  stayAwake(false);
  going = null;
  const stop = stops[together.id];
  const on = () => (stop && together.stages[stop.stage] ? askAgain(together, stop) : preflight(together));
  show("ask", back(), h("h1", null, "Is your person in the room?"),
    h("p", null, "A journey is for a time when somebody is with you and stays. The person presses the buttons; you need not."),
    h("div", { class: "choices" }, button("Yes, we are both here", on, "main"), button("Not now", () => goTo("#")),
      checkGuide ? null : h("p", { class: "soft" }, "There is no sound check here: set the volume low on the first music.")));
}

const READY = [
  ["quiet", "Do not disturb is on: no calls, no messages"],
  ["charger", "The charger is plugged in"],
  ["offline", "It plays without a network, or the network is sure"],
  ["sound", "The volume is set with the sound check, on this very speaker"],
  ["toilet", "You have been to the toilet, and water is near"],
];

function preflight(together) {
  const tried = deckTrial();
  show("ask", back(), h("h1", null, "Before you begin"),
    h("ul", { class: "checks" }, READY.map(([name, text]) => h("li", null, h("label", { class: "check" }, h("input", { type: "checkbox", name: name }), h("span", null, text))))),
    h("div", { class: "choices" }, tried, button("Begin with " + together.stages[0].guide.title, () => { run(together, 0, 0, FADE, false); }, "main"), button("Not now", () => goTo("#"))));
}

function deckTrial() {
  if (!checkGuide) return null;
  const trial = button("Play the sound check", () => {
    if (deck.playing) { rest(FADE); named(); return; }
    deck.on = { ended: named, stopped: named, failed: named };
    deck.rate = 1;
    load(checkGuide.file, checkGuide.seconds, 0);
    play(FADE);
    remember("checked", true);
    announce(checkGuide.public, {});
    named();
  });
  function named() { trial.textContent = deck.playing ? "Stop the sound check" : "Play the sound check"; }
  leave = () => { deck.on = {}; rest(FADE); };
  return trial;
}

/* Nobody is brought back into a part that rises or is at its height: what is offered is calm. */
function askAgain(together, stop) {
  const stage = together.stages[stop.stage], next = together.stages[stop.stage + 1], ways = [];
  const from = Math.max(0, stop.time - EARLIER);
  if (stop.held) ways.push([stage.held ? "Back to the waiting music" : "Back to waiting", () => run(together, stop.stage, 0, 2 * LET_DOWN, true)]);
  else if (stage.rises === null || stop.time < stage.rises) ways.push(["Go on from " + clock(from), () => run(together, stop.stage, from, 2 * LET_DOWN, false)]);
  else if (stage.calm !== null) {
    const calm = Math.max(stage.calm, from);
    ways.push([calm === stage.calm ? "Go on in the calm part" : "Go on from " + clock(calm), () => run(together, stop.stage, calm, 2 * LET_DOWN, false)]);
  }
  if (next && !stop.held && stage.rises !== null) ways.push(["Go to " + next.guide.title, () => run(together, stop.stage + 1, 0, 2 * LET_DOWN, false)]);
  ways.push(["From the beginning", () => { delete stops[together.id]; remember("stops", stops); preflight(together); }]);
  show("ask", back(), h("h1", null, "How would you like to go on?"),
    h("p", null, stage.guide.title + " was stopped" + (stop.held ? "." : " at " + clock(stop.time) + ".") + " Choose together. Nothing starts by itself."),
    h("div", { class: "choices" }, ways.map(([text, act], index) => button(text, act, index ? "plain" : "main")), button("Not now", () => goTo("#"))));
}

function run(together, number, from, fade, held) {
  let stage = together.stages[number], crossing = false, over = false, saved = -1;
  const next = () => together.stages[number + 1];
  const name = h("h1", null), about = h("p", { class: "time" }), told = status(), begin = h("div", { class: "begin" });
  const stop = holdButton("Hold here for one second to stop", halt);
  show("running", h("div", { class: "upper" }, name, about, begin, told), stop);
  stayAwake(true);

  function keep(always) {
    const at = held ? 0 : deck.place;
    if (over || (!always && Math.abs(at - saved) < SAVED_EVERY) || (at < 1 && !held && !number)) return;
    saved = at;
    stops[together.id] = { stage: number, time: Math.round(at * 10) / 10, held: held };
    remember("stops", stops);
  }

  function draw() {
    name.textContent = held ? (stage.held ? "The music waits with you" : "It waits with you") : stage.guide.title;
    begin.replaceChildren();
    if (held && next()) begin.append(h("p", null, "For the person who is with you:"), button("Begin " + next().guide.title, onward, "main"));
    about.textContent = held ? "" : clock(deck.place) + " of " + clock(stage.guide.seconds);
    announce(stage.guide.public, { pause: halt, stop: halt });
    tellState();
  }

  function onward() {
    const way = held ? CROSS : Math.min(CROSS, stage.guide.seconds / 3);
    if (!held && stage.waits) {
      held = true;
      if (stage.held) cross(stage.held, 0, way, true); else deck.playing = false;
    } else { number += 1; stage = together.stages[number]; held = false; cross(stage.guide.file, stage.guide.seconds, way, false); }
    crossing = false;
    keep(true);
    draw();
  }

  function halt() {
    if (over) return;
    keep(true);
    over = true;
    told.textContent = "It is fading out.";
    rest(LET_DOWN, () => stopped(together));
  }

  deck.on = {
    time() {
      if (over) return;
      if (!held) about.textContent = clock(deck.place) + " of " + clock(stage.guide.seconds);
      keep(false);
      prepare(held || !stage.waits ? next() && next().guide.file : stage.held);
      const way = Math.min(CROSS, stage.guide.seconds / 3);
      if (canFade && !held && !crossing && (stage.held || (next() && !stage.waits)) && deck.now.duration - deck.place <= way && deck.now.duration > stage.guide.seconds - 3) {
        crossing = true;
        onward();
      }
    },
    ended() {
      if (over) return;
      if (!held && (stage.waits || next())) { onward(); return; }
      over = true;
      delete stops[together.id];
      remember("stops", stops);
      ended(together);
    },
    stopped() { if (!over) { keep(true); over = true; stopped(together); } },
    failed() {
      if (over) return;
      keep(true);
      over = true;
      stopped(together, "The music cannot go on just now: a file is missing or not whole. Your place is kept. If you like, play music of your own, softly.");
    },
  };
  going = { save: () => keep(true) };
  leave = () => { keep(true); over = true; going = null; deck.on = {}; rest(LET_DOWN); };
  deck.rate = 1;
  if (held && !stage.held) deck.pair.forEach(empty);
  else {
    load(held ? stage.held : stage.guide.file, held ? 0 : stage.guide.seconds, from);
    deck.now.loop = held;
    play(fade);
  }
  draw();
}

/* The lower half of the screen. A touch does nothing; one second does. Who cannot hold, a screen reader's double tap, need not. */
function holdButton(text, act) {
  let timer = 0;
  const hold = h("button", { type: "button", class: "stop" }, h("span", null, text));
  const off = () => { clearTimeout(timer); timer = 0; hold.classList.remove("held"); };
  const on = () => {
    if (timer) return;
    hold.classList.add("held");
    timer = setTimeout(() => { off(); act(); }, HELD);
  };
  hold.addEventListener("pointerdown", on);
  ["pointerup", "pointerleave", "pointercancel", "blur"].forEach((name) => hold.addEventListener(name, off));
  hold.addEventListener("contextmenu", (event) => event.preventDefault());
  hold.addEventListener("keydown", (event) => { if (event.key === " " || event.key === "Enter") { event.preventDefault(); on(); } });
  hold.addEventListener("keyup", off);
  hold.addEventListener("click", (event) => { if (event.detail === 0) act(); });
  return hold;
}

function stopped(together, why) {
  leave = null;
  going = null;
  tellState();
  show("ask", h("h1", null, "It has stopped"), why ? h("p", { class: "status wrong", role: "alert" }, why) : null,
    h("p", null, "Stay as long as you like. Your person is with you. Feel what holds you; look around the room when you want to."),
    h("div", { class: "choices" }, button("Go on", () => goTo("#s/" + together.id)), button("End here", () => goTo("#"))));
}

function ended(together) {
  leave = null;
  going = null;
  tellState();
  const asked = together.stages.map((stage) => stage.guide.questions.map((text) => h("li", { lang: stage.guide.language }, text)));
  show("ask", h("h1", null, "It has ended"), h("p", null, "There is no hurry. Your person is with you."),
    asked.flat().length ? h("section", null, h("h2", null, "For later, if you like"), h("ul", { class: "questions" }, asked)) : null,
    h("div", { class: "choices" }, button("All guides", () => goTo("#"))));
}

/* ---------- Without a network; and from one device to another. */

function offline() {
  if (!ON_WEB || !("serviceWorker" in navigator) || !self.caches) return null;
  const files = Object.keys(PAGE.media), told = status();
  const bytes = files.reduce((sum, path) => sum + PAGE.media[path][1], 0);
  const size = bytes < 1e6 ? "under 1 MB" : Math.round(bytes / 1e6) + " MB";
  const scope = new URL("./", location.href).href;
  const keyOf = (path) => new URL(encodeURI(path) + "?" + PAGE.media[path][0], scope).href;
  const keep = button("Keep everything on this device (" + size + ")", () => all());
  async function all() {
    keep.disabled = true;
    try {
      if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
      const cache = await caches.open("guides " + scope + " kept");
      for (const path of files) {
        told.textContent = "Keeping " + (files.indexOf(path) + 1) + " of " + files.length + " …";
        if (await cache.match(keyOf(path))) continue;
        const got = await fetch(encodeURI(path), { cache: "no-store" });
        if (got.status !== 200) throw new Error("not whole");
        await cache.put(keyOf(path), got);
      }
      told.textContent = "Everything is on this device. It plays without a network.";
    } catch (error) {
      told.textContent = "Not everything could be kept: there is no network, or no room on this device. What is here stays.";
      keep.disabled = false;
    }
  }
  return h("details", { class: "fold" }, h("summary", null, "Listen without a network"),
    h("p", { class: "soft" }, "Keep the guides here once, and they play anywhere. Your phone can also put this page on its home screen."), keep, told);
}

function checked(text) {
  let sum = 7;
  for (let at = 0; at < text.length; at++) sum = (sum * 31 + text.charCodeAt(at)) % 1679616;
  return sum.toString(36);
}

function codeOf() {
  const text = btoa(JSON.stringify([places, stops])).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  return text + "." + checked(text);
}

function takeCode(code) {
  const parts = code.replace(/\s/g, "").split(".");
  if (parts.length !== 2 || checked(parts[0]) !== parts[1]) return false;
  let read;
  try { read = JSON.parse(atob(parts[0].replace(/-/g, "+").replace(/_/g, "/"))); } catch (error) { return false; }
  if (!Array.isArray(read)) return false;
  Object.keys(read[0] || {}).forEach((id) => { if (guides.has(id) && isPlace(read[0][id])) places[id] = read[0][id]; });
  Object.keys(read[1] || {}).forEach((id) => { if (PAGE.sessions.some((each) => each.id === id) && isStop(read[1][id])) stops[id] = read[1][id]; });
  remember("places", places);
  remember("stops", stops);
  return true;
}

function moving() {
  const told = status();
  const out = h("textarea", { readonly: true, rows: "3", id: "code-out", spellcheck: "false" });
  const into = h("textarea", { rows: "3", id: "code-in", spellcheck: "false", autocapitalize: "off", autocomplete: "off" });
  out.value = codeOf();
  return h("details", { class: "fold" }, h("summary", null, "Take your places to another device"),
    h("p", { class: "soft" }, "The code holds where you are in each guide, and nothing else."),
    h("label", { for: "code-out" }, "Your code"), out,
    button("Copy it", () => {
      out.select();
      const done = () => { told.textContent = "Copied."; };
      if (navigator.clipboard) navigator.clipboard.writeText(out.value).then(done, () => {}); else if (document.execCommand("copy")) done();
    }),
    h("label", { for: "code-in" }, "A code from another device"), into,
    button("Use it", () => {
      const good = takeCode(into.value);
      told.textContent = good ? "Your places are here now." : "This code is not whole. Copy all of it again.";
      if (good) out.value = codeOf();
    }), told);
}

/* ---------- Everywhere. */

if (recall("theme", "dark") === "light") root.dataset.theme = "light";
remember("theme", root.dataset.theme || "dark");

const backLink = help.querySelector(".back");
if (backLink) backLink.addEventListener("click", (event) => {
  event.preventDefault();
  playNow = true;
  goTo("#g/" + backGuide.id);
});

document.addEventListener("keydown", (event) => {
  if (!going || !going.toggle || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog")) return;
  if (event.target.closest("button, a, input, summary, textarea")) return;
  if (event.key === " ") { event.preventDefault(); going.toggle(); }
  if (event.key === "ArrowLeft") going.jump(deck.place - 15);
  if (event.key === "ArrowRight") going.jump(deck.place + 15);
});
const saveNow = () => { if (going && going.save) going.save(); };
addEventListener("pagehide", saveNow);
document.addEventListener("visibilitychange", () => { if (document.hidden) saveNow(); });
addEventListener("hashchange", () => { if (routed) routed = false; else route(); });
if (ON_WEB && "serviceWorker" in navigator) navigator.serviceWorker.register("sw.js").catch(() => {});
route();
})();
