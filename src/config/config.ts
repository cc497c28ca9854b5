import { z } from 'zod';

/** The settings that come from the environment, and what they are when it says nothing. */
const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Interface to listen on; all of them unless told. */
  HOST: z.string().min(1).optional(),
  DATABASE_URL: z.string().regex(/^(mysql|mariadb):\/\/[^/]+\/\w+$/, 'must look like mysql://user:password@host:3306/database').optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(500).default(10),
  /** Folder of the embedded database and of what Minka keeps for itself. */
  MINKA_DATA: z.string().min(1).default('var'),
  /** Signs and encrypts; the same in all processes of one installation. */
  MINKA_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** How many proxies stand in front (their X-Forwarded-… headers are believed), or their addresses. */
  TRUST_PROXY: z.string().min(1).optional(),
  /** Where people reach Minka: printed on certificates, so it should stay. */
  PUBLIC_URL: z.string().regex(/^https?:\/\/[^/\s]+\/?$/, 'must look like https://minka.example.org').optional(),
});

export interface Config {
  production: boolean;
  port: number;
  host: string | undefined;
  /** Undefined: the embedded engine. */
  databaseUrl: string | undefined;
  poolSize: number;
  dataFolder: string;
  secret: string | undefined;
  trustProxy: number | string | false;
  /** Without a slash at its end; undefined: the address of each request. */
  publicUrl: string | undefined;
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
  const { NODE_ENV, PORT, HOST, DATABASE_URL, DATABASE_POOL, MINKA_DATA, MINKA_SECRET, TRUST_PROXY, PUBLIC_URL } = parsed.data;
  const production = NODE_ENV === 'production';
  if (production && DATABASE_URL && !MINKA_SECRET) {
    throw new ConfigError('MINKA_SECRET must be set (32 characters or more, the same for all processes) when DATABASE_URL is');
  }
  return {
    production, port: PORT, host: HOST, databaseUrl: DATABASE_URL?.replace(/^mariadb:/, 'mysql:'), poolSize: DATABASE_POOL,
    dataFolder: MINKA_DATA, secret: MINKA_SECRET, trustProxy: proxies(TRUST_PROXY),
    publicUrl: PUBLIC_URL?.replace(/\/$/, ''),
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
