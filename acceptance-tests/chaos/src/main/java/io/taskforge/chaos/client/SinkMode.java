package io.taskforge.chaos.client;

import java.util.Locale;
import java.util.Optional;

/** How the receiver of callbacks is. The mode is the first part of the URL's path. */
public enum SinkMode {
    OK("200", 200),
    /** Fails, each time. */
    FAILS("500", 500),
    /** Answers after some seconds. */
    SLOW("slow", 200),
    /** Takes the message and does not answer. */
    HANGS("hang", 0),
    /** Wants none any more. */
    GONE("410", 410),
    /** Sends the caller on to an address that only the caller's own machine should reach. */
    REDIRECTS("redirect", 307);

    private final String word;
    private final int status;

    SinkMode(String word, int status) {
        this.word = word;
        this.status = status;
    }

    public String word() {
        return word;
    }

    int status() {
        return status;
    }

    /** Whether a callback there ends delivered. */
    public boolean takes() {
        return status / 100 == 2;
    }

    static Optional<SinkMode> of(String word) {
        for (SinkMode mode : values()) {
            if (mode.word.equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
