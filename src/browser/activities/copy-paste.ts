import { before, keep } from './trace.js';

/** Tells a text that was pasted (or dragged over) from one that was typed off. */
const box = document.querySelector<HTMLTextAreaElement>('[data-paste]');

if (!before()) keep({ pasted: false });
for (const way of ['paste', 'drop']) box?.addEventListener(way, () => keep({ pasted: true }));
