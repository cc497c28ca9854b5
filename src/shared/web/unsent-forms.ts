import { Injectable } from '@nestjs/common';
import { AnyFilesInterceptor } from '@nestjs/platform-express';
import type { ArgumentsHost, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { EMPTY } from 'rxjs';
import { isId, type Id } from '../kernel/ids.js';
import { isSecretName, keptValues } from './forms.js';
import { describeFault, log } from './log.js';
import { isOwnPath } from './page.js';
import { ownerOf } from './page-owner.js';
import { refererPath } from './referer.js';
import { SUBMISSION_SECRET } from './submission.js';

/** A form that came after the session of her who filled it in had ended. */
export interface SentForm {
  /** Where it was sent to. */
  path: string;
  /** The page that it stood on. */
  back: string | null;
  /** Its answers, by the names of the inputs; passwords and PINs left out. */
  fields: [name: string, value: string][];
  /** The files that came with it, which are not kept: the names of their inputs and their own. */
  files: [field: string, name: string][];
}

/** Keeps a form for an account. @returns false where it cannot be kept */
export type FormKeeper = (owner: Id, form: SentForm) => Promise<boolean>;

/** What was sent after a session ended is not lost: who keeps accounts keeps it, for its owner alone. */
@Injectable()
export class UnsentForms {
  private keeper: FormKeeper = () => Promise.resolve(false);

  keepBy(keeper: FormKeeper): void {
    this.keeper = keeper;
  }

  /** @returns whether its owner gets it back when she signs in again. Never fails: nothing is kept then */
  async keep(host: ArgumentsHost): Promise<boolean> {
    const request = host.switchToHttp().getRequest<Request>();
    return this.quietly(async () => {
      const files = await filesOf(host);
      const body = (request.body ?? {}) as Record<string, unknown>;
      const fields: SentForm['fields'] = [['_key', String(body._key)], ...fieldsOf(body)];
      return this.keepFor(request, { path: request.originalUrl, back: refererPath(request), fields, files });
    });
  }

  /** The same for the form in which somebody was typing when a quiet PC signed her out: `{path, back, fields}`, as the browser tells them. */
  async keepTyped(request: Request, told: unknown): Promise<boolean> {
    const { path, back, fields } = (told ?? {}) as Record<string, unknown>;
    if (typeof path !== 'string' || typeof fields !== 'string') return false;
    const typed = [...new URLSearchParams(fields)].filter(([name]) => !isSecretName(name));
    return this.quietly(() => this.keepFor(request, { path, back: isOwnPath(back) ? back : null, fields: typed, files: [] }));
  }

  private async keepFor(request: Request, form: SentForm): Promise<boolean> {
    const [, key] = form.fields.find(([name]) => name === '_key') ?? [];
    const owner = ownerOf(String(request.app.get(SUBMISSION_SECRET)), key);
    // It is sent there once more: nothing is kept that could lead elsewhere.
    return owner !== null && isOwnPath(form.path) && hasAnswers(form) ? this.keeper(owner, form) : false;
  }

  private async quietly(keep: () => Promise<boolean>): Promise<boolean> {
    try {
      return await keep();
    } catch (error) {
      log.warn(describeFault(error), 'a form that came after its session was not kept');
      return false;
    }
  }
}

/** The inputs of a form once more, one by one. */
function fieldsOf(body: unknown): SentForm['fields'] {
  return Object.entries(keptValues(body)).flatMap(([name, value]) => [value ?? []].flat().map((one): [string, string] => [name, one]));
}

/** Something that a person has typed or chosen; what a page carries hidden is none of it. */
function hasAnswers({ fields, files }: Pick<SentForm, 'fields' | 'files'>): boolean {
  return files.length > 0 || fields.some(([name, value]) => value.trim() !== '' && !isId(value) && !/^_|^return$|version$/i.test(name));
}

/** A form with files has not been read yet where nobody was let in: its texts are read now, its files are passed over. */
async function filesOf(host: ArgumentsHost): Promise<SentForm['files']> {
  const request = host.switchToHttp().getRequest<Request>();
  if (!request.is('multipart/form-data')) return [];
  const files: SentForm['files'] = [];
  const Reader = AnyFilesInterceptor({
    limits: { fields: 600, fieldNameSize: 100, fieldSize: 256 * 1024 },
    fileFilter: (_, { fieldname, originalname }, done) => {
      if (originalname) files.push([fieldname, Buffer.from(originalname, 'latin1').toString('utf8')]);
      done(null, false);
    },
  });
  await (new Reader() as NestInterceptor).intercept(host as ExecutionContext, { handle: () => EMPTY });
  return files;
}
