package io.taskforge.api.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskforge.api.fixture.Administrators;
import io.taskforge.api.fixture.Browser;
import io.taskforge.api.fixture.Clients;
import io.taskforge.api.fixture.DraftedBilling;
import io.taskforge.api.fixture.Jobs;
import io.taskforge.api.fixture.OwnDatabase;
import io.taskforge.model.job.JobStatus;
import io.taskforge.model.spec.GenerationOptions;
import io.taskforge.model.spec.SpecLines;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(OwnDatabase.class)
class JobResultTest {

    @Inject
    Administrators administrators;

    @Inject
    Clients clients;

    @Inject
    Jobs jobs;

    private Browser mine;

    @BeforeEach
    void sign_in() {
        mine = administrators.signedIn();
    }

    private String completed(DraftedBilling drafted) {
        String id = jobs.completedWith(drafted.json(), clients.withEveryScope().id());
        administrators.run(
                "update job_input set spec = $2 where job_id = $1", Tuple.of(UUID.fromString(id), drafted.spec()));
        return id;
    }

    private void erase(String id) {
        administrators.run("update job_input set spec = null where job_id = $1", Tuple.of(UUID.fromString(id)));
        jobs.change(id, "title = null, input_erased_at = now()");
    }

    private static String path(String id) {
        return "/admin/jobs/" + id + "/result";
    }

    private Browser.Page page(String id) {
        return mine.open(path(id)).is(200);
    }

