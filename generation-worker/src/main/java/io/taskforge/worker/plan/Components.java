package io.taskforge.worker.plan;

import io.taskforge.worker.ingest.Headings;
import io.taskforge.worker.ingest.Section;
import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.SpecDocument;
import io.taskforge.worker.ingest.Statement;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the parts of a product by the sections of its specification. */
public final class Components {

    private static final Pattern CROSS_CUTTING = Pattern.compile(
            "^(?:quality|non-?functional|performance|security|constraints|qualität|nicht-?funktional|requisitos n[ãa]o funcionais|requisitos no funcionales|exigences non fonctionnelles|requisiti non funzionali|非功能|非機能)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final int NAME_LIMIT = 80;

    /** Words that name the kind of a section and not what it is about. */
    private static final Set<String> GENERIC = Set.copyOf(List.of(
            ("requirement requirements functional features feature user story stories specification specifications spec details scope in"
                            + " must should have solution proposal proposed design product mvp v1 v2 list overview what we need the of and"
                            + " deliverables tasks goals acceptance criteria de des del do endpoints endpoint description general ui ux capabilities functionality"
                            + " anforderungen funktionale funktionen user storys umfang lösung beschreibung"
                            + " exigences fonctionnelles fonctionnalités récits utilisateur besoins solution"
                            + " requisitos funcionales funcionalidades historias usuario alcance funcionais histórias usuário escopo"
                            + " requisiti funzionali funzionalità storie utente ambito eisen functionele")
                    .split(" ")));

    private static final Set<String> GENERIC_UNSPACED = Set.of("需求", "功能需求", "功能", "要件", "機能要件", "機能", "用户故事", "要求");

    private static final Map<String, String> AND = Map.of(
            "en", "and", "de", "und", "fr", "et", "es", "y", "pt", "e", "it", "e", "nl", "en", "zh", "与", "ja", "と");

    private final SpecDocument spec;
    private final List<List<Statement>> own = new ArrayList<>();
    private final int[] weight;
    private final int total;

    Components(SpecDocument spec) {
        this.spec = spec;
        int sections = spec.sections().size();
        this.weight = new int[sections];
        for (int i = 0; i < sections; i++) {
            own.add(new ArrayList<>());
        }
        List<Statement> work = spec.work();
        this.total = work.size();
        for (Statement statement : work) {
            own.get(statement.section()).add(statement);
            for (int at = statement.section();
                    at >= 0;
                    at = spec.sections().get(at).parent()) {
                weight[at]++;
            }
        }
    }

    List<Component> all() {
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < weight.length; i++) {
            if (spec.sections().get(i).parent() < 0 && weight[i] > 0) {
                collect(i, components);
            }
        }
        return components;
    }

    /** What stands between two names; a plus sign where the language is not known. */
    public static String and(String language) {
        return AND.getOrDefault(language, "+");
    }

    /** Whether the name says only what kind of section it is. */
    public static boolean isGeneric(String name) {
        List<String> words = Words.split(name.toLowerCase(Locale.ROOT));
        return words.isEmpty() || GENERIC.containsAll(words) || GENERIC_UNSPACED.contains(name.strip());
    }

    /** Whether the part holds qualities of all the others rather than something of its own. */
    static boolean cutsAcross(String name) {
        return CROSS_CUTTING.matcher(name).find();
    }

    private void collect(int section, List<Component> components) {
        List<Integer> children = children(section);
        if (children.isEmpty() || !isContainer(section, children)) {
            components.add(new Component(name(section), section, subtree(section)));
            return;
        }
        if (!own.get(section).isEmpty()) {
            components.add(new Component(name(section), section, own.get(section)));
        }
        children.forEach(child -> collect(child, components));
    }

    /** A section that holds parts of the product rather than being one. */
    private boolean isContainer(int section, List<Integer> children) {
        long requirements = children.stream()
                .filter(child -> namesRequirement(spec.sections().get(child).heading()))
                .count();
        if (requirements * 2 > children.size()) {
            return false;
        }
        boolean only = children.size() == 1 && own.get(section).isEmpty();
        boolean large = weight[section] * 10 > total * 6
                || isGeneric(spec.sections().get(section).heading());
        return only || spec.sections().get(section).level() <= 1 || (large && children.size() > 1);
    }

    private static boolean namesRequirement(String heading) {
        return Shapes.id(Headings.withoutNumber(heading)).isPresent();
    }

    private List<Integer> children(int section) {
        List<Integer> children = new ArrayList<>();
        for (int i = section + 1; i < weight.length; i++) {
            if (spec.sections().get(i).parent() == section && weight[i] > 0) {
                children.add(i);
            }
        }
        return children;
    }

    private List<Statement> subtree(int section) {
        List<Statement> statements = new ArrayList<>();
        for (Statement statement : spec.work()) {
            for (int at = statement.section();
                    at >= 0;
                    at = spec.sections().get(at).parent()) {
                if (at == section) {
                    statements.add(statement);
                    break;
                }
            }
        }
        return statements;
    }

    private String name(int section) {
        Section named = spec.sections().get(section);
        String heading = Headings.withoutNumber(named.heading());
        heading = heading.replaceFirst("^(?i:epic|epos|módulo|modul|module)\\s{0,2}\\d{0,3}\\s{0,2}[:–—-]\\s{1,3}", "");
        boolean title = named.level() <= 1;
        if (heading.isBlank() || title) {
            return spec.title();
        }
        return heading.length() <= NAME_LIMIT
                ? heading
                : heading.substring(
                                0,
                                heading.offsetByCodePoints(
                                        0, Math.min(NAME_LIMIT, heading.codePointCount(0, heading.length()))))
                        .strip();
    }
}
