package io.taskforge.local.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskforge.local.terminal.Terminal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyTableTest {

    private static final ListedKey IN_FORCE = new ListedKey(
            new KeyId("Ab3defGhi012"),
            "ci",
            List.of("tickets:read"),
            Instant.parse("2026-01-02T03:04:59.5Z"),
            Optional.of(Instant.parse("2026-04-02T03:04:00Z")),
            Optional.empty(),
            Optional.empty(),
            Optional.of("cli"),
            ListedKey.State.IN_FORCE);

    private static final ListedKey REVOKED = new ListedKey(
            new KeyId("000000000000"),
            "billing",
            List.of("tickets:submit", "tickets:read"),
            Instant.parse("2026-01-01T00:00:00Z"),
            Optional.empty(),
            Optional.of(Instant.parse("2026-01-01T10:00:00Z")),
            Optional.of(Instant.parse("2026-01-02T00:00:00.000001Z")),
            Optional.empty(),
            ListedKey.State.REVOKED);

    @Test
    void a_key_is_one_line_where_it_fits() {
        assertEquals("""
                Key                      Client  State     Created (UTC)     Expires (UTC)     Last used (UTC)  Scopes
                tfk_live_Ab3defGhi012_…  ci      in force  2026-01-02 03:04  2026-04-02 03:04  never            tickets:read
                """, KeyTable.of(List.of(IN_FORCE), new Terminal(120, true, false, false)));
    }

    @Test
    void what_a_key_allows_has_a_line_of_its_own_where_it_does_not_fit() {
        assertEquals("""
                Key                      Client   State     Created (UTC)     Expires (UTC)     Last used (UTC)
                  Scopes
                tfk_live_Ab3defGhi012_…  ci       in force  2026-01-02 03:04  2026-04-02 03:04  never
                  tickets:read
                tfk_live_000000000000_…  billing  revoked   2026-01-01 00:00  never             2026-01-01 10:00
                  tickets:submit, tickets:read
                """, KeyTable.of(List.of(IN_FORCE, REVOKED), new Terminal(100, true, false, false)));
    }

    @Test
    void a_scope_of_a_stranger_does_not_steer_the_terminal() {
        ListedKey strange = new ListedKey(
                IN_FORCE.id(),
                "ci",
                List.of("\033[31mred"),
                IN_FORCE.created(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ListedKey.State.CLIENT_DISABLED);
        assertFalse(KeyTable.of(List.of(strange), new Terminal(100, true, false, false))
                .contains("\033"));
    }

    private static void assertJson(String expected, ListedKey key) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode json = mapper.createObjectNode();
        key.writeTo(json);
        assertEquals(mapper.readTree(expected), json);
    }

    @Test
    void a_key_in_json_has_every_member_and_moments_as_the_api_writes_them() throws IOException {
        assertJson("""
                {"key_id": "Ab3defGhi012", "prefix": "tfk_live_Ab3defGhi012_", "client": "ci", "state": "in_force",
                 "scopes": ["tickets:read"], "created_at": "2026-01-02T03:04:59.500000+00:00",
                 "expires_at": "2026-04-02T03:04:00.000000+00:00", "last_used_at": null, "revoked_at": null, "created_by": "cli"}
                """, IN_FORCE);
        assertJson("""
                {"key_id": "000000000000", "prefix": "tfk_live_000000000000_", "client": "billing", "state": "revoked",
                 "scopes": ["tickets:submit", "tickets:read"], "created_at": "2026-01-01T00:00:00.000000+00:00",
                 "expires_at": null, "last_used_at": "2026-01-01T10:00:00.000000+00:00",
                 "revoked_at": "2026-01-02T00:00:00.000001+00:00", "created_by": null}
                """, REVOKED);
    }
}
