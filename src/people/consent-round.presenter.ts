import { addressWith, pageNamed } from '../shared/web/addresses.js';
import { field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { pagination } from '../shared/web/tables.js';
import type { LocalDate } from '../shared/kernel/local-date.js';
import { consentTextView } from './consent.presenter.js';
import type { PeopleFilters } from './people-filters.js';
import { PAGE_SIZE, type PersonRow } from './people.repository.js';
import { consentFields } from './person-fields.presenter.js';
import { surnamesFirst } from './person-names.js';

export interface ConsentRound {
  form: FormView;
  filters: PeopleFilters;
  /** People without consent, one page of them. */
  rows: readonly PersonRow[];
  total: number;
  page: number;
  today: LocalDate;
}

/** The people who may have signed, to be ticked, and what they signed. */
export function consentRoundView(t: Translate, { form, filters, rows, total, page, today }: ConsentRound): object {
  const address = (number: number): string => addressWith('/people/consents', { q: filters.q, page: pageNamed(number) });
  const choices = rows.map((row) => ({ value: row.id, label: surnamesFirst(row), hint: row.posts[0]?.organisation }));
  return {
    form, q: filters.q, action: address(page), text: consentTextView(t), words: t('people:list.found', { count: total }),
    fields: rows.length === 0 ? [] : [
      field(form, t, { name: 'people', type: 'checkboxes', label: 'people:consent.round.who', choices }), ...consentFields(t, form, today, false),
    ],
    pages: total > 0 ? pagination(t, { page, pageSize: PAGE_SIZE, total, url: address }) : null,
  };
}
