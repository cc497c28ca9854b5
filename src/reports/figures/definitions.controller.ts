import { Controller, Get, Param, Query } from '@nestjs/common';
import { NotThere } from '../../shared/kernel/refusal.js';
import type { Translate } from '../../shared/web/i18n.js';
import { LIST_FORMATS, listFile, listFormat } from '../../shared/web/list-files.js';
import { Texts } from '../../shared/web/locale.js';
import { page, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { figureReaders } from '../reports.policy.js';
import { definitionsList, definitionsView, definitionView } from './definitions.presenter.js';

/** What each indicator counts, in words: for whoever reads or evaluates the figures. */
@Controller('definitions')
@Policy(figureReaders)
export class DefinitionsController {
  @Get()
  async list(@Query('as') as: unknown, @Texts() t: Translate): Promise<Answer> {
    const all = [...CATALOGUE.values()];
    if (LIST_FORMATS.some((format) => format === as)) return listFile(listFormat(as), t('figures:definitions.file'), definitionsList(t, all), t);
    return page('figures/definitions', definitionsView(t, all), { title: 'figures:definitions.title' });
  }

  @Get(':code')
  show(@Param('code') code: string, @Texts() t: Translate): Answer {
    const definition = CATALOGUE.get(code);
    if (!definition) throw new NotThere('indicator');
    return page('figures/definition', definitionView(t, definition), { title: t(`indicators:${code}.name`) });
  }
}
