/**
 * The service that takes requests. Follow one through the folders: {@code client} (who asks) ▶ {@code submission} ▶ {@code dispatch}
 * (the outbox's relay to the broker) ▶ {@code job} (how it stands, cancelling it) ▶ {@code result} or
 * {@code callback} (telling the client that it has ended); {@code sweep} mends what workers
 * and brokers left behind, {@code failure} says how it looks when something goes wrong. What a reader of a result is shown is worked
 * out in {@code graph} (which ticket waits for which) and {@code coverage} (which lines of the specification they cover).
 */
package io.taskforge.api;
