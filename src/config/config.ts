import { z } from 'zod';
import type { MailSettings } from '../shared/outbox/mail.js';
import type { SmsSettings } from '../shared/outbox/sms-gateway.js';
import { LOG_LEVELS } from '../shared/web/log.js';
import { readNoteKeys } from './note-keys.js';

/** The settings that come from the environment, and what they are when it says nothing. */
const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: wholeNumber(0, 65_535).default(3000),
  /** Interface to listen on; all of them unless told. */
  HOST: z.string().min(1).optional(),
  DATABASE_URL: z.string().regex(/^(mysql|mariadb):\/\/[^/]+\/\w+$/, 'must look like mysql://user:password@host:3306/database').optional(),
  DATABASE_POOL: wholeNumber(1, 500).default(10),
  /** Folder of the embedded database and of what Minka keeps for itself. */
  MINKA_DATA: z.string().min(1).default('var'),
  /** Signs and encrypts; the same in all processes of one installation. */
  MINKA_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** What coaches note is sealed with the first of these and opened with any: `id:base64 of 32 bytes`, separated by commas. */
  MINKA_NOTE_KEYS: z.string().refine((text) => readNoteKeys(text) !== null, 'must look like id:base64 of 32 bytes, several of them separated by commas').optional(),
  /** From how much on it is written down what happens. Read by `log.ts` when it is loaded; looked at here. */
  MINKA_LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
  /** How many proxies stand in front (their X-Forwarded-… headers are believed), or their addresses. */
  TRUST_PROXY: z.string().min(1).optional(),
  /** Where people reach Minka: printed on certificates, so it should stay. */
  PUBLIC_URL: z.string().regex(/^https?:\/\/[^/\s]+\/?$/, 'must look like https://minka.example.org').optional(),
  /** E-mail goes out when both are given. */
  SMTP_URL: z.string().regex(/^smtps?:\/\/[^/\s]+$/, 'must look like smtp://user:password@mail.example.org:587').optional(),
  MAIL_FROM: z.string().min(3).regex(/@/, 'must hold an address').optional(),
  /** Text messages go out when it is given: whoever takes them by a POST. */
  SMS_URL: z.string().regex(/^https?:\/\/\S+$/, 'must look like https://gateway.example.org/messages').optional(),
  /** The whole value of the Authorization header. */
  SMS_AUTHORIZATION: z.string().min(1).optional(),
  SMS_BODY: z.string().refine(isTextJson, 'must be JSON with {to} and {text} in its strings').default('{"to":"{to}","text":"{text}"}'),
  SMS_PREFIX: z.string().regex(/^\+?\d{0,4}$/, 'must look like +51').default('+51'),
});

function wholeNumber(from: number, to: number): z.ZodType<number> {
  const message = `must be a whole number from ${from} to ${to}`;
  return z.coerce.number(message).int(message).min(from, message).max(to, message);
}

function isTextJson(text: string): boolean {
  try {
    JSON.parse(text);
    return text.includes('{to}') && text.includes('{text}');
  } catch {
    return false;
  }
}

export interface Config {
  production: boolean;
  port: number;
  host: string | undefined;
  /** Undefined: the embedded engine. */
  databaseUrl: string | undefined;
  poolSize: number;
  dataFolder: string;
  secret: string | undefined;
  /** As the environment gives them; undefined: those kept in the data folder, or none. */
  noteKeys: string | undefined;
  trustProxy: number | string | false;
  /** Without a slash at its end; undefined: the address of each request. */
  publicUrl: string | undefined;
  /** Undefined: no e-mail goes out. */
  mail: MailSettings | undefined;
  /** Undefined: no text message goes out. */
  sms: SmsSettings | undefined;
}

/** A setting is missing or cannot be understood; the message names the variable. */
export class ConfigError extends Error {}

/** Reads the environment. @throws ConfigError */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given, { error: describe });
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '));
  }
  const { NODE_ENV, PORT, HOST, DATABASE_URL, DATABASE_POOL, MINKA_DATA, MINKA_SECRET, MINKA_NOTE_KEYS, TRUST_PROXY, PUBLIC_URL, ...letters } = parsed.data;
  const { SMTP_URL, MAIL_FROM, SMS_URL, SMS_AUTHORIZATION, SMS_BODY, SMS_PREFIX } = letters;
  const production = NODE_ENV === 'production';
  if (Boolean(SMTP_URL) !== Boolean(MAIL_FROM)) throw new ConfigError('SMTP_URL and MAIL_FROM must be set together');
  return {
    production, port: PORT, host: HOST, databaseUrl: DATABASE_URL?.replace(/^mariadb:/, 'mysql:'), poolSize: DATABASE_POOL,
    dataFolder: MINKA_DATA, secret: MINKA_SECRET, noteKeys: MINKA_NOTE_KEYS, trustProxy: proxies(TRUST_PROXY),
    publicUrl: PUBLIC_URL?.replace(/\/$/, ''),
    mail: SMTP_URL && MAIL_FROM ? { url: SMTP_URL, from: MAIL_FROM } : undefined,
    sms: SMS_URL ? { url: SMS_URL, authorization: SMS_AUTHORIZATION, body: SMS_BODY, prefix: SMS_PREFIX } : undefined,
  };
}

function proxies(given: string | undefined): Config['trustProxy'] {
  if (given === undefined) return false;
  return /^\d+$/.test(given) ? Number(given) : given;
}

/** The forms' catalogue keys mean nothing to whoever starts the server. */
function describe(issue: z.core.$ZodRawIssue): string {
  return issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : 'is not a valid value';
}
