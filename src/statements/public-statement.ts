import { ACCOUNT } from '../ledger/chart.js';
import { sha256 } from '../ledger/sha256.js';
import type { Cents } from '../shared/kernel/money.js';
import { tooFew } from '../shared/kernel/small-cells.js';
import type { Amount, Statement } from './statement.js';

/** A month as anybody may see it: amounts, no names, no small counts and nothing that gives one away. */
export type PublicStatement = Omit<Statement, 'waived' | 'arrears' | 'arrearsPeople' | 'arrearsTotal' | 'learners' | 'costPerLearner' | 'minutesAttended' | 'costPerHour'> & {
  /** Null where fewer than five people make it up: then the fees stand less what was waived. */
  waived: { people: number; cents: Cents } | null;
  /** By age only where no age has one to four people. Null where fewer than five owe anything. */
  arrears: { people: number; cents: Cents; byAge: Statement['arrears'] | null } | null;
  /** Null with fewer than five. */
  learners: { people: number; minutesAttended: number; costPerLearner: Cents | null; costPerHour: Cents | null } | null;
};

/** What of a statement is published. */
export function publicStatement(statement: Statement): PublicStatement {
  const { waived, arrears, arrearsPeople, arrearsTotal, learners, costPerLearner, minutesAttended, costPerHour, income, ...rest } = statement;
  const hidesWaived = tooFew(waived.people);
  return {
    ...rest, income: hidesWaived ? withWaivedInFees(income) : income,
    waived: hidesWaived ? null : waived,
    arrears: tooFew(arrearsPeople) ? null : {
      people: arrearsPeople, cents: arrearsTotal, byAge: arrears.some(({ people }) => tooFew(people)) ? null : arrears,
    },
    learners: tooFew(learners) ? null : { people: learners, minutesAttended, costPerLearner, costPerHour },
  };
}

/** What is sealed into the closed month: everybody can reckon it anew from what is published. */
export function publicDigest(statement: PublicStatement): string {
  return sha256([statement]);
}

function withWaivedInFees(income: readonly Amount[]): Amount[] {
  const waived = income.find(({ account }) => account === ACCOUNT.waivers)?.cents ?? 0;
  const others = income.filter(({ account }) => account !== ACCOUNT.waivers);
  if (others.some(({ account }) => account === ACCOUNT.fees)) return others.map((row) => (row.account === ACCOUNT.fees ? { ...row, cents: row.cents + waived } : row));
  return waived === 0 ? others : [{ account: ACCOUNT.fees, cents: waived }, ...others];
}
