package io.taskforge.worker.rules;

import io.taskforge.model.spec.OutputDetail;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Remark;
import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.UserStory;
import io.taskforge.worker.ingest.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes what a developer needs to know before starting: what, for whom, why, the details, and where it is stated. */
final class Descriptions {

    private static final int CONTEXT_LIMIT = 320;
    /** After a description that had no room for everything. */
    private static final String MORE = "\n…";

    private final SpecDocument spec;
    private final OutputDetail detail;
    private final Wording wording;

    Descriptions(SpecDocument spec, OutputDetail detail) {
        this.spec = spec;
        this.detail = detail;
        this.wording = Wording.of(spec.language());
    }

    String of(TicketOutline outline, String component, List<Statement> covered, List<String> checks) {
        List<Statement> statements =
                covered.stream().map(statement -> without(checks, statement)).toList();
        StringBuilder text = new StringBuilder();
        if (statements.size() == 1) {
            single(statements.getFirst(), text);
        } else {
            several(statements, text, detail != OutputDetail.BRIEF);
        }
        if (detail != OutputDetail.BRIEF) {
            context(statements).ifPresent(words -> paragraph(text, "**" + wording.context() + ":** " + words));
        }
        // No line numbers: they are the references' to give, and a text that is kept must not lie when lines move.
        boolean telling = !component.isBlank() && !component.equals(outline.title()) && !component.equals(spec.title());
        String place = detail == OutputDetail.BRIEF || !telling ? "" : "_" + component + "_";
        if (!place.isEmpty()) {
            paragraph(text, place);
        }
        String whole = text.toString().strip();
        if (Script.length(whole) <= detail.descriptionLimit()) {
            return whole;
        }
        StringBuilder bare = new StringBuilder();
        several(statements, bare, false);
        String names = (bare + "\n\n" + place).strip();
        boolean fits = statements.size() > 1 && Script.length(names) <= detail.descriptionLimit();
        return fits ? names : shortened(statements);
    }

    /** What the ticket's section says of itself, as far as whole sentences fit; the whole product's introduction when detail is wanted. */
    private Optional<String> context(List<Statement> statements) {
        int section = statements.getFirst().section();
        if (detail != OutputDetail.DETAILED && spec.work().stream().allMatch(one -> one.section() == section)) {
            // Of a text in one piece that is the result's summary, and tells the tickets apart in nothing.
            return Optional.empty();
        }
        StringBuilder context = new StringBuilder();
        for (Remark remark : spec.remarks(Remark.Kind.OVERVIEW)) {
            boolean own = remark.section() == section
                    && !spec.sections().get(section).heading().isBlank();
            boolean whole = detail == OutputDetail.DETAILED;
            boolean fits = context.length() + Script.length(remark.text()) <= CONTEXT_LIMIT;
            if ((own || whole) && fits && !Shapes.undecided(remark.text())) {
                context.append(context.isEmpty() ? "" : " ").append(remark.text());
            }
        }
        return context.isEmpty() ? Optional.empty() : Optional.of(context.toString());
    }

    /** What is a criterion already is not said twice. */
    private static Statement without(List<String> checks, Statement statement) {
        Set<Set<String>> said = new HashSet<>();
        checks.forEach(check -> said.add(Words.content(check)));
        List<String> rest = statement.details().stream()
                .filter(detail ->
                        !Criteria.pieces(detail).stream().allMatch(piece -> said.contains(Words.content(piece))))
                .toList();
        return new Statement(
                statement.number(),
                statement.kind(),
                statement.strength(),
                statement.text(),
                rest,
                statement.lines(),
                statement.section());
    }

    /** Where a reason has its verb at the end, it is no sentence without what begins it. */
    private String reason(String benefit) {
        return switch (Script.first(spec.language(), 2)) {
            case "de" -> "damit " + benefit;
            case "nl" -> "zodat " + benefit;
            default -> benefit;
        };
    }

    /** In the third person, as somebody else will read it. */
    private String theirs(String words) {
        if (!spec.language().startsWith("en")) {
            return Phrases.sentence(words);
        }
        String text = words.replaceAll("\\bI am\\b", "they are")
                .replaceAll("\\bI\\b", "they")
                .replaceAll("(?i)\\bmy\\b", "their")
                .replaceAll("\\bme\\b", "them");
        return Phrases.sentence(text);
    }

