import { Controller, Get } from '@nestjs/common';
import { givenNamesOf } from '../people/given-names-of.js';
import { HomeSections } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { HomeReading } from './home-reading.js';

/** The link to the first thing to do: keys get there by "skip to content". */
const FIRST = 'first-step';

/** Everybody's first page: what do I do next? */
@Controller()
export class HomeController {
  constructor(private readonly sections: HomeSections, private readonly reading: HomeReading) {}

  @Get()
  @Policy(anyone)
  async show(@CurrentViewer() viewer: Viewer | null, @Texts() t: Translate): Promise<Answer> {
    if (!viewer) return redirect('/sign-in');
    if (viewer.kind === 'station') return redirect('/station');
    const open = this.sections.for(viewer);
    const found = await this.reading.read(open, viewer);
    const loaded = await Promise.all(open.map(async (section, index) => ({
      title: t(section.title), items: await section.load(viewer, t, found[index]?.figures ?? {}, found[index]?.rows ?? {}),
    })));
    const items = loaded.flatMap((section) => section.items);
    // The first thing that has a button of its own stands alone on top: one big next step.
    const next = items.find(({ button }) => button !== undefined) ?? null;
    const toSign = { title: t('home:signatures'), items: items.filter(({ signs }) => signs) };
    const others = loaded.map((section) => ({ title: section.title, items: section.items.filter((item) => item !== next && !item.signs) }));
    const [first, ...more] = [toSign, ...others].filter((section) => section.items.length > 0);
    const sections = first ? [{ ...first, items: first.items.map((item, index) => (index > 0 ? item : { ...item, id: FIRST })) }, ...more] : [];
    const skipTo = next ? 'next-step' : first?.items[0]?.href ? FIRST : undefined;
    const quickExit = items.some(({ discreet }) => discreet);
    return page('home/show', { greeting: t('home:greeting', { name: viewer.givenNames ?? givenNamesOf(viewer.name) }), next, sections }, { title: 'home:title', quickExit, skipTo });
  }
}
