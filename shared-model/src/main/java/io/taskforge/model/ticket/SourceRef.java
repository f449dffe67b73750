package io.taskforge.model.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Lines of the specification that a ticket covers.
 *
 * @param requirementId {@code REQ-<number>} of the result's requirements, or null
 * @param startLine 1-based, after line ends are normalised
 * @param endLine inclusive, not before {@code startLine}
 * @param quote the words themselves, verbatim, at most 500 code points; null unless quotes were asked for
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceRef(String requirementId, int startLine, int endLine, String quote) {}
