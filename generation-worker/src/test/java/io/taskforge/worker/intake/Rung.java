package io.taskforge.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskforge.model.broker.DispatchMessage;
import io.taskforge.model.job.JobId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A ring that no broker sent, and how it was answered. */
final class Rung {

    enum Answer {
        ACKNOWLEDGED,
        GIVEN_BACK
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Answer> answers = new CopyOnWriteArrayList<>();
    private final byte[] body;
    private Runnable atAcknowledgement = () -> {};

    private Rung(byte[] body) {
        this.body = body;
    }

    static Rung with(byte[] body) {
        return new Rung(body);
    }

    static Rung of(JobId id) {
        try {
            return new Rung(JSON.writeValueAsBytes(new DispatchMessage(id, 1)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** What to look at in the moment of the acknowledgement. */
    Rung at(Runnable acknowledgement) {
        atAcknowledgement = acknowledgement;
        return this;
    }

    Ring ring() {
        return new Ring(
                body,
                Optional.empty(),
                () -> {
                    atAcknowledgement.run();
                    answers.add(Answer.ACKNOWLEDGED);
                },
                () -> answers.add(Answer.GIVEN_BACK));
    }

    List<Answer> answers() {
        return answers;
    }
}
