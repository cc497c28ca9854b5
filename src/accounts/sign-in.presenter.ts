import { field, type FieldSpec, type FormView } from '../shared/web/fields.js';
import type { Translate } from '../shared/web/i18n.js';

/** A way to somewhere else under a form. */
export interface WayElsewhere {
  href: string;
  text: string;
}

/** What the views `accounts/form` show: one form, and where to go instead. */
export interface FormPage {
  form: FormView;
  fields: object[];
  action: string;
  submit: string;
  lead: string | null;
  /** Beside the title: for who came to the wrong form. */
  other: WayElsewhere | null;
  hidden: { name: string; value: string }[];
  ways: WayElsewhere[];
  back: WayElsewhere | null;
}

interface FormSpec {
  action: string;
  fields: readonly FieldSpec[];
  /** A catalogue key, as all others here. */
  submit: string;
  lead?: string;
  params?: Record<string, string | number>;
  hidden?: Record<string, string>;
  other?: WayElsewhere;
  /** Addresses and the keys of their words. */
  ways?: Record<string, string>;
  back?: { href: string; text: string };
}

/** The view model of a page that is one form. */
export function formPage(form: FormView, t: Translate, spec: FormSpec): FormPage {
  return {
    form,
    fields: spec.fields.map((one) => field(form, t, one)),
    action: spec.action,
    submit: t(spec.submit),
    lead: spec.lead ? t(spec.lead, spec.params) : null,
    other: spec.other ? { href: spec.other.href, text: t(spec.other.text) } : null,
    hidden: Object.entries(spec.hidden ?? {}).map(([name, value]) => ({ name, value })),
    ways: Object.entries(spec.ways ?? {}).map(([href, text]) => ({ href, text: t(text) })),
    back: spec.back ? { href: spec.back.href, text: t(spec.back.text) } : null,
  };
}

const NEW_PASSWORD: readonly FieldSpec[] = [
  { name: 'password', type: 'password', label: 'accounts:fields.new-password', hint: 'accounts:hints.password', autocomplete: 'new-password' },
  { name: 'repeatPassword', type: 'password', label: 'accounts:fields.repeat-password', autocomplete: 'new-password' },
];

/** Staff: name and password. */
export function passwordPage(form: FormView, t: Translate, returnPath: string): FormPage {
  return formPage(form, t, {
    action: '/sign-in',
    fields: [
      { name: 'name', label: 'accounts:fields.login-name', autocomplete: 'username', width: 'medium', focus: form.summary.length === 0 },
      { name: 'password', type: 'password', label: 'accounts:fields.password' },
    ],
    submit: 'accounts:enter',
    hidden: { return: returnPath },
    // A learner on her phone comes here as well, and is to see her way without scrolling.
    other: { href: '/sign-in/card', text: 'accounts:ways.card' },
    ways: { '/sign-in/code': 'accounts:ways.code', '/station/registration': 'accounts:ways.station', '/accounts-of': 'accounts:ways.accounts' },
  });
}

/** Learners: the code of the card and the PIN. */
export function cardPage(form: FormView, t: Translate, atStation: boolean): FormPage {
  return formPage(form, t, {
    action: '/sign-in/card',
    lead: 'accounts:card.lead',
    fields: [
      { name: 'card', type: 'code', label: 'accounts:fields.card', hint: 'accounts:hints.card', autocomplete: 'off', focus: form.summary.length === 0 },
      { name: 'pin', type: 'pin', label: 'accounts:fields.pin', hint: 'accounts:hints.pin' },
    ],
    submit: 'accounts:enter',
    ways: atStation ? {} : { '/sign-in': 'accounts:ways.password' },
    back: atStation ? { href: '/station', text: 'accounts:station.back-to-groups' } : undefined,
  });
}

/** A code from the desk, and the new password. */
export function accessCodePage(form: FormView, t: Translate): FormPage {
  return formPage(form, t, {
    action: '/sign-in/code',
    lead: 'accounts:code.lead',
    fields: [
      { name: 'code', type: 'code', label: 'accounts:fields.access-code', hint: 'accounts:hints.access-code', autocomplete: 'off', focus: form.summary.length === 0 },
      ...NEW_PASSWORD,
    ],
    submit: 'accounts:code.submit',
    ways: { '/sign-in': 'accounts:ways.password' },
  });
}

export function secondStepPage(form: FormView, t: Translate): FormPage {
  return formPage(form, t, {
    action: '/sign-in/second-step',
    lead: 'accounts:second-step.lead',
    fields: [{ name: 'stepCode', type: 'code', label: 'accounts:fields.step-code', hint: 'accounts:second-step.recovery', focus: form.summary.length === 0, maxlength: 12 }],
    submit: 'accounts:enter',
    ways: { '/sign-in': 'accounts:second-step.lost' },
  });
}

export function setupPage(form: FormView, t: Translate): FormPage {
  return formPage(form, t, {
    action: '/setup',
    lead: 'accounts:setup.lead',
    fields: [
      { name: 'centreName', label: 'accounts:fields.centre-name', hint: 'accounts:hints.centre-name', focus: form.summary.length === 0 },
      { name: 'district', label: 'accounts:fields.district' },
      { name: 'displayName', label: 'accounts:fields.your-name', autocomplete: 'name' },
      { name: 'loginName', label: 'accounts:fields.login-name', hint: 'accounts:hints.login-name', autocomplete: 'username', width: 'medium' },
      ...NEW_PASSWORD,
    ],
    submit: 'accounts:setup.submit',
  });
}

export function changePasswordPage(form: FormView, t: Translate): FormPage {
  return formPage(form, t, {
    action: '/account/password',
    fields: [
      { name: 'currentPassword', type: 'password', label: 'accounts:fields.current-password', focus: form.summary.length === 0 },
      ...NEW_PASSWORD,
    ],
    submit: 'accounts:password.submit',
    back: { href: '/account', text: 'accounts:account.title' },
  });
}
