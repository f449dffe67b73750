import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** What `./taskforge up` writes. */
export interface Connection {
  base_url: string;
  grpc: string;
  api_key: string;
}

export const connection: Connection = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

let passed = 0;
let failed = 0;

/** One thing that must hold. The next ones are tried also when it does not. */
export async function step(name: string, check: () => Promise<void>): Promise<void> {
  try {
    await check();
    passed++;
    console.log(`  ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`  FAILED  ${name}\n          ${String(error).replaceAll('\n', '\n          ')}`);
  }
}

export function end(): never {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

/** The value, which there must be. */
export function present<T>(value: T | null | undefined, what: string): T {
  assert.ok(value !== null && value !== undefined, `no ${what}`);
  return value;
}

/** Never the same twice. */
export function freshKey(): string {
  return `clients-${crypto.randomUUID()}`;
}

export const SPECIFICATION = [
  '# Ledger',
  '',
  'The system must import settlement files every night.',
  'An analyst can export the ledger as a CSV report.',
  'Every entry must show its amount and its date.',
].join('\n');
