package io.taskforge.worker.rules;

import io.taskforge.model.ticket.Priority;
import io.taskforge.model.ticket.TicketType;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Strength;
import io.taskforge.worker.ingest.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Type, size, urgency and certainty of a ticket, each from what the text shows. */
final class Signals {

    private static final Set<String> BUG = Set.of(
            "fix",
            "bug",
            "bugs",
            "defect",
            "regression",
            "crash",
            "crashes",
            "hotfix",
            "fehlerbehebung",
            "beheben",
            "corriger",
            "corregir",
            "corrigir",
            "correggere");
    private static final Set<String> SPIKE = Set.of(
            "research",
            "investigate",
            "evaluate",
            "explore",
            "spike",
            "prototype",
            "feasibility",
            "untersuchen",
            "evaluieren",
            "étudier",
            "evaluar",
            "investigar",
            "avaliar",
            "valutare",
            "decide",
            "调研",
            "調査");
    private static final Set<String> TASK = Set.of(
            "migrate",
            "migration",
            "deploy",
            "deployment",
            "ci",
            "pipeline",
            "document",
            "documentation",
            "docs",
            "monitor",
            "monitoring",
            "metrics",
            "backup",
            "backups",
            "upgrade",
            "refactor",
            "configure",
            "encrypt",
            "encrypted",
            "benchmark",
            "benchmarks",
            "latency",
            "logs",
            "logging",
            "infrastructure",
            "retention",
            "purge",
            "anonymise",
            "anonymize",
            "throughput",
            "uptime",
            "availability",
            "dokumentation",
            "datensicherung",
            "migrieren",
            "sauvegarde",
            "documentación",
            "documentação",
            "rate",
            "limits",
            "accessibility",
            "wcag",
            "license");
    private static final Set<String> HEAVY = Set.of(
            "integrate",
            "integration",
            "import",
            "sync",
            "synchronise",
            "synchronize",
            "webhook",
            "webhooks",
            "migrate",
            "migration",
            "oauth",
            "sso",
            "encrypt",
            "encryption",
            "real-time",
            "realtime",
            "concurrent",
            "concurrency",
            "offline",
            "payment",
            "payments",
            "third-party",
            "queue",
            "retry",
            "retries",
            "signature",
            "signatures",
            "signed",
            "reconcile",
            "reconciliation",
            "match",
            "matching",
            "parallel",
            "distributed",
            "schnittstelle",
            "erp",
            "csv",
            "pdf",
            "ocr",
            "search",
            "audit",
            "machine",
            "bank",
            "idempotent",
            "idempotency",
            "integración",
            "integração",
            "intégration",
            "sincronizar",
            "synchronisieren",
            "sap");

    private static final Pattern NUMBER = Pattern.compile("\\d");
    private static final Pattern CRITICAL = Pattern.compile(
            "\\b(?:business[- ]critical|safety[- ]critical|critical priority|priority: critical|blocker|showstopper|p0 critical|sicherheitskritisch|betriebskritisch)\\b|^\\[critical\\]|\\(critical\\)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern FORBIDS = Pattern.compile(
            "\\b(?:must not|shall not|should not|may not|cannot|never|darf nicht|dürfen nicht|darf kein\\w*|dürfen kein\\w*|darf nie(?:mals)?|dürfen nie(?:mals)?|ne doit pas|ne doivent pas|ne doivent jamais|ne doit jamais|no debe|no deben|nunca debe|nunca deben|no puede|no pueden|não deve|não devem|nunca deve|nunca devem|não pode|não podem|non deve|non devono|mag niet|mogen niet|must never)\\b|不得|禁止|てはならない",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Signals() {}

    static TicketType type(String title, List<Statement> statements) {
        List<String> words = Words.split(title.toLowerCase(Locale.ROOT));
        String first = words.isEmpty() ? "" : words.getFirst();
        if (BUG.contains(first)) {
            return TicketType.BUG;
        }
        if (SPIKE.contains(first) || words.contains("spike")) {
            return TicketType.SPIKE;
        }
        boolean story = statements.stream()
                .anyMatch(s -> s.kind() == StatementKind.USER_STORY || s.kind() == StatementKind.ENDPOINT);
        if (!story && words.stream().anyMatch(TASK::contains)) {
            return TicketType.TASK;
        }
        return TicketType.STORY;
    }

    /** 1, 2, 3, 5 or 8. */
    static int points(TicketOutline outline, List<Statement> statements) {
        int details = statements.stream()
                .mapToInt(statement -> statement.details().size())
                .sum();
        String text = text(statements).toLowerCase(Locale.ROOT);
        long heavy =
                Words.split(text).stream().distinct().filter(HEAVY::contains).count();
        double size = 1.5 + (statements.size() - 1) * 0.8 + Math.min(4, details * 0.35) + Math.min(3, heavy * 0.8);
        if (Words.split(text).size() > 45) {
            size += 0.7;
        }
        if (outline.type() == TicketType.SPIKE) {
            return 3;
        }
        if (size < 1.6 && text.length() < 70) {
            return 1;
        }
        if (size < 2.4) {
            return 2;
        }
        return size < 3.9 ? 3 : size < 6.4 ? 5 : 8;
    }

    static Priority priority(List<Statement> statements) {
        Strength strongest = Strength.MAY;
        for (Statement statement : statements) {
            if (CRITICAL.matcher(statement.text()).find()
                    || statement.details().stream()
                            .anyMatch(detail -> CRITICAL.matcher(detail).find())) {
                return Priority.CRITICAL;
            }
            if (statement.strength().compareTo(strongest) > 0) {
                strongest = statement.strength();
            }
        }
        return switch (strongest) {
            case MUST -> Priority.HIGH;
            case SHOULD -> Priority.MEDIUM;
            case MAY -> Priority.LOW;
        };
    }

    /** How plainly the specification asks for this ticket, 0.3 to 0.95. */
    static double confidence(List<Statement> statements) {
        double sum = 0;
        for (Statement statement : statements) {
            double one =
                    switch (statement.kind()) {
                        case USER_STORY, SCENARIO, ENDPOINT, TABLE_ROW -> 0.72;
                        case REQUIREMENT -> statement.strength() == Strength.MUST ? 0.7 : 0.6;
                        case LIST_ITEM -> 0.55;
                        case QUESTION, NON_GOAL -> 0.3;
                    };
            one += statement.details().isEmpty() ? 0 : 0.1;
            one += NUMBER.matcher(Shapes.bare(statement.text())).find() ? 0.05 : 0;
            one -= Shapes.undecided(statement.text()) ? 0.2 : 0;
            sum += one;
        }
        double mean = sum / statements.size() - 0.03 * Math.min(6, statements.size() - 1);
        return Math.round(Math.clamp(mean, 0.3, 0.95) * 100) / 100.0;
    }

    static boolean forbids(String text) {
        return FORBIDS.matcher(text).find();
    }

    static String text(List<Statement> statements) {
        StringBuilder text = new StringBuilder();
        for (Statement statement : statements) {
            text.append(statement.text()).append('\n');
            statement.details().forEach(detail -> text.append(detail).append('\n'));
        }
        return text.toString();
    }
}
