package io.taskforge.worker.check;

import io.taskforge.model.ticket.Priority;
import io.taskforge.worker.engine.TicketBody;
import io.taskforge.worker.engine.TicketOutline;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one ticket of those that say the same. Two that differ in a number or in a "not" are two, however alike their words. */
final class Twins {

    /** The contract's threshold for two tickets being one. */
    private static final double NEAR_DUPLICATE = 0.85;

    private static final int CRITERIA_AT_MOST = 8;

    private static final Set<String> NEGATIONS = Set.of(
            "not", "no", "never", "cannot", "only", "nicht", "nie", "niemals", "kein", "keine", "keinen", "nur", "pas",
            "jamais", "aucun", "nunca", "não", "ningún", "solo", "só", "non");

    /** Future and present of one demand, which a text that says it twice often mixes. */
    private static final Set<String> DEMANDS = Words.content(
            "podrá podrán puede pueden deberá deberán debe deben poderá poderão pode podem deverá deverão deve devem"
                    + " pourra pourront peut peuvent devra devront doit doivent shall must");

    /** What a draft says, as far as twins are told by it. */
    private record Said(Set<String> words, Set<String> numbers, Set<String> negations) {

        static Said of(Draft draft) {
            String text = draft.outline().title() + " "
                    + String.join(" ", draft.body().checks());
            Set<String> all =
                    Words.split(text.toLowerCase(Locale.ROOT)).stream().collect(Collectors.toSet());
            Set<String> words =
                    Wording.words(draft.outline().title(), draft.body().checks());
            words.removeAll(DEMANDS);
            return new Said(
                    words,
                    all.stream()
                            .filter(word -> Character.isDigit(word.charAt(0)))
                            .collect(Collectors.toSet()),
                    all.stream().filter(NEGATIONS::contains).collect(Collectors.toSet()));
        }

        boolean same(Said other) {
            return numbers.equals(other.numbers)
                    && negations.equals(other.negations)
                    && Wording.likeness(words, other.words) >= NEAR_DUPLICATE;
        }
    }

    private final int criteriaLimit;
    private final List<Observation> observations;

    /** @param criteriaLimit what the client's detail allows; never more than {@value #CRITERIA_AT_MOST} */
    Twins(int criteriaLimit, List<Observation> observations) {
        this.criteriaLimit = Math.min(criteriaLimit, CRITERIA_AT_MOST);
        this.observations = observations;
    }

    List<Draft> merged(List<Draft> drafts) {
        List<Draft> kept = new ArrayList<>();
        List<Said> said = new ArrayList<>();
        Map<Integer, Integer> gone = new HashMap<>();
        for (Draft draft : drafts) {
            Said own = Said.of(draft);
            int twin = 0;
            while (twin < kept.size() && !said.get(twin).same(own)) {
                twin++;
            }
            if (twin == kept.size()) {
                kept.add(draft);
                said.add(own);
                continue;
            }
            Draft first = kept.get(twin);
            kept.set(twin, merge(first, draft));
            said.set(twin, Said.of(kept.get(twin)));
            gone.put(draft.position(), first.position());
            observations.add(Observation.repaired(
                    "near_duplicate_ticket",
                    first.position(),
                    "Merged with a ticket that said the same: "
                            + draft.outline().title()));
        }
        return gone.isEmpty()
                ? kept
                : kept.stream().map(draft -> redirected(draft, gone)).toList();
    }

    private Draft merge(Draft kept, Draft twin) {
        List<Integer> covers = Stream.concat(kept.outline().covers().stream(), twin.outline().covers().stream())
                .distinct()
                .sorted()
                .toList();
        Set<String> checks = new LinkedHashSet<>(kept.body().checks());
        checks.addAll(twin.body().checks());
        TicketBody body = kept.body();
        TicketBody both = new TicketBody(
                body.about(),
                checks.stream().limit(criteriaLimit).toList(),
                body.labels(),
                larger(body.points(), twin.body().points()),
                urgent(body.priority(), twin.body().priority()),
                body.confidence(),
                body.question().or(twin.body()::question),
                body.draftedBy());
        Set<Integer> needs = new TreeSet<>(kept.needs());
        needs.addAll(twin.needs());
        Set<Integer> inferred = new TreeSet<>(kept.inferredNeeds());
        inferred.addAll(twin.inferredNeeds());
        return kept.with(new TicketOutline(kept.outline().type(), kept.outline().title(), covers))
                .with(both)
                .withNeeds(needs, inferred);
    }

    private static Integer larger(Integer one, Integer other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.max(one, other);
    }

    private static Priority urgent(Priority one, Priority other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Draft redirected(Draft draft, Map<Integer, Integer> gone) {
        Set<Integer> needs = new TreeSet<>();
        draft.needs().forEach(need -> needs.add(gone.getOrDefault(need, need)));
        Set<Integer> inferred = new TreeSet<>();
        draft.inferredNeeds().forEach(need -> inferred.add(gone.getOrDefault(need, need)));
        needs.remove(draft.position());
        inferred.retainAll(needs);
        return draft.withNeeds(needs, inferred);
    }
}
