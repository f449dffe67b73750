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
            The pickup page must load within 3 seconds. | Ensure the pickup page loads within 3 seconds
            The planner splits the bill between all guests. | Ensure the planner splits the bill between all guests
            People mark their share as paid. | Let people mark their share as paid
            After a parcel is collected, the locker is released. | Release the locker after a parcel is collected
            Orders are archived after 90 days. | Archive orders after 90 days
            Since the API has no proxy, we will change its use. | Change its use
            Offers expire after 30 minutes and go to the next patient. | Ensure offers expire after 30 minutes and go to the next patient
            Receptionists see today's appointments on one screen.      | Ensure receptionists see today's appointments on one screen
            Pre-indexed sources include manifest hashes.               | Ensure pre-indexed sources include manifest hashes
            The display switches off after ten seconds.                | Ensure the display switches off after ten seconds
            The list of free appointments loads in under 1 second.     | Ensure the list of free appointments loads in under 1 second
            Recover gracefully from crashes ✅                          | Recover gracefully from crashes
            As a user, I want to chain multiple actions in sequence.   | Chain multiple actions in sequence
            Rate limits per client                                     | Enforce rate limits per client
            User exports and import filters                            | Add user exports and import filters
            Usable with a keyboard alone.                              | Make it usable with a keyboard alone
            For the store, we use certificate pinning to be safe.      | Use certificate pinning for the store
            However, the server must send a date.                      | Send a date
            If the lock is held, then the client must wait.            | Ensure the client waits if the lock is held
            If the lock is held, and nobody waits, the system must free it. | Free it if the lock is held, and nobody waits
            According to the contract, names must be short.            | Ensure names are short according to the contract
            If no date is given: today, the system must use its own.   | Use its own if no date is given: today
            Clients receiving this code should not retry.              | Ensure clients receiving this code do not retry
            The printer must support, at a minimum, two sizes.         | Ensure the printer supports, at a minimum, two sizes
            ✅ Create new beds                                          | Create new beds
            4: Map of all free beds                                    | Add map of all free beds
            Growth Chart Cache                                         | Add Growth Chart Cache
            The Growth value must be a number.                         | Ensure the Growth value is a number
            Timer: Countdown for every question                        | Add timer: Countdown for every question
            On click: browser requests the permission                  | Ensure browser requests the permission on click
            If the lock is held: show a message                        | Show a message if the lock is held
            Recording starts immediately on permission                 | Ensure recording starts immediately on permission
            After a run ends, totals grow without a reload             | Ensure totals grow without a reload after a run ends
            Time since the last run (e.g. "4 minutes ago")             | Add time since the last run
            Servers MUST set the Allow-Origin: * header on every answer. | Ensure servers set the Allow-Origin: * header on every answer
            Regardless of its name, the server must send the file.     | Send the file regardless of its name
            Every time a call fails, the server must say why.          | Say why every time a call fails
            """)
    void an_english_statement_becomes_an_order(String text, String title) {
        assertEquals(title, new Titles("en", "Some product").of(statement(text)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Das System muss Lieferungen per Scanner erfassen. | Lieferungen per Scanner erfassen
            de | Die Lagerleitung muss einen Auftrag anlegen können. | Einen Auftrag anlegen
            de | Als Lagerist möchte ich Artikel scannen, damit ich nichts abtippe. | Artikel scannen
            de | Bestände müssen täglich gesichert werden. | Bestände täglich sichern
            de | Ein Termin muss spätestens am Vortag bestätigt werden. | Termin spätestens am Vortag bestätigen
            de | Der Kunde muss per SMS benachrichtigt werden. | Den Kunden per SMS benachrichtigen
            de | Jeder Auftrag muss von einem Meister freigegeben werden. | Jeden Auftrag von einem Meister freigeben lassen
            de | Bestellungen müssen durch die Leitung genehmigt werden. | Bestellungen durch die Leitung genehmigen lassen
            de | Bricht ein Abruf ab, muss er einmal wiederholt und danach gemeldet werden. | Einmal wiederholen und danach melden, wenn ein Abruf abbricht
            de | Wenn ein Teil fehlt, soll der Auftrag zurückgestellt werden. | Den Auftrag zurückstellen, wenn ein Teil fehlt
            de | Bei einem Ausfall müssen Daten lokal zwischengespeichert werden. | Daten lokal zwischenspeichern bei einem Ausfall
            de | Die Suche muss in einer Sekunde antworten. | Sicherstellen, dass die Suche in einer Sekunde antwortet
            de | Alle Belege müssen zehn Jahre lesbar bleiben. | Sicherstellen, dass alle Belege zehn Jahre lesbar bleiben
            de | Mechaniker dürfen nur ihre eigenen Aufträge sehen. | Mechaniker nur ihre eigenen Aufträge sehen lassen
            de | Wer prüft, darf den Preis nicht sehen. | Sicherstellen, dass den Preis nicht sehen kann, wer prüft
            de | Kein Auftrag darf ohne Freigabe gelöscht werden. | Sicherstellen, dass kein Auftrag ohne Freigabe gelöscht wird
            de | Es muss möglich sein, Kunden anzulegen. | Kunden anlegen
            de | Die Daten sind verschlüsselt zu übertragen. | Die Daten verschlüsselt übertragen
            fr | Les factures doivent être importées chaque nuit. | Importer les factures chaque nuit
            fr | Les avoirs doivent être approuvés par un responsable. | Faire approuver les avoirs par un responsable
            fr | Le système ne doit pas conserver les mots de passe. | Ne pas conserver les mots de passe
            fr | La recherche doit répondre en une seconde. | Garantir que la recherche réponde en une seconde
            fr | Seuls les administrateurs peuvent supprimer des membres. | Autoriser seulement les administrateurs à supprimer des membres
            fr | Lorsqu'une salle est fermée, les réservations doivent être déplacées. | Déplacer les réservations lorsqu'une salle est fermée
            es | Las reservas deben pagarse por adelantado. | Pagar las reservas por adelantado
            es | Los datos nunca deben guardarse. | No guardar los datos
            es | Cada reembolso debe ser aprobado por el gerente. | Hacer aprobar cada reembolso por el gerente
            es | Solo los administradores pueden borrar socios. | Permitir solo a los administradores borrar socios
            es | La página debe cargar en 2 segundos. | Garantizar que la página cargue en 2 segundos
            pt | Registros sem número não devem ser descartados. | Não descartar registros sem número
            pt | A pesquisa deve responder em 1 segundo. | Garantir que a pesquisa responda em 1 segundo
            it | Le fatture devono essere esportate ogni mese. | Esportare le fatture ogni mese
            zh | 预订必须在2秒内确认。 | 确保预订在2秒内确认
            zh | 系统不得允许重复预订。 | 禁止重复预订
            zh | 只有管理员可以删除会员。 | 只允许管理员删除会员
            zh | 如果无人签到，系统必须取消预订。 | 如果无人签到，取消预订
            ja | 予約は2秒以内に確定されなければならない。 | 予約を2秒以内に確定する
            ja | システムは二重予約を許可してはならない。 | 二重予約を許可しない
            ja | 利用者は予約を延長できる。 | 予約を延長できるようにする
            ja | 取り消された場合、システムは参加者に通知しなければならない。 | 取り消された場合、参加者に通知する
            fr | Le système doit permettre de filtrer les factures. | Filtrer les factures
            fr | En tant que comptable, je veux exporter le rapport afin de le signer. | Exporter le rapport
            es | El sistema debe importar los pedidos. | Importar los pedidos
            pt | O sistema deve calcular a multa. | Calcular a multa
            it | Il sistema deve esportare i dati. | Esportare i dati
            nl | Het systeem moet facturen importeren. | Facturen importeren
            zh | 系统必须支持导出报表。 | 导出报表
            de | Ein Paket, das nicht innerhalb von 7 Tagen abgeholt wird, soll an den Absender zurückgehen. | Sicherstellen, dass ein Paket an den Absender zurückgeht
            de | Der Betreiber soll ein Fach aus der Ferne öffnen können, mit Begründung. | Sicherstellen, dass der Betreiber ein Fach aus der Ferne öffnet, mit Begründung
            pt | O estafeta deve ler o código da encomenda. | Ler o código da encomenda
            fr | Le contenu ne DOIT PAS être modifié. | Ne pas modifier le contenu
            fr | Une facture peut inclure plusieurs commandes. | Permettre qu'une facture inclue plusieurs commandes
            es | Una factura puede incluir varias órdenes. | Permitir que una factura incluya varias órdenes
            es | No se pueden mezclar productos distintos. | No mezclar productos distintos
            es | Solo se pueden mezclar órdenes con el mismo destino. | Mezclar solo órdenes con el mismo destino
            es | Se pueden mezclar productos en un palet. | Permitir mezclar productos en un palet
            es | Seguridad: rutas protegidas por roles | Seguridad: rutas protegidas por roles
            es | - Un envío debe tener un solo destino. | Garantizar que un envío tenga un solo destino
            pt | Não se pode misturar produtos. | Não misturar produtos
            it | Non si possono mescolare i prodotti. | Non mescolare i prodotti
            it | Si possono mescolare i prodotti. | Consentire di mescolare i prodotti
            """)
    void a_statement_in_another_language_becomes_an_order_of_that_language(String language, String text, String title) {
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
    void a_long_title_keeps_what_a_thing_is_for() {
        assertEquals(
                "Ensure a playback session has a queue for collecting the remote commands of its listeners",
                new Titles("en", "Product")
                        .of(statement(
                                "A playback session must have a queue for collecting the remote commands of its listeners"
                                        + " when they are away.")));
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
