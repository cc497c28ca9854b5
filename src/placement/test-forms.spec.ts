import { itemBank } from './item-bank.js';
import { AREAS } from './item-choice.js';
import { formOf, itemsFor } from './test-forms.js';

const { items } = itemBank();
const none = new Set<string>();
const [A, B] = [itemsFor('placement', items, none), itemsFor('endline', items, none)];

describe('the two forms of the test', () => {
  it('are linked by items that stand in both, in every area', () => {
    for (const area of AREAS) expect(items.filter((item) => item.area === area && formOf(item.code) === 'both').length).toBeGreaterThanOrEqual(4);
    expect(A.filter((item) => B.includes(item)).length / A.length).toBeGreaterThanOrEqual(0.2);
  });

  it('differ in most of their items, so that nobody repeats her first test', () => {
    expect(B.filter((item) => !A.includes(item)).length).toBeGreaterThanOrEqual(20);
    expect(A.length + B.length).toBe(items.length + A.filter((item) => B.includes(item)).length);
  });

  it('have items of every area and level, and are as hard as each other', () => {
    for (const area of AREAS) for (const level of [0, 1, 2, 3]) {
      for (const form of [A, B]) expect(form.filter((item) => item.area === area && item.level === level).length).toBeGreaterThanOrEqual(2);
    }
    const mean = (form: readonly { b: number }[]): number => form.reduce((sum, { b }) => sum + b, 0) / form.length;
    expect(Math.abs(mean(A) - mean(B))).toBeLessThan(0.15);
  });

  it('keep an item that was answered, whatever its form', () => {
    const stray = items.find(({ code }) => formOf(code) === 'B');
    expect(itemsFor('placement', items, new Set([stray?.code ?? '']))).toContain(stray);
    expect(itemsFor('placement', items, none)).toBe(A);
  });
});
