/**
 * Who calls: an API key, or a token that one was exchanged for, becomes a {@link io.taskforge.api.client.CallingClient}. Both doors ask
 * {@link io.taskforge.api.client.Callers}; what a bearer token may look like is a {@link io.taskforge.api.client.BearerForm}, how it
 * stands is found out in {@link io.taskforge.api.client.Credentials}, and what guessing may cost in
 * {@link io.taskforge.api.client.FailedAttempts}. What the key allows is checked against the {@code @PermissionsAllowed} of each
 * resource, or by the door itself where the framework's security does not stand. Uses {@code failure} and {@code database}.
 */
package io.taskforge.api.client;
