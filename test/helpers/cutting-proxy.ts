import { connect, createServer, type Server } from 'node:net';

/** Passes everything on, but cuts the line instead of passing the answer to a COMMIT, as often as it is told. */
export class CuttingProxy {
  cuts = 0;
  /** Cut before the COMMIT reaches the server, or after. */
  before = false;
  private server: Server;

  async listen(target: number): Promise<number> {
    this.server = createServer((client) => {
      const upstream = connect(target, '127.0.0.1');
      let cutting = false;
      client.on('data', (chunk) => {
        if (this.cuts > 0 && chunk.includes('COMMIT')) {
          this.cuts -= 1;
          cutting = true;
          if (this.before) return void client.destroy();
        }
        upstream.write(chunk);
      });
      upstream.on('data', (chunk) => (cutting ? client.destroy() : client.write(chunk)));
      client.on('close', () => upstream.end()).on('error', () => undefined);
      upstream.on('close', () => client.destroy()).on('error', () => undefined);
    });
    await new Promise<void>((resolve) => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    return (this.server.address() as { port: number }).port;
  }

  close(): void {
    this.server.close();
  }
}
