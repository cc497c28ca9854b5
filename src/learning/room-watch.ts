import { Readable } from 'node:stream';
import { log, describeFault } from '../shared/web/log.js';

const LOOK_EVERY = 3_000;
/** Then the browser asks again, as somebody who is still allowed to. */
const LASTS = 120_000;

/**
 * A stream of server-sent events: what `look` finds, whenever it differs from what was sent before, and now and then a
 * sign of life. It ends by itself, so that every two minutes the session is looked at again.
 * @param look reads what is shown now; may reject, then the stream ends
 */
export function watchRoom(look: () => Promise<string>, { every = LOOK_EVERY, lasts = LASTS } = {}): Readable {
  const stream = new Readable({ read: () => undefined });
  let sent = '';
  let timer: NodeJS.Timeout;
  const ends = Date.now() + lasts;
  const tick = async (): Promise<void> => {
    try {
      const now = await look();
      if (stream.destroyed) return;
      stream.push(now === sent ? ': still here\n\n' : eventOf(now));
      sent = now;
      if (Date.now() >= ends) stream.push(null);
      else timer = setTimeout(() => void tick(), every);
    } catch (error) {
      log.warn(describeFault(error), 'a room is no longer watched');
      stream.push(null);
    }
  };
  stream.on('close', () => clearTimeout(timer));
  void tick();
  return stream;
}

/** A field of an event is one line: each line of the text is a field of its own, put together again by the browser. */
function eventOf(text: string): string {
  return `event: room\n${text.split('\n').map((line) => `data: ${line}\n`).join('')}\n`;
}