    private static List<String> all(String pattern, Browser.Page page) {
        return Pattern.compile(pattern)
                .matcher(page.html())
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static void assertLinksLead(Browser.Page page) {
        List<String> ids = all(" id=\"([^\"]+)\"", page);
        assertEquals(ids.size(), new HashSet<>(ids).size(), () -> "an id is there twice: " + ids);
        List<String> links = all("href=\"#([^\"]+)\"", page);
        assertFalse(links.isEmpty());
        for (String link : links) {
            assertTrue(ids.contains(link), () -> "nothing is at #" + link);
        }
    }

    /** What stands between the tags of the element with that id. */
    private static String element(Browser.Page page, String id) {
        Matcher element = Pattern.compile("<(\\w+)[^>]* id=\"" + id + "\".*?</\\1>", Pattern.DOTALL)
                .matcher(page.html());
        assertTrue(element.find(), () -> "no " + id);
        return element.group();
    }

    @Test
    void tickets_stand_under_their_epics_with_all_that_belongs_to_them() {
        Browser.Page page = page(completed(DraftedBilling.asDrafted()));

        page.says("<h1 dir=\"auto\">Billing workspace</h1>").says("12 tickets").says("16 of 16 requirements covered");
        List<String> cards = all("<article[^>]* id=\"ticket-([^\"]+)\"", page);
        assertEquals(15, cards.size());
        assertEquals(List.of("SPEC-1", "SPEC-2", "SPEC-3", "SPEC-4", "SPEC-5"), cards.subList(0, 5));
        String card = element(page, "ticket-SPEC-2");
        for (String part : List.of(
                "<h3 id=\"title-SPEC-2\" dir=\"auto\">Show invoices, payments, refunds and credits</h3>",
                "5 points",
                "<li dir=\"auto\">Every invoice shows its number, status, amount and due date.</li>",
                "REQ-1, lines 26–36",
                "<dd dir=\"auto\">Billing timeline</dd>")) {
            assertTrue(card.contains(part), () -> part + " is not in " + card);
        }
    }

    @Test
    void links_lead_both_ways_between_tickets_and_lines() {
        Browser.Page page = page(completed(DraftedBilling.asDrafted()));

        assertLinksLead(page);
        assertEquals(
                SpecLines.of(DraftedBilling.asDrafted().spec()).size(),
                all(" id=\"L([0-9]+)\"", page).size());
        String card = element(page, "ticket-SPEC-2");
        assertTrue(card.contains("href=\"#L26-SPEC-2\""), card);
        String line = element(page, "L26");
        assertTrue(line.contains("id=\"L26-SPEC-2\"") && line.contains("href=\"#ticket-SPEC-2\""), line);
        assertTrue(line.contains("cited"), line);
    }

    /** The style sheet lights up all that has the mark of what was followed a link to. */
    @Test
    void a_card_its_lines_and_the_places_that_it_links_to_have_one_mark() {
        Browser.Page page = page(completed(DraftedBilling.asDrafted()));

        String mark = all("<article class=\"card card-story (k[0-9]+) ", page).getFirst();

        assertTrue(element(page, "ticket-SPEC-2").contains(" " + mark + " "));
        for (int line = 26; line <= 36; line++) {
            String marked = element(page, "L" + line);
            assertTrue(
                    Pattern.compile("class=\"line[^\"]* " + mark + "\\b")
                            .matcher(marked)
                            .find(),
                    marked);
        }
        assertTrue(element(page, "L26").contains("class=\"anchor " + mark + "\" id=\"L26-SPEC-2\""));
        String sheet = mine.open(
                        all("rel=\"stylesheet\" href=\"([^\"]+)\"", page).getFirst())
                .is(200)
                .html();
        for (int i = 0; i < GenerationOptions.TICKETS_AT_MOST; i++) {
            String rule = ".result:has(.k%1$d:target) .k%1$d".formatted(i);
            assertTrue(sheet.contains(rule), rule);
        }
    }

    @Test
    void the_graph_and_its_legend_stand_above_the_tickets() {
        Browser.Page page = page(completed(DraftedBilling.asDrafted()));

        int graph = page.html().indexOf("<svg");
        assertTrue(graph > 0 && graph < page.html().indexOf("<article"));
        page.says("<div class=\"graph-frame\" tabindex=\"0\"").says("<span class=\"graph-swatch epic-0\">");
    }

    @Test
    void what_no_ticket_covers_is_named_and_marked_in_words() {
        Browser.Page page = page(completed(DraftedBilling.withoutCover("REQ-4")));

        assertLinksLead(page);
        page.says("15 of 16 requirements covered").says("<strong>REQ-4</strong> <a href=\"#L58\">line 58</a>");
        assertTrue(element(page, "L58").contains("REQ-4 not covered"), () -> element(page, "L58"));
        assertTrue(element(page, "L90").contains("REQ-17 out of scope"), () -> element(page, "L90"));
    }

    @Test
    void findings_risks_questions_and_changes_are_told_with_their_tickets() {
        String base = completed(DraftedBilling.asDrafted());
        Browser.Page page = page(completed(DraftedBilling.remarkedOn(base)));

        assertLinksLead(page);
        page.says("To look at").says("Mended by itself").says("1 to look at");
        page.says("The payment providers differ.").says("Which currency is it?");
        page.says("href=\"" + path(base) + "#ticket-SPEC-90\"");
        page.says("<dt>Tokens read</dt><dd dir=\"auto\">18,234</dd>").says("<dt>Seed</dt><dd dir=\"auto\">42</dd>");
        String card = element(page, "ticket-SPEC-3");
        assertTrue(card.contains("stands nowhere in the specification") && card.contains("changed"), card);
    }

    @Test
    void of_an_erased_specification_its_requirements_are_left() {
        String id = completed(DraftedBilling.asDrafted());
        erase(id);

        Browser.Page page = page(id).says("no longer kept").says("US-2: Filter the timeline");

        assertLinksLead(page);
        assertTrue(element(page, "ticket-SPEC-3").contains("href=\"#requirement-2\""));
        assertEquals(List.of(), all(" id=\"(L[0-9]+)\"", page));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "{cdi:config} {#if true}x{/if}",
                "</title></textarea></svg></details></article>",
                "<!--",
                "[a](javascript:alert(1))",
                "&lt;b&gt; &#60;b>",
            })
    void whatever_is_written_in_it_stays_text(String text) {
        String id = completed(DraftedBilling.saying(text));

        for (Browser.Page page : List.of(page(id), erased(id))) {
            assertLinksLead(page);
            assertEquals(2, count("<script", page), "our own two");
            assertEquals(2, count("</script", page));
            for (String forbidden : List.of("<img", "<!--", "href=\"javascript", "<textarea", "</textarea")) {
                assertEquals(0, count(forbidden, page), forbidden);
            }
            String names = page.html().replaceAll("=\"[^\"]*\"", "");
            assertEquals(
                    List.of(),
                    Pattern.compile("<[^<>]* (on\\w+|style|srcdoc)\\b")
                            .matcher(names)
                            .results()
                            .map(MatchResult::group)
                            .toList());
            assertEquals(1, count("</title>\n<link", page));
            assertEquals(15, count("<article", page));
            assertEquals(15, count("</article>", page));
        }
    }

    private Browser.Page erased(String id) {
        erase(id);
        return page(id);
    }

