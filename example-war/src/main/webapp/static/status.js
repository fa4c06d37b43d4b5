// Notices when the session, its nodes or the cart have changed and draws those parts of the page anew. The shop works
// without it. An open page asks only while it is looked at, so that a forgotten tab does not keep its session alive.
'use strict';

const EVERY_MS = 1000;
const PARTS = ['visitor', 'summary', 'nodes', 'cart'];
let seen = document.getElementById('status').dataset.session === 'NEW' ? '' : null;

async function look() {
  if (document.hidden) {
    return;
  }
  try {
    const answer = await fetch('status', { cache: 'no-store' });
    const told = await answer.text();
    if (seen !== null && told !== seen) {
      seen = (await redraw()) ? told : '';
    } else {
      seen = told;
    }
    notice('');
  } catch (unreachable) {
    notice('This server does not answer. Your session is safe on its nodes: any other server has it.');
  }
}

// True when all was drawn; a part in which the visitor is busy waits for the next time.
async function redraw() {
  const answer = await fetch('./', { cache: 'no-store', headers: { Accept: 'text/html' } });
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (answer.ok && !document.getElementById('cart')) {
    location.replace('./');
  }
  const stale = PARTS.map((id) => [document.getElementById(id), fresh.getElementById(id)])
    .filter(([old, now]) => old && now && old.innerHTML !== now.innerHTML);
  const free = stale.filter(([old]) => !old.contains(document.activeElement));
  free.forEach(([old, now]) => old.replaceChildren(...now.childNodes));
  return free.length === stale.length;
}

function notice(text) {
  let bar = document.getElementById('notice');
  if (!bar && text) {
    bar = document.createElement('p');
    bar.id = 'notice';
    bar.setAttribute('role', 'alert');
    document.body.prepend(bar);
  }
  if (bar && bar.textContent !== text) {
    bar.textContent = text;
    bar.hidden = !text;
  }
}

(async function keepLooking() {
  await look();
  setTimeout(keepLooking, EVERY_MS);
})();
