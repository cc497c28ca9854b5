import { Controller, Get, Req } from '@nestjs/common';
import type { Request } from 'express';
import { translator } from '../../shared/web/i18n.js';
import { page, type Page } from '../../shared/web/page.js';
import { Policy, anyone } from '../../shared/web/policies.js';
import { styleguideCharts } from './styleguide-charts.presenter.js';

/** Every chart in all its states, for whoever builds pages. Not there in production. */
@Controller('styleguide/charts')
@Policy(anyone)
export class StyleguideChartsController {
  @Get()
  async show(@Req() request: Request): Promise<Page> {
    return page('styleguide/charts', { charts: await styleguideCharts(translator(request.locale)) }, { title: 'styleguide:charts.title' });
  }
}