    private static long count(String part, Browser.Page page) {
        return Pattern.compile(part, Pattern.LITERAL)
                .matcher(page.html())
                .results()
                .count();
    }

    @Test
    void what_turns_the_order_of_reading_around_is_shown_and_texts_find_their_own_direction() {
        Browser.Page page = page(completed(DraftedBilling.saying("שלום \u202Ecod.exe " + "w".repeat(180))));

        page.says("<h1 dir=\"auto\">שלום ⟨U+202E⟩cod.exe");
        Set<Integer> around = Set.of(0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x200E, 0x200F);
        String text = page.html().replaceAll("(?s)<svg xmlns.*?</svg>\\s*</div>", "");
        assertEquals(0, text.codePoints().filter(around::contains).count());
    }

    @ParameterizedTest
    @EnumSource(
            value = JobStatus.class,
            names = {"FAILED", "CANCELLED", "EXPIRED"})
    void drafts_of_a_job_that_ended_without_a_result_are_shown_as_partial(JobStatus end) {
        String id = jobs.draftedThenIn(end, clients.withEveryScope().id());

        Browser.Page page = page(id).says("Partial.").says("Balance");

        assertLinksLead(page);
        mine.open(path(id) + "/export?format=markdown").is(200).says("**Partial:**");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, No result yet, 409",
        "RUNNING, No result yet, 409",
        "CANCELLING, No result yet, 409",
        "FAILED, There is no such model., 409",
        "CANCELLED, cancelled before it had drafted anything, 409",
        "EXPIRED, until its time was up, 409"
    })
    void a_job_without_a_result_says_why_and_what_to_do(JobStatus status, String told, int asFile) {
        String id = jobs.in(status, clients.withEveryScope().id());

        Browser.Page page = page(id).says(told).says("href=\"/admin/jobs/" + id + "\"");

        boolean watches = page.html().contains("hx-trigger");
        assertEquals(!status.terminal(), watches);
        mine.open(path(id) + "/export?format=csv").is(asFile);
        mine.open(path(id) + "/stored").is(asFile);
    }

    @Test
    void no_drafts_are_shown_while_a_job_may_still_complete() {
        String id =
                jobs.draftedThenIn(JobStatus.RUNNING, clients.withEveryScope().id());

        page(id).says("No result yet");
    }

    @Test
    void an_expired_result_is_gone_before_it_is_swept_away() {
        String id = completed(DraftedBilling.asDrafted());
        jobs.change(id, "result_expires_at = now() - interval '1 second'");
        administrators.run(
                "update job_result set expires_at = now() - interval '1 second' where job_id = $1",
                Tuple.of(UUID.fromString(id)));

        page(id).says("The result has expired").says("submits the specification again");
        mine.open(path(id) + "/export?format=csv").is(410);
    }

    @Test
    void an_erased_result_is_told_from_an_expired_one() {
        String id = completed(DraftedBilling.asDrafted());
        administrators.run("delete from job_result where job_id = $1", Tuple.of(UUID.fromString(id)));

        page(id).says("The result was erased");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "019e4fae-f96a-78b2-be03-8633c38ea640", "%20", "1e1"})
    void an_unknown_job_is_not_found(String id) {
        for (String page : List.of("", "/export?format=csv", "/stored")) {
            mine.open(path(id) + page).is(404);
        }
    }

    @Test
    void a_result_is_taken_away_in_three_forms() {
        DraftedBilling drafted = DraftedBilling.asDrafted();
        String id = completed(drafted);

        Browser.Page markdown = mine.open(path(id) + "/export?format=markdown").is(200);
        Browser.Page csv = mine.open(path(id) + "/export?format=csv").is(200);
        Browser.Page json = mine.open(path(id) + "/stored").is(200);

        markdown.says("# Billing workspace");
        csv.says("external_id,ticket_type");
        assertEquals(drafted.json(), json.html());
        assertEquals(
                "attachment; filename=\"tickets-" + id + ".md\"",
                markdown.header("Content-Disposition").orElseThrow());
        assertEquals(
                "attachment; filename=\"tickets-" + id + ".csv\"",
                csv.header("Content-Disposition").orElseThrow());
        assertEquals(
                "attachment; filename=\"tickets-" + id + ".json\"",
                json.header("Content-Disposition").orElseThrow());
        mine.open(path(id) + "/export?format=pdf").is(400);
    }
}
