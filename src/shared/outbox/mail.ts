import { createTransport, type Transporter } from 'nodemailer';
import type { Channel } from './channels.js';
import type { Attempt } from './delivery-rules.js';

export interface MailSettings {
  /** `smtp://user:password@host:587`, `smtps://…` for TLS from the first byte. */
  url: string;
  /** `Centro de Villa El Salvador <minka@example.org>` */
  from: string;
}

const PATIENCE = 15_000;

/** E-mail by SMTP. */
export class Mail implements Channel {
  readonly name = 'email';
  private readonly transport: Transporter;

  constructor(private readonly settings: MailSettings) {
    this.transport = createTransport({
      url: settings.url, connectionTimeout: PATIENCE, greetingTimeout: PATIENCE, socketTimeout: PATIENCE, disableFileAccess: true, disableUrlAccess: true,
    });
  }

  async send({ id, recipient, subject, body }: Parameters<Channel['send']>[0]): Promise<Attempt> {
    try {
      await this.transport.sendMail({
        from: this.settings.from, to: { name: '', address: recipient }, subject: subject ?? '', text: body,
        messageId: `<${id}@minka>`, headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { outcome: 'sent' };
    } catch (error) {
      return unsent(error as SmtpFault);
    }
  }
}

interface SmtpFault {
  code?: string;
  command?: string;
  responseCode?: number;
  syscall?: string;
}

/**
 * A line that is cut is reported alike before the text and after it, so that only a server that was never reached, or one
 * that said no itself, proves that nothing went. Never the server's own words: they repeat the address.
 */
function unsent({ code, command, responseCode, syscall }: SmtpFault): Attempt {
  const fault = `the mail server: ${[code, command, responseCode].filter((part) => part !== undefined).join(' ') || 'no answer'}`;
  // A wrong password is ours to mend, not the fault of whom we write to.
  if (code === 'EDNS' || code === 'EAUTH' || syscall === 'connect') return { outcome: 'not-now', fault };
  if (responseCode === undefined) return { outcome: 'unknown', fault };
  return { outcome: responseCode >= 500 ? 'refused' : 'not-now', fault };
}
