import fc from 'fast-check';
import { example, EXAMPLES } from '../../test/fixtures/activities.js';
import type { Submitted } from './answer.js';
import { isBlank, scoreActivity } from './scoring.js';

const trace = (pressed: string[], slips = 0): Submitted => ({ trace: JSON.stringify({ pressed, slips }) });
const print = (printer: string, copies: string, pages: string, range = ''): Submitted => ({ printer, copies, pages, range });
const mail = (to: string, subject: string, body: string): Submitted => ({ to, subject, body });

describe('scoreActivity', () => {
  it.each<[string, string, Submitted, string]>([
    ['keys', 'all of them', trace(['k1', 'k2', 'k3', 'k4']), 'right'],
    ['keys', 'all of them after slips', trace(['k1', 'k2', 'k3', 'k4'], 7), 'right'],
    ['keys', 'half of them', trace(['k1', 'k2']), 'partly'],
    ['keys', 'one', trace(['k1']), 'wrong'],
    ['keys', 'in another order', trace(['k4', 'k3', 'k2', 'k1']), 'wrong'],
    ['keys', 'none but slips', trace([], 3), 'not_done'],
    ['keys', 'without a script', { trace: '' }, 'not_done'],
    ['print', 'as asked', print('sala', '2', 'some', '1-2'), 'right'],
    ['print', 'pages in other words', print('sala', ' 2 ', 'some', '1 y 2'), 'right'],
    ['print', 'pages typed, all marked', print('sala', '2', 'all', '1-2'), 'partly'],
    ['print', 'another printer', print('oficina', '2', 'some', '1-2'), 'partly'],
    ['print', 'as the dialog opened', print('oficina', '1', 'all'), 'wrong'],
    ['print', 'pages that there are not', print('oficina', '2', 'some', '1-9'), 'wrong'],
    ['print', 'words for a number', print('sala', 'dos', 'some', 'uno'), 'wrong'],
    ['settings', 'both changed', { 'setting-phone': 'friends', 'setting-place': 'off', 'setting-posts': 'friends', 'setting-sound': 'on' }, 'right'],
    ['settings', 'both, and one that does not matter', { 'setting-phone': 'friends', 'setting-place': 'off', 'setting-sound': 'off' }, 'right'],
    ['settings', 'one changed', { 'setting-phone': 'friends', 'setting-place': 'on' }, 'partly'],
    ['settings', 'both, and one spoilt', { 'setting-phone': 'friends', 'setting-place': 'off', 'setting-posts': 'all' }, 'partly'],
    ['settings', 'another changed', { 'setting-sound': 'off' }, 'wrong'],
    ['settings', 'as they were', { 'setting-phone': 'all', 'setting-place': 'on', 'setting-posts': 'friends', 'setting-sound': 'on' }, 'not_done'],
    ['publish', 'all in it', { audience: 'neighbours', text: 'ASAMBLEA el sabado\na las 4:00 p. m.' }, 'right'],
    ['publish', 'in other words', { audience: 'neighbours', text: 'Este sábado hay asamblea, 4 de la tarde.' }, 'right'],
    ['publish', 'another hour', { audience: 'neighbours', text: 'Asamblea, sábado 14:00' }, 'partly'],
    ['publish', 'for everybody', { audience: 'all', text: 'Asamblea, sábado 16:00' }, 'partly'],
    ['publish', 'for nobody, and little said', { text: 'Hola vecinos' }, 'wrong'],
    ['publish', 'nothing written', { audience: 'neighbours', text: '  ' }, 'not_done'],
    ['score-projects', 'by the rule', { 'points-losa': '2', 'points-botiquin': '1', 'points-luz': '3' }, 'right'],
    ['score-projects', 'one otherwise', { 'points-losa': '2', 'points-botiquin': '1', 'points-luz': '2' }, 'partly'],
    ['score-projects', 'one alone', { 'points-losa': '2' }, 'wrong'],
    ['ballot', 'two', { vote: ['losa', 'luz'] }, 'right'],
    ['ballot', 'two others', { vote: ['botiquin', 'luz'] }, 'right'],
    ['ballot', 'one twice', { vote: ['luz', 'luz'] }, 'partly'],
    ['ballot', 'one that does not stand for election', { vote: ['luz', 'parque'] }, 'partly'],
    ['ballot', 'too many', { vote: ['losa', 'luz', 'botiquin'] }, 'wrong'],
    ['ballot', 'none', {}, 'not_done'],
    ['mail-body', 'with its request', mail('rsalas@congreso.example', 'pedido', 'Señora: pedimos gas para el comedor.'), 'right'],
    ['mail-body', 'without its request', mail('rsalas@congreso.example', 'pedido', 'Saludos del comedor'), 'partly'],
    ['mail-answer', 'answered', mail('elena@correo.pe', 'Re: Reunión del viernes', 'Gracias, Elena. Sí voy.'), 'right'],
    ['mail-answer', 'as it stood before she wrote', mail('elena@correo.pe', 'Re: Reunión del viernes', ''), 'not_done'],
    ['mail-answer', 'to somebody else', mail('luz@correo.pe', 'Re: Reunión del viernes', 'Sí voy.'), 'partly'],
    ['mail-body', 'empty', mail('otra@congreso.example', 'pedido', ''), 'wrong'],
  ])('%s: %s', (code, _, submitted, outcome) => {
    const scored = scoreActivity(example(code), submitted);
    expect(scored.outcome).toBe(outcome);
    expect(scored.score).toBe({ right: 1, partly: 0.5 }[outcome] ?? 0);
  });

  it('does not keep what she voted for', () => {
    expect(scoreActivity(example('ballot'), { vote: ['losa', 'luz'] }).kept).toEqual({ marked: 2 });
  });

  it.each(EXAMPLES.map((one) => [one.code, one] as const))('%s can be left, and asked again', (_, one) => {
    expect(scoreActivity(one, { left: 'yes', vote: 'luz' }).outcome).toBe('not_done');
    expect(isBlank(one, {})).toBe(true);
  });

  it('has a score for anything that a form may send', () => {
    const value = fc.oneof(fc.string(), fc.json(), fc.array(fc.string()), fc.anything());
    const names = fc.constantFrom('trace', 'printer', 'copies', 'pages', 'range', 'setting-phone', 'audience', 'text', 'points-luz', 'vote', 'to', 'body');
    fc.assert(fc.property(fc.constantFrom(...EXAMPLES), fc.dictionary(names, value), (one, submitted) => {
      const { score, outcome } = scoreActivity(one, submitted);
      return [0, 0.5, 1].includes(score) && ['right', 'partly', 'wrong', 'not_done'].includes(outcome);
    }), { numRuns: 500 });
  });
});
