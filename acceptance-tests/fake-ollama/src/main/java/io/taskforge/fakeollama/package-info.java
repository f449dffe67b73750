/**
 * A stand-in for an Ollama server that speaks its wire format byte for byte and misbehaves on demand. Runs inside a test or as a process
 * of its own. Knows nothing of the worker.
 */
package io.taskforge.fakeollama;
