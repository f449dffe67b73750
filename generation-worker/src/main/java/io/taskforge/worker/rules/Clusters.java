package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.StatementKind;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings statements together into as many tickets as were asked for: the closest first, by their words and their places. */
final class Clusters {

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
    static List<List<Statement>> of(List<Statement> statements, int count) {
        List<Cluster> clusters = new ArrayList<>();
        for (Statement statement : statements) {
            clusters.add(new Cluster(List.of(statement), Words.content(statement.text())));
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
        }
        return clusters.stream().map(Cluster::statements).toList();
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
        boolean stories = first.kind() == StatementKind.USER_STORY && second.kind() == StatementKind.USER_STORY;
        if (stories) {
            closeness -= 0.4;
        }
        int size = a.statements.size() + b.statements.size();
        return closeness - 0.12 * (size - 2) - 0.02 * Math.min(distance, 10);
    }

    /** The statement that the ticket is named after. */
    static Statement head(List<Statement> cluster) {
        Statement head = cluster.getFirst();
        for (Statement statement : cluster) {
            if (weight(statement) > weight(head)) {
                head = statement;
            }
        }
        return head;
    }

    private static int weight(Statement statement) {
        int kind = switch (statement.kind()) {
            case USER_STORY -> 6;
            case ENDPOINT, TABLE_ROW -> 4;
            case REQUIREMENT, LIST_ITEM -> 3;
            case SCENARIO -> 2;
            case QUESTION, NON_GOAL -> 0;
        };
        boolean forbids = Signals.forbids(statement.text());
        return kind * 2 - (forbids ? 3 : 0);
    }
}
