package io.taskforge.model.failpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.model.failpoint.FailpointGuard.Verdict;
import io.taskforge.model.settings.ServerPlace;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailpointGuardTest {

    private static final String ARMED = "relay.before_mark=halt@3";

    @Test
    void without_failpoints_any_database_will_do() {
        assertEquals(new Verdict.None(), verdict("", "postgresql://db.example:5432/tickets"));
        assertEquals(new Verdict.None(), FailpointGuard.verdict(" ", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://localhost:5432/tickets",
                "postgresql://127.0.0.1:5432/tickets",
                "postgresql://127.8.9.10/tickets?sslmode=disable",
                "postgresql://[::1]:5432/tickets",
                "postgresql://forge:p%40ss@127.0.0.1:5432/tickets"
            })
    void a_database_on_loopback_may_be_broken_and_the_log_says_so(String url) {
        var warned = assertInstanceOf(Verdict.Warned.class, verdict(ARMED, url));

        assertTrue(warned.line().contains("TASKFORGE_FAILPOINTS"), warned.line());
        assertTrue(warned.line().contains(ARMED), warned.line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://192.0.2.1:5432/tickets",
                "postgresql://10.0.0.5:5432/tickets",
                "postgresql://0.0.0.0:5432/tickets",
                "postgresql://[2001:db8::1]:5432/tickets",
                "postgresql://[::]:5432/tickets",
                "postgresql://localhost.invalid:5432/tickets",
                "postgresql://127.0.0.1.invalid:5432/tickets",
                "postgresql://127.0.0.1:5432/tickets?host=192.0.2.1",
                "postgresql://127.0.0.1:5432/tickets?hostaddr=192.0.2.1",
                "postgresql://127.0.0.1:5432/tickets?host=",
                "postgresql://127.0.0.1:5432,192.0.2.1:5432/tickets",
                "postgresql://127.0.0.1:5432,127.0.0.1:5433/tickets",
                "postgresql://127.0.0.1:5432/tickets,postgresql://127.0.0.1:5433/tickets",
                "postgresql://%2Fvar%2Frun%2Fpostgresql/tickets",
                "no URL",
                ""
            })
    void a_database_anywhere_else_is_not_broken(String url) {
        var refused = assertInstanceOf(Verdict.Refused.class, verdict(ARMED, url));

        assertEquals(1, refused.reason().lines().count(), refused.reason());
        assertTrue(refused.reason().startsWith("TASKFORGE_FAILPOINTS is set"), refused.reason());
    }

    @Test
    void a_database_that_nobody_named_is_not_broken() {
        assertInstanceOf(Verdict.Refused.class, FailpointGuard.verdict(ARMED, Optional.empty()));
    }

    @Test
    void failpoints_that_make_no_sense_are_refused_wherever_the_database_is() {
        var refused = assertInstanceOf(
                Verdict.Refused.class, verdict("relay.befor=halt", "postgresql://127.0.0.1:5432/tickets"));

        assertTrue(refused.reason().contains("'relay.befor'"), refused.reason());
    }

    @Test
    void a_name_counts_by_all_of_its_addresses() {
        String url = "postgresql://db:5432/tickets";

        assertTrue(placeWhereNamesHave("127.0.0.1").isLoopback(url));
        assertTrue(placeWhereNamesHave("127.0.0.1", "::1").isLoopback(url));
        assertFalse(placeWhereNamesHave("127.0.0.1", "192.0.2.1").isLoopback(url));
        assertFalse(placeWhereNamesHave("192.0.2.1").isLoopback("postgresql://localhost:5432/tickets"));
    }

    private static Verdict verdict(String setting, String url) {
        return FailpointGuard.verdict(setting, Optional.of(url));
    }

    private static ServerPlace placeWhereNamesHave(String... addresses) {
        return new ServerPlace(host -> parsed(addresses));
    }

    private static List<InetAddress> parsed(String... addresses) throws UnknownHostException {
        InetAddress[] parsed = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
            parsed[i] = InetAddress.getByName(addresses[i]);
        }
        return Arrays.asList(parsed);
    }
}
