package io.taskforge.worker.link;

import io.taskforge.worker.ingest.Shapes;
import io.taskforge.worker.ingest.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Who makes a thing comes before who uses it: "Create a reconciliation run" before "Export the reconciliation run's report". */
final class Producers {

    private static final Set<String> MAKES = stems(
            "create import register record start define generate collect ingest submit upload receive book configure issue enrol enroll capture"
                    + " introduce connect load schedule add anlegen erfassen importieren erstellen créer importer enregistrer crear importar"
                    + " registrar criar cadastrar creare registrare importare");

    private static final Set<String> USES = stems(
            "export show list cancel delete update edit retry view download approve filter search notify close resolve assign match compare review"
                    + " reopen archive sort display send remind redeliver pause resume disable rotate replay verify reject calculate summarise summarize"
                    + " report print share escalate explain undo reverse exportieren anzeigen abschließen auswerten drucken prüfen löschen suchen"
                    + " freigeben exporter afficher supprimer rechercher exportar mostrar eliminar buscar aprobar cancelar aprovar esportare"
                    + " approvare freigeben übertragen verschieben stornieren bestätigen genehmigen sperren schließen melden zurückstellen annuler modifier confirmer prolonger déplacer approuver imprimer payer rembourser fermer cancelar modificar confirmar prolongar mover imprimir pagar reembolsar trasladar cerrar renovar perdoar bloquear recordar"
                    + " deliver sign lock merge split correct deactivate suggest accept dispute remove inspect open group");

    private static final Set<String> VAGUE = stems(
            "data list page screen view time way state status number file result item value set new name field type error message change first second"
                    + " same other day month hour minute one two three");

    /** How far behind "let" the verb may stand. */
    private static final int LET_REACH = 6;

    private final List<Node> nodes;
    private final Map<String, Integer> titlesWith = new HashMap<>();

    Producers(List<Node> nodes) {
        this.nodes = nodes;
        for (Node node : nodes) {
            node.words().forEach(word -> titlesWith.merge(word, 1, Integer::sum));
        }
    }

    /** @param inferring whether a single shared noun is enough; otherwise only what the text directly implies counts */
    List<Link> links(boolean inferring) {
        List<Link> links = new ArrayList<>();
        for (int consumer = 0; consumer < nodes.size(); consumer++) {
            links.addAll(ofPaths(consumer));
        }
        for (int consumer = 0; consumer < nodes.size(); consumer++) {
            int producer = producerOf(consumer, 2);
            if (producer >= 0) {
                links.add(new Link(consumer, producer, true));
            }
        }
        if (inferring) {
            for (int consumer = 0; consumer < nodes.size(); consumer++) {
                int producer = producerOf(consumer, 1);
                if (producer >= 0) {
                    links.add(new Link(consumer, producer, false));
                }
            }
        }
        return links;
    }

    /** What {@code POST /x} makes is what {@code GET /x/{id}} and its like use. */
    private List<Link> ofPaths(int consumer) {
        List<Link> links = new ArrayList<>();
        for (Shapes.Endpoint endpoint : nodes.get(consumer).endpoints()) {
            int producer = -1;
            int longest = 0;
            for (int i = 0; i < nodes.size(); i++) {
                for (Shapes.Endpoint other : nodes.get(i).endpoints()) {
                    boolean makes = other.method().equals("POST") && uses(endpoint, other) && i != consumer;
                    if (makes && other.path().length() > longest) {
                        longest = other.path().length();
                        producer = i;
                    }
                }
            }
            if (producer >= 0) {
                links.add(new Link(consumer, producer, true));
            }
        }
        return links;
    }

    private static boolean uses(Shapes.Endpoint endpoint, Shapes.Endpoint maker) {
        String path = endpoint.path().replaceFirst("[?].*$", "");
        String made = maker.path().replaceFirst("/$", "");
        boolean below = path.startsWith(made + "/{") || path.startsWith(made + "/:") || path.startsWith(made + "/<");
        boolean same = path.equals(made) && !endpoint.method().equals("POST");
        return below || same;
    }

