/**
 * What both services are told by whoever runs them: where database and broker are and who vouches for them, the secrets and the files
 * that hold them, the bounds of every wait for the database, the schema version that this build needs, where traces go and how the log is
 * written; and how a start is refused that cannot succeed, or must not in production. Uses {@code log}.
 */
package io.taskforge.model.settings;
