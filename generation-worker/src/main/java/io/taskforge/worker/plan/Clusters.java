package io.taskforge.worker.plan;

import io.taskforge.worker.ingest.EnglishVerbs;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings statements together into as many tickets as were asked for: the closest first, by their words and their places. */
public final class Clusters {

    /** Above this, only neighbours are compared, so that time stays in proportion. */
    private static final int COMPARE_ALL = 40;

    private record Cluster(List<Statement> statements, Set<String> words) {

        Cluster with(Cluster other) {
            List<Statement> all = new ArrayList<>(statements);
            all.addAll(other.statements);
            all.sort(Comparator.comparingInt(Statement::number));
            Set<String> both = new HashSet<>(words);
            both.addAll(other.words);
            return new Cluster(all, both);
        }
    }

    private Clusters() {}

    /** Exactly {@code count} lists that hold every statement once, in the order of their first statements. */
    public static List<List<Statement>> of(List<Statement> statements, int count) {
        return merged(statements, count, new ArrayList<>());
    }

    /** How close the parts of each merge are, from as many lists as statements down to one. */
    static List<Double> closenesses(List<Statement> statements) {
        List<Double> closenesses = new ArrayList<>();
        merged(statements, 1, closenesses);
        return closenesses;
    }

    private static List<List<Statement>> merged(List<Statement> statements, int count, List<Double> closenesses) {
        Set<String> common = commonWords(statements);
        List<Cluster> clusters = new ArrayList<>();
        for (Statement statement : statements) {
            Set<String> telling = new HashSet<>(Words.content(statement.text()));
            telling.removeAll(common);
            clusters.add(new Cluster(List.of(statement), telling));
        }
        while (clusters.size() > count) {
            int left = 0;
            int right = 1;
            double best = Double.NEGATIVE_INFINITY;
            boolean all = clusters.size() <= COMPARE_ALL;
            for (int i = 0; i < clusters.size(); i++) {
                int last = all ? clusters.size() - 1 : Math.min(i + 1, clusters.size() - 1);
                for (int j = i + 1; j <= last; j++) {
                    double closeness = closeness(clusters.get(i), clusters.get(j), j - i);
                    if (closeness > best) {
                        best = closeness;
                        left = i;
                        right = j;
                    }
                }
            }
            clusters.set(left, clusters.get(left).with(clusters.get(right)));
            clusters.remove(right);
            closenesses.add(best);
        }
        return clusters.stream().map(Cluster::statements).toList();
    }

    /** Words that so many of the statements share that they bring none of them closer. */
    private static Set<String> commonWords(List<Statement> statements) {
        Map<String, Integer> counts = new HashMap<>();
        statements.forEach(
                statement -> Words.content(statement.text()).forEach(word -> counts.merge(word, 1, Integer::sum)));
        Set<String> common = new HashSet<>();
        counts.forEach((word, count) -> {
            if (statements.size() >= 6 && count * 5 > statements.size() * 2) {
                common.add(word);
            }
        });
        return common;
    }

    private static double closeness(Cluster a, Cluster b, int distance) {
        int common = 0;
        for (String word : a.words) {
            if (b.words.contains(word)) {
                common++;
            }
        }
        int smaller = Math.max(1, Math.min(a.words.size(), b.words.size()));
        double closeness = Math.min(1.0, common / (double) Math.min(smaller, 8));
        if (distance == 1) {
            closeness += 0.25;
        }
        Statement first = a.statements.getFirst();
        Statement second = b.statements.getFirst();
        if (first.section() == second.section()) {
            closeness += 0.25;
        }
        boolean whole = isWhole(first) && isWhole(second);
        if (whole) {
            closeness -= 0.5;
        } else if (common == 0) {
            closeness -= 0.3;
        } else if (first.section() == second.section() && (isRemark(first) || isRemark(second))) {
            closeness += 0.2;
        }
        if (EnglishVerbs.isOrder(first.text()) != EnglishVerbs.isOrder(second.text())) {
            closeness -= 0.3;
        }
        int size = a.statements.size() + b.statements.size();
        return closeness - 0.35 * (size - 2) - 0.02 * Math.min(distance, 10);
    }

    /** A statement that its author set apart, with an id or checks of its own, is a ticket's worth. */
    private static boolean isWhole(Statement statement) {
        return statement.kind() == StatementKind.USER_STORY
                || statement.kind() == StatementKind.ENDPOINT
                || !statement.details().isEmpty()
                || Shapes.id(statement.text()).isPresent();
    }

    /** A short sentence that rules how something else works. */
    private static boolean isRemark(Statement statement) {
        return !isWhole(statement) && statement.text().length() < 110 && !EnglishVerbs.isOrder(statement.text());
    }
}
