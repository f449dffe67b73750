package io.taskforge.worker.plan;

import io.taskforge.worker.ingest.Statement;
import java.util.ArrayList;
import java.util.List;

/** A part of the product: a heading and the work stated below it. */
record Component(String name, int section, List<Statement> statements) {

    Component {
        statements = List.copyOf(statements);
    }

    private static final int NAME_LIMIT = 60;

    private static String lowerFirst(String name) {
        boolean acronym = name.length() < 2 || Character.isUpperCase(name.charAt(1));
        return acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** Both parts' statements under both names, or the larger one's where that would be too long. */
    Component with(Component next, String and) {
        List<Statement> all = new ArrayList<>(statements);
        all.addAll(next.statements);
        Component larger = next.statements.size() > statements.size() ? next : this;
        boolean bothSay = !Components.isGeneric(name) && !Components.isGeneric(next.name) && !name.equals(next.name);
        String both = name + " " + and + " " + lowerFirst(next.name);
        boolean joined = bothSay && both.length() <= NAME_LIMIT && !name.contains(" " + and + " ");
        return new Component(joined ? both : larger.name, larger.section, all);
    }
}
