package io.taskforge.local.key;

import io.taskforge.local.terminal.DisplayText;
import io.taskforge.local.terminal.Refusal;
import io.taskforge.model.client.KeyExpiry;
import java.time.Clock;

/** Until when a new key is to open something, read from the words of a person. */
public final class ExpiryOption {

    private ExpiryOption() {}

    /** @throws Refusal when the text cannot be read, or the moment has passed */
    public static KeyExpiry parse(String text, Clock clock) {
        KeyExpiry expiry = KeyExpiry.parse(text)
                .orElseThrow(() -> Refusal.usage(
                        "--expires is a time from now such as 12h or 90d, or a date such as 2030-01-31, not \""
                                + DisplayText.oneLine(text) + "\"."));
        if (expiry.passed(clock.instant())) {
            throw Refusal.usage("--expires " + text + " has passed already.");
        }
        return expiry;
    }
}
