package io.taskforge.api.callback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.taskforge.api.callback.CallbackPolicy.Verdict;
import io.taskforge.api.client.ClientTerms;
import io.taskforge.api.failure.FailureCode;
import io.taskforge.api.failure.RequestFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackPolicyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PUBLIC = "93.184.216.34";
    private static final String HUB = "https://hub.example.com/";

    private final List<String> asked = new ArrayList<>();

    /** A resolver to which every host has these addresses. */
    private HostAddresses resolving(String... addresses) {
        return host -> {
            asked.add(host);
            return Uni.createFrom()
                    .item(Stream.of(addresses).map(CallbackPolicyTest::address).toList());
        };
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private String ruleOn(String url, CallbackConfig config, HostAddresses hosts, List<String> clientHosts) {
        assertEquals(Optional.empty(), CallbackTemplate.violation(url), "the form is not what is asked about");
        Verdict verdict = new CallbackPolicy(config, hosts)
                .verdict(url, Optional.ofNullable(clientHosts))
                .await()
                .atMost(PATIENCE);
        return switch (verdict) {
            case Verdict.Admitted admitted -> "none";
            case Verdict.Refused refused -> refused.rule().name();
            case Verdict.Undecided undecided -> "undecided";
        };
    }

    private String ruleOn(String url, CallbackConfig config) {
        return ruleOn(url, config, resolving(PUBLIC), null);
    }

    private String ruleOn(String url) {
        return ruleOn(url, CallbackSettings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hub.example.com/jobs/{job_id}",
                "https://hub.example.com:443/",
                "https://HUB.Example.COM/",
                "https://a.b-c.d1.example.xn--p1ai?x",
                "https://1and1.example.com/",
                "https://127.0.0.1.nip.io/"
            })
    void a_public_host_over_https_is_admitted(String url) {
        assertEquals("none", ruleOn(url));
    }

    @Test
    void plain_http_needs_to_be_allowed_and_its_port_too() {
        assertEquals("HTTPS", ruleOn("http://hub.example.com/"));
        assertEquals("PORT", ruleOn("http://hub.example.com/", CallbackSettings.DEFAULT.insecure()));
        assertEquals(
                "none",
                ruleOn(
                        "http://hub.example.com/",
                        CallbackSettings.DEFAULT.insecure().withPort(80)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@hub.example.com/",
                "https://user:pw@hub.example.com/",
                "https://@hub.example.com/",
                "https://hub.example.com@127.0.0.1/",
                "https://hub.example.com%40evil@hub.example.com/",
                "https://hub.example.com:443@169.254.169.254/"
            })
    void a_user_name_is_refused(String url) {
        assertEquals("NO_CREDENTIALS", ruleOn(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://hub.example.com/#", "https://hub.example.com#@127.0.0.1/", "https://hub.example.com/a#b"
            })
    void a_fragment_is_refused(String url) {
        assertEquals("NO_FRAGMENT", ruleOn(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hub.example.com:22/",
                "https://hub.example.com:8443/",
                "https://hub.example.com:80/",
                "https://hub.example.com:0/",
                "https://hub.example.com:00443/",
                "https://hub.example.com:65536/",
                "https://hub.example.com:99999999999999/",
                "https://hub.example.com:+443/",
                "https://hub.example.com:-1/",
                "https://hub.example.com:443a/",
                "https://hub.example.com:/",
                "https://hub.example.com:４４３/"
            })
    void another_port_is_refused(String url) {
        assertEquals("PORT", ruleOn(url));
    }

    @Test
    void a_port_can_be_allowed() {
        assertEquals("none", ruleOn("https://hub.example.com:8443/", CallbackSettings.DEFAULT.withPort(8443)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1/",
                "https://127.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0X7F000001/",
                "https://0x7f.0.0.1/",
                "https://127.0.0.0x1/",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://0/",
                "https://0.0.0.0/",
                "https://169.254.169.254/latest/meta-data/",
                "https://93.184.216.34/",
                "https://127.0.0.1./",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[fd00::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[2606:2800:220:1::1]/",
                "https://[::1/",
                "https://::1/",
                "https://%31%32%37.0.0.1/",
                "https://hub%2eexample.com/",
                "https://１２７.０.０.１/",
                "https://127。0。0。1/",
                "https://①②⑦.⓪.⓪.①/",
                "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
                "https://127.٠.٠.١/",
                "https://۱۲۷.example.com/",
                "https://localhost/",
                "https://LOCALHOST/",
                "https://localhost./",
                "https://hub.localhost/",
                "https://a.b.LocalHost/",
                "https://metadata/",
                "https://intranet/",
                "https://hub.example.com./",
                "https://hub.example.com../",
                "https://.hub.example.com/",
                "https://hub..example.com/",
                "https://-hub.example.com/",
                "https://hub-.example.com/",
                "https://hub_1.example.com/",
                "https://hub.example.123/",
                "https://hub.example.0x7f/",
                "https://hub.example.com,evil.example/",
                "https://hub.example.com;evil.example/",
                "https://hub.example.com℀evil.example/",
                "https://hub.example.com：443/",
                "https:///path",
                "https://",
                "https://?x",
                "https://:443/"
            })
    void a_host_that_is_no_public_dns_name_is_refused_unasked(String url) {
        assertEquals("HOST_NAME", ruleOn(url));
        assertEquals(List.of(), asked);
    }

    @Test
    void a_name_has_at_most_253_characters_and_a_label_63() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "b".repeat(57), "com");
        assertEquals(253, longest.length());
        assertEquals("none", ruleOn("https://" + longest + "/"));
        assertEquals("HOST_NAME", ruleOn("https://b" + longest.substring(64) + "." + label + ".com/"));
        assertEquals("HOST_NAME", ruleOn("https://a" + label + ".example.com/"));
        assertEquals("HOST_NAME", ruleOn("https://" + "ü".repeat(2_000) + ".example.com/"));
    }

    @Test
    void no_host_whatever_it_is_made_of_breaks_the_reading() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            String host = random.ints(1 + random.nextInt(40), 0x21, 0x3100)
                    .map(c -> random.nextInt(3) == 0 ? ".-xn0".charAt(random.nextInt(5)) : c)
                    .filter(c -> c != '/' && c != '?' && c != '{' && c != '}')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            if (CallbackUrl.of("https://" + host + "/") instanceof CallbackUrl.Reading.Readable readable) {
                assertTrue(readable.url().host().matches("[\\x21-\\x7e]+"), host);
            }
        }
    }

    @Test
    void a_name_in_other_letters_is_asked_for_in_ascii() {
        assertEquals("none", ruleOn("https://bücher.example/"));

        assertEquals(List.of("xn--bcher-kva.example"), asked);
    }

    @Test
    void a_host_is_refused_for_a_single_address_that_is_not_public() {
        for (String address : List.of("10.0.0.1", "::1", "64:ff9b::5db8:d822")) {
            assertEquals("PUBLIC_ADDRESS", ruleOn(HUB, CallbackSettings.DEFAULT, resolving(address), null));
            assertEquals(
                    "PUBLIC_ADDRESS",
                    ruleOn(HUB, CallbackSettings.DEFAULT, resolving(PUBLIC, "2606:2800::1", address), null));
        }
        assertEquals("none", ruleOn(HUB, CallbackSettings.DEFAULT, resolving(PUBLIC, "2606:2800::1"), null));
    }

    @Test
    void a_host_without_addresses_is_refused() {
        HostAddresses unknown = host -> Uni.createFrom().failure(new UnknownHostException(host));
        HostAddresses broken = host -> {
            throw new IllegalStateException("resolver");
        };
        for (HostAddresses hosts : List.of(unknown, broken, resolving())) {
            assertEquals("RESOLVES", ruleOn(HUB, CallbackSettings.DEFAULT, hosts, null));
        }
    }

    @Test
    void a_resolver_that_is_silent_speaks_against_no_host_and_the_client_may_try_again() {
        var policy = new CallbackPolicy(
                CallbackSettings.DEFAULT, host -> Uni.createFrom().nothing());
        var terms = new ClientTerms(
                true,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());

        RequestFailure failure = assertThrows(
                RequestFailure.class, () -> policy.admitted(HUB, terms).await().atMost(PATIENCE));
        assertEquals(FailureCode.SERVICE_UNAVAILABLE, failure.code());
    }

    @ParameterizedTest
    @CsvSource({
        "hub,                https://hub/,                 none",
        "hub,                https://HUB:9000/,            none",
        "hub:9000,           https://hub:9000/,            none",
        "hub:9000,           https://hub:9001/,            HOST_NAME",
        "hub:443,            https://hub/,                 none",
        "my_hub,             https://my_hub/,              none",
        "10.1.2.3,           https://10.1.2.3:9000/,       none",
        "10.1.2.3,           https://10.1.2.4:9000/,       HOST_NAME",
        "127.0.0.1,          https://127.1/,               HOST_NAME",
        "127.0.0.1,          https://2130706433/,          HOST_NAME",
        "127.0.0.1,          https://localhost/,           HOST_NAME",
        "localhost,          https://localhost/,           none",
        "[fd00::1],          https://[FD00::1]:9000/,      none",
        "[fd00::1],          https://[fd00::2]:9000/,      HOST_NAME",
        "hub.example.com:8443, https://hub.example.com:8444/, PORT",
        "hub,                https://user@hub/,            NO_CREDENTIALS",
        "hub,                https://hub/#a,               NO_FRAGMENT",
        "hub,                http://hub/,                  HTTPS",
        "hub,                https://sub.hub/,             PUBLIC_ADDRESS"
    })
    void a_host_that_is_allowed_is_free_of_the_rules_on_names_ports_and_addresses(
            String allowed, String url, String rule) {
        assertEquals(
                rule,
                ruleOn(url, CallbackSettings.DEFAULT.trusting(allowed, "other"), resolving("10.1.2.3", "::1"), null));
    }

    @Test
    void an_allowed_host_still_has_to_have_an_address() {
        assertEquals("RESOLVES", ruleOn("https://hub/", CallbackSettings.DEFAULT.trusting("hub"), resolving(), null));
    }

    @ParameterizedTest
    @CsvSource({
        "hub.example.com,     https://hub.example.com/,      none",
        "Hub.Example.com,     https://hub.example.COM/,      none",
        "hub.example.com:443, https://hub.example.com/,      none",
        "hub.example.com:444, https://hub.example.com/,      CLIENT_HOST",
        "hub.example.com,     https://sub.hub.example.com/,  CLIENT_HOST",
        "hub.example.com,     https://example.com/,          CLIENT_HOST",
        "hub.example.com,     https://hub.example.com.evil.example/, CLIENT_HOST",
        "hub.example.com:22,  https://hub.example.com:22/,   PORT",
        "127.0.0.1,           https://127.0.0.1/,            HOST_NAME"
    })
    void a_client_with_a_list_of_hosts_has_no_others_and_no_more_rights_to_them(
            String listed, String url, String rule) {
        assertEquals(rule, ruleOn(url, CallbackSettings.DEFAULT, resolving(PUBLIC), List.of("x.example", listed)));
    }

    @Test
    void a_clients_own_list_counts_also_where_the_service_allows_a_host() {
        var config = CallbackSettings.DEFAULT.trusting("hub");

        assertEquals("CLIENT_HOST", ruleOn("https://hub/", config, resolving("10.0.0.1"), List.of("x.example")));
        assertEquals("CLIENT_HOST", ruleOn("https://hub/", config, resolving("10.0.0.1"), List.of()));
        assertEquals("none", ruleOn("https://hub/", config, resolving("10.0.0.1"), List.of("hub")));
        assertEquals(
                "PUBLIC_ADDRESS", ruleOn("https://a.example/", config, resolving("10.0.0.1"), List.of("a.example")));
    }

    @Test
    void a_refusal_names_the_rule_and_nothing_that_was_found_out() {
        var policy = new CallbackPolicy(CallbackSettings.DEFAULT, resolving("10.20.30.40"));
        var terms = new ClientTerms(
                false,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());

        var failure =
                assertThrows(RequestFailure.class, () -> policy.admitted("https://hub.example.com/secret-path", terms)
                        .await()
                        .atMost(PATIENCE));

        assertEquals(FailureCode.CALLBACK_URL_REJECTED, failure.code());
        assertEquals("The callback URL must name a host that has public addresses only.", failure.getMessage());
        assertEquals(1, failure.violations().size());
        assertEquals("/callback_url", failure.violations().getFirst().pointer());
        String said = failure.getMessage() + failure.violations();
        assertFalse(said.contains("10.20.30.40") || said.contains("secret-path") || said.contains("hub.example"), said);
        policy.admitted(null, terms).await().atMost(PATIENCE);
        assertTrue(asked.stream().allMatch("hub.example.com"::equals));
    }
}
