import type { Id } from '../shared/kernel/ids.js';
import { emptyForm, type Field, type FormView } from '../shared/web/fields.js';
import { inPageOrder } from '../shared/web/fault-order.js';
import type { Translate } from '../shared/web/i18n.js';
import { staleView } from '../shared/web/stale-form.js';
import { contactFields, identityFields, kindField, personValues, trainingFields, type FormPart } from './person-fields.presenter.js';
import { givenNamesFirst } from './person-names.js';
import type { KnownPerson } from './person.repository.js';

/** Why a form is shown once more. */
export interface EditTrouble {
  /** Whoever of this centre has the DNI that was typed. */
  ownerId?: Id | null;
  /** Somebody else saved it meanwhile. */
  stale?: boolean;
}

/** The page that changes a person. It always carries the present versions: what was shown is what is saved over. */
export function editView(t: Translate, known: KnownPerson, form: FormView, { ownerId = null, stale = false }: EditTrouble = {}): object {
  const { person, learner } = known;
  const parts = editParts(t, form, learner.availability);
  const current = editParts(t, emptyForm(personValues(person, learner)), learner.availability);
  const failed = form.summary.length > 0;
  return {
    back: { href: `/people/${person.id}`, text: givenNamesFirst(person) }, form: inPageOrder(form, allFields(parts)), action: `/people/${person.id}`, parts,
    hidden: [
      { name: 'personVersion', value: failed ? String(form.values.personVersion) : String(person.version) },
      { name: 'learnerVersion', value: failed ? String(form.values.learnerVersion) : String(learner.version) },
    ],
    submit: t('common:save'), cancelUrl: `/people/${person.id}`,
    stale: stale ? staleView(t, allFields(parts), allFields(current)) : null,
    owner: ownerId ? { href: `/people/${person.id}/merge/${ownerId}`, text: t('people:edit.compare') } : null,
  };
}

function editParts(t: Translate, form: FormView, available: number | null): FormPart[] {
  return [
    { title: t('people:parts.identity'), fields: identityFields(t, form) },
    { title: t('people:parts.contact'), fields: contactFields(t, form) },
    { title: t('people:parts.training'), fields: [kindField(t, form), ...trainingFields(t, form, available)] },
  ];
}

function allFields(parts: readonly FormPart[]): Field[] {
  return parts.flatMap(({ fields }) => fields);
}
