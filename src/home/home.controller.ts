import { Controller, Get } from '@nestjs/common';
import { HomeSections } from '../shared/web/home-sections.js';
import type { Translate } from '../shared/web/i18n.js';
import { Texts } from '../shared/web/locale.js';
import { page, redirect, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { HomeReading } from './home-reading.js';
import { homePage } from './home.presenter.js';

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
    const { view, quickExit, skipTo } = homePage(t, viewer, loaded);
    return page('home/show', view, { title: 'home:title', quickExit, skipTo });
  }
}
