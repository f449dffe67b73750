package io.taskforge.model.job;

import io.taskforge.model.trace.TraceParent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A callback whose turn it is, leased to whoever attempts it now.
 *
 * @param job the job that has ended, as it stands
 * @param webhookId the receiver's key against duplicates: the same for every attempt
 * @param claim the lease's token: without it no attempt's end is written
 * @param attemptsBefore on this round of the schedule
 * @param leasedAt by the database's clock
 * @param secret what signs it, sealed; empty when the client has none yet
 * @param secretBefore what signs it too for a day after a rotation, sealed
 * @param trace the span of the request that submitted the job
 * @param hosts that the client may be called back at; empty for every one that the rules let through
 */
public record DueCallback(
        Job job,
        String webhookId,
        UUID claim,
        int attemptsBefore,
        Instant leasedAt,
        Optional<byte[]> secret,
        Optional<byte[]> secretBefore,
        Optional<TraceParent> trace,
        Optional<List<String>> hosts) {}
