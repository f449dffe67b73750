// usage: node generate.mjs CONNECTION_JSON OUT: checks the published OpenAPI document, and generates a client from it.
import { readFileSync } from 'node:fs';
import { createClient } from '@hey-api/openapi-ts';
import { Validator } from '@seriousme/openapi-schema-validator';

const [connection, out] = process.argv.slice(2);
const { base_url: base } = JSON.parse(readFileSync(connection, 'utf8'));
const document = await (await fetch(`${base}/openapi/tickets.v1.json`)).json();

const checked = await new Validator().validate(document);
if (!checked.valid) {
  console.error(JSON.stringify(checked.errors, null, 1));
  throw new Error('the published document is not OpenAPI 3.1');
}
await createClient({
  input: document,
  output: { path: out, importFileExtension: '.js' },
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
  logs: { level: 'silent' },
});
console.log(`OpenAPI ${document.openapi}: valid, ${Object.keys(document.paths).length} paths; a client was generated`);
