package io.taskforge.worker.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.taskforge.worker.ingest.LineSpan;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Strength;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitlesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The system must import CSV files. | Import CSV files
            FR-3: The system shall import CSV files | Import CSV files
            [P0] The service must not follow redirects. | Do not follow redirects
            Invoices must be shown with their status. | Show invoices with their status
            Card numbers must never be stored or shown; four digits are enough. | Do not store or show card numbers
            A support agent must be able to propose a credit. | Propose a credit
            Operators can see the age of the queue. | Show the age of the queue
            Only admins can delete a client. | Let only admins delete a client
            Members can hide their address. | Let members hide their address
            Users must confirm a deletion. | Require users to confirm a deletion
            The list must load in under 2 seconds. | Ensure the list loads in under 2 seconds
            When a file is over 10 MB, the system must reject the upload. | Reject the upload when a file is over 10 MB
            As a clerk, I want to export my report, so that I can print it. | Export own report
            As a clerk I need a list of overdue loans | Show a list of overdue loans
            A client may have at most 20 subscriptions. | Limit a client to 20 subscriptions
            Every item needs a date. | Ensure every item has a date
            It would be nice if the board could suggest a recipe. | Suggest a recipe
            It must be possible to cancel a run. | Cancel a run
            We also want to send a message to the cooks. | Send a message to the cooks
            There must be an audit log. | Add an audit log
            Importing bank statements | Import bank statements
            CSV export | Add CSV export
            Since the API has no proxy, we will change its use. | Change its use
            """)
    void an_english_statement_becomes_an_order(String text, String title) {
        assertEquals(title, new Titles("en", "Some product").of(statement(text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Das System muss Lieferungen per Scanner erfassen. | Lieferungen per Scanner erfassen
            de | Die Lagerleitung muss einen Auftrag anlegen können. | Einen Auftrag anlegen
            de | Als Lagerist möchte ich Artikel scannen, damit ich nichts abtippe. | Artikel scannen
            de | Bestände müssen täglich gesichert werden. | Bestände müssen täglich gesichert werden
            fr | Le système doit permettre de filtrer les factures. | Filtrer les factures
            fr | En tant que comptable, je veux exporter le rapport afin de le signer. | Exporter le rapport
            es | El sistema debe importar los pedidos. | Importar los pedidos
            pt | O sistema deve calcular a multa. | Calcular a multa
            it | Il sistema deve esportare i dati. | Esportare i dati
            nl | Het systeem moet facturen importeren. | Facturen importeren
            zh | 系统必须支持导出报表。 | 导出报表
            """)
    void other_languages_keep_their_word_order(String language, String text, String title) {
        assertEquals(title, new Titles(language, "Produkt").of(statement(text)));
    }

    @Test
    void a_long_title_ends_at_a_word_that_can_end() {
        String title = new Titles("en", "Product")
                .of(statement(
                        "The system must write a protocol of every change that anybody makes to any of the records that "
                                + "are kept for the auditors of the (external and internal) committees"));
        assertTrue(title.length() <= Titles.LIMIT, title);
        assertTrue(title.matches(".*[\\p{L})]"), title);
        assertEquals(
                title.chars().filter(c -> c == '(').count(),
                title.chars().filter(c -> c == ')').count());
    }

    @Test
    void an_endpoint_is_named_with_its_path() {
        Statement endpoint = new Statement(
                1,
                StatementKind.ENDPOINT,
                Strength.SHOULD,
                "POST /v1/runs: Create a run",
                List.of(),
                new LineSpan(1, 1),
                0);
        assertEquals("Create a run (POST /v1/runs)", new Titles("en", "Product").of(endpoint));
    }

    private static Statement statement(String text) {
        return new Statement(1, StatementKind.REQUIREMENT, Strength.MUST, text, List.of(), new LineSpan(1, 1), 0);
    }
}
