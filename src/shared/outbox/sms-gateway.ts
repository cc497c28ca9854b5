import type { Channel } from './channels.js';
import type { Attempt } from './delivery-rules.js';

/** Where text messages are handed over: any provider that takes a POST. */
export interface SmsSettings {
  url: string;
  /** The whole value of the Authorization header. */
  authorization?: string | undefined;
  /** JSON with `{to}` and `{text}` within its strings. */
  body: string;
  /** Put before the nine digits of a number. */
  prefix: string;
}

const PATIENCE = 15_000;
/** The connection was never made, so that nothing can have gone. */
const NEVER_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Text messages through an HTTP gateway. The message's id goes along as an idempotency key, for gateways that know what that is. */
export class SmsGateway implements Channel {
  readonly name = 'sms';

  constructor(private readonly settings: SmsSettings) {}

  async send({ id, recipient, body }: Parameters<Channel['send']>[0]): Promise<Attempt> {
    const { url, authorization, prefix } = this.settings;
    try {
      const answer = await fetch(url, {
        method: 'POST', redirect: 'error', signal: AbortSignal.timeout(PATIENCE),
        headers: { 'content-type': 'application/json', 'idempotency-key': id, ...(authorization ? { authorization } : {}) },
        body: filled(this.settings.body, { to: `${prefix}${recipient}`, text: body }),
      });
      await answer.body?.cancel();
      return answered(answer.status);
    } catch (error) {
      return unanswered(error);
    }
  }
}

function answered(status: number): Attempt {
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  const fault = `the gateway answered ${status}`;
  if (status === 429 || status === 503) return { outcome: 'not-now', fault };
  return { outcome: status >= 400 && status < 500 ? 'refused' : 'unknown', fault };
}

function unanswered(error: unknown): Attempt {
  const code = (error as { cause?: { code?: unknown } }).cause?.code;
  const fault = `the gateway did not answer${typeof code === 'string' ? ` (${code})` : ''}`;
  return { outcome: typeof code === 'string' && NEVER_REACHED.has(code) ? 'not-now' : 'unknown', fault };
}

/** The values go into the parsed JSON, so that no quote in a text ends a string. */
function filled(template: string, values: { to: string; text: string }): string {
  const fill = (text: string): string => text.replace(/\{(to|text)\}/g, (_, name: 'to' | 'text') => values[name]);
  return JSON.stringify(JSON.parse(template), (_, value: unknown) => (typeof value === 'string' ? fill(value) : value));
}
