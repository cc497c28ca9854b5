import { Injectable } from '@nestjs/common';
import { formatSoles, parseSoles } from '../kernel/money.js';
import { NotThere } from '../kernel/refusal.js';
import { hasText, type Translate } from './i18n.js';
import type { SentForm } from './unsent-forms.js';
import type { Viewer } from './viewer.js';

/** One answer of a form as a person reads it. */
export interface UnsentFact {
  label: string;
  text: string;
}

/** What was answered in a form that waits to be sent. */
export interface UnsentAnswers {
  /** What stands in its address, by the names in the pattern. */
  ids: Readonly<Record<string, string | undefined>>;
  /** All answers by the names of the inputs; of several with one name the last one. */
  values: Readonly<Record<string, string | undefined>>;
}

/** Says what a form would do. @returns nothing for a viewer who may not know it */
export type UnsentTeller = (answers: UnsentAnswers, viewer: Viewer, t: Translate) => Promise<UnsentFact[]> | UnsentFact[];

/** A field of a form: its name, the key of its label, and how its value is read: an amount, words, or a choice whose words stand under a key. */
export type UnsentField = readonly [name: string, label: string, how: 'money' | 'text' | `${string}:${string}`];

/** Features say here what their forms would do, for those that are sent only after their sender came back. */
@Injectable()
export class UnsentWords {
  private readonly tellers: { path: RegExp; tell: UnsentTeller }[] = [];

  add(path: RegExp, tell: UnsentTeller): void {
    this.tellers.push({ path, tell });
  }

  /** What of a form has to be known before it is sent; nothing where nobody says it. */
  async tell({ path, fields }: SentForm, viewer: Viewer, t: Translate): Promise<UnsentFact[]> {
    const address = path.split('?')[0] ?? '';
    const teller = this.tellers.find((one) => one.path.test(address));
    if (!teller) return [];
    try {
      return await teller.tell({ ids: teller.path.exec(address)?.groups ?? {}, values: Object.fromEntries(fields) }, viewer, t);
    } catch (error) {
      // What it was about is gone, or of another centre: sending it says so.
      if (error instanceof NotThere) return [];
      throw error;
    }
  }
}

/** The fields of a form that were answered. */
export function unsentFields({ values }: UnsentAnswers, t: Translate, fields: readonly UnsentField[]): UnsentFact[] {
  return fields.flatMap(([name, label, how]) => {
    const typed = values[name]?.trim() ?? '';
    return typed === '' ? [] : [{ label: t(label), text: wordsOf(t, typed, how) }];
  });
}

function wordsOf(t: Translate, typed: string, how: UnsentField[2]): string {
  if (how === 'text') return typed;
  if (how !== 'money') return hasText(`${how}.${typed}`) ? t(`${how}.${typed}`) : typed;
  const cents = parseSoles(typed);
  return cents === null ? typed : formatSoles(cents);
}
