import { field, type Field, type FormView } from '../shared/web/fields.js';
import { staleOver } from '../shared/web/stale-form.js';
import type { Translate } from '../shared/web/i18n.js';
import type { CentreSettings } from './coaching-settings.service.js';
import { BOOKING_MINUTES, SETTING_BOUNDS } from './settings-rules.js';

const COACHES = '/coaching/coaches';

/** The form of a centre's settings. */
export function settingsView(t: Translate, form: FormView, settings: CentreSettings): object {
  return {
    back: { href: COACHES, text: t('coaching:coaches.title') }, form, action: '/coaching/settings', lead: t('coaching:settings.lead'),
    fields: settingsFields(t, form, settings), hidden: [{ name: 'version', value: form.values.version ?? settings.version }], submit: t('common:save'), cancelUrl: COACHES,
    stale: staleOver(t, form, (filled) => settingsFields(t, filled, settings)),
  };
}

function settingsFields(t: Translate, form: FormView, settings: CentreSettings): Field[] {
  const numbers = (Object.keys(SETTING_BOUNDS) as (keyof typeof SETTING_BOUNDS)[]).map((name) => {
    const [least, most] = SETTING_BOUNDS[name];
    return field(form, t, {
      name, type: 'number', label: `coaching:settings.fields.${name}`, hint: `coaching:settings.hints.${name}`, params: { least, most }, value: settings[name],
    });
  });
  return [
    field(form, t, {
      name: 'bookingMinutes', type: 'select', label: 'coaching:settings.fields.bookingMinutes', value: settings.bookingMinutes, width: 'short',
      choices: BOOKING_MINUTES.map((count) => ({ value: String(count), label: t('coaching:settings.minutes', { count }) })),
    }),
    ...numbers,
  ];
}
