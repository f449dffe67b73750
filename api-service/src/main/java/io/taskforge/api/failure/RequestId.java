package io.taskforge.api.failure;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names a request in its response and in the log: the client's own name for it when it is fit to be repeated, else a new UUIDv7. */
public final class RequestId {

    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = "taskforge.request-id";
    private static final int LONGEST = 128;

    private RequestId() {}

    static String assign(RoutingContext request, Clock clock) {
        String id = choose(request.request().getHeader(HEADER), clock);
        request.put(ATTRIBUTE, id);
        return id;
    }

    /** @param asked the client's own, or null */
    static String choose(String asked, Clock clock) {
        return asked != null && repeatable(asked)
                ? asked
                : uuidV7(clock.millis()).toString();
    }

    public static String of(RoutingContext request) {
        return request.get(ATTRIBUTE);
    }

    private static boolean repeatable(String id) {
        return !id.isBlank() && id.length() <= LONGEST && id.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
    }

    private static UUID uuidV7(long millis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = millis << 16 | 0x7000L | random.nextLong() & 0x0FFFL;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
