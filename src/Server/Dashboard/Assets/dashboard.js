// Keeps a page fresh: the server sends the parts that changed, and only what differs in them is touched, so that focus,
// selection and scrolling stay where they are.
(() => {
  'use strict';

  const main = document.querySelector('main[data-live]');
  if (!main) {
    return;
  }

  const status = document.getElementById('live');
  let stream = null;
  let wait = 1000;
  let timer = 0;
  let isFirst = true;

  const say = (state, text) => {
    if (status.className !== state) {
      status.className = state;
      status.textContent = text;
    }
  };

  const copyAttributes = (old, fresh) => {
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name)) {
        old.removeAttribute(name);
      }
    }

    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) {
        old.setAttribute(name, value);
      }
    }
  };

  const keyOf = node => node.nodeType === Node.ELEMENT_NODE ? node.getAttribute('data-key') : null;

  const isAlike = (old, fresh) => old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && keyOf(old) === keyOf(fresh);

  const patchChildren = (old, fresh) => {
    const byKey = new Map();
    for (const child of old.children) {
      const key = keyOf(child);
      if (key !== null) {
        byKey.set(key, child);
      }
    }

    let at = old.firstChild;
    for (const child of [...fresh.childNodes]) {
      const key = keyOf(child);
      const known = key === null ? at : byKey.get(key);
      if (known && isAlike(known, child)) {
        if (known === at) {
          at = at.nextSibling;
        } else {
          old.insertBefore(known, at);
        }

        patch(known, child);
      } else {
        if (key !== null && !isFirst) {
          child.classList.add('fresh');
        }

        old.insertBefore(child, at);
      }
    }

    while (at) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
  };

  const patch = (old, fresh) => {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.nodeValue !== fresh.nodeValue) {
        old.nodeValue = fresh.nodeValue;
      }

      return;
    }

    copyAttributes(old, fresh);
    patchChildren(old, fresh);
  };

  const show = event => {
    for (const [id, html] of Object.entries(JSON.parse(event.data))) {
      const region = document.getElementById(id);
      if (region) {
        const template = document.createElement('template');
        template.innerHTML = html;
        patchChildren(region, template.content);
      }
    }

    isFirst = false;
    wait = 1000;
    say('on', 'live');
  };

  const stop = () => {
    clearTimeout(timer);
    if (stream) {
      stream.close();
      stream = null;
    }
  };

  const end = (state, text) => {
    stop();
    document.removeEventListener('visibilitychange', follow);
    say(state, text);
  };

  // A stream that the browser gave up, after an answer that is none: ask what is wrong, and come back later.
  const comeBack = async () => {
    stop();
    say('off', 'reconnecting …');
    timer = setTimeout(start, wait);
    wait = Math.min(wait * 2, 10000);
    try {
      const answer = await fetch('/dashboard/session', { cache: 'no-store' });
      if (answer.status === 401) {
        end('off', 'signed out: load the page again');
      }
    } catch {
      say('off', 'reconnecting …');
    }
  };

  const start = () => {
    stop();
    stream = new EventSource(main.dataset.live);
    stream.onmessage = show;
    stream.addEventListener('gone', () => end('off', 'this page is gone'));
    stream.addEventListener('ended', () => end('off', 'signed out: load the page again'));
    stream.onerror = () => {
      if (stream && stream.readyState === EventSource.CLOSED) {
        comeBack();
      } else {
        say('off', 'reconnecting …');
      }
    };
  };

  // A browser keeps few connections open; a page that nobody looks at needs none.
  const follow = () => {
    if (document.hidden) {
      stop();
    } else if (!stream) {
      start();
    }
  };

  document.addEventListener('visibilitychange', follow);
  window.addEventListener('pagehide', stop);
  window.addEventListener('pageshow', event => event.persisted && follow());
  follow();
})();
