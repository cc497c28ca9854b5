import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import session, { type Session, type SessionData } from 'express-session';
import { DataSource } from 'typeorm';
import { readOften } from '../shared/database/direct-reads.js';
import { SYSTEM } from '../shared/database/tx.js';
import { UnitOfWork } from '../shared/database/unit-of-work.js';
import { Clock } from '../shared/kernel/clock.js';
import { describeFault, log } from '../shared/web/log.js';
import type { AccountKind, Viewer } from '../shared/web/viewer.js';
import { isAtWork } from '../shared/web/quiet-time.js';
import { expiryOf, TOUCH_EVERY, viewerOf, type AccountRow } from './session-rules.js';
import { WebSession } from './web-session.entity.js';

type Row = AccountRow & { data: string; touched_at: number; expires_at: number };

/** What came with a session from the database, beside its data. */
interface Loaded {
  viewer: Viewer | null;
  touchedAt: number;
  expiresAt: number;
  /** The page asked for is one that takes its time. */
  atWork: boolean;
}

const LOADED = Symbol('loaded');
type Stored = SessionData & { [LOADED]?: Loaded };

const SESSION_WITH_ACCOUNT = `SELECT s.data, s.touched_at, s.expires_at, a.kind, a.person_id, a.display_name, a.locale, a.large_print, a.high_contrast,
  a.credentials_version, a.disabled_at, p.given_names, r.role, r.centre_id AS role_centre_id,
  (SELECT l.opened_on FROM till_sessions l WHERE l.open_claim = s.account_id AND l.opened_on < ?) AS till_left_open
  FROM web_sessions s LEFT JOIN accounts a ON a.id = s.account_id LEFT JOIN account_roles r ON r.account_id = s.account_id
  LEFT JOIN persons p ON p.id = a.person_id
  WHERE s.id = ?`;

/**
 * Keeps sessions in the database, under the hash of what the cookie carries, so that a copy of the database opens none.
 * One query brings the session, its account and the account's roles, so that whoever was disabled is out at once.
 */
@Injectable()
export class SessionStore extends session.Store {
  private readonly touching = new Set<Promise<unknown>>();

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {
    super();
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.read(sid).then((loaded) => done(null, loaded), (error: unknown) => done(error));
  }

  /**
   * Who looks at a page: what `get` finds, without the session around it. Pages are read far more often than anything is
   * sent, and building a session that nobody changes takes as long as finding the route and half of drawing the page.
   */
  async viewer(sid: string, request: Request): Promise<Viewer | null> {
    const data = await this.read(sid);
    if (!data) return null;
    if (data[LOADED]) data[LOADED].atWork = isAtWork(request);
    this.touch(sid, data);
    return data[LOADED]?.viewer ?? null;
  }

  override createSession(request: Request, stored: Stored): Session & SessionData {
    const loaded = stored[LOADED];
    request.viewer = loaded?.viewer ?? null;
    if (loaded) loaded.atWork = isAtWork(request);
    const made = super.createSession(request, stored);
    Object.defineProperty(made, LOADED, { value: loaded });
    return made;
  }

  override set(sid: string, data: SessionData, done: (error?: unknown) => void = () => undefined): void {
    this.save(sid, data).then(() => done(), done);
  }

  override destroy(sid: string, done: (error?: unknown) => void = () => undefined): void {
    this.unitOfWork.run((tx) => tx.execute('DELETE FROM web_sessions WHERE id = ?', [keyOf(sid)]), { actor: SYSTEM })
      .then(() => done(), done);
  }

  /** Called at the end of every request: writes once a minute, and lets the answer go meanwhile. */
  override touch(sid: string, data: Stored, done: () => void = () => undefined): void {
    const loaded = data[LOADED];
    const now = this.clock.now();
    if (loaded && this.isDue(data, loaded, now)) this.inBackground(this.writeTouch(sid, data, loaded, now));
    done();
  }

  /** Once a minute; sooner when the page that she came to leaves her more time. */
  private isDue(data: Stored, loaded: Loaded, now: number): boolean {
    return now - loaded.touchedAt >= TOUCH_EVERY || expiryFor(data, loaded, now) - loaded.expiresAt > TOUCH_EVERY;
  }

  /** Waits for what is still being written. Called when the application ends. */
  async settle(): Promise<void> {
    await Promise.all(this.touching);
  }

  private async read(sid: string): Promise<Stored | null> {
    const rows = await readOften<Row[]>(this.dataSource, SESSION_WITH_ACCOUNT, [this.clock.today(), keyOf(sid)]);
    const [row] = rows;
    if (!row || Number(row.expires_at) <= this.clock.now()) return null;
    const data = JSON.parse(row.data) as Stored;
    const viewer = data.signedIn ? viewerOf(data.signedIn, rows, this.clock.now()) : null;
    if (data.signedIn && !viewer) return null;
    // The cookie's own settings are not kept: it lives as long as the browser is open.
    data.cookie = { originalMaxAge: null } as SessionData['cookie'];
    Object.defineProperty(data, LOADED, { value: { viewer, touchedAt: Number(row.touched_at), expiresAt: Number(row.expires_at), atWork: false } satisfies Loaded });
    return data;
  }

  private async save(sid: string, { cookie: _, ...data }: SessionData): Promise<void> {
    const now = this.clock.now();
    const accountId = data.signedIn?.accountId ?? null;
    await this.unitOfWork.run(async (tx) => {
      const account = accountId ? await tx.manager.query('SELECT kind FROM accounts WHERE id = ?', [accountId]) : [];
      const expiresAt = expiryOf(now, data.signedIn, (account as { kind: AccountKind }[])[0]?.kind ?? 'staff', false);
      const changed = await tx.execute(
        'UPDATE web_sessions SET account_id = ?, data = ?, touched_at = ?, expires_at = ? WHERE id = ?',
        [accountId, JSON.stringify(data), now, expiresAt, keyOf(sid)],
      );
      if (changed === 0) await tx.insert(WebSession, { id: keyOf(sid), accountId, data, touchedAt: now, expiresAt });
    }, { actor: SYSTEM });
  }

  private async writeTouch(sid: string, data: SessionData, loaded: Loaded, now: number): Promise<void> {
    const expiresAt = expiryFor(data, loaded, now);
    await this.unitOfWork.run((tx) => tx.execute(
      'UPDATE web_sessions SET touched_at = ?, expires_at = ? WHERE id = ? AND touched_at <= ?', [now, expiresAt, keyOf(sid), now]), { actor: SYSTEM });
  }

  private inBackground(work: Promise<void>): void {
    const settled = work.catch((error: unknown) => log.warn(describeFault(error), 'a session was not touched'))
      .finally(() => this.touching.delete(settled));
    this.touching.add(settled);
  }
}

function expiryFor(data: SessionData, { viewer, atWork }: Loaded, now: number): number {
  return expiryOf(now, data.signedIn, viewer?.kind ?? 'staff', atWork);
}

function keyOf(sid: string): string {
  return hash('sha256', sid);
}
