package io.taskforge.model.ticket;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.taskforge.model.job.JobId;
import java.util.List;

/**
 * What became of the tickets of the job that a result builds on. Every ticket of the result is in exactly one of {@code kept},
 * {@code changed} and {@code added}; every ticket of the base in exactly one of {@code kept}, {@code changed} and {@code retired}.
 * Of drafts of a job that did not complete, those of the base that were still to be written anew are in none.
 *
 * @param kept as they were, byte for byte, apart from {@code source_refs}, which follow the lines of the new text
 * @param changed under the id that they had
 * @param added under ids that no ticket of this line of jobs ever had
 * @param retired ids that are gone and never given again
 * @param highestExternalId the highest id that any job of this line ever gave, also to tickets retired long ago
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Changes(
        JobId baseJobId,
        List<ExternalId> kept,
        List<ExternalId> changed,
        List<ExternalId> added,
        List<ExternalId> retired,
        ExternalId highestExternalId) {

    public Changes {
        kept = List.copyOf(kept);
        changed = List.copyOf(changed);
        added = List.copyOf(added);
        retired = List.copyOf(retired);
    }
}
