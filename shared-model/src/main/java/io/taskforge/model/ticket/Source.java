package io.taskforge.model.ticket;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * The specification that a result was drafted from.
 *
 * @param summary at most 2,000 code points
 * @param specSha256 of the specification's text after line ends were normalised, lower-case hex
 * @param lineCount at least 1
 */
@RegisterForReflection
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Source(String title, String summary, String specSha256, int lineCount) {}
