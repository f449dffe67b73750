package io.taskforge.worker.intake;

import io.taskforge.model.trace.TraceParent;
import java.util.Optional;

/**
 * One delivery of the broker. Exactly one of the two answers is given; neither throws, because an answer that does not arrive has the
 * ring delivered again, and a claim for it finds what there is.
 *
 * @param body as it came: nothing says yet that it is a message of ours
 * @param publish the span of its sending, if it brought one
 * @param acknowledge the ring has done its work
 * @param giveBack the ring belongs to whoever is free
 */
record Ring(byte[] body, Optional<TraceParent> publish, Runnable acknowledge, Runnable giveBack) {}
