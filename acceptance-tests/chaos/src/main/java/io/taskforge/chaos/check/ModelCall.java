package io.taskforge.chaos.check;

import io.taskforge.chaos.client.Submission;
import io.taskforge.fakeollama.RecordedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One question to the model, as its server saw it.
 *
 * @param submission whose marker stood in the prompt
 * @param endedAt when it was answered or its asker went away; empty while it goes on
 */
public record ModelCall(int submission, Instant at, Optional<Instant> endedAt) {

    /** Those that name a submission. */
    public static List<ModelCall> of(List<RecordedRequest> chats) {
        return chats.stream()
                .flatMap(chat -> Submission.numberIn(chat.body()).stream()
                        .map(number -> new ModelCall(number, chat.at(), chat.endedAt())))
                .toList();
    }
}
