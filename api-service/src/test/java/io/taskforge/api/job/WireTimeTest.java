package io.taskforge.api.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireTimeTest {

    @Test
    void every_moment_is_written_as_the_contract_formats_it() {
        DateTimeFormatter contract =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            Instant moment = Instant.ofEpochSecond(random.nextLong(0, 250_000_000_000L), random.nextInt(1_000_000_000));
            assertEquals(contract.format(moment), WireTime.of(moment));
        }
    }

    @Test
    void no_moment_is_none() {
        assertNull(WireTime.of(null));
    }
}
