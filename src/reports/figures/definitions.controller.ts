import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import type { Translate } from '../../shared/web/i18n.js';
import { listFile, listFormat } from '../../shared/web/list-files.js';
import { Texts } from '../../shared/web/locale.js';
import { page, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { definitionReaders } from '../reports.policy.js';
import { readsFigures } from './figure-reader.js';
import { definitionsList, definitionsView, definitionView } from './definitions.presenter.js';

/** What each indicator counts, in words: for whoever reads or evaluates the figures. */
@Controller('definitions')
@Policy(definitionReaders)
export class DefinitionsController {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: unknown, @Texts() t: Translate): Promise<Answer> {
    const all = [...CATALOGUE.values()];
    const as = listFormat(query, {});
    if (as) return listFile(as, { list: t('figures:definitions.file'), date: this.clock.today() }, definitionsList(t, all), t);
    return page('reports/figures/definitions', definitionsView(t, all, readsFigures(viewer)), { title: 'figures:definitions.title' });
  }

  @Get(':code')
  show(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Texts() t: Translate): Answer {
    const definition = CATALOGUE.get(code);
    if (!definition) throw new NotThere('indicator');
    return page('reports/figures/definition', definitionView(t, definition, readsFigures(viewer)), { title: t(`indicators:${code}.name`) });
  }
}
