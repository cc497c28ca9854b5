import { EXAMPLES } from '../../test/fixtures/activities.js';
import { itemBank } from '../placement/item-bank.js';
import type { Item } from '../placement/item-schemas.js';
import { LOCALES, translator, type Locale } from '../shared/web/i18n.js';
import { render } from '../shared/web/view-engine.js';
import { activityView } from './activity.presenter.js';
import type { Activity } from './activity-kinds.js';
import { activityPictures } from './pictures.js';

const bank = itemBank();
const every = [...bank.items, ...EXAMPLES];
const find = (code: string): Item => bank.find(code) as Item;
const view = (item: Activity, locale: Locale = 'es', seed = 1): ReturnType<typeof activityView> => (
  activityView(item, { t: translator(locale), locale, pictures: activityPictures(), seed }));
const drawn = (item: Activity, locale: Locale = 'es'): string => (
  render('activities/frame', { action: '/placement/item/1', activity: view(item, locale) }, { locale, layout: null }));

describe('an activity', () => {
  it.each(every.flatMap((item) => LOCALES.map((locale) => [item.code, locale, item] as const)))('%s is drawn in %s', (_, locale, item) => {
    const html = drawn(item, locale);
    expect(html).toContain(`data-activity="${item.kind}"`);
    expect(html).toContain('name="left"');
    expect(html).toContain('name="_key"');
    expect(html).not.toMatch(/\sstyle=|\son\w+=|\[object|undefined|\{\{/u);
    const ids = [...html.matchAll(/\sid="([^"]+)"/gu)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const labelled = [...html.matchAll(/\s(?:for|aria-labelledby)="([^"]+)"/gu)].map(([, id]) => id);
    expect(labelled.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('shows the same to those who cannot know the right answer: nothing depends on it', () => {
    for (const item of every) {
      const blind = new Proxy(item, {
        get: (target, name) => {
          if (name === 'right') throw new Error(`${item.code} looks at the right answer`);
          return Reflect.get(target, name) as unknown;
        },
      });
      expect(view(blind)).toEqual(view(item));
    }
  });

  it('is the same page after a power cut, and another for the next learner', () => {
    const order = (seed: number): string => JSON.stringify(view(find('D0-mouse'), 'es', seed).shown);
    expect(order(7)).toBe(order(7));
    expect(new Set([1, 2, 3, 4, 5, 6].map(order)).size).toBeGreaterThan(1);
  });

  it('leaves hours and calendar days in their order', () => {
    for (const seed of [1, 2, 3]) {
      expect(JSON.stringify(view(find('I1-open-page'), 'es', seed).shown)).toMatch(/t8.*t9.*t10.*t11/u);
      expect(JSON.stringify(view(find('D0-click-number'), 'es', seed).shown)).toMatch(/d11.*d12.*d21.*d22/u);
    }
  });

  it.each([['D0-double-click', true], ['D2-move-file', true], ['D0-click-flower', false], ['W2-copy-paste', false], ['I3-attach-file', false]])(
    '%s: cannot be done without its script: %s', (code, needed) => {
      expect(view(find(code)).needsScript).toBe(needed);
      expect(drawn(find(code)).includes('<noscript><p class="activity__notice">')).toBe(needed);
    },
  );

  it('describes a drawing in words, unless its name stands beside it', () => {
    expect(drawn(find('D0-mouse'))).toContain('role="img" aria-label="Una tabla con muchas teclas"');
    expect(drawn(find('D0-double-click'))).not.toContain('role="img"');
  });

  it('calls its button what the mock program calls it', () => {
    expect(view(find('I3-attach-file')).submit).toBe('Enviar');
    expect(view(find('W1-save-file'), 'en').submit).toBe('Save');
    expect(view(find('W3-print-dialog')).submit).toBe('Imprimir');
    expect(view(find('D0-mouse')).submit).toBe('Listo');
  });
});
