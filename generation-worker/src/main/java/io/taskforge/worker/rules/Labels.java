package io.taskforge.worker.rules;

import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Words;
import io.taskforge.worker.plan.Components;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Labels from a ticket's part of the product and from topics that its words name. */
final class Labels {

    private static final int AT_MOST = 4;
    private static final int SLUG_WORDS = 3;
    private static final int SLUG_LENGTH = 28;

    private record Topic(String label, Set<String> stems) {
        Topic(String label, String words) {
            this(label, stems(words));
        }

        private static Set<String> stems(String words) {
            Set<String> stems = new LinkedHashSet<>();
            for (String word : words.split(" ", -1)) {
                stems.add(Words.stem(word));
            }
            return stems;
        }
    }

    private static final List<Topic> TOPICS = List.of(
            new Topic("api", "api endpoint endpoints rest grpc schnittstelle"),
            new Topic(
                    "import",
                    "import imports importing upload uploads ingest importieren importación importer importar"),
            new Topic("export", "export exports exporting csv pdf exportieren exportar exporter"),
            new Topic("reporting", "reporting statistics dashboard bericht berichte rapport relatório"),
            new Topic("search", "search searches suche suchen recherche buscar"),
            new Topic(
                    "notifications",
                    "notify notification notifications reminder reminders benachrichtigung notificación notificação"),
            new Topic(
                    "security",
                    "security secure encrypt encrypted encryption signature signed secret secrets permission permissions password authorisation verschlüsselt sécurité seguridad segurança"),
            new Topic("auth", "login sign-in sso oauth authentication authenticate anmelden anmeldung"),
            new Topic("audit", "audit trail protokoll protokollieren auditoría"),
            new Topic("performance", "performance latency throughput p95 p99 milliseconds antwortzeit"),
            new Topic(
                    "reliability", "retry retries retried idempotent idempotency failover availability recover outage"),
            new Topic("integration", "integration integrate webhook webhooks erp sync synchronise"),
            new Topic("payments", "payment payments refund refunds invoice invoices rechnung factura"),
            new Topic("migration", "migrate migration migrieren"),
            new Topic("docs", "document documentation docs readme dokumentation"),
            new Topic("accessibility", "accessibility wcag screenreader keyboard barrierefreiheit"),
            new Topic("mobile", "mobile phone tablet scanner app-store ios android"),
            new Topic("privacy", "gdpr privacy pii personal dsgvo rgpd lgpd"),
            new Topic("ui", "screen page table dashboard button ui panel chart banner oberfläche écran pantalla tela"));

    private Labels() {}

    /** @param allowed empty for any; otherwise only these come out, as they are written there */
    static List<String> of(String component, TicketOutline outline, List<Statement> statements, List<String> allowed) {
        Set<String> labels = new LinkedHashSet<>();
        String slug = Components.isGeneric(component) ? "" : slug(component);
        if (!slug.isEmpty()) {
            labels.add(slug);
        }
        if (statements.stream().anyMatch(statement -> statement.kind() == StatementKind.ENDPOINT)) {
            labels.add("api");
        }
        Set<String> title = Words.content(outline.title());
        Set<String> text = new LinkedHashSet<>();
        statements.forEach(statement -> text.addAll(Words.content(statement.text())));
        for (Set<String> words : List.of(title, text)) {
            for (Topic topic : TOPICS) {
                if (labels.size() < AT_MOST && topic.stems().stream().anyMatch(words::contains)) {
                    labels.add(topic.label());
                }
            }
        }
        return allowed.isEmpty() ? List.copyOf(labels) : allowed(labels, title, text, allowed);
    }

    /** Of the labels that the client allows, those that the drafted ones or the ticket's own words name. */
    private static List<String> allowed(Set<String> labels, Set<String> title, Set<String> text, List<String> allowed) {
        List<String> fitting = new ArrayList<>();
        for (String label : allowed) {
            String lower = label.toLowerCase(Locale.ROOT);
            Set<String> words = Words.content(label);
            boolean named = !words.isEmpty() && (title.containsAll(words) || text.containsAll(words));
            boolean drafted = labels.contains(lower)
                    || labels.stream().anyMatch(one -> Words.split(one).contains(lower));
            if ((named || drafted) && fitting.size() < AT_MOST) {
                fitting.add(label);
            }
        }
        return fitting;
    }

    /** "Finding records (v1)" to "finding-records". */
    static String slug(String name) {
        int bracket = name.indexOf('(');
        String plain = bracket > 2 ? name.substring(0, bracket) : name;
        StringBuilder slug = new StringBuilder();
        int words = 0;
        for (String word : Words.split(plain.toLowerCase(Locale.ROOT))) {
            boolean empty = Words.empty(word) && words == 0 && !word.equals("non");
            int length = slug.length() + word.length() + 1;
            if (empty || words == SLUG_WORDS || (words > 0 && length > SLUG_LENGTH)) {
                if (words > 0) {
                    break;
                }
                continue;
            }
            slug.append(words == 0 ? "" : "-").append(Script.first(word, SLUG_LENGTH));
            words++;
        }
        String text = slug.toString();
        int dash = text.lastIndexOf('-');
        return dash > 0 && Words.empty(text.substring(dash + 1)) ? text.substring(0, dash) : text;
    }
}
