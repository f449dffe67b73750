package io.taskforge.model.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** How long a description and how many acceptance criteria a ticket gets. */
@RegisterForReflection
public enum OutputDetail {
    @JsonProperty("brief")
    BRIEF(300, 1, 3),
    @JsonProperty("standard")
    STANDARD(1_200, 2, 5),
    @JsonProperty("detailed")
    DETAILED(4_000, 3, 8);

    private final int descriptionLimit;
    private final int criteriaAimed;
    private final int criteriaLimit;

    OutputDetail(int descriptionLimit, int criteriaAimed, int criteriaLimit) {
        this.descriptionLimit = descriptionLimit;
        this.criteriaAimed = criteriaAimed;
        this.criteriaLimit = criteriaLimit;
    }

    /** Code points at the most. */
    public int descriptionLimit() {
        return descriptionLimit;
    }

    /** As many criteria as there should be where the specification gives ground for them; one is always there. */
    public int criteriaAimed() {
        return criteriaAimed;
    }

    public int criteriaLimit() {
        return criteriaLimit;
    }
}
