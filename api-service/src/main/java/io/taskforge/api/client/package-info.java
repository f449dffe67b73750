/**
 * Who calls: an API key becomes a {@link io.taskforge.api.client.CallingClient}, and what the key allows is checked against the
 * {@code @PermissionsAllowed} of each resource, or by {@link io.taskforge.api.client.Callers} where the framework's security does not
 * stand. Uses {@code failure} and {@code database}.
 */
package io.taskforge.api.client;
