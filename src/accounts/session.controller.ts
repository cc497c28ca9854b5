import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { dropFlash } from '../shared/web/flash.js';
import { isLocale } from '../shared/web/i18n.js';
import { chooseLocale } from '../shared/web/locale.js';
import { isOwnPath, nothing, page, redirect, type Answer } from '../shared/web/page.js';
import { anyone, Policy, signedIn } from '../shared/web/policies.js';
import { CurrentViewer, type Viewer } from '../shared/web/viewer.js';
import { UnsentForms } from '../shared/web/unsent-forms.js';
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
    private readonly unsent: UnsentForms,
  ) {}

  /** Ends the session; a station's PC goes back to its groups. Whoever comes back to a quiet PC is told why nobody is signed in. */
  @Post('sign-out')
  async signOut(
    @Req() request: Request, @Res({ passthrough: true }) response: Response, @Body() body: { why?: unknown; unsent?: unknown } = {},
  ): Promise<Answer> {
    const { kind } = request.viewer ?? {};
    dropFlash(response);
    const kept = await this.unsent.keepTyped(request, body.unsent);
    await this.sessions.end(request);
    const key = kept ? 'accounts:flash.quiet-kept' : kind === 'learner' ? 'accounts:flash.quiet' : kind === 'staff' ? 'accounts:flash.quiet-staff' : null;
    const flash = body.why === 'quiet' && key ? { key, kind: 'info' as const } : null;
    return redirect(await this.stations.stationAt(request) ? '/station' : '/sign-in', flash);
  }

  /** The quick way out: nobody is signed in any more when the browser goes on to a page that nobody minds. */
  @Post('exit')
  async leave(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<Answer> {
    dropFlash(response);
    await this.sessions.end(request);
    return redirect('/exit');
  }

  /** Between the form and the other site, since a form of Minka's may lead to Minka's own pages only. */
  @Get('exit')
  left(): Answer {
    return page('accounts/exit', {}, { layout: null });
  }

  /** Who helps for free. Anybody may look, and nothing says who did; its own name and address say little to whoever looks over a shoulder. */
  @Get('free-help')
  help(): Answer {
    return page('accounts/free-help', {}, { title: 'accounts:freeHelp.title', quickExit: true });
  }

  /** How she reads best, on every PC: large letters, more contrast. */
  @Post('reading')
  @Policy(signedIn)
  async reading(@Req() request: Request, @CurrentViewer() viewer: Viewer, @Body() body: { print?: unknown; contrast?: unknown } = {}): Promise<Answer> {
    await this.accounts.changeReading(viewer, { largePrint: choice(body.print, 'large'), highContrast: choice(body.contrast, 'high') });
    return redirect(refererPath(request) ?? '/');
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

/** @returns undefined for what was not sent, which then stays as it is */
function choice(sent: unknown, chosen: string): boolean | undefined {
  return sent === undefined ? undefined : sent === chosen;
}
