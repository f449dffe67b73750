package io.taskforge.api.event;

import io.smallrye.mutiny.Multi;

/** The body of a response that goes on for as long as its job does. {@link EventStreamWriter} writes it. */
record EventStream(Multi<Watched> happenings) {}
