package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Script;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * French, Spanish, Portuguese and Italian statements as orders that begin with the verb: "Las reservas deben ser canceladas" gives
 * "Cancelar las reservas"; where the subject does something itself, "Garantizar que la página cargue …".
 */
final class RomanceTitles {

    /**
     * The words that one language says these things with.
     *
     * @param duty modal verbs that oblige
     * @param ability modal verbs that allow
     * @param be what makes a passive of a participle
     * @param no what stands before the modal of a prohibition
     * @param not before the infinitive of an order not to
     * @param only before the one who alone may
     * @param let begins the order that lets only somebody
     * @param ensure begins what is no order
     * @param have makes somebody else do it
     * @param agent before the one who does it
     * @param lead words that begin a condition
     */
    private record Grammar(
            Pattern modal,
            Pattern ability,
            Pattern be,
            Pattern no,
            String not,
            Pattern only,
            String let,
            String ensure,
            String have,
            Pattern agent,
            Pattern lead,
            Pattern tail) {}

    private static Pattern insensitive(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Grammar grammar(
            String duty,
            String ability,
            String be,
            String no,
            String not,
            String only,
            String let,
            String ensure,
            String have,
            String agent,
            String lead,
            String tail) {
        return new Grammar(
                insensitive("(?<=\\s)(?:" + duty + "|" + ability + ")\\s+(?=\\S)"),
                insensitive(ability),
                insensitive("(?:" + be + ") (?:(\\p{L}+(?:mente|ment)) )?(\\p{L}+)(.*)"),
                insensitive("(.*?)\\s(?:" + no + ")"),
                not,
                insensitive("(?:" + only + ") (.+)"),
                let,
                ensure,
                have,
                insensitive(".*?( (?:" + agent + ")\\b.*)"),
                insensitive("((?:" + lead + ")[^,]{2,120}), (.+)"),
                insensitive(",? (?:" + tail + ") .*$"));
    }

    private static final Map<String, Grammar> GRAMMARS = Map.of(
            "fr",
            grammar(
                    "doit|doivent|devra|devront|devrait|devraient",
                    "peut|peuvent|pourra|pourront",
                    "être",
                    "ne|n'",
                    "ne pas ",
                    "seuls|seules|seul|seule|uniquement",
                    "autoriser seulement %s à %s",
                    "garantir que ",
                    "faire ",
                    "par (?:une?|deux|le|la|les|l['’])",
                    "si |s['’]|lorsque |lorsqu['’]|quand |après |en cas |dès |une fois |avant ",
                    "afin|pour que|parce que|car"),
            "es",
            grammar(
                    "debe|deben|deberá|deberán|debería|deberían",
                    "puede|pueden|podrá|podrán",
                    "ser",
                    "no|nunca|jamás",
                    "no ",
                    "solo|sólo|solamente|únicamente",
                    "permitir solo a %s %s",
                    "garantizar que ",
                    "hacer ",
                    "por (?:una?|dos|el|la|los|las|otr[oa])",
                    "si |cuando |tras |después |una vez |en caso |antes |al ",
                    "para que|porque|a fin de"),
            "pt",
            grammar(
                    "deve|devem|deverá|deverão|deveria|deveriam|precisa|precisam",
                    "pode|podem|poderá|poderão",
                    "ser",
                    "não|nunca|jamais",
                    "não ",
                    "só|somente|apenas|unicamente",
                    "permitir só a %s %s",
                    "garantir que ",
                    "fazer ",
                    "por (?:uma?|dois|outr[oa])|pel[oa]s?",
                    "se |quando |após |depois |uma vez |em caso |antes |ao ",
                    "para que|porque|a fim de"),
            "it",
            grammar(
                    "deve|devono|dovrà|dovranno|dovrebbe|dovrebbero",
                    "può|possono|potrà|potranno",
                    "essere|venire",
                    "non",
                    "non ",
                    "solo|soltanto|unicamente",
                    "consentire solo a %s di %s",
                    "garantire che ",
                    "far ",
                    "da (?:un|una|due)|dal(?:la|l['’])?|dai|dagli",
                    "se |quando |dopo |una volta |in caso |prima ",
                    "affinché|perché|in modo"));

    /** "se" or "si" alone, with what limits it. */
    private static final Pattern IMPERSONAL =
            insensitive("(?:también |também |anche )?(no |não |non |solo |sólo |só |apenas |somente )?(?:se|si)");

    private final Grammar grammar;
    private final RomanceVerbs verbs;
    private final String language;
    private final Predicate<String> isActor;

    RomanceTitles(String language, Predicate<String> isActor) {
        this.language = language;
        this.grammar = GRAMMARS.get(language);
        this.verbs = new RomanceVerbs(language);
        this.isActor = isActor;
    }

    /** The order, or the sentence where none can be made of it. */
    String of(String sentence) {
        Matcher lead = grammar.lead().matcher(sentence);
        if (lead.matches() && grammar.modal().matcher(" " + lead.group(2)).find()) {
            String order = clause(lead.group(2));
            String led = order + " " + lower(lead.group(1));
            return Script.length(led) <= Titles.LIMIT ? led : order;
        }
        return clause(sentence);
    }

    private String clause(String sentence) {
        Matcher modal = grammar.modal().matcher(sentence);
        if (!modal.find() || modal.start() == 0) {
            return sentence;
        }
        String subject = sentence.substring(0, modal.start()).strip();
        String predicate = sentence.substring(modal.end()).strip();
        Matcher negated = grammar.no().matcher(subject);
        boolean never = negated.matches();
        if (never) {
            subject = negated.group(1).strip();
            predicate = predicate.replaceFirst("^(?:pas|PAS|jamais|JAMAIS|plus) ", "");
        }
        boolean may = grammar.ability().matcher(modal.group().strip()).matches();
        String order =
                order(subject, predicate, never, may, plural(modal.group().strip()));
        String bare = grammar.tail().matcher(order).replaceFirst("");
        return Script.length(bare) >= 12 ? bare : order;
    }

    private String order(String subject, String predicate, boolean never, boolean may, boolean plural) {
        Matcher impersonal = IMPERSONAL.matcher(subject);
        if (impersonal.matches()) {
            return impersonal(impersonal.group(1), predicate, may);
        }
        Matcher only = grammar.only().matcher(subject);
        Optional<String> active = reflexive(predicate);
        Matcher be = grammar.be().matcher(predicate);
        boolean sole = only.matches();
        if (sole && !never && !be.matches()) {
            return sole(only.group(1), predicate);
        }
        if (be.matches() && !sole) {
            Optional<String> passive = ofPassive(subject, be, never);
            if (passive.isPresent()) {
                return passive.get();
            }
        }
        if (active.isPresent() && !sole) {
            String verb = active.get();
            String rest = predicate.substring(predicate.indexOf(' ') < 0 ? predicate.length() : predicate.indexOf(' '));
            return (never ? grammar.not() : "") + verb + " " + lower(subject) + rest;
        }
        String able = predicate.replaceFirst("^(?:poder|pouvoir|potere) (?=\\p{L})", "");
        String verb = able.replaceFirst("[ ,].*$", "");
        boolean actor = isActor.test(subject);
        if (may && !actor && !never && !sole && !verbs.isState(verb)) {
            // What merely may be so is still so of something: "Una factura puede incluir…" and "Un envío puede
            // incluir…" are two.
            return allowed(that(subject, able, false, plural));
        }
        boolean doer = actor && !verbs.isState(verb);
        if (doer && (!never || (actor && !may)) && !sole) {
            String allowed = able.replaceFirst(
                    "^(?:permettre (?:de |d['’])|permitir |permettere di )(?=\\p{Ll}+(?:[aei]r|re)\\b)", "");
            return (never ? grammar.not() : "") + allowed;
        }
        return that(subject, may && never ? modal() + " " + able : able, never, plural);
    }

    /** "No se pueden mezclar" is about nobody and still forbids. */
    private String impersonal(String limit, String predicate, boolean may) {
        String word = limit == null ? "" : limit.strip().toLowerCase(Locale.ROOT);
        if (grammar.not().equals(word + " ")) {
            return word + " " + predicate;
        }
        if (!word.isEmpty()) {
            int verb = predicate.indexOf(' ');
            return verb < 0 ? predicate : predicate.substring(0, verb) + " " + word + predicate.substring(verb);
        }
        return may ? (language.equals("it") ? "consentire di " : "permitir ") + predicate : predicate;
    }

    /** "Solo los administradores pueden borrar" keeps who may. */
    private String sole(String subject, String predicate) {
        String who = lower(subject);
        String order = grammar.let().formatted(who, predicate);
        return switch (language) {
            case "es" -> order.replace(" a el ", " al ");
            case "pt" ->
                order.replace(" a os ", " aos ")
                        .replace(" a o ", " ao ")
                        .replace(" a as ", " às ")
                        .replace(" a a ", " à ");
            case "it" ->
                order.replace(" a gli ", " agli ")
                        .replace(" a i ", " ai ")
                        .replace(" a il ", " al ")
                        .replace(" a le ", " alle ");
            default -> order.replaceFirst("seulement (?=[\\p{Ll}]+s à)", "seulement les ");
        };
    }

    private String modal() {
        return switch (language) {
            case "fr" -> "pouvoir";
            case "it" -> "potere";
            default -> "poder";
        };
    }

    private Optional<String> ofPassive(String subject, Matcher be, boolean never) {
        Optional<String> verb = verbs.ofParticiple(be.group(2));
        boolean pronoun =
                subject.matches("(?iu)(?:elle|il|elles|ils|ello|ela|ele|elas|eles|esso|essa|esto|isto|ce|cela)");
        if (verb.isEmpty() || pronoun) {
            return Optional.empty();
        }
        String adverb = be.group(1) == null ? "" : " " + be.group(1);
        boolean made = grammar.agent().matcher(be.group(3)).matches() && !never;
        String order = (never ? grammar.not() : "") + (made ? grammar.have() : "") + verb.get() + adverb + " "
                + lower(subject) + be.group(3);
        return Optional.of(order);
    }

    /** "guardarse" and "guardar-se" say the passive with the active verb. */
    private Optional<String> reflexive(String predicate) {
        String first = predicate.replaceFirst("[ ,].*$", "");
        boolean own = language.equals("es") && first.matches("\\p{L}{2,}[aei]rse")
                || language.equals("pt") && first.matches("\\p{L}{2,}[aei]r-se");
        return own ? Optional.of(first.replaceFirst("-?se$", "")) : Optional.empty();
    }

    private String that(String subject, String predicate, boolean never, boolean plural) {
        String self = language.equals("fr") && predicate.startsWith("se ") ? "se " : "";
        int space = predicate.indexOf(' ', self.length());
        String verb = space < 0 ? predicate.substring(self.length()) : predicate.substring(self.length(), space);
        String rest = space < 0 ? "" : predicate.substring(space);
        Optional<String> form = verbs.subjunctive(verb, plural);
        if (form.isEmpty()) {
            return (never ? grammar.not() : "") + predicate;
        }
        String denied =
                switch (language) {
                    case "fr" -> "ne " + self + form.get() + " pas";
                    default -> grammar.not() + form.get();
                };
        String whole = grammar.ensure() + lower(subject) + " " + (never ? denied : self + form.get()) + rest;
        return whole.replaceFirst(
                "^garantir que (?=[aeiouéèêhà])", language.equals("fr") ? "garantir qu'" : "garantir que ");
    }

    private String allowed(String ensured) {
        return switch (language) {
            case "fr" -> ensured.replaceFirst("^garantir qu", "permettre qu");
            case "it" -> ensured.replaceFirst("^garantire che", "consentire che");
            default -> ensured.replaceFirst("^garanti(?:za)?r que", "permitir que");
        };
    }

    private static String lower(String text) {
        boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return acronym || text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private static boolean plural(String modal) {
        return List.of(
                        "doivent",
                        "devront",
                        "devraient",
                        "peuvent",
                        "pourront",
                        "deben",
                        "deberán",
                        "deberían",
                        "pueden",
                        "podrán",
                        "devem",
                        "deverão",
                        "deveriam",
                        "precisam",
                        "podem",
                        "poderão",
                        "devono",
                        "dovranno",
                        "dovrebbero",
                        "possono",
                        "potranno")
                .contains(modal.toLowerCase(Locale.ROOT));
    }
}
