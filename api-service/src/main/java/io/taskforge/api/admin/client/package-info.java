/**
 * The programs that may call the API, as administrators see them: clients, their keys, their limits and the secret that signs their
 * callbacks. What may be typed is held to the same rules as on the command line, which stand in the shared model. Uses
 * {@code admin.account}, {@code admin.audit} and {@code admin.page}.
 */
package io.taskforge.api.admin.client;
