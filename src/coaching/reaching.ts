import { contactIn, newestConsent } from '../people/contact-permission.js';
import { formatPhone } from '../people/contact.js';
import type { Tx } from '../shared/database/tx.js';
import type { Id } from '../shared/kernel/ids.js';
import { DEFAULT_LOCALE, isLocale, translator, type Translate } from '../shared/web/i18n.js';
import { reminderWay, type ReminderWay } from './reminder-rules.js';

/** How somebody is written to, in the language in which she reads Minka. */
export interface Reached {
  way: ReminderWay;
  t: Translate;
  centre: string;
  centrePhone: string | null;
}

interface Row {
  phone: string | null;
  email: string | null;
  covers: string | null;
  locale: string | null;
  centre: string;
  centrePhone: string | null;
}

/** @returns null where she may not be written to, or by none of these channels. One query, none without channels */
export async function howToReach(tx: Tx, { centreId, personId }: { centreId: Id; personId: Id }, channels: readonly string[]): Promise<Reached | null> {
  if (channels.length === 0) return null;
  const [row] = await tx.manager.query<Row[]>(ROW, [centreId, personId]);
  const way = row && reminderWay({ ...row, allowed: contactIn(row.covers) === true }, channels);
  return way ? { way, t: translator(isLocale(row.locale) ? row.locale : DEFAULT_LOCALE), centre: row.centre, centrePhone: row.centrePhone } : null;
}

/** How she answers: by the centre's phone, or at the centre. */
export function sayWords({ t, centrePhone }: Reached, message: 'reminder' | 'offer-notice'): string {
  return centrePhone ? t(`coaching:${message}.call`, { phone: formatPhone(centrePhone) }) : t(`coaching:${message}.tell`);
}

const ROW = `
  SELECT p.phone, p.email, ${newestConsent('p.id', 'place.id')} AS covers, place.name AS centre, place.phone AS centrePhone,
    (SELECT a.locale FROM accounts a WHERE a.person_id = p.id AND a.kind = 'learner') AS locale
  FROM persons p JOIN centres place ON place.id = ? WHERE p.id = ?`;
