/**
 * The quick way out, by its button or three presses of Shift within two seconds: the page is blank at once, its place in the
 * history is taken by the other page, and the session ends while the browser is on its way.
 */
const exit = document.querySelector<HTMLFormElement>('form[data-quick-exit]');

if (exit) {
  let presses: number[] = [];
  exit.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    leave(exit);
  });
  document.addEventListener('keyup', ({ key, timeStamp }) => {
    presses = key === 'Shift' ? [...presses.filter((at) => timeStamp - at < 2_000), timeStamp] : [];
    if (presses.length >= 3) leave(exit);
  });
}

function leave(form: HTMLFormElement): void {
  document.body.hidden = true;
  document.title = '…';
  void fetch(form.action, { method: 'POST', keepalive: true, redirect: 'manual', body: new URLSearchParams(new FormData(form) as never) });
  location.replace(form.dataset.quickExit as string);
}

export {};
