/** What proves an expense. Their names are the catalogue's `expenses:documents.KIND`. */
export const DOCUMENT_KINDS = ['boleta', 'factura', 'fee-receipt', 'ticket', 'sworn'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const EXPENSE_STATES = ['waiting', 'booked', 'refused', 'reversed'] as const;
export type ExpenseState = (typeof EXPENSE_STATES)[number];

/** Where an expense may go from where it is. */
export const EXPENSE_STEPS: Readonly<Record<ExpenseState, readonly ExpenseState[]>> = {
  waiting: ['booked', 'refused'], booked: ['reversed'], refused: [], reversed: [],
};
