import { Controller, Get, Param, Query } from '@nestjs/common';
import { NotThere } from '../../shared/kernel/refusal.js';
import { failedView } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { Texts } from '../../shared/web/locale.js';
import { page, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { FigureAsking, type FigureAsked } from '../figures/figure-asking.js';
import { PATH } from '../indicators/path.js';
import { proofReaders } from '../reports.policy.js';
import { dropView } from './drop.presenter.js';
import { isDrop } from './gap-path.js';
import { boardView, dropAddress, GAPS } from './gaps.presenter.js';
import { GapsService } from './gaps.service.js';

type Query = Record<string, unknown>;

const [REGISTERED] = PATH;

/** The path of a centre's people from the desk to acting: where groups part, who stayed behind, and what helps. */
@Controller('gaps')
@Policy(proofReaders)
export class GapsController {
  constructor(private readonly gaps: GapsService, private readonly asking: FigureAsking) {}

  @Get()
  async board(@CurrentViewer() viewer: Viewer, @Query() query: Query, @Texts() t: Translate): Promise<Answer> {
    const { asked, ground, form, scope } = await this.readHere(viewer, query);
    const editions = await this.gaps.openEditions(viewer.centreId);
    const gapPath = await this.gaps.path(scope);
    const model = await boardView(t, { path: GAPS, definition: REGISTERED, asked, ground, form: failedView(form, t), gapPath, editions });
    return page('reports/gaps/gaps', model, { title: 'gaps:title', status: form.faults.length > 0 ? 422 : 200 });
  }

  @Get(':drop')
  async drop(@CurrentViewer() viewer: Viewer, @Param('drop') drop: string, @Query() query: Query, @Texts() t: Translate): Promise<Answer> {
    if (!isDrop(drop)) throw new NotThere('step');
    const { asked, ground, form, scope } = await this.readHere(viewer, query);
    const found = await this.gaps.drop(viewer.centreId, drop, scope, query.page);
    const [path] = dropAddress(drop, asked).split('?') as [string];
    const model = dropView(t, { path, definition: REGISTERED, asked, ground, form: failedView(form, t), drop, ...found });
    return page('reports/gaps/drop', model, { title: t(`gaps:drops.${drop}`), status: form.faults.length > 0 ? 422 : 200 });
  }

  /** Of this centre alone: nobody is called from another one. */
  private async readHere(viewer: Viewer, query: Query): Promise<FigureAsked> {
    const { ground, ...read } = await this.asking.read(viewer, { ...query, together: '' }, REGISTERED);
    return { ...read, ground: { ...ground, centres: ground.centres.filter(({ id }) => id === viewer.centreId) } };
  }
}