    private int producerOf(int consumer, int nounsNeeded) {
        Node using = nodes.get(consumer);
        if (!begins(using, USES) || begins(using, MAKES)) {
            return -1;
        }
        Set<String> objects = objects(nounsNeeded > 1 ? wordsBehindVerb(using) : firstObject(using));
        int best = -1;
        int most = 0;
        boolean tie = false;
        for (int i = 0; i < nodes.size(); i++) {
            Node making = nodes.get(i);
            if (i == consumer || !begins(making, MAKES)) {
                continue;
            }
            Set<String> made = objects(firstObject(making));
            made.retainAll(objects);
            int common = made.size();
            boolean telling = nounsNeeded > 1
                    || made.stream().allMatch(word -> titlesWith.get(word) <= Math.max(3, nodes.size() / 3));
            if (common >= nounsNeeded && telling) {
                tie = common == most;
                if (common > most) {
                    most = common;
                    best = i;
                }
            }
        }
        return tie ? -1 : best;
    }

    /** What the order makes: its words up to the first preposition, without the verb. */
    private static Set<String> firstObject(Node node) {
        String order = node.order().toLowerCase(Locale.ROOT);
        int comma = order.indexOf(',');
        List<String> words = Words.split(comma > 0 ? order.substring(0, comma) : order);
        StringBuilder object = new StringBuilder();
        int verb = verbAt(words);
        for (int i = verb + 1; i < Math.min(words.size(), verb + 7); i++) {
            if (Set.of(
                            "and", "or", "und", "et", "from", "with", "for", "by", "in", "on", "when", "via", "to",
                            "at", "if", "so", "after", "per", "aus", "mit", "von", "depuis", "desde", "con")
                    .contains(words.get(i))) {
                break;
            }
            object.append(words.get(i)).append(' ');
        }
        return new LinkedHashSet<>(Words.content(object.toString()));
    }

    private static Set<String> wordsBehindVerb(Node node) {
        List<String> words = Words.split(node.order());
        return Words.content(String.join(" ", words.subList(Math.min(words.size(), verbAt(words) + 1), words.size())));
    }

    /** Where the order's verb stands: first, or behind the one who is let do it. */
    private static int verbAt(List<String> words) {
        if (!words.isEmpty() && Node.verbLast(words)) {
            return -1;
        }
        if (words.isEmpty() || !words.getFirst().equalsIgnoreCase("let")) {
            return 0;
        }
        for (int i = 1; i < Math.min(words.size(), LET_REACH); i++) {
            String stem = Words.stem(words.get(i).toLowerCase(Locale.ROOT));
            if (MAKES.contains(stem) || USES.contains(stem)) {
                return i;
            }
        }
        return 0;
    }

    private static Set<String> objects(Set<String> words) {
        Set<String> objects = new LinkedHashSet<>(words);
        objects.removeAll(MAKES);
        objects.removeAll(USES);
        objects.removeAll(VAGUE);
        return objects;
    }

    /** Whether the order's verb is one of these; "Let … export" counts by its second verb. In some languages the verb comes last. */
    private static boolean begins(Node node, Set<String> verbs) {
        List<String> words = Words.split(node.order().toLowerCase(Locale.ROOT));
        if (words.isEmpty()) {
            return false;
        }
        int reach = words.getFirst().equals("let") ? LET_REACH : 1;
        for (int i = 0; i < Math.min(words.size(), reach); i++) {
            if (!words.get(i).equals("let") && verbs.contains(Words.stem(words.get(i)))) {
                return true;
            }
        }
        return Node.verbLast(words) && verbs.contains(Words.stem(node.verb()));
    }

    private static Set<String> stems(String words) {
        Set<String> stems = new LinkedHashSet<>();
        for (String word : words.split(" ", -1)) {
            stems.add(Words.stem(word));
        }
        return stems;
    }
}
