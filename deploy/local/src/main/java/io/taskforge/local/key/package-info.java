/**
 * Clients and their API keys in the database of a stack: what a person may ask of them, each a statement or a transaction of its own.
 * Uses the keys' and secrets' form from the shared model.
 */
package io.taskforge.local.key;
