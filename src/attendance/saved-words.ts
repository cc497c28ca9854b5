import type { FlashMessage } from '../shared/web/flash.js';
import type { Translate } from '../shared/web/i18n.js';
import { tallyWords } from './mark-words.js';
import type { SavedRegister } from './register.service.js';

/** What was saved, and the way to the calls that follow from it. */
export function savedFlash(t: Translate, saved: SavedRegister): FlashMessage {
  const href = callsAfter(saved);
  return {
    key: 'attendance:flash.register-saved', params: { words: tallyWords(t, saved.counts) },
    ...(href ? { link: { href, key: 'attendance:flash.see-calls' } } : {}),
  };
}

/** The call list, once a register says that somebody missed; null when nobody has to be called about it. */
export function callsAfter({ complete, counts }: SavedRegister): string | null {
  return complete && counts.absent > 0 ? '/calls' : null;
}
