import { seriesLetters } from '../shared/kernel/series.js';
import { keptLetters, lettersOfAll } from './centre-letters.js';

const centre = (id: string, shortName: string, more: { createdAt?: number; kept?: string } = {}): Parameters<typeof lettersOfAll>[0][number] => (
  { id, shortName, createdAt: Number(id), kept: null, ...more });

describe('the letters of a centre\'s papers', () => {
  it.each([
    ['are those of its short name', [centre('1', 'V.E.S.'), centre('2', 'Lurín')], ['VES', 'LURIN']],
    ['have a number behind where an older centre has the same', [centre('1', 'VES'), centre('2', 'V.E.S.'), centre('3', 'vés')], ['VES', 'VES2', 'VES3']],
    ['leave out a number that is somebody\'s name', [centre('1', 'VES2'), centre('2', 'VES'), centre('3', 'V-E-S')], ['VES2', 'VES', 'VES3']],
    ['stay with whoever has written receipts, however old the other one is', [centre('1', 'VES'), centre('2', 'VES', { kept: 'VES' })], ['VES2', 'VES']],
    ['stay when the centre or the other one is renamed', [centre('1', 'Sur', { kept: 'VES' }), centre('2', 'VES', { kept: 'VES2' })], ['VES', 'VES2']],
    ['are no others\' when a new centre takes a name that somebody gave up', [centre('1', 'Sur', { kept: 'VES' }), centre('2', 'VES')], ['VES', 'VES2']],
    ['of centres made at once go by their ids', [centre('2', 'VES', { createdAt: 5 }), centre('1', 'VES', { createdAt: 5 })], ['VES2', 'VES']],
    ['fit where there are many', Array.from({ length: 12 }, (_, at) => centre(String(at + 1), 'abcdefghijklmnopqrst')), expect.arrayContaining(['ABCDEFGHIJKLMNO', 'ABCDEFGHIJKLMN9', 'ABCDEFGHIJKLM12'])],
  ])('%s', (_, centres, letters) => {
    const all = lettersOfAll(centres);
    expect(centres.map(({ id }) => all.get(id))).toEqual(letters);
  });

  it.each([
    ['VES', 'VES'], [' v.m.t. ', 'VMT'], ['Ñaña', 'NANA'], ['', 'CENTRO'], ['Centro comunitario de VES', 'CENTROCOMUNITAR'],
  ])('of the short name %j are %s', (name, letters) => {
    expect(seriesLetters(name)).toBe(letters);
  });

  it.each<[string, [string, string][], [string, string][], [string, string][]]>([
    ['of the last first receipt', [['1', 'VES'], ['1', 'SUR']], [], [['1', 'SUR']]],
    ['of receipts before those of certificates', [['1', 'SUR']], [['1', 'VES']], [['1', 'SUR']]],
    ['of certificates where nobody paid yet', [], [['1', 'VES'], ['1', 'VES'], ['2', 'VMT']], [['1', 'VES'], ['2', 'VMT']]],
    ['of certificates that are not another\'s receipts', [['1', 'VES']], [['2', 'VES']], [['1', 'VES']]],
    ['of certificates as they were last', [], [['1', 'VES'], ['1', 'SUR'], ['2', 'VES']], [['1', 'SUR'], ['2', 'VES']]],
  ])('are kept: those %s', (_, receipts, certificates, kept) => {
    const papers = (list: [string, string][]): { centreId: string; letters: string }[] => list.map(([centreId, letters]) => ({ centreId, letters }));
    expect([...keptLetters({ receipts: papers(receipts), certificates: papers(certificates) })]).toEqual(kept);
  });
});
