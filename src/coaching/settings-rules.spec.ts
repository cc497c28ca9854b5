import { parseForm } from '../shared/web/forms.js';
import { settingsForm } from './coaching-settings.form.js';
import { COACHING_DEFAULTS, type CoachingRules } from './coaching-settings.entity.js';
import { BOOKING_MINUTES, settingsRefusals } from './settings-rules.js';

describe('the settings of coaching', () => {
  it.each<[string, Partial<CoachingRules>, number, string[]]>([
    ['what a centre goes by until it says otherwise', {}, 20, []],
    ['all PCs but one for open access', { openAccessPcs: 19 }, 20, []],
    ['all PCs for open access', { openAccessPcs: 20 }, 20, ['openAccessPcs']],
    ['PCs that nobody has put down yet', { openAccessPcs: 20 }, 0, []],
    ['a day of notice within two days', { noticeMinutes: 1_440, horizonDays: 2 }, 20, []],
    ['a day of notice within a day', { noticeMinutes: 1_440, horizonDays: 1 }, 20, ['noticeMinutes']],
  ])('%s', (_, values, largestRoom, expected) => {
    expect(settingsRefusals({ ...COACHING_DEFAULTS, ...values }, largestRoom).map(({ field }) => field)).toEqual(expected);
  });

  const typed = { ...Object.fromEntries(Object.entries(COACHING_DEFAULTS).map(([name, value]) => [name, String(value)])), version: '0' };

  it.each<[string, Record<string, string>, string[]]>([
    ['the usual', {}, []],
    ['no horizon', { horizonDays: '0' }, ['horizonDays web:errors.too-small']],
    ['a horizon of a year', { horizonDays: '365' }, ['horizonDays web:errors.too-big']],
    ['no notice', { noticeMinutes: '0' }, []],
    ['two days of notice', { noticeMinutes: '2880' }, ['noticeMinutes web:errors.too-big']],
    ['words', { freeCancelHours: 'un día' }, ['freeCancelHours web:errors.whole']],
    ['a negative number', { openAccessPcs: '-1' }, ['openAccessPcs web:errors.too-small']],
    ['a fraction', { offerMinutes: '90.5' }, ['offerMinutes web:errors.whole']],
    ['an offer of a minute', { offerMinutes: '1' }, ['offerMinutes web:errors.too-small']],
    ['a length that is no quarter', { bookingMinutes: '50' }, ['bookingMinutes web:errors.not-a-choice']],
    ['nothing', { horizonDays: '' }, ['horizonDays web:errors.required']],
  ])('are typed as %s', (_, changes, expected) => {
    const parsed = parseForm(settingsForm, { ...typed, ...changes });
    expect(parsed.ok ? [] : parsed.form.faults.map(({ field, reason }) => `${field} ${reason}`)).toEqual(expected);
  });

  it('offer the length that a centre goes by, in whole quarters', () => {
    expect(BOOKING_MINUTES).toContain(COACHING_DEFAULTS.bookingMinutes);
    expect(BOOKING_MINUTES.every((minutes) => minutes % 15 === 0)).toBe(true);
  });
});
