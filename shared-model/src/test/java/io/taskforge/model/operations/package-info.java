/** What docs/operations.md promises, for tests that hold the services to it. */
package io.taskforge.model.operations;
