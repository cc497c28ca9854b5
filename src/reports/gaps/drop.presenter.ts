import { callObstacle } from '../../attendance/call-list.js';
import { formatPhone } from '../../people/contact.js';
import { surnamesFirst } from '../../people/person-names.js';
import { formatLocalDate } from '../../shared/kernel/local-date.js';
import type { Translate } from '../../shared/web/i18n.js';
import { pagination, table, type Cell } from '../../shared/web/tables.js';
import { filterView, scopeWords, type FilterSeen } from '../figures/figure-filter.presenter.js';
import { figuresAddress } from '../figures/figure-query.js';
import { untilWords } from '../figures/figures.presenter.js';
import { helpFor, helpForAll } from './drop-help.js';
import type { DropPerson } from './drop-people.js';
import { stepBefore, type Drop } from './gap-path.js';
import { dropAddress, GAPS, helpWords } from './gaps.presenter.js';
import type { ReachedPerson } from './gaps.repository.js';
import { DROP_PAGE, type FoundDrop } from './gaps.service.js';

/** The people behind a drop, as the page shows them. */
export interface DropSeen extends FilterSeen, FoundDrop {
  drop: Drop;
}

/** Who took the step before and not this one: whom to call, and what helps each of them. */
export function dropView(t: Translate, seen: DropSeen): object {
  const { drop, asked, ground, form, count, page, shown, editions } = seen;
  const help = helpForAll(drop, editions);
  return {
    back: { href: figuresAddress(GAPS, asked), text: t('gaps:title') }, eyebrow: t('gaps:title'), title: t(`gaps:drops.${drop}`), form,
    lead: t('gaps:drop.lead', { count, before: t(`gaps:before.${stepBefore(drop)}`), after: t(`gaps:yet.${drop}`) }),
    help: { href: help.href, text: helpWords(t, help) }, scope: scopeWords(t, asked, ground), until: untilWords(t, ground), filter: filterView(t, seen),
    table: table({
      id: 'drop', caption: t(`gaps:drops.${drop}`), captionHidden: true,
      columns: ['person', 'phone', 'since', 'help'].map((name) => ({ text: t(`gaps:drop.columns.${name}`, name === 'since' ? { step: t(`indicators:path-${stepBefore(drop)}.step`).toLowerCase() } : {}) })),
      rows: shown.map((person) => personRow(t, person, seen)),
      empty: { title: t('gaps:drop.empty.title'), text: t('gaps:drop.empty.text'), icon: 'check' },
    }),
    pages: pagination(t, { page, pageSize: DROP_PAGE, total: count, url: (number) => dropAddress(drop, asked, { page: number }) }),
  };
}

function personRow(t: Translate, person: DropPerson, { drop, people, editions }: DropSeen): Cell[] {
  const reached = people.get(person.personId);
  const since = { text: person.since && formatLocalDate(person.since) };
  if (!reached) return [{ text: t('gaps:drop.gone') }, {}, since, {}];
  const name = surnamesFirst(reached);
  const help = helpFor(drop, { ...person, name, left: reached.left }, editions);
  return [
    { text: name, href: `/people/${person.personId}`, detail: reached.left ? t('gaps:drop.left') : null }, phoneCell(t, reached), since,
    { text: helpWords(t, help), href: help.href },
  ];
}

/** A number only where she agreed to be called; whoever has not been asked can be asked. */
function phoneCell(t: Translate, { personId, phone, mayCall }: ReachedPerson): Cell {
  const obstacle = callObstacle({ mayCall, phone, lastOutcome: null });
  if (obstacle === null && phone !== null) return { text: formatPhone(phone), href: `tel:+51${phone}` };
  return { text: t(`attendance:calls.why.${obstacle}`), ...obstacle === 'no-consent' ? { href: `/people/${personId}/consent` } : {} };
}
