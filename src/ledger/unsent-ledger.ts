import { Injectable, type OnModuleInit } from '@nestjs/common';
import { unsentFields, UnsentWords, type UnsentField } from '../shared/web/unsent-words.js';
import { openingField } from './books/moves.form.js';
import { OWED } from './expenses/expense.form.js';
import { keepsMoney } from './money.policy.js';
import { MONEY_ACCOUNTS } from './money-accounts.js';

const PAID_FROM: UnsentField = ['paidFrom', 'expenses:fields.paidFrom', 'ledger:accounts'];

/** The fields of the forms that book money, by their addresses. */
const FORMS: readonly (readonly [path: RegExp, fields: readonly UnsentField[]])[] = [
  [/^\/expenses$/u, [
    ['amount', 'expenses:fields.amount', 'money'], ['category', 'expenses:fields.category', 'ledger:accounts'], ['supplier', 'expenses:fields.supplier', 'text'],
    ['date', 'expenses:fields.date', 'text'], PAID_FROM, ['documentKind', 'expenses:fields.documentKind', 'expenses:documents'],
    ['documentNumber', 'expenses:fields.documentNumber', 'text'], ['description', 'expenses:fields.description', 'text'],
  ]],
  [/^\/expenses\/[^/]+\/payment$/u, [PAID_FROM, ['date', 'expenses:fields.settledOn', 'text']]],
  [/^\/contributions$/u, [
    ['giver', 'contributions:fields.giver', 'text'], ['amount', 'contributions:fields.amount', 'money'], ['kind', 'contributions:fields.kind', 'contributions:kinds'],
    ['quantity', 'contributions:fields.quantity', 'text'], ['unitValue', 'contributions:fields.unitValue', 'money'], ['account', 'contributions:fields.account', 'ledger:accounts'],
    ['date', 'contributions:fields.date', 'text'],
  ]],
  [/^\/ledger\/(?:transfers|other-income|openings)$/u, [
    ['amount', 'ledger:fields.amount', 'money'], ['from', 'ledger:fields.from', 'ledger:accounts'], ['to', 'ledger:fields.to', 'ledger:accounts'],
    ['account', 'ledger:fields.account', 'ledger:accounts'], ...MONEY_ACCOUNTS.map((code): UnsentField => [openingField(code), `ledger:accounts.${code}`, 'money']),
    ['date', 'ledger:fields.date', 'text'], ['memo', 'ledger:fields.memo', 'text'],
  ]],
];

/** What a form of the books would book, before it is sent that its sender's session had outlived. */
@Injectable()
export class UnsentLedger implements OnModuleInit {
  constructor(private readonly words: UnsentWords) {}

  onModuleInit(): void {
    for (const [path, fields] of FORMS) {
      this.words.add(path, ({ ids, values }, viewer, t) => {
        const said = values.paidFrom === OWED ? { ...values, paidFrom: t('expenses:owed') } : values;
        return keepsMoney(viewer) ? unsentFields({ ids, values: said }, t, fields) : [];
      });
    }
  }
}
