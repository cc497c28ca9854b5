import { Controller, Get, Param, Query } from '@nestjs/common';
import { NotThere } from '../../shared/kernel/refusal.js';
import { failedView } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, type Answer } from '../../shared/web/page.js';
import { allow, Policy } from '../../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { FigureAsking } from '../figures/figure-asking.js';
import { mayOpen, PROVERS } from '../figures/figure-reader.js';
import { FiguresService } from '../figures/figures.service.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import type { ProofFilter } from './proof-reading.js';
import { proofView } from './proof.presenter.js';
import { COUNTS } from './proof-rows.js';
import { ProofService } from './proof.service.js';

/** The records behind a figure, for those who may see whose they are. */
@Controller('figures/:code/proof')
@Policy(allow(...PROVERS))
export class ProofController {
  constructor(private readonly proof: ProofService, private readonly figures: FiguresService, private readonly asking: FigureAsking) {}

  @Get()
  async show(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const definition = CATALOGUE.get(code);
    if (!definition || !mayOpen(viewer, definition.proof)) throw new NotThere('proof');
    const { asked, ground, form, scope } = await this.asking.read(viewer, query, definition);
    const [figure] = await this.figures.of(scope, [code]);
    if (!figure) throw new NotThere('figure');
    const filter = readFilter(query);
    const found = await this.proof.find(viewer, definition, scope, figure.total, filter, t);
    const model = proofView(t, { definition, asked, ground, figure: figure.total, filter, ...found }, failedView(form, t));
    return page('reports/figures/proof', model, { title: t('figures:proof.page', { name: t(`indicators:${code}.name`) }), status: form.faults.length > 0 ? 422 : 200 });
  }
}

/** What is asked for and not understood is not asked for. */
function readFilter({ name, counts, page: asked }: Record<string, unknown>): ProofFilter {
  return { name: typeof name === 'string' ? name.trim().slice(0, 80) : '', counts: COUNTS.find((one) => one === counts) ?? 'all', page: asked };
}
