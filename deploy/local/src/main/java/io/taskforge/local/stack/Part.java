package io.taskforge.local.stack;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** One process of the stack. */
interface Part {

    String name();

    /** Where the process writes. */
    Path log();

    /**
     * Starts the process and waits until it can do its work; leaves nothing running when it fails.
     *
     * @throws RuntimeException with one line for the person at the terminal
     */
    Running start();

    /** The process, once it can do its work. */
    interface Running {

        long pid();

        /** In words, where it can be reached. */
        String place();

        /** Completes when the process has ended, asked or unasked. */
        CompletableFuture<Void> onExit();

        /** Ends the process in order and returns when it has ended. */
        void stop();
    }
}
