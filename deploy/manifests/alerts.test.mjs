import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { copies } from './alerts.mjs';

for (const [path, text] of Object.entries(copies())) {
  test(`${path}_is_what_the_alert_rules_make_it`, () => {
    assert.equal(readFileSync(path, 'utf8'), text, 'run .ci/manifests --alerts');
  });
}
