/**
 * Who calls: an API key becomes a {@link io.taskforge.api.client.CallingClient}, and what the key allows is checked against the
 * {@code @PermissionsAllowed} of each resource. Uses {@code failure} and {@code database}.
 */
package io.taskforge.api.client;
