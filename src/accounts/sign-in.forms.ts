import { z } from 'zod';
import { name, ticked } from '../shared/web/form-schemas.js';
import { readLoginName } from './secret-rules.js';

/** A secret as it is typed: never tidied, never sent back. */
const secret = (missing: string) => z.string(missing).max(500, 'web:errors.too-long');

const newPassword = {
  password: secret('accounts:errors.new-password'),
  repeatPassword: secret('accounts:errors.repeat-password'),
};

const sameTwice = (form: { password: string; repeatPassword: string }): boolean => form.password === form.repeatPassword;
const DIFFERENT = { path: ['repeatPassword'], message: 'accounts:errors.passwords-differ' };

const loginName = z.string('accounts:errors.login-name').transform((text, context) => {
  const name = readLoginName(text);
  if (name === null) context.addIssue({ code: 'custom', message: 'accounts:errors.login-name-form' });
  return name ?? z.NEVER;
});

export const passwordForm = z.object({
  name: z.string('accounts:errors.login-name').max(200, 'web:errors.too-long'),
  password: secret('accounts:errors.password'),
  return: z.string().optional(),
});

export const cardForm = z.object({
  card: z.string('accounts:errors.card').max(60, 'web:errors.too-long'),
  pin: secret('accounts:errors.pin'),
});

export const pinForm = z.object({ pin: secret('accounts:errors.pin') });

export const accessCodeForm = z.object({
  code: z.string('accounts:errors.access-code').max(60, 'web:errors.too-long'),
  ...newPassword,
}).refine(sameTwice, DIFFERENT);

export const stationCodeForm = z.object({ code: z.string('accounts:errors.access-code').max(60, 'web:errors.too-long') });

/** The phone's numbers, or one of the codes on paper: eight letters and numbers. */
export const secondStepOrRecoveryForm = z.object({
  stepCode: z.string('accounts:errors.step-code').transform((text) => text.replace(/[\s.–—-]/g, '')).pipe(z.string().regex(/^(?:\d{6}|[\p{L}\d]{8})$/u, 'accounts:errors.step-or-recovery-form')),
});

export const secondStepForm = z.object({
  stepCode: z.string('accounts:errors.step-code').transform((text) => text.replace(/\s/g, '')).pipe(z.string().regex(/^\d{6}$/, 'accounts:errors.step-code-form')),
});

export const changePasswordForm = z.object({
  currentPassword: secret('accounts:errors.current-password'),
  ...newPassword,
}).refine(sameTwice, DIFFERENT);

export const setupForm = z.object({
  centreName: name(120, 'accounts:errors.centre-name'),
  district: name(80, 'accounts:errors.district'),
  displayName: name(120, 'accounts:errors.display-name'),
  loginName,
  ...newPassword,
}).refine(sameTwice, DIFFERENT);

export const inviteForm = z.object({
  displayName: name(120, 'accounts:errors.display-name'),
  loginName,
  role: z.enum(['trainer', 'coach', 'coordinator', 'treasurer', 'funder', 'administrator'], 'accounts:errors.role'),
});

export const roleForm = inviteForm.pick({ role: true });

export const newPinForm = z.object({ pin: secret('accounts:errors.pin') });

export const cardsForm = z.object({ newCodes: ticked(), everybody: ticked() });
