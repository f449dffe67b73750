/**
 * The programs that call the API: their names, their keys, what a key allows and how long, what may be set as a limit of theirs, and
 * the secret that signs their callbacks.
 *
 * <p>Free of frameworks, because the local launcher makes keys and sets limits as well. Uses nothing of ours but the client's id.
 */
package io.taskforge.model.client;
