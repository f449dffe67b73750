/** Tests of {@code model.ticket}. */
package io.taskforge.model.ticket;
