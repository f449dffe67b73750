/** What a client asks for: a specification and how its drafts should look. Uses {@code model.ticket} for value sets only. */
package io.taskforge.model.spec;
