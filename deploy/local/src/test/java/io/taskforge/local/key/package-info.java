/** Clients and keys, on a real database. */
package io.taskforge.local.key;
