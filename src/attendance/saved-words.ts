import type { FlashMessage } from '../shared/web/flash.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import type { Translate } from '../shared/web/i18n.js';
import { tallyWords } from './mark-words.js';
import type { SavedRegister } from './register.service.js';

/** What was saved, and the way to the calls that follow from it. */
export function savedFlash(t: Translate, saved: SavedRegister, today: LocalDate): FlashMessage {
  const href = callsAfter(saved, today);
  return {
    key: 'attendance:flash.register-saved', params: { words: tallyWords(t, saved.counts) },
    ...(href ? { link: { href, key: 'attendance:flash.see-calls' } } : {}),
  };
}

/** The call list of the session's day, once a register says that somebody missed; null when nobody has to be called about it. */
export function callsAfter({ complete, counts, date }: SavedRegister, today: LocalDate): string | null {
  if (!complete || counts.absent === 0) return null;
  return date === today ? '/calls' : `/calls?date=${date}`;
}
