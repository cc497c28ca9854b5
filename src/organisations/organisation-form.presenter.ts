import type { Sex } from '../people/person-words.js';
import { formatLocalDate } from '../shared/kernel/local-date.js';
import { field, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { suggestField } from '../shared/web/suggest-field.js';
import type { MembershipFields } from './membership-rules.js';
import type { OrganisationFields } from './organisation-fields.js';
import { ORGANISATION_TYPES } from './organisation-types.js';
import { postSuggestions, postWord } from './post-words.js';

/** What the fields of an organisation hold, by their names. */
export function organisationValues(organisation: OrganisationFields): FormView['values'] {
  const { registerNumber, name, type, sector, district, address, recognisedOn, mandateEndsOn } = organisation;
  return {
    registerNumber: registerNumber ?? undefined, name, type, sector: sector ?? undefined, district: district ?? undefined, address: address ?? undefined,
    recognisedOn: recognisedOn ? formatLocalDate(recognisedOn) : undefined, mandateEndsOn: mandateEndsOn ? formatLocalDate(mandateEndsOn) : undefined,
  };
}

export function organisationFields(t: Translate, form: FormView, fresh: boolean): Field[] {
  return [
    field(form, t, { name: 'name', label: 'organisations:fields.name', autocomplete: 'off', maxlength: 160, focus: fresh }),
    field(form, t, {
      name: 'type', type: 'select', label: 'organisations:fields.type', width: 'medium', hint: fresh ? 'organisations:hints.type' : undefined,
      choices: [
        ...(fresh || !form.values.type ? [{ value: '', label: t('organisations:form.type-by-name') }] : []),
        ...ORGANISATION_TYPES.map((type) => ({ value: type, label: t(`organisations:types.${type}`) })),
      ],
    }),
    field(form, t, { name: 'registerNumber', label: 'organisations:fields.registerNumber', hint: 'organisations:hints.registerNumber', optional: true, width: 'short', autocomplete: 'off', maxlength: 20 }),
    field(form, t, { name: 'sector', label: 'organisations:fields.sector', optional: true, width: 'short', autocomplete: 'off', maxlength: 30 }),
    field(form, t, { name: 'district', label: 'organisations:fields.district', optional: true, width: 'medium', autocomplete: 'off', maxlength: 80 }),
    field(form, t, { name: 'address', label: 'organisations:fields.address', optional: true, autocomplete: 'off', maxlength: 160 }),
    ...(form.values.type === 'municipal_office' ? [] : mandateFields(t, form)),
    // Asked only of somebody whose organisation has a namesake.
    ...(form.errors.another || form.values.another ? [field(form, t, { name: 'another', type: 'checkbox', label: 'organisations:fields.another' })] : []),
  ];
}

/** An office has neither a recognition nor a mandate. */
function mandateFields(t: Translate, form: FormView): Field[] {
  return [
    field(form, t, { name: 'recognisedOn', type: 'date', label: 'organisations:fields.recognisedOn', optional: true }),
    field(form, t, { name: 'mandateEndsOn', type: 'date', label: 'organisations:fields.mandateEndsOn', hint: 'organisations:hints.mandateEndsOn', optional: true }),
  ];
}

/** What the fields of a post hold, by their names. */
export function membershipValues(t: Translate, { post, since, until }: MembershipFields, sex: Sex | null): FormView['values'] {
  return {
    post: postWord(t, post, sex), since: since ? formatLocalDate(since) : undefined, until: until ? formatLocalDate(until) : undefined,
  };
}

export function postFields(t: Translate, form: FormView, withEnd: boolean): Field[] {
  const fields = [
    suggestField(form, t, { name: 'post', label: 'organisations:fields.post', hint: 'people:hints.post', maxlength: 60, width: 'medium' }, postSuggestions(t)),
    field(form, t, { name: 'since', type: 'date', label: 'organisations:fields.since', optional: true }),
  ];
  return withEnd ? [...fields, field(form, t, { name: 'until', type: 'date', label: 'organisations:fields.until', optional: true })] : fields;
}
