import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { fileURLToPath } from 'node:url';

const COMPILED = /(file:\/\/\S+?\.js):(\d+):(\d+)/u;

/**
 * A line of a stack with the place in the TypeScript of Minka's makers instead of the compiled one's. Node could do so by
 * itself, and would read the map of each module at each start for it: half a second, for a fault that seldom comes.
 * @returns the line as it is where there is no map
 */
export function asWritten(frame: string): string {
  const [place, url, line, column] = COMPILED.exec(frame) ?? [];
  const map = url === undefined ? null : mapOf(url);
  if (!place || !map) return frame;
  const origin = map.findOrigin(Number(line), Number(column));
  return 'fileName' in origin && origin.fileName ? frame.replace(place, `${fileURLToPath(new URL(origin.fileName, url))}:${origin.lineNumber}:${origin.columnNumber}`) : frame;
}

function mapOf(url: string): SourceMap | null {
  try {
    return new SourceMap(JSON.parse(readFileSync(new URL(`${url}.map`), 'utf8')) as SourceMapPayload);
  } catch {
    // Compiled by somebody else, or cut off while it was written: the log goes on.
    return null;
  }
}
