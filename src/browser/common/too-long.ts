/**
 * Nothing that is typed or pasted is ever cut: a text that is too long says at once by how many letters, so that the person
 * herself decides what goes. Fields bear what they may hold (`data-longest`); the server says the same when it is sent.
 */
const words = document.body.dataset.tooLong;

document.addEventListener('input', ({ target }) => {
  const control = target as HTMLInputElement;
  const longest = Number(control.dataset?.longest);
  if (longest && words) say(control, words, control.value.trim().length - longest);
});

function say(control: HTMLElement, words: string, over: number): void {
  const said = control.nextElementSibling as HTMLElement | null;
  const note = said?.hasAttribute('data-over') ? said : over > 0 ? noteAfter(control) : null;
  if (note) note.textContent = over > 0 ? words.replace('{n}', String(over)) : '';
}

/** Read aloud when it changes; the field keeps the focus. */
function noteAfter(control: HTMLElement): HTMLElement {
  const note = Object.assign(document.createElement('p'), { className: 'field__error' });
  note.setAttribute('role', 'status');
  note.setAttribute('data-over', '');
  control.after(note);
  return note;
}

export {};
