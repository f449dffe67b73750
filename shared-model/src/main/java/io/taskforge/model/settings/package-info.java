/**
 * What both services are told by whoever runs them: where database and broker are and who vouches for them, the secrets and the files
 * that hold them, the bounds of every wait for the database, and the schema version that this build needs; and how a start is refused
 * that cannot succeed, or must not in production. Uses nothing of ours.
 */
package io.taskforge.model.settings;
