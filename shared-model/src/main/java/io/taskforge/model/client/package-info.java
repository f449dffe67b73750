/**
 * The programs that call the API: their keys, and what a key allows.
 *
 * <p>Free of frameworks, because the local launcher makes keys as well. Uses nothing of ours.
 */
package io.taskforge.model.client;
