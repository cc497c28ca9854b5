/**
 * What an entry of the ledger is about. `personal`: it is about one learner, so that whoever is not of the centre sees
 * of it that it is there, and its digest, but neither amount nor account.
 */
export const ENTRY_KINDS = {
  opening: { personal: false },
  charge: { personal: true },
  waiver: { personal: true },
  payment: { personal: true },
  credit: { personal: true },
  'credit-use': { personal: true },
  refund: { personal: true },
  'till-open': { personal: false },
  'till-close': { personal: false },
  transfer: { personal: false },
  expense: { personal: false },
  contribution: { personal: false },
  'in-kind': { personal: false },
  'other-income': { personal: false },
  reversal: { personal: true },
  'month-close': { personal: false },
} as const satisfies Record<string, { personal: boolean }>;

export type EntryKind = keyof typeof ENTRY_KINDS;

export const ENTRY_KIND_NAMES = Object.keys(ENTRY_KINDS) as readonly EntryKind[];
