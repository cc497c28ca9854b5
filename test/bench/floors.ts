import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPool } from 'mysql2/promise';

/** What nothing can beat: a static page of 5 kB, and a bare server that answers with the register's own rows. */
const PAGE = `<!doctype html><title>5 kB</title>${'<p>Minka</p>'.repeat(415)}`;

const ROWS = `
  SELECT p.id, p.surnames, p.given_names, m.status, m.minutes, m.reason, m.version
  FROM sessions s
  JOIN enrolments e ON e.group_id = s.group_id AND e.status = 'enrolled'
  JOIN persons p ON p.id = e.person_id
  LEFT JOIN attendance_marks m ON m.session_id = s.id AND m.person_id = p.id
  WHERE s.id = ? ORDER BY p.search_name`;

interface Row {
  id: string;
  surnames: string;
  given_names: string;
  status: string | null;
}

const url = process.env.BENCH_URL;
const pool = url ? createPool({ uri: url, connectionLimit: 10 }) : null;

const answerStatic: RequestListener = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(PAGE);
};

const answerRows: RequestListener = (_request, response) => {
  pool?.query(ROWS, [process.env.BENCH_SESSION]).then(([rows]) => {
    const cells = (rows as Row[]).map((row) => `<tr><th>${row.surnames}, ${row.given_names}</th><td>${row.status ?? ''}</td></tr>`);
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(`<!doctype html><table>${cells.join('')}</table>`);
  }, () => response.writeHead(500).end());
};

const server = createServer(pool ? answerRows : answerStatic);
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMilliseconds: (user + system) / 1_000, queries: 0 });
});
