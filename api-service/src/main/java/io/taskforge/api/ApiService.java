package io.taskforge.api;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service. */
@QuarkusMain
public class ApiService {

    /**
     * The framework's own check of request targets, which comes before everything of ours and answers without a word. Off: the front
     * door ({@code failure}) makes the same check, and says what is wrong.
     */
    private static final String NO_CHECK_OF_TARGETS = "vertx.disableURIValidation";

    public static void main(String... arguments) {
        System.setProperty(NO_CHECK_OF_TARGETS, "true");
        Quarkus.run(arguments);
    }
}
