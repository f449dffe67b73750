/**
 * The service and its database: the pool and its patience, the migrations at start, and what readiness asks. Statements are the
 * shared model's. Uses nothing else of the api.
 */
package io.taskforge.api.database;
