import { Injectable, type OnModuleInit } from '@nestjs/common';
import { keepsMoney } from '../ledger/money.policy.js';
import { surnamesFirst } from '../people/person-names.js';
import { formatSoles } from '../shared/kernel/money.js';
import type { Translate } from '../shared/web/i18n.js';
import { unsentFields, UnsentWords, type UnsentAnswers, type UnsentFact, type UnsentField, type UnsentTeller } from '../shared/web/unsent-words.js';
import type { Viewer } from '../shared/web/viewer.js';
import { countForm } from './payment.form.js';
import { receiptNumber } from './receipt-numbers.js';
import { ReceiptsRepository } from './receipts.repository.js';
import { sumOf } from './till-rules.js';
import { debtorWords } from './till.presenter.js';
import { TillRepository } from './till.repository.js';

const PAYMENT: readonly UnsentField[] = [
  ['amount', 'till:pay.amount', 'money'], ['method', 'till:pay.method', 'till:methods'], ['operation', 'till:pay.operation', 'text'], ['tendered', 'till:pay.tendered', 'money'],
];

/** Who pays how much, before a form of the till is sent that its sender's session had outlived: nobody books money that she cannot see. */
@Injectable()
export class UnsentMoney implements OnModuleInit {
  constructor(private readonly words: UnsentWords, private readonly till: TillRepository, private readonly receipts: ReceiptsRepository) {}

  onModuleInit(): void {
    const add = (path: RegExp, tell: UnsentTeller): void => this.words.add(path, (answers, viewer, t) => (keepsMoney(viewer) ? tell(answers, viewer, t) : []));
    add(/^\/till\/payments$/u, async (answers, viewer, t) => [...await this.person(answers.values.person, viewer, t), ...unsentFields(answers, t, PAYMENT), ...kept(answers, t)]);
    add(/^\/till$/u, (answers, _, t) => unsentFields(answers, t, [['float', 'till:open.float', 'money']]));
    add(/^\/till-sessions\/[^/]+\/count$/u, (answers, _, t) => counted(answers, t));
    add(/^\/people\/(?<id>[^/]+)\/payout$/u, async (answers, viewer, t) => [
      ...await this.person(answers.ids.id, viewer, t), { label: t('till:unsent.payout'), text: formatSoles(Number(answers.values.seen) || 0) },
    ]);
    add(/^\/receipts\/(?<id>[^/]+)\/void$/u, (answers, viewer, t) => this.voided(answers, viewer, t));
  }

  private async person(id: string | undefined, viewer: Viewer, t: Translate): Promise<UnsentFact[]> {
    const debtor = await this.till.debtor(viewer.centreId, id ?? '');
    return [{ label: t('till:queue.person'), text: `${surnamesFirst(debtor)} · ${debtorWords(t, debtor)}` }];
  }

  private async voided({ ids, values }: UnsentAnswers, viewer: Viewer, t: Translate): Promise<UnsentFact[]> {
    const receipt = await this.receipts.ofCentre(viewer.centreId, ids.id ?? '');
    return [
      { label: t('till:unsent.void'), text: receiptNumber(receipt) }, { label: t('receipts:fields.person'), text: receipt.personName },
      { label: t('receipts:fields.amount'), text: formatSoles(receipt.cents) }, { label: t('receipts:void.reason'), text: values.reason ?? '' },
    ];
  }
}

function kept({ values }: UnsentAnswers, t: Translate): UnsentFact[] {
  return ([['keepRest', 'till:pay.keep-rest'], ['otherOperation', 'till:pay.other-operation']] as const)
    .flatMap(([name, label]) => (values[name] === undefined ? [] : [{ label: t(label), text: t('common:yes') }]));
}

function counted({ values }: UnsentAnswers, t: Translate): UnsentFact[] {
  const read = countForm.safeParse(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')));
  return read.success ? [{ label: t('till:sessions.counted'), text: formatSoles(sumOf(read.data)) }] : [];
}
