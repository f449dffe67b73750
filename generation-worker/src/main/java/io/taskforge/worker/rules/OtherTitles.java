package io.taskforge.worker.rules;

import io.taskforge.worker.ingest.Script;
import io.taskforge.worker.ingest.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Titles in languages other than English: hands each to those who know its grammar, and tells them who acts. Where the grammar is not
 * known, the words behind the modal verb are the order, and any other sentence stays whole.
 */
final class OtherTitles {

    private record Grammar(Pattern modal, Set<String> subjects) {}

    private static Grammar grammar(String modals, String subjects) {
        return new Grammar(
                Pattern.compile("(?<=\\s)(" + modals + ")\\s+(?=\\S)", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                Set.copyOf(List.of(subjects.split(" "))));
    }

    private static final Map<String, Grammar> GRAMMARS = Map.of(
            "de",
                    grammar(
                            "muss|müssen|soll|sollen|sollte|sollten|kann|können|darf|dürfen",
                            "system anwendung app software dienst plattform wir man nutzer nutzerinnen benutzer benutzerinnen anwender lageristen lagerist"
                                    + " mitarbeiter mitarbeitende kunde kunden administrator administratoren admin admins leitung lagerleitung oberfläche"),
            "fr",
                    grammar(
                            "doit|doivent|devra|devront|devrait|devraient|peut|peuvent|pourra|pourront",
                            "système systeme application service plateforme outil logiciel nous on utilisateur utilisateurs client clients administrateur administrateurs"),
            "es",
                    grammar(
                            "debe|deben|deberá|deberán|debería|deberían|puede|pueden|podrá|podrán",
                            "sistema aplicación aplicacion servicio plataforma herramienta usuario usuarios cliente clientes administrador administradores"),
            "pt",
                    grammar(
                            "deve|devem|deverá|deverão|deveria|deveriam|pode|podem|poderá|poderão|precisa|precisam",
                            "sistema aplicação aplicativo serviço plataforma ferramenta usuário usuários utilizador utilizadores cliente clientes administrador administradores app"),
            "it",
                    grammar(
                            "deve|devono|dovrà|dovranno|dovrebbe|dovrebbero|può|possono|potrà|potranno",
                            "sistema applicazione servizio piattaforma strumento utente utenti cliente clienti amministratore amministratori"),
            "nl",
                    grammar(
                            "moet|moeten|zou moeten|kan|kunnen|mag|mogen",
                            "systeem applicatie app dienst platform we wij gebruiker gebruikers klant klanten beheerder beheerders"));

    private static final Pattern LINK = Pattern.compile("^(?:de |d['’]|a |à )(?=\\p{L})");
    /** Romance nouns of people who do something; those of things with the same endings are listed. */
    private static final Pattern PERSON = Pattern.compile(
            ".+(?:dor|dora|dores|doras|tor|tora|tores|toras|tore|trice|teur|teurs|trice|trices|ista|istas|iste|istes|ária|árias|ário|ários|ario|aria|arios|iere|iera|aire|aires|ente|entes|ente|gerente|caire)");

    private static final Set<String> NO_PERSON = Set.of(
            "valor",
            "formulário",
            "calendário",
            "inventário",
            "horário",
            "salário",
            "servidor",
            "formulario",
            "calendario",
            "inventario",
            "horario",
            "lista",
            "vista",
            "revista",
            "ambiente",
            "expediente",
            "fattore",
            "computador",
            "identificador",
            "motor",
            "setor",
            "leitor-de-cartão",
            "contador",
            "calendrier",
            "formulaire",
            "sommaire",
            "inventaire",
            "categoria",
            "secretaria",
            "diario",
            "diário");

    private final String language;
    private final String product;

    OtherTitles(String language, String product) {
        this.language =
                language.length() < 2 ? language : language.substring(0, 2).toLowerCase(Locale.ROOT);
        this.product = product;
    }

    boolean asks(String sentence) {
        Grammar grammar = GRAMMARS.get(language);
        return grammar != null && grammar.modal().matcher(sentence).find();
    }

    String ofWish(String wish) {
        String text = wish.strip().replaceFirst("[.。]$", "");
        if (language.equals("ja")) {
            return UnspacedTitles.japanese(text);
        }
        text = LINK.matcher(text).replaceFirst("");
        text = text.replaceFirst("^(?:dass|dat|que|che|qu['’])\\s*", "");
        return text.replaceFirst(", (?:damit|sodass|um|zodat|afin|para|pour|in modo) .*$", "");
    }

    String of(String sentence) {
        String text = sentence.strip().replaceFirst("[.;:。；：]+$", "");
        return switch (language) {
            case "zh" -> UnspacedTitles.chinese(text);
            case "ja" -> UnspacedTitles.japanese(text);
            case "de" -> new GermanTitles(this::isActor).of(text);
            case "fr", "es", "pt", "it" -> new RomanceTitles(language, this::isActor).of(text);
            default -> behindModal(text);
        };
    }

    /** Where the doer is what is built, the words behind the modal verb are the order; any other sentence stays whole. */
    private String behindModal(String text) {
        Grammar grammar = GRAMMARS.get(language);
        Matcher modal = grammar == null ? null : grammar.modal().matcher(text);
        if (modal == null || !modal.find()) {
            return text;
        }
        String subject = text.substring(0, modal.start()).strip();
        String predicate = text.substring(modal.end()).strip();
        boolean whole = predicate.matches("(?i)(?:niet|geen)\\b.*|.*\\b(?:worden|zijn|hebben|blijven)$");
        return whole || !isActor(subject) ? text : predicate.replaceFirst(" kunnen$", "");
    }

    /** Whether a short subject is what is built or who uses it, so that nothing is lost without it. */
    private boolean isActor(String subject) {
        Grammar grammar = GRAMMARS.get(language);
        List<String> words = Words.split(subject.toLowerCase(Locale.ROOT));
        if (words.isEmpty() || words.size() > 4 || subject.contains(",")) {
            return false;
        }
        boolean romance = Set.of("es", "pt", "it", "fr").contains(language);
        if (romance && words.stream().anyMatch(word -> PERSON.matcher(word).matches() && !NO_PERSON.contains(word))) {
            return true;
        }
        boolean named = words.stream().anyMatch(grammar.subjects()::contains);
        return named
                || Words.split(product.toLowerCase(Locale.ROOT)).contains(words.getLast())
                        && Script.length(words.getLast()) > 3;
    }
}
