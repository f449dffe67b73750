/**
 * Short-lived tokens in place of API keys (RFC 6749, 4.4): {@link io.taskforge.api.token.TokenResource} exchanges a key for one,
 * {@link io.taskforge.api.token.AccessTokens} makes and reads them, {@link io.taskforge.api.token.KeySetResource} publishes what they
 * can be verified with. They are signed JWTs (RFC 9068), so a token needs no row; that its key is still in force is asked all the same.
 *
 * <p>They are read here and not by the framework's JWT mechanism, which would be a second way in next to
 * {@link io.taskforge.api.client.Callers}, for one door only. Uses {@code limit}, {@code client}, {@code body} and {@code failure}.
 */
package io.taskforge.api.token;
