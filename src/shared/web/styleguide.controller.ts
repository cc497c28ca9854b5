import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { translator, type Translate } from './i18n.js';
import { data, page, type Data, type Page } from './page.js';
import { Policy, anyone } from './policies.js';
import { failedFormView, foundView, printView, problemSample, progressView, stationView, styleguideView } from './styleguide.presenter.js';

/** Every part of the pages in all its states, for whoever builds pages. Not there in production. */
@Controller('styleguide')
@Policy(anyone)
export class StyleguideController {
  @Get()
  show(@Req() request: Request): Page {
    return page('styleguide/index', styleguideView(wordsOf(request)), { title: 'styleguide:title', layout: 'main' });
  }

  @Get('form')
  form(@Req() request: Request): Page {
    return page('styleguide/form', failedFormView(wordsOf(request)), { title: 'styleguide:other.form', status: 422 });
  }

  @Get('confirm')
  confirm(): Page {
    return page('styleguide/confirm', {}, { title: 'styleguide:dialogs.title' });
  }

  @Get('station')
  station(@Req() request: Request): Page {
    return page('styleguide/station', stationView(wordsOf(request)), { title: 'styleguide:station.title', layout: 'plain' });
  }

  @Get('print')
  print(@Req() request: Request): Page {
    return page('styleguide/print', printView(wordsOf(request)), { title: 'styleguide:print.title' });
  }

  @Get('error')
  error(@Req() request: Request): Page {
    const model = problemSample(wordsOf(request));
    return page('errors/problem', model, { title: model.title, status: 409 });
  }

  /** What the quick-find of the page asks for. */
  @Get('people')
  people(@Req() request: Request, @Query('q') q = ''): Data {
    return data(foundView(wordsOf(request), q));
  }

  /** What the progress of the page asks for: it goes round and never ends. */
  @Get('progress')
  progress(@Req() request: Request): Data {
    return data(progressView(wordsOf(request), Date.now()));
  }
}

function wordsOf(request: Request): Translate {
  return translator(request.locale);
}
