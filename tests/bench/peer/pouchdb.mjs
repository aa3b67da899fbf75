// The peer of the sync measures: node pouchdb.mjs serve DIR | node pouchdb.mjs replicate DIR URL DOCUMENTS
// "serve" prints its address; "replicate" reads one JSON document a line and prints what it took.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const leveldown = require('leveldown');
const PouchDB = require('pouchdb');
const batchSize = 500;

/** LevelDB, with every write on the disk before it is acknowledged. */
function flushed(name) {
  const database = leveldown(name);
  for (const write of ['_batch', '_put', '_del']) {
    const original = database[write].bind(database);
    database[write] = (...args) => {
      const done = args.pop();
      const options = args.pop();
      original(...args, { ...options, sync: true }, done);
    };
  }
  return database;
}
flushed.destroy = leveldown.destroy;

const [role, folder, url, documents] = process.argv.slice(2);
const Database = PouchDB.defaults({ prefix: folder + path.sep, db: flushed });

function serve() {
  const app = require('express')();
  app.use('/', require('express-pouchdb')(Database, { mode: 'minimumForPouchDB', logPath: path.join(folder, 'log.txt') }));
  const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
}

async function timed(work) {
  const start = performance.now();
  const result = await work();
  if (!result.ok || result.doc_write_failures > 0) throw new Error(JSON.stringify(result));
  return { ms: performance.now() - start, documents: result.docs_written };
}

async function replicate() {
  const lines = fs.readFileSync(documents, 'utf8').split('\n').filter((line) => line !== '');
  const first = new Database('first');
  const second = new Database('second');
  for (let i = 0; i < lines.length; i += batchSize)
    await first.bulkDocs(lines.slice(i, i + batchSize).map((line) => JSON.parse(line)));
  const options = { batch_size: batchSize };
  const push = await timed(() => first.replicate.to(`${url}/forms`, options));
  const pull = await timed(() => second.replicate.from(`${url}/forms`, options));
  if (push.documents !== lines.length || pull.documents !== lines.length) throw new Error('documents are missing');
  const version = (name) => require(`${name}/package.json`).version;
  const versions = `PouchDB ${version('pouchdb')} with express-pouchdb ${version('express-pouchdb')} on ${process.version}`;
  console.log(JSON.stringify({ pushMs: push.ms, pullMs: pull.ms, versions }));
  await first.close();
  await second.close();
}

if (role === 'serve') serve();
else await replicate();
