/** Keeps the people's part of the trainer's room as it is now, by server-sent events; says so when the line is cut. */
const room = document.querySelector<HTMLElement>('[data-room]');
const state = document.querySelector<HTMLElement>('[data-room-state]');

if (room && 'EventSource' in window) {
  const source = new EventSource(room.dataset.room as string);
  source.addEventListener('room', ({ data }: MessageEvent<string>) => {
    // The server draws it with the page's own template, which escapes everything.
    room.innerHTML = data;
    say('');
  });
  source.addEventListener('error', () => {
    // It ends every two minutes and comes back by itself; only a line that stays cut is worth a word.
    setTimeout(() => (source.readyState === EventSource.OPEN ? undefined : say(state?.dataset.lost ?? '')), 8_000);
  });
  window.addEventListener('pagehide', () => source.close());
}

function say(text: string): void {
  if (state && state.textContent !== text) state.textContent = text;
}

export {};
