package io.taskforge.api.admin.client;

import io.taskforge.model.job.Sha256;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is set of a client's limits; of what is not, the service's default holds.
 *
 * @param numbers at least 1 each
 * @param lists of names
 */
record SetLimits(Map<Limit, Integer> numbers, Map<Limit, List<String>> lists) {

    /** What stands for a limit that is not set, as on the command line. */
    static final String DEFAULT = "default";

    SetLimits {
        numbers = Map.copyOf(numbers);
        lists = Map.copyOf(lists);
    }

    /** As the services read it: a rate without a burst lets through at once what it does in a second; a burst alone says nothing. */
    static SetLimits of(Row client) {
        Map<Limit, Integer> numbers = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.numbers()) {
            Integer number = client.getInteger(limit.column());
            if (number != null) {
                numbers.put(limit, number);
            }
        }
        whole(numbers, Limit.SUBMIT_PER_SECOND, Limit.SUBMIT_BURST);
        whole(numbers, Limit.READ_PER_SECOND, Limit.READ_BURST);
        Map<Limit, List<String>> lists = new EnumMap<>(Limit.class);
        for (Limit limit : Limit.lists()) {
            String[] names = client.getArrayOfStrings(limit.column());
            if (names != null) {
                lists.put(limit, List.of(names));
            }
        }
        return new SetLimits(numbers, lists);
    }

    private static void whole(Map<Limit, Integer> numbers, Limit perSecond, Limit burst) {
        if (numbers.containsKey(perSecond)) {
            numbers.putIfAbsent(burst, numbers.get(perSecond));
        } else {
            numbers.remove(burst);
        }
    }

    /** A number, or a list of names; empty when it is not set. */
    Optional<Object> value(Limit limit) {
        return Optional.<Object>ofNullable(numbers.get(limit)).or(() -> Optional.ofNullable(lists.get(limit)));
    }

    /** As it is typed into a form: each name on a line of its own, nothing for what is not set. */
    String text(Limit limit) {
        return lists.containsKey(limit)
                ? String.join("\n", lists.get(limit))
                : value(limit).map(Object::toString).orElse("");
    }

    /** For people. */
    String words(Limit limit) {
        String text = text(limit).replace("\n", ", ");
        return text.isEmpty() ? DEFAULT : text;
    }

    List<Limit> differences(SetLimits other) {
        return Arrays.stream(Limit.values())
                .filter(limit -> !value(limit).equals(other.value(limit)))
                .toList();
    }

    /** The same for the same limits and for no others. */
    String version() {
        return Sha256.hex(Arrays.stream(Limit.values())
                .map(limit -> limit + "=" + text(limit) + ";")
                .collect(Collectors.joining()));
    }
}
