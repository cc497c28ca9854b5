import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { isLocale } from '../shared/web/i18n.js';
import { chooseLocale } from '../shared/web/locale.js';
import { isOwnPath, nothing, redirect, type Answer } from '../shared/web/page.js';
import { anyone, Policy } from '../shared/web/policies.js';
import { refererPath } from '../shared/web/referer.js';
import { AccountsService } from './accounts.service.js';
import { Sessions } from './sessions.js';
import { StationPass } from './station-pass.js';

/** The way out, and what a browser may tell of itself. */
@Controller()
@Policy(anyone)
export class SessionController {
  constructor(
    private readonly sessions: Sessions,
    private readonly stations: StationPass,
    private readonly accounts: AccountsService,
  ) {}

  /** Ends the session; a station's PC goes back to its groups. */
  @Post('sign-out')
  async signOut(@Req() request: Request): Promise<Answer> {
    await this.sessions.end(request);
    return redirect(await this.stations.stationAt(request) ? '/station' : '/sign-in');
  }

  /** Somebody is typing: the session goes on. Being asked is what keeps it, as every request does. */
  @Get('session/alive')
  alive(): Answer {
    return nothing();
  }

  @Post('language')
  async language(@Req() request: Request, @Res({ passthrough: true }) response: Response, @Body() body: { language?: unknown; return?: unknown } = {}): Promise<Answer> {
    const { language } = body;
    const back = isOwnPath(body.return) ? body.return : refererPath(request) ?? '/';
    if (!isLocale(language)) return redirect(back);
    chooseLocale(response, language);
    if (request.viewer && request.viewer.kind !== 'station') await this.accounts.changeLocale(request.viewer, language);
    return redirect(back);
  }
}
