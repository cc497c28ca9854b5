import { RegisterQueue } from './register-queue.js';

/** The queue of the register that this page shows, as the browser keeps it. */
export function openQueue(form: HTMLFormElement): RegisterQueue {
  const name = `minka-register:${location.pathname}`;
  const store = {
    read: () => localStorage.getItem(name),
    write: (text: string | null) => (text === null ? localStorage.removeItem(name) : localStorage.setItem(name, text)),
  };
  // randomUUID is missing where a centre serves Minka over plain http in its own network.
  const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return new RegisterQueue(store, form.dataset.account ?? '', newKey, Date.now);
}
