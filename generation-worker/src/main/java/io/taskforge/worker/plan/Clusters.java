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

    /** A ticket of siblings holds as many as its criteria can list one by one. */
    private static final int FAMILY_AT_MOST = 5;

    /** More than any two other statements reach: siblings come together before all others. */
    private static final double CLOSEST = 10;

    /**
     * @param first the kind of its first statement, told once since each is held against many others
     * @param family what each of its statements says, as long as each follows the pattern of another; else empty
     */
    private record Cluster(List<Statement> statements, Set<String> words, Shape first, List<Siblings.Sentence> family) {

        static Cluster of(Statement statement, Set<String> words) {
            return new Cluster(
                    List.of(statement),
                    words,
                    Shape.of(statement),
                    Siblings.possible(statement) ? List.of(Siblings.Sentence.of(statement)) : List.of());
        }

        Cluster with(Cluster other) {
            List<Statement> all = new ArrayList<>(statements);
            all.addAll(other.statements);
            all.sort(Comparator.comparingInt(Statement::number));
            Set<String> both = new HashSet<>(words);
            both.addAll(other.words);
            boolean sooner = statements.getFirst().number()
                    <= other.statements.getFirst().number();
            return new Cluster(all, both, sooner ? first : other.first, together(other));
        }

        private List<Siblings.Sentence> together(Cluster other) {
            if (!isFamilyWith(other)) {
                return List.of();
            }
            List<Siblings.Sentence> all = new ArrayList<>(family);
            all.addAll(other.family);
            return all;
        }

        boolean isFamilyWith(Cluster other) {
            return !family.isEmpty()
                    && !other.family.isEmpty()
                    && family.size() + other.family.size() <= FAMILY_AT_MOST
                    && family.stream()
                            .anyMatch(one -> other.family.stream().anyMatch(sibling -> Siblings.are(one, sibling)));
        }
    }

    /**
     * @param whole its author set it apart, with an id or checks of its own: a ticket's worth
     * @param order begins with what is to be done
     * @param remark a short sentence that rules how something else works
     */
    private record Shape(boolean whole, boolean order, boolean remark) {

        static Shape of(Statement statement) {
            boolean whole = statement.kind() == StatementKind.USER_STORY
                    || statement.kind() == StatementKind.ENDPOINT
                    || !statement.details().isEmpty()
                    || Shapes.id(statement.text()).isPresent();
            boolean order = EnglishVerbs.isOrder(statement.text());
            return new Shape(whole, order, !whole && statement.text().length() < 110 && !order);
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

    /** How many tickets the statements are worth when siblings share one. */
    static int distinct(List<Statement> statements, List<Double> closenesses) {
        return statements.size()
                - (int) closenesses.stream().filter(Clusters::ofSiblings).count();
    }

    private static boolean ofSiblings(double closeness) {
        return closeness > CLOSEST / 2;
    }

    private static List<List<Statement>> merged(List<Statement> statements, int count, List<Double> closenesses) {
        List<Set<String>> words = statements.stream()
                .map(statement -> Words.content(statement.text()))
                .toList();
        Set<String> common = commonWords(words);
        List<Cluster> clusters = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            Set<String> telling = new HashSet<>(words.get(i));
            telling.removeAll(common);
            clusters.add(Cluster.of(statements.get(i), telling));
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
    private static Set<String> commonWords(List<Set<String>> statements) {
        Map<String, Integer> counts = new HashMap<>();
        statements.forEach(words -> words.forEach(word -> counts.merge(word, 1, Integer::sum)));
        Set<String> common = new HashSet<>();
        counts.forEach((word, count) -> {
            if (statements.size() >= 6 && count * 5 > statements.size() * 2) {
                common.add(word);
            }
        });
        return common;
    }

    private static double closeness(Cluster a, Cluster b, int distance) {
        if (a.isFamilyWith(b)) {
            return CLOSEST - 0.02 * Math.min(distance, 10);
        }
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
        boolean neighbours =
                a.statements.getFirst().section() == b.statements.getFirst().section();
        if (neighbours) {
            closeness += 0.25;
        }
        if (a.first.whole && b.first.whole) {
            closeness -= 0.5;
        } else if (common == 0) {
            closeness -= 0.3;
        } else if (neighbours && (a.first.remark || b.first.remark)) {
            closeness += 0.2;
        }
        if (a.first.order != b.first.order) {
            closeness -= 0.3;
        }
        int size = a.statements.size() + b.statements.size();
        return closeness - 0.35 * (size - 2) - 0.02 * Math.min(distance, 10);
    }
}
