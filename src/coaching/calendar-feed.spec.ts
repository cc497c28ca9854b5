import fc from 'fast-check';
import ICAL from 'ical.js';
import { translator } from '../shared/web/i18n.js';
import { calendarFeed, discreetName, type FeedBooking } from './calendar-feed.js';

const t = translator('es');
const booking = (more: Partial<FeedBooking> = {}): FeedBooking => ({
  id: '01a20949-d1a2-7391-91f1-020389c0150b', date: '2026-12-31', startsAt: '19:30', endsAt: '20:15', bookedAt: Date.UTC(2026, 10, 23, 15), version: 1, cancelled: false,
  givenNames: 'Rosa María', surnames: 'Quispe Huamán', workstation: 'PC 04', room: 'Sala 1', ...more,
});
const CENTRE = 'Villa El Salvador';

function eventsOf(text: string): InstanceType<typeof ICAL.Event>[] {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
}

describe('a coach\'s calendar', () => {
  it('tells when, where and with whom, at the right instant over the turn of the year', () => {
    const text = calendarFeed(t, CENTRE, [booking()]);
    const calendar = new ICAL.Component(ICAL.parse(text));
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Asesorías en Villa El Salvador');
    const [event] = eventsOf(text);
    expect(event).toMatchObject({ summary: 'Asesoría con Rosa Q.', location: 'PC 04, Sala 1, Villa El Salvador', uid: '01a20949-d1a2-7391-91f1-020389c0150b@minka' });
    expect(event?.startDate.toJSDate().toISOString()).toBe('2027-01-01T00:30:00.000Z');
    expect(event?.endDate.toJSDate().toISOString()).toBe('2027-01-01T01:15:00.000Z');
    expect(event?.component.getFirstPropertyValue('class')).toBe('PRIVATE');
    expect(text).not.toContain('DESCRIPTION');
  });

  it('keeps the UID of a booking that was moved, under a higher sequence', () => {
    const [before] = eventsOf(calendarFeed(t, CENTRE, [booking()]));
    const [after] = eventsOf(calendarFeed(t, CENTRE, [booking({ date: '2027-01-05', version: 3 })]));
    expect(after?.uid).toBe(before?.uid);
    expect([before?.sequence, after?.sequence]).toEqual([0, 2]);
  });

  it('tells of a cancelled hour as cancelled, under the UID it had and a higher sequence, and leaves the time free', () => {
    const [before] = eventsOf(calendarFeed(t, CENTRE, [booking()]));
    const [after] = eventsOf(calendarFeed(t, CENTRE, [booking({ cancelled: true, version: 2 })]));
    const said = (name: string): unknown => after?.component.getFirstPropertyValue(name);
    expect([after?.uid === before?.uid, before?.sequence, after?.sequence]).toEqual([true, 0, 1]);
    expect([before?.component.getFirstPropertyValue('status'), said('status'), said('transp'), said('class')]).toEqual(['CONFIRMED', 'CANCELLED', 'TRANSPARENT', 'PRIVATE']);
    expect(after?.summary).toBe('Cancelada: asesoría con Rosa Q.');
    expect(after?.startDate.toJSDate()).toEqual(before?.startDate.toJSDate());
  });

  it('is the same text for the same bookings, and a calendar without any', () => {
    expect(calendarFeed(t, CENTRE, [booking()])).toBe(calendarFeed(t, CENTRE, [booking()]));
    expect(eventsOf(calendarFeed(t, CENTRE, []))).toEqual([]);
  });

  it('has lines of at most 75 bytes that end as they must', () => {
    const text = calendarFeed(t, 'Centro de Villa María del Triunfo, junto a la comisaría y a la municipalidad', [booking({ room: 'Sala «Ñ» de cómputo; segunda puerta, al fondo' })]);
    const lines = text.split('\r\n');
    expect(text.replace(/\r\n/g, '')).not.toContain('\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
  });

  it('holds whatever names there are, and of the surnames but a letter', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((text) => `${text.replace(/\p{Cc}/gu, ' ')}x`);
    fc.assert(fc.property(name, fc.stringMatching(/^[A-ZÑÁ][a-zñá;,\\ ]{4,20}z$/u), (givenNames, surnames) => {
      const one = booking({ givenNames, surnames, room: `Sala; "${givenNames}"` });
      const [event, ...more] = eventsOf(calendarFeed(t, CENTRE, [one]));
      expect(more).toEqual([]);
      expect(event?.summary).toBe(`Asesoría con ${discreetName(one)}`);
      expect(event?.summary.endsWith(` ${surnames[0]}.`)).toBe(true);
    }), { numRuns: 200 });
  });
});

describe('a name that gives little away', () => {
  it.each([
    ['Rosa María', 'Quispe Huamán', 'Rosa Q.'],
    ['Fortunata', 'ñahui', 'Fortunata Ñ.'],
    ['  Ana ', ' De la Cruz', 'Ana D.'],
    ['Luz', '', 'Luz'],
    ['José', 'A\u0301lvarez', 'José Á.'],
  ])('%s %s', (givenNames, surnames, expected) => expect(discreetName({ givenNames, surnames })).toBe(expected));
});
