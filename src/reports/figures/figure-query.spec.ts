import { figuresAddress, readFigureQuery } from './figure-query.js';
import { lastQuarter, thisYear } from './periods.js';

const TODAY = '2026-11-23';
const PROJECT = { id: 'p1', title: 'Red', startsOn: '2025-04-01', endsOn: '2027-03-31' };
const read = (query: Record<string, unknown>, together = false): ReturnType<typeof readFigureQuery> => readFigureQuery(query, TODAY, [PROJECT], together);

describe('a period', () => {
  it.each([
    ['2026-11-23', '2026-07-01', '2026-09-30'],
    ['2026-02-28', '2025-10-01', '2025-12-31'],
    ['2026-04-01', '2026-01-01', '2026-03-31'],
  ])('on %s the last quarter was %s to %s', (today, from, to) => {
    expect(lastQuarter(today)).toEqual({ from, to });
  });

  it('is this year unless an address says otherwise', () => {
    expect(read({}).asked).toEqual({ choice: 'year', period: thisYear(TODAY), slice: {}, together: false });
    expect(read({ period: 'quarter', from: 'x' }).asked.period).toEqual({ from: '2026-07-01', to: '2026-09-30' });
    expect(read({ period: 'p1' }).asked.period).toEqual({ from: '2025-04-01', to: '2027-03-31' });
    expect(read({ from: '1/2/2026', to: '28/2/2026' }).asked).toMatchObject({ choice: 'free', period: { from: '2026-02-01', to: '2026-02-28' } });
    expect(read({ from: '2026-07-01', to: '2026-09-30' }).asked.choice).toBe('quarter');
    expect(read({ period: 'year' }).form.values).toMatchObject({ from: '01/01/2026', to: '23/11/2026' });
  });

  it.each([
    [{ from: '31/2/2026', to: '1/3/2026' }, 'from', 'web:errors.date'],
    [{ from: '2/3/2026', to: '1/3/2026' }, 'to', 'figures:refusals.order'],
    [{ from: '1/4/2006', to: '31/3/2026' }, 'from', 'reports:refusals.too-long'],
    [{ period: 'another' }, 'period', 'figures:refusals.period'],
    [{ sex: 'plenty' }, 'sex', 'web:errors.not-a-choice'],
    [{ sector: 'x'.repeat(500) }, 'sector', 'web:errors.not-a-choice'],
    [{ month: '2026-13' }, 'month', 'web:errors.not-a-choice'],
    [{ month: 'enero' }, 'month', 'web:errors.not-a-choice'],
    [{ actionKind: '__proto__' }, 'actionKind', 'web:errors.not-a-choice'],
  ])('that cannot be understood is said, %j', (query, field, reason) => {
    const { asked, form } = read(query);
    expect(form.faults).toEqual([{ field, reason }]);
    expect(asked.period.from <= asked.period.to).toBe(true);
  });

  it('is not longer than ten years, but for a project of so many', () => {
    expect(read({ from: '1/4/2016', to: '31/3/2026' }).form.faults).toEqual([]);
    const long = { ...PROJECT, startsOn: '2010-01-01' };
    expect(readFigureQuery({ from: long.startsOn, to: long.endsOn }, TODAY, [long], false)).toMatchObject({ asked: { choice: 'p1' }, form: { faults: [] } });
  });

  it('is the one of the dates where they were written over those of the form', () => {
    const was = '01/01/2026~23/11/2026';
    expect(read({ period: 'year', from: '1/3/2026', to: '23/11/2026', was }).asked).toMatchObject({ choice: 'free', period: { from: '2026-03-01', to: TODAY } });
    expect(read({ period: 'quarter', from: '01/01/2026', to: '23/11/2026', was }).asked.choice).toBe('quarter');
  });

  it('keeps what was typed', () => {
    expect(read({ period: 'free', from: 'ayer', to: '' }).form.values.from).toBe('ayer');
    expect(read({ period: 'free', from: '30/06/2026', to: '1/2/2026' }).form.values).toMatchObject({ from: '30/06/2026', to: '01/02/2026' });
  });
});

describe('a narrowing', () => {
  it('travels in the address, and comes back from it', () => {
    const asked = { ...read({ from: '1/1/2026', to: '1/3/2026', sex: 'female', district: 'Villa El Salvador', month: '2026-01', together: 'yes' }, true).asked };
    expect(asked.slice).toEqual({ sex: 'female', district: 'Villa El Salvador', month: '2026-01' });
    const address = new URL(figuresAddress('/figures', asked, { age: '60+', sex: null }), 'http://x');
    expect(read(Object.fromEntries(address.searchParams), true).asked).toEqual({ ...asked, slice: { district: 'Villa El Salvador', month: '2026-01', age: '60+' } });
  });

  it('to all centres together is for who may', () => {
    expect([read({ together: 'yes' }).asked.together, read({ together: 'yes' }, true).asked.together]).toEqual([false, true]);
  });

  it('ignores what is no text', () => {
    expect(read({ from: ['a'], sex: { a: 1 } }).form.faults).toEqual([]);
  });
});
