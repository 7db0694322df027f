// Keeps a page up to date: the server only says that something has changed, and the page fetches itself again and takes over what differs.
const shortest = 1000;
const whole = 5000;
const retry = 5000;
const notice = document.getElementById('connection');
let source;
let last = 0;
let lastWhole = 0;
let cost = 0;
let timer;
let poll;
let isBusy = false;

function say(text) {
  if (!notice) return;
  if (notice.textContent !== text) notice.textContent = text;
  notice.hidden = text === '';
}

// Makes one element like another without replacing what stays the same, so that focus, scrolling and open details stay.
function morph(here, there) {
  for (const { name, value } of [...there.attributes])
    if (name !== 'open' && here.getAttribute(name) !== value) here.setAttribute(name, value);
  for (const { name } of [...here.attributes])
    if (name !== 'open' && name !== 'data-drawn' && !there.hasAttribute(name)) here.removeAttribute(name);
  if (here.classList.contains('canvas')) return;
  const [olds, news] = [[...here.childNodes], [...there.childNodes]];
  news.forEach((fresh, k) => {
    const old = olds[k];
    if (!old) here.append(document.importNode(fresh, true));
    else if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || (old.id ?? '') !== (fresh.id ?? '')) old.replaceWith(document.importNode(fresh, true));
    else if (old.nodeType === Node.ELEMENT_NODE) morph(old, fresh);
    else if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
  });
  olds.slice(news.length).forEach(old => old.remove());
}

// What is read stays where it is when parts above it grow or shrink. A browser's own anchoring is lost where its anchor is replaced or
// becomes another line, so it is off (overflow-anchor). A reader at the top stays at the top.
function holdPlace() {
  if (scrollY === 0) return () => {};
  const isInView = one => one.offsetHeight > 0 && one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().top < innerHeight;
  const focused = document.activeElement;
  const held = focused !== document.body && isInView(focused)
    ? focused
    : [...document.querySelectorAll('main :is(h2, h3, p, tr, summary, .canvas)')].find(isInView);
  const before = held?.getBoundingClientRect().top;
  return () => { if (held?.isConnected) scrollBy(0, held.getBoundingClientRect().top - before); };
}

async function fetchNow() {
  if (isBusy) return;
  isBusy = true;
  const began = performance.now();
  // All of it costs the server more than its head, so it is asked for less often, and less often the longer it takes.
  const isWhole = !document.body.dataset.fragment || began - lastWhole >= Math.max(whole, 20 * cost);
  try {
    const address = new URL(location.href);
    address.hash = '';
    if (!isWhole) address.searchParams.set('fragment', document.body.dataset.fragment);
    const answer = await fetch(address, { headers: { Accept: 'text/html' }, cache: 'no-store' });
    if (answer.redirected || !answer.ok) throw new Error(`answered ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const keepPlace = holdPlace();
    for (const fresh of page.querySelectorAll('[data-live]')) {
      const here = document.getElementById(fresh.id);
      if (here && !here.contains(document.activeElement?.closest('form'))) morph(here, fresh);
    }
    keepPlace();
    if (isWhole) {
      lastWhole = began;
      cost = performance.now() - began;
      if (page.body.dataset.events === undefined && !page.body.dataset.poll) stop();
    } else {
      refresh(whole);
    }
    if (!poll) say('');
    if (document.querySelector('[data-chart]')) (await import('./charts.js')).draw();
  } catch {
    say('No connection to the server. Trying again…');
    listenLater();
  } finally {
    last = performance.now();
    isBusy = false;
  }
}

function refresh(after = 0) {
  if (timer || document.hidden) return;
  const wait = Math.max(after, shortest - (performance.now() - last), 0);
  timer = setTimeout(() => { timer = undefined; fetchNow(); }, wait);
}

function stop() {
  source?.close();
  clearInterval(poll);
  poll = undefined;
  delete document.body.dataset.events;
}

function listenLater() {
  poll ??= setInterval(() => {
    if (document.body.dataset.events && (!source || source.readyState === EventSource.CLOSED)) listen(document.body.dataset.events);
    refresh();
  }, Number(document.body.dataset.poll ?? 0) * 1000 || retry);
}

function listen(address) {
  source = new EventSource(address);
  source.onopen = () => {
    clearInterval(poll);
    poll = undefined;
    say('');
    refresh();
  };
  source.onerror = () => {
    say('The live connection is lost. Numbers are fetched now and then until it is back.');
    listenLater();
  };
  for (const name of ['message', 'progress', 'state', 'sweep', 'end']) source.addEventListener(name, () => refresh());
}

/** Follows what the page's body names: events of a sweep, or else a time after which to look again. */
export function follow() {
  if (document.body.dataset.events) listen(document.body.dataset.events);
  else listenLater();
  lastWhole = performance.now();
  document.addEventListener('visibilitychange', () => refresh());
}
