/**
 * The one reader of request bodies: {@link io.taskforge.api.body.CountedBody} keeps no more of them than it may. The framework's own
 * readers are switched off, because they read before anyone knows who asks. Uses {@code failure}.
 */
package io.taskforge.api.body;
