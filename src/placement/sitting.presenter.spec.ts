import type { Page } from '../shared/web/page.js';
import { translator } from '../shared/web/i18n.js';
import { render } from '../shared/web/view-engine.js';
import { itemBank } from './item-bank.js';
import type { Item } from './item-schemas.js';
import { itemPage } from './sitting.presenter.js';

describe('the page of an item', () => {
  const shown = (code: string): { title: string | undefined; html: string } => {
    const step = { finished: false as const, item: itemBank().find(code) as Item, ordinal: 3, estimate: { ability: 0, error: 1, certainty: 0.5 } };
    const { view, model, options } = itemPage(translator('es'), 'es', { seed: 7, purpose: 'placement' }, step as never) as Page;
    return { title: options.title, html: render(view, model, { locale: 'es', layout: null }) };
  };

  it('asks mouse and finger each in its own words, and says neither in its title', () => {
    const { title, html } = shown('D0-click-flower');
    expect(html).toContain('<span class="by-mouse">Haga clic en la flor.</span><span class="by-touch">Toque la flor.</span>');
    expect(title).toBe('Tarea 3');
  });

  it('asks once where it fits both', () => {
    const { title, html } = shown('W0-type-word');
    expect(html).not.toContain('by-touch');
    expect(title).toBe('Escriba esta palabra.');
  });
});
