// What pages do better with a script; without one they do it all the same. Moments go into the reader's zone, secrets can be copied.
(() => {
  'use strict';

  const shown = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

  const localise = (root) => {
    for (const time of root.querySelectorAll('time[datetime]:not([title])')) {
      const moment = new Date(time.dateTime);
      if (!Number.isNaN(moment.getTime())) {
        time.title = time.textContent;
        time.textContent = shown.format(moment);
      }
    }
  };

  const offerCopies = (root) => {
    if (!navigator.clipboard) {
      return;
    }
    for (const button of root.querySelectorAll('button[data-copy]')) {
      button.hidden = false;
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
        button.textContent = 'Copied';
      });
    }
  };

  const ready = (root) => {
    localise(root);
    offerCopies(root);
  };

  ready(document);
  document.addEventListener('htmx:afterSwap', (event) => ready(event.target.parentElement || document));
})();
