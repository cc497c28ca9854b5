import type { LocalDate } from '../shared/kernel/local-date.js';
import { formatLocalDate } from '../shared/kernel/local-date.js';
import { postSuggestions } from '../organisations/post-words.js';
import { field, type Choice, type Field, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';
import { suggestField } from '../shared/web/suggest-field.js';
import { ALL_BANDS, splitAvailability, writeSlot } from './availability-format.js';
import { slotWords } from './availability-view.js';
import { formatBirth } from './birth.js';
import { CONSENT_WAYS } from './consent.entity.js';
import { formatPhone } from './contact.js';
import type { LearnerFields, PersonFields } from './person-fields.js';
import { OPTIONAL_PURPOSES } from './person.form.js';
import { COMPUTER_USES, MOTHER_TONGUES, PARTICIPANT_KINDS, SEXES } from './person-words.js';

/** A part of a long form: its heading and its fields. */
export interface FormPart {
  title: string;
  text?: string;
  /** What belongs beside the words: a link. */
  link?: { href: string; text: string };
  fields: Field[];
}

/** What the fields of a person hold, by their names: what is on record, or what was read from the form. */
export function personValues(person: PersonFields, learner: LearnerFields): FormView['values'] {
  return {
    surnames: person.surnames, givenNames: person.givenNames, dni: person.dni ?? undefined, dniPending: person.dniPending ? 'yes' : undefined,
    birth: formatBirth(person), sex: person.sex ?? undefined, motherTongue: person.motherTongue ?? undefined,
    phone: person.phone ? formatPhone(person.phone) : undefined, email: person.email ?? undefined,
    kind: learner.kind, computerUse: learner.computerUse ?? undefined, availability: availabilityValues(learner.availability),
  };
}

/** Who she is, as her DNI says it from top to bottom. */
export function identityFields(t: Translate, form: FormView, focus = false): Field[] {
  return [
    field(form, t, { name: 'dni', type: 'dni', label: 'people:fields.dni', optional: true, focus }),
    field(form, t, { name: 'dniPending', type: 'checkbox', label: 'people:fields.dniPending', width: 'short' }),
    field(form, t, { name: 'surnames', label: 'people:fields.surnames', autocomplete: 'off', maxlength: 100, width: 'medium' }),
    field(form, t, { name: 'givenNames', label: 'people:fields.givenNames', autocomplete: 'off', maxlength: 100, width: 'medium' }),
    field(form, t, { name: 'birth', type: 'date', label: 'people:fields.birth', hint: 'people:hints.birth', optional: true }),
    field(form, t, { name: 'sex', type: 'radios', label: 'people:fields.sex', inline: true, optional: true, choices: choices(t, 'sexes', SEXES) }),
  ];
}

export function contactFields(t: Translate, form: FormView): Field[] {
  return [
    field(form, t, { name: 'phone', type: 'tel', label: 'people:fields.phone', optional: true, width: 'short' }),
    field(form, t, { name: 'email', type: 'email', label: 'people:fields.email', autocomplete: 'off', optional: true, width: 'medium', maxlength: 120 }),
  ];
}

/** What her course needs to know. */
export function trainingFields(t: Translate, form: FormView, available: number | null): Field[] {
  return [
    field(form, t, {
      name: 'motherTongue', type: 'select', label: 'people:fields.motherTongue', optional: true, width: 'medium',
      choices: [{ value: '', label: t('people:form.not-asked') }, ...choices(t, 'motherTongues', MOTHER_TONGUES)],
    }),
    field(form, t, {
      name: 'computerUse', type: 'radios', label: 'people:fields.computerUse', inline: true, optional: true, choices: choices(t, 'computerUses', COMPUTER_USES),
    }),
    wide(field(form, t, {
      name: 'availability', type: 'checkboxes', label: 'people:fields.availability', hint: 'people:hints.availability', optional: true,
      choices: availabilityChoices(t, available),
    })),
  ];
}

export function kindField(t: Translate, form: FormView): Field {
  return field(form, t, { name: 'kind', type: 'radios', label: 'people:fields.kind', choices: choices(t, 'kinds', PARTICIPANT_KINDS) });
}

export function membershipFields(t: Translate, form: FormView, organisations: readonly string[]): Field[] {
  return [
    wide(suggestField(form, t, { name: 'organisation', label: 'organisations:fields.organisation', hint: 'people:hints.organisation', optional: true, maxlength: 200 }, organisations)),
    suggestField(form, t, { name: 'post', label: 'organisations:fields.post', hint: 'people:hints.post', optional: true, maxlength: 60, width: 'medium' }, postSuggestions(t)),
    field(form, t, { name: 'since', type: 'date', label: 'organisations:fields.since', optional: true }),
  ];
}

/** @param mayWait whether she may be registered without it, for now */
export function consentFields(t: Translate, form: FormView, today: LocalDate, mayWait: boolean): Field[] {
  const ways = choices(t, 'consent.ways', CONSENT_WAYS);
  return [
    field(form, t, {
      name: 'consentHow', type: 'radios', label: 'people:fields.consentHow',
      choices: mayWait ? [...ways, { value: '', label: t('people:consent.ways.not-yet') }] : ways, value: mayWait ? '' : undefined,
    }),
    field(form, t, { name: 'consentCovers', type: 'checkboxes', label: 'people:fields.consentCovers', optional: true, choices: choices(t, 'consent.purposes', OPTIONAL_PURPOSES) }),
    field(form, t, { name: 'consentOn', type: 'date', label: 'people:fields.consentOn', value: formatLocalDate(today) }),
  ];
}

/** What does not fit into the bands that are asked stands beside them, so that saving the form does not lose it. */
function availabilityChoices(t: Translate, available: number | null): Choice[] {
  const bands = ALL_BANDS.map((band) => ({ value: band as string, label: t(`people:bands.${band}`) }));
  const { rest } = splitAvailability(available ?? 0);
  return rest.length === 0 ? bands : [...bands, { value: rest.map(writeSlot).join(', '), label: slotWords(t, rest) }];
}

function availabilityValues(available: number | null): string[] {
  const { bands, rest } = splitAvailability(available ?? 0);
  return rest.length === 0 ? bands : [...bands, rest.map(writeSlot).join(', ')];
}

/** Beside nothing else, where there is room for two. */
function wide(one: Field): Field {
  return { ...one, wide: true };
}

function choices(t: Translate, group: string, values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, label: t(`people:${group}.${value}`) }));
}