    private void single(Statement statement, StringBuilder text) {
        String bare = Titles.untagged(Shapes.bare(statement.text()));
        Optional<UserStory> story = UserStory.of(bare);
        if (story.isPresent() && !story.get().role().isBlank()) {
            told(story.get(), text);
        } else {
            sentence(bare, text);
        }
        List<String> rest = story.isEmpty() ? storyAmong(statement, text) : statement.details();
        bullets(text, rest);
    }

    /** Under a heading that names the requirement, the story itself is the first detail. */
    private List<String> storyAmong(Statement statement, StringBuilder text) {
        Optional<UserStory> story = statement.details().isEmpty()
                ? Optional.empty()
                : UserStory.of(statement.details().getFirst());
        if (story.isEmpty()) {
            return statement.details();
        }
        text.setLength(0);
        told(story.get(), text);
        return statement.details().subList(1, statement.details().size());
    }

    private void told(UserStory story, StringBuilder text) {
        paragraph(text, "**" + wording.who() + ":** " + Phrases.capital(story.role()));
        paragraph(text, "**" + wording.what() + ":** " + theirs(story.wish()));
        if (!story.benefit().isBlank()) {
            paragraph(text, "**" + wording.why() + ":** " + theirs(reason(story.benefit())));
        }
    }

    /** A statement as it stands; who it is for and what it is good for come out where its words say so. */
    private void sentence(String bare, StringBuilder text) {
        paragraph(text, Phrases.sentence(bare));
        if (spec.language().startsWith("en")) {
            Clause.of(Titles.firstSentence(bare))
                    .filter(clause -> clause.actor(spec.title()) == Clause.Actor.PERSON && !clause.negative())
                    .filter(clause -> !clause.subject().matches("(?i)(?:only|no|we|i|nobody|both) ?.*"))
                    .ifPresent(clause -> paragraph(text, "**" + wording.who() + ":** " + role(clause.subject())));
        }
    }

    private static String role(String subject) {
        return Phrases.capital(subject.replaceFirst("(?i)^(?:an?|the|every|each|any) ", ""));
    }

    private void several(List<Statement> statements, StringBuilder text, boolean withDetails) {
        paragraph(text, "**" + wording.covers() + ":**");
        for (Statement statement : statements) {
            text.append("\n- ").append(Phrases.sentence(Titles.untagged(Shapes.bare(statement.text()))));
            if (withDetails) {
                for (String more : statement.details()) {
                    text.append("\n  - ").append(more);
                }
            }
        }
    }

    private void bullets(StringBuilder text, List<String> details) {
        if (details.isEmpty() || detail == OutputDetail.BRIEF) {
            return;
        }
        paragraph(text, "**" + wording.details() + ":**");
        for (String more : details) {
            text.append("\n- ").append(more);
        }
    }

    private static void paragraph(StringBuilder text, String words) {
        text.append(text.isEmpty() ? "" : "\n\n").append(words);
    }

    /** As many whole statements as fit. */
    private String shortened(List<Statement> statements) {
        int room = detail.descriptionLimit() - MORE.length();
        StringBuilder text = new StringBuilder();
        for (Statement statement : statements) {
            String line = Phrases.sentence(Titles.untagged(Shapes.bare(statement.text())));
            String next = statements.size() == 1 ? line : "- " + line;
            int left = room - Script.length(text.toString()) - 1;
            if (Script.length(next) > left) {
                if (text.isEmpty()) {
                    text.append(Phrases.sentence(Phrases.cut(next, left - 1)));
                }
                break;
            }
            text.append(text.isEmpty() ? "" : "\n").append(next);
            if (detail != OutputDetail.BRIEF) {
                addDetails(text, statement, room);
            }
        }
        return text + MORE;
    }

    private static void addDetails(StringBuilder text, Statement statement, int room) {
        for (String more : statement.details()) {
            if (Script.length(text.toString()) + Script.length(more) + 5 > room) {
                return;
            }
            text.append("\n  - ").append(more);
        }
    }
}
