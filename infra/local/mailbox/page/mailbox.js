import { showHint, showMail } from './reading.js';

const LOOK_AGAIN_MS = 1500;
const PAGE = 100;

const byId = (id) => document.getElementById(id);
const [list, reading, search, more] = ['list', 'reading', 'search', 'more'].map(byId);
let limit = PAGE;
let shownVersion;
let openId;

const chosenId = () => decodeURIComponent(location.hash.slice(1));

const when = (time) => {
  const date = new Date(time);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday
    ? date.toLocaleTimeString(undefined, { timeStyle: 'short' })
    : date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
};

const span = (className, text) => {
  const made = document.createElement('span');
  made.className = className;
  made.dir = 'auto';
  made.textContent = text;
  return made;
};

const listItem = ({ id, subject, to, envelope, time }) => {
  const link = Object.assign(document.createElement('a'), { className: 'item', href: `#${id}` });
  const clock = Object.assign(document.createElement('time'), { dateTime: time, textContent: when(time) });
  const recipients = to.length > 0 ? to : envelope.to;
  const names = recipients.map(({ name, address }) => (name ? `${name} · ${address}` : address)).join(', ');
  link.append(span('subject', subject || '(no subject)'), clock, span('to', names));
  const item = document.createElement('li');
  item.dataset.id = id;
  item.append(link);
  return item;
};

const markChosen = () => {
  for (const item of list.children)
    item.firstChild.setAttribute('aria-current', String(item.dataset.id === chosenId()));
};

/** Known mails keep their elements, so that focus and scroll position survive a refresh. */
const showList = (mails) => {
  const known = new Map([...list.children].map((item) => [item.dataset.id, item]));
  const items = mails.map((mail) => known.get(mail.id) ?? listItem(mail));
  const kept = new Set(items);
  for (const item of known.values()) if (!kept.has(item)) item.remove();
  items.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
  markChosen();
};

const showCounts = ({ items, total, storeTotal }) => {
  const mails = `${storeTotal} ${storeTotal === 1 ? 'mail' : 'mails'}`;
  const text = search.value ? `${total} of ${mails}` : mails;
  if (byId('count').textContent !== text) byId('count').textContent = text;
  document.title = storeTotal > 0 ? `Mailbox (${storeTotal})` : 'Mailbox';
  more.hidden = items.length >= total;
  byId('empty').hidden = items.length > 0;
  byId('empty-title').textContent = storeTotal > 0 ? 'Nothing found' : 'No mail yet';
  byId('empty-text').hidden = storeTotal > 0;
  byId('delete-all').disabled = storeTotal === 0;
};

const look = async () => {
  const query = new URLSearchParams({ sort: 'desc', limit: String(limit), search: search.value });
  const response = await fetch(`/api/email/summary?${query}`, { cache: 'no-cache' });
  const version = `${response.headers.get('etag')} ${query}`;
  if (version === shownVersion) return;
  const summary = await response.json();
  shownVersion = version;
  showCounts(summary);
  showList(summary.items);
};

const lookAgain = () =>
  look().catch(() => {
    shownVersion = undefined;
    byId('count').textContent = 'The shop is not running';
  });

const keepLooking = async () => {
  if (!document.hidden) await lookAgain();
  setTimeout(keepLooking, LOOK_AGAIN_MS);
};

const remove = async (id) => {
  const item = [...list.children].find(({ dataset }) => dataset.id === id);
  const next = item?.nextElementSibling ?? item?.previousElementSibling;
  await fetch(`/api/email/${encodeURIComponent(id)}`, { method: 'DELETE' });
  location.hash = next ? next.dataset.id : '';
  await lookAgain();
};

const openChosen = async () => {
  const id = chosenId();
  if (id === openId) return;
  openId = id;
  document.body.classList.toggle('is-reading', id !== '');
  markChosen();
  if (id === '') return showHint(reading, 'Choose a mail to read it.');
  const response = await fetch(`/api/email/${encodeURIComponent(id)}`);
  if (chosenId() !== id) return;
  if (!response.ok) return showHint(reading, 'This mail has been deleted.');
  showMail(reading, await response.json(), () => remove(id));
  reading.scrollTop = 0;
};

/** Arrow keys walk through the list while one of its mails has the focus. */
list.addEventListener('keydown', (event) => {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' }[event.key];
  const target = step && event.target.closest('li')?.[step];
  if (!target) return;
  event.preventDefault();
  target.firstChild.focus();
  target.firstChild.click();
});
search.addEventListener('input', lookAgain);
more.addEventListener('click', () => {
  limit += PAGE;
  void lookAgain();
});
byId('delete-all').addEventListener('click', async () => {
  if (!confirm('Delete all mails?')) return;
  await fetch('/api/email/all', { method: 'DELETE' });
  location.hash = '';
  await lookAgain();
});
addEventListener('hashchange', openChosen);
void openChosen();
void keepLooking();
