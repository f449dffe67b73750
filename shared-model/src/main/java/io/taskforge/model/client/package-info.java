/**
 * The programs that call the API: their keys, what a key allows, and the secret that signs their callbacks.
 *
 * <p>Free of frameworks, because the local launcher makes keys as well. Uses nothing of ours but the client's id.
 */
package io.taskforge.model.client;
