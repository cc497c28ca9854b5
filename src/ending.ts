import type { Server } from 'node:http';

/**
 * Prepares what was opened, and closes it where that fails: its open connections would keep the process from ending.
 *
 * @returns what was opened
 */
export async function orClosed<T extends { destroy(): Promise<void> }>(opened: T, prepare: (opened: T) => Promise<void>): Promise<T> {
  try {
    await prepare(opened);
    return opened;
  } catch (error) {
    await opened.destroy();
    throw error;
  }
}

/**
 * Closes a server as `close` does, which waits for what is under way, and cuts what is not done after a while: a trainer's room
 * holds its stream for two minutes, and her browser opens it anew by itself.
 *
 * @param patience milliseconds
 */
export async function closeWithin(server: Pick<Server, 'closeAllConnections'>, close: () => Promise<void>, patience: number): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), patience);
  await close();
  clearTimeout(cut);
}
