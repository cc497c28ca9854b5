import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { Clock } from '../../shared/kernel/clock.js';
import { NotThere } from '../../shared/kernel/refusal.js';
import { failedView } from '../../shared/web/forms.js';
import type { Translate } from '../../shared/web/i18n.js';
import { listFile, listFormat } from '../../shared/web/list-files.js';
import { Texts } from '../../shared/web/locale.js';
import { page, type Answer } from '../../shared/web/page.js';
import { Policy } from '../../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../../shared/web/viewer.js';
import { CATALOGUE } from '../indicators/catalogue.js';
import { DIMENSIONS, isProvenByPeople, type Scope } from '../indicators/indicator.js';
import { figureReaders } from '../reports.policy.js';
import { FigureAsking } from './figure-asking.js';
import { FIGURE_GROUPS } from './figure-groups.js';
import { figureList, figureView, splitsOf } from './figure.presenter.js';
import { mayOpen } from './figure-reader.js';
import { FIGURES, figuresView, LOOKED_FOR } from './figures.presenter.js';
import { FiguresService } from './figures.service.js';
import { seenFigure, toldTogether, type FigureForFile } from './seen-figure.js';

const LISTED = FIGURE_GROUPS.flatMap((group) => group.codes);
/** What is told of one of these could be worked out from others: in files all are told as one. */
const OF_PEOPLE = [...CATALOGUE.values()].filter(isProvenByPeople).map(({ code }) => code);

/** The figures of a centre, each as its whole and by its parts. */
@Controller('figures')
@Policy(figureReaders)
export class FiguresController {
  constructor(private readonly figures: FiguresService, private readonly asking: FigureAsking, @Inject(Clock) private readonly clock: Clock) {}

  @Get()
  async list(@CurrentViewer() viewer: Viewer, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const { asked, ground, form, scope } = await this.asking.read(viewer, query);
    const figures = (await this.figures.of(scope, LISTED, LOOKED_FOR)).map(seenFigure);
    const model = figuresView(t, figures, {
      path: FIGURES, asked, ground, form: failedView(form, t), opens: ({ proof }) => mayOpen(viewer, proof),
    });
    return page('reports/figures/figures', model, { title: 'figures:title', status: form.faults.length > 0 ? 422 : 200 });
  }

  @Get(':code')
  async show(@CurrentViewer() viewer: Viewer, @Param('code') code: string, @Query() query: Record<string, unknown>, @Texts() t: Translate): Promise<Answer> {
    const definition = CATALOGUE.get(code);
    if (!definition) throw new NotThere('indicator');
    const { asked, ground, form, scope } = await this.asking.read(viewer, query, definition);
    const title = t(`indicators:${code}.name`);
    const as = listFormat(query, {});
    if (as && form.faults.length === 0) {
      const told = (await this.toldTogether(scope, asked.together, [code])).find((one) => one.definition === definition);
      if (!told) throw new NotThere('figure');
      return listFile(as, { list: title, date: this.clock.today() }, figureList(t, told, asked, ground), t);
    }
    const [figure] = await this.figures.of(scope, [code], splitsOf(definition, asked.together));
    if (!figure) throw new NotThere('figure');
    const model = await figureView(t, seenFigure(figure), {
      path: `${FIGURES}/${code}`, definition, asked, ground, form: failedView(form, t), opens: mayOpen(viewer, definition.proof),
    });
    return page('reports/figures/figure', model, { title, status: form.faults.length > 0 ? 422 : 200 });
  }

  /** The same is hidden in every file: what one of them hid could be worked out from what another one told. */
  private async toldTogether(scope: Scope, together: boolean, codes: readonly string[]): Promise<FigureForFile[]> {
    const figures = await this.figures.of(scope, [...new Set([...LISTED, ...OF_PEOPLE, ...codes])], DIMENSIONS.filter((dimension) => dimension !== 'centre' || together));
    return toldTogether(figures, scope);
  }
}
