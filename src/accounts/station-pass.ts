import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, RequestHandler, Response } from 'express';
import { DataSource } from 'typeorm';
import type { Id } from '../shared/kernel/ids.js';
import { readCookie } from '../shared/web/cookies.js';
import type { Viewer } from '../shared/web/viewer.js';
import { INSTALLATION_SECRET } from '../config/secret.js';
import { viewerOf, type AccountRow } from './session-rules.js';

const COOKIE = 'minka_station';
const TEN_YEARS = 10 * 365 * 86_400;

type Row = AccountRow & { centre_name: string };

const STATION = `SELECT a.kind, a.person_id, a.display_name, a.locale, a.credentials_version, a.disabled_at,
  r.role, r.centre_id AS role_centre_id, c.name AS centre_name
  FROM accounts a JOIN account_roles r ON r.account_id = a.id JOIN centres c ON c.id = r.centre_id
  WHERE a.id = ? AND a.kind = 'station'`;

/**
 * What makes a PC a station for as long as its account stands: a signed cookie, which survives the learners' sessions,
 * the browser and the power. Disabling the account, or a new code for the PC, ends it.
 */
@Injectable()
export class StationPass {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource, @Inject(INSTALLATION_SECRET) private readonly secret: string) {}

  give(response: Response, accountId: Id, credentialsVersion: number, secure: boolean): void {
    const body = `${accountId}.${credentialsVersion}`;
    const flags = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${TEN_YEARS}${secure ? '; Secure' : ''}`;
    response.append('Set-Cookie', `${COOKIE}=${body}.${this.sign(body)}; ${flags}`);
  }

  take(response: Response): void {
    response.append('Set-Cookie', `${COOKIE}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
  }

  /** Where nobody is signed in, the station itself is the viewer. */
  middleware(): RequestHandler {
    return (request, _response, next) => {
      request.viewer ??= null;
      if (request.viewer || !request.headers.cookie?.includes(COOKIE)) return next();
      this.stationAt(request).then((viewer) => {
        request.viewer = viewer;
        next();
      }, next);
    };
  }

  /** The station that a browser stands at; null when it is none. */
  async stationAt(request: Request): Promise<Viewer | null> {
    const [accountId = '', version = '', signature = ''] = (readCookie(request, COOKIE) ?? '').split('.');
    if (!accountId || !this.isGenuine(`${accountId}.${version}`, signature)) return null;
    const rows: Row[] = await this.dataSource.query(STATION, [accountId]);
    const [row] = rows;
    if (!row?.role_centre_id) return null;
    return viewerOf({
      accountId, centreId: row.role_centre_id, centreName: row.centre_name, credentialsVersion: Number(version), stationId: accountId, signedInAt: 0,
    }, rows, 0);
  }

  private isGenuine(body: string, signature: string): boolean {
    const expected = Buffer.from(this.sign(body));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  private sign(body: string): string {
    return createHmac('sha256', this.secret).update(`station:${body}`).digest('base64url');
  }
}
