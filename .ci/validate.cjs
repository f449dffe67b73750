// usage: node validate.cjs VALIDATOR_DIR SCHEMA DOCUMENT...: exits 1 when a document breaks the schema.
const fs = require('fs');
const path = require('path');
const [, , validator, schema, ...documents] = process.argv;
const load = (name) => require(path.resolve(validator, 'node_modules', name));
const Ajv = load('ajv/dist/2020').default;
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
load('ajv-formats').default(ajv);
const valid = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')));
let broken = 0;
for (const document of documents) {
  const result = JSON.parse(fs.readFileSync(document, 'utf8'));
  if (valid(result)) {
    console.log(`${document}: valid, ${result.tickets.length} tickets, coverage ${result.coverage.ratio}`);
  } else {
    broken++;
    console.log(`${document}: ${JSON.stringify(valid.errors, null, 1)}`);
  }
}
process.exit(broken === 0 ? 0 : 1);
