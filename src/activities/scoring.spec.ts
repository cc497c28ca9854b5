import fc from 'fast-check';
import { EXAMPLES } from '../../test/fixtures/activities.js';
import { solve } from '../../test/helpers/solve.js';
import { itemBank } from '../placement/item-bank.js';
import type { Item } from '../placement/item-schemas.js';
import type { Submitted } from './answer.js';
import { passwordFaults } from './password-rules.js';
import { isBlank, scoreActivity } from './scoring.js';

const { items, find } = itemBank();
const item = (code: string): Item => find(code) as Item;
const trace = (value: unknown): Submitted => ({ trace: JSON.stringify(value) });

describe('scoreActivity', () => {
  it.each<[string, string, Submitted, string]>([
    ['D0-mouse', 'the right option', { answer: 'o2' }, 'right'],
    ['D0-mouse', 'another', { answer: 'o1' }, 'wrong'],
    ['D0-mouse', 'none', {}, 'not_done'],
    ['D0-click-flower', 'a click', { answer: 'flower' }, 'right'],
    ['D0-double-click', 'a double click', trace({ target: 'photos', gesture: 'double' }), 'right'],
    ['D0-double-click', 'one on the wrong folder', trace({ target: 'songs', gesture: 'double' }), 'wrong'],
    ['D0-double-click', 'without a script', { trace: '' }, 'not_done'],
    ['D2-right-click', 'a double click instead', trace({ target: 'market', gesture: 'double' }), 'wrong'],
    ['D0-drag-apple', 'in the basket', trace({ apple: 'basket' }), 'right'],
    ['D0-drag-apple', 'on the table', trace({ apple: 'table' }), 'wrong'],
    ['D2-sort-files', 'all four', trace({ letter: 'documents', party: 'images', anthem: 'music', hall: 'images' }), 'right'],
    ['D2-sort-files', 'three of four', trace({ letter: 'documents', party: 'images', anthem: 'music', hall: 'documents' }), 'partly'],
    ['D2-sort-files', 'two of four, the others left', trace({ letter: 'documents', party: 'images' }), 'partly'],
    ['D2-sort-files', 'two of four, the others astray', trace({ letter: 'documents', party: 'music', anthem: 'music', hall: 'documents' }), 'wrong'],
    ['D2-sort-files', 'all into one folder', trace({ letter: 'images', party: 'images', anthem: 'images', hall: 'images' }), 'wrong'],
    ['D2-sort-files', 'one of four', trace({ letter: 'documents' }), 'wrong'],
    ['W0-type-word', 'in capitals, which is all the same there', { answer: 'MESA' }, 'right'],
    ['W1-type-enye', 'with spaces around', { answer: '  Señora  Muñoz ' }, 'right'],
    ['W1-type-enye', 'decomposed letters', { answer: 'Señora Muñoz'.normalize('NFD') }, 'right'],
    ['W1-type-enye', 'in English', { answer: 'Mrs Muñoz' }, 'right'],
    ['W1-type-enye', 'with n', { answer: 'Senora Munoz' }, 'wrong'],
    ['W1-type-accents', 'without capitals', { answer: 'josé martín núñez' }, 'wrong'],
    ['I1-type-at', 'with a space for the @', { answer: 'rosa correo.pe' }, 'wrong'],
    ['W1-erase-word', 'as it stood', { answer: 'La reunión es el el lunes' }, 'not_done'],
    ['W1-erase-word', 'erased', { answer: 'La reunión es el lunes' }, 'right'],
    ['W1-erase-word', 'erased, and ended with a full stop', { answer: 'La reunión es el lunes.' }, 'right'],
    ['W2-correct-word', 'too much changed', { answer: 'Señor alcalde: lo invitamos.' }, 'wrong'],
    ['W2-copy-paste', 'pasted', { answer: 'Solicitamos la limpieza del parque de la segunda etapa, expediente 4471-2026.', ...trace({ pasted: true }) }, 'right'],
    ['W2-copy-paste', 'typed off', { answer: 'Solicitamos la limpieza del parque de la segunda etapa, expediente 4471-2026.', ...trace({ pasted: false }) }, 'partly'],
    ['W2-copy-paste', 'half of it', { answer: 'Solicitamos la limpieza', ...trace({ pasted: true }) }, 'wrong'],
    ['W2-format-title', 'bold and centred', trace({ title: ['centre', 'bold'] }), 'right'],
    ['W2-format-title', 'bold only', trace({ title: ['bold'] }), 'partly'],
    ['W2-format-title', 'bold, centred and slanted', trace({ title: ['bold', 'centre', 'italic'] }), 'partly'],
    ['W2-format-title', 'everything bold and centred', trace({ title: ['bold', 'centre'], when: ['bold', 'centre'], what: ['bold', 'centre'] }), 'wrong'],
    ['W2-format-title', 'the whole letter bold', trace({ title: ['bold'], when: ['bold'], what: ['bold'] }), 'wrong'],
    ['I2-send-mail', 'without accents in the subject', { to: 'Junta@correo.pe', subject: 'reunion' }, 'right'],
    ['I2-send-mail', 'without a subject', { to: 'junta@correo.pe', subject: '' }, 'partly'],
    ['I3-attach-file', 'with the file', { to: 'mesadepartes@munisol.gob.pe', subject: 'Solicitud de parque', file: 'signed' }, 'right'],
    ['I3-attach-file', 'with the file, to a wrong address and without a subject', { to: 'mesa@munisol.gob.pe', subject: '', file: 'signed' }, 'wrong'],
    ['I3-attach-file', 'with the file, to a wrong address', { to: 'mesa@munisol.gob.pe', subject: 'Solicitud de parque', file: 'signed' }, 'partly'],
    ['I3-attach-file', 'without any', { to: 'mesadepartes@munisol.gob.pe', subject: 'Solicitud de parque', file: '' }, 'wrong'],
    ['I3-attach-file', 'with another', { to: 'mesadepartes@munisol.gob.pe', subject: 'Solicitud de parque', file: 'draft' }, 'wrong'],
    ['I3-false-message', 'all the signs', { marked: ['prize', 'hurry', 'code'] }, 'right'],
    ['I3-false-message', 'two of them', { marked: ['prize', 'code'] }, 'partly'],
    ['I3-false-message', 'one of them, as one checkbox is sent', { marked: 'prize' }, 'wrong'],
    ['I3-false-message', 'everything', { marked: ['hello', 'prize', 'hurry', 'code', 'bye'] }, 'wrong'],
    ['I3-false-message', 'all the signs and one part more', { marked: ['hello', 'prize', 'hurry', 'code'] }, 'partly'],
    ['I3-make-password', 'a strong one', { answer: 'Sol7+cebiche' }, 'right'],
    ['I3-make-password', 'letters in their order', { answer: 'Abcdefgh1!' }, 'wrong'],
    ['I3-make-password', 'a pet name of hers', { answer: 'Quispito123*' }, 'wrong'],
    ['I3-make-password', 'her name in it', { answer: 'Rosa+1234-Lima' }, 'wrong'],
    ['D1-close-window', 'the right one', trace({ touched: true, closed: ['music'] }), 'right'],
    ['D1-close-window', 'both', trace({ touched: true, closed: ['music', 'letter'] }), 'wrong'],
    ['D1-close-window', 'put away only', trace({ touched: true, minimised: ['music'] }), 'wrong'],
    ['D1-front-window', 'in front', trace({ touched: true, front: 'members' }), 'right'],
    ['D1-front-window', 'the others closed', trace({ touched: true, front: 'members', closed: ['photos'] }), 'wrong'],
    ['W1-save-file', 'with an ending', { name: 'Carta.odt', folder: 'documents' }, 'right'],
    ['W1-save-file', 'elsewhere', { name: 'carta', folder: 'desktop' }, 'partly'],
    ['W1-save-file', 'as it stood', { name: 'Sin título 1', folder: 'desktop' }, 'wrong'],
    ['D1-new-folder', 'made', trace([{ do: 'new', id: 'made-1', name: 'comedor' }]), 'right'],
    ['D1-new-folder', 'made with a slip and put right', trace([{ do: 'new', id: 'm', name: 'Comdor' }, { do: 'rename', id: 'm', name: 'Comedor' }]), 'right'],
    ['D1-new-folder', 'made twice', trace([{ do: 'new', id: 'm', name: 'Comedor' }, { do: 'new', id: 'n', name: 'Comedor 2' }]), 'wrong'],
    ['D2-delete-file', 'only that one', trace([{ do: 'delete', file: 'draft' }]), 'right'],
    ['D2-delete-file', 'another too', trace([{ do: 'delete', file: 'draft' }, { do: 'delete', file: 'final' }]), 'wrong'],
    ['D3-two-steps', 'in English', trace([{ do: 'new', id: 'm', name: 'Raffle' }, { do: 'move', file: 'prizes', folder: 'm' }, { do: 'move', file: 'tickets', folder: 'm' }]), 'right'],
    ['D3-two-steps', 'one file left behind', trace([{ do: 'new', id: 'm', name: 'Rifa' }, { do: 'move', file: 'prizes', folder: 'm' }]), 'wrong'],
    ['I2-municipal-phone', 'in another form', { answer: '01 555-0134' }, 'right'],
    ['I2-municipal-phone', 'another number', { answer: '555 0121' }, 'wrong'],
    ['I2-fee', 'with a comma', { answer: 's/ 12,5' }, 'right'],
    ['I2-fee', 'in words', { answer: '12.50 soles' }, 'right'],
    ['I2-fee', 'another amount', { answer: '15.00' }, 'wrong'],
    ['I2-search', 'good words', { answer: 'Horario posta Villa el Sol' }, 'right'],
    ['I2-search', 'a question', { answer: 'a que horas abren la posta de Villa El Sol' }, 'right'],
    ['I2-search', 'in the plural', { answer: 'horas de atencion postas villa el sol' }, 'right'],
    ['I2-search', 'of another place', { answer: 'a que horas abren la posta de Villa María' }, 'wrong'],
    ['I2-search', 'too few', { answer: 'posta' }, 'wrong'],
    ['D1-volume', 'near enough', { answer: '28' }, 'right'],
    ['D1-volume', 'not moved', { answer: '90' }, 'not_done'],
    ['D1-volume', 'too low', { answer: '0' }, 'wrong'],
    ['W3-print-dialog', 'all fields', { 'field-copies': '2', 'field-range': 'some', 'field-pages': '3 - 5' }, 'right'],
    ['W3-print-dialog', 'two of three', { 'field-copies': '2', 'field-range': 'all', 'field-pages': '3-5' }, 'partly'],
    ['W2-print-menu', 'another command', { answer: 'save' }, 'wrong'],
  ])('%s: %s', (code, _, submitted, outcome) => {
    const scored = scoreActivity(item(code), submitted);
    expect(scored.outcome).toBe(outcome);
    expect(scored.score).toBe({ right: 1, partly: 0.5 }[outcome] ?? 0);
  });

  it.each(items.map((one) => [one.code, one] as const))('%s can be left', (_, one) => {
    const left = { left: 'yes', answer: 'o1', trace: '{}' };
    expect(scoreActivity(one, left)).toEqual({ score: 0, outcome: 'not_done', kept: null });
    expect(isBlank(one, left)).toBe(false);
    expect(isBlank(one, {})).toBe(true);
  });

  it.each([...items, ...EXAMPLES].map((one) => [one.code, one] as const))('%s: whoever does it right is told so', (_, one) => {
    expect(scoreActivity(one, solve(one)).outcome).toBe('right');
  });

  it('has a score for anything that a form may send', () => {
    const value = fc.oneof(fc.string(), fc.json(), fc.array(fc.string()), fc.anything());
    const names = fc.constantFrom('answer', 'trace', 'marked', 'to', 'file', 'name', 'folder', 'type', 'field-name', 'field-copies');
    fc.assert(fc.property(fc.constantFrom(...items), fc.dictionary(names, value), (one, submitted) => {
      const { score, outcome } = scoreActivity(one, submitted);
      return [0, 0.5, 1].includes(score) && ['right', 'partly', 'wrong', 'not_done'].includes(outcome);
    }), { numRuns: 500 });
  });

  it('keeps no password', () => {
    expect(JSON.stringify(scoreActivity(item('I3-make-password'), { answer: 'Sol7+cebiche' }))).not.toContain('cebiche');
  });

  it('keeps no more than a page', () => {
    const { kept } = scoreActivity(item('W0-type-name'), { answer: 'x'.repeat(100_000) });
    expect(JSON.stringify(kept).length).toBeLessThan(2_100);
  });
});

describe('passwordFaults', () => {
  const rule = { fewest: 10, without: ['rosa', '1961'] };

  it.each([
    ['Luna-7-Camote', []], ['mi gata duerme en el techo', []], ['7Lunas-Cebiche+Puerta', []],
    ['Ab1+', ['short', 'repetitive']], ['Contraseña1', ['common']], ['Camote+1961', ['personal']], ['aaaaaaaaaaaaaaaaaa', ['repetitive']],
    ['quierollamar', ['one-kind']], ['Xk-Fedcba-9', ['sequence']], ['Yuca+7890-Sol', ['sequence']], ['Mi-Rosita+9k', ['personal']], ['Verdes+Lago-7k', []], ['Camote-Poiuy-8', ['sequence']], ['R o s a - luna 7', ['personal']],
  ])('%j', (password, faults) => {
    expect(passwordFaults(password, rule)).toEqual(faults);
  });
});
