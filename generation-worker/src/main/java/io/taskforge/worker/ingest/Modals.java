package io.taskforge.worker.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the words that make a sentence a requirement, and says how strongly they ask. */
final class Modals {

    /**
     * Words of one language. {@code weak} ones also tell what merely happens ("this may take a while"), so they count only where
     * the sentence is about somebody or something that the specification builds.
     */
    private record Vocabulary(List<String> must, List<String> should, List<String> may, List<String> weak) {

        /** Each a list of words set apart by bars. */
        static Vocabulary of(String must, String should, String may, String weak) {
            return new Vocabulary(words(must), words(should), words(may), words(weak));
        }

        private static List<String> words(String list) {
            return List.of(list.split("\\|", -1));
        }
    }

    private static final Map<String, Vocabulary> BY_LANGUAGE = Map.ofEntries(
            Map.entry(
                    "en",
                    Vocabulary.of(
                            "must|shall|has to|have to|needs to|need to|is required|are required|is mandatory|are mandatory|may not|cannot|can not|is not allowed|are not allowed|is forbidden|at no time|needs a|needs an|need a|need an|needs at least|needs the|is expected to|are expected to",
                            "should|ought to|is recommended|we want|i want|we need|i need|we would like|we'd like|i'd like|i would like|let's|we also want|we also need|i also want|i also need",
                            "is optional|are optional|optionally|would be nice|would be great|would be good|would be cool|nice to have",
                            "will|can|may|is able to|are able to|is allowed to|are allowed to")),
            Map.entry(
                    "de",
                    Vocabulary.of(
                            "muss|müssen|darf nicht|dürfen nicht|darf kein|dürfen keine|darf nur|dürfen nur|ist erforderlich|sind erforderlich|verpflichtend|ist verboten|darf keine",
                            "soll|sollen|sollte|sollten|wir brauchen|wir wollen|wir möchten|ich möchte|wünschenswert|empfohlen",
                            "optional",
                            "kann|können|darf|dürfen")),
            Map.entry(
                    "fr",
                    Vocabulary.of(
                            "doit|doivent|devra|devront|il faut|est obligatoire|sont obligatoires|ne peut pas|ne peuvent pas|est interdit",
                            "devrait|devraient|il convient|est recommandé|nous voulons|je veux|je souhaite|nous souhaitons|on veut|il faudrait",
                            "est facultatif|en option",
                            "peut|peuvent|pourra|pourront")),
            Map.entry(
                    "es",
                    Vocabulary.of(
                            "debe|deben|deberá|deberán|tiene que|tienen que|es necesario|es obligatorio|no puede|no pueden|no podrá|no podrán|queda prohibido",
                            "debería|deberían|se recomienda|queremos|necesitamos|quiero",
                            "opcionalmente|es opcional",
                            "puede|pueden|podrá|podrán")),
            Map.entry(
                    "pt",
                    Vocabulary.of(
                            "deve|devem|deverá|deverão|tem de|tem que|têm de|precisa|precisam|é necessário|é obrigatório|não pode|não podem|não poderá",
                            "deveria|deveriam|recomenda-se|queremos|precisamos|quero",
                            "opcionalmente|é opcional",
                            "pode|podem|poderá|poderão")),
            Map.entry(
                    "it",
                    Vocabulary.of(
                            "deve|devono|dovrà|dovranno|è necessario|è obbligatorio|occorre|non può|non possono",
                            "dovrebbe|dovrebbero|si raccomanda|vogliamo|voglio",
                            "facoltativamente|è facoltativo",
                            "può|possono|potrà|potranno")),
            Map.entry(
                    "nl",
                    Vocabulary.of(
                            "moet|moeten|dient|dienen|mag niet|mogen niet|mag geen|is verplicht",
                            "zou moeten|zouden moeten|we willen|wij willen|wordt aanbevolen",
                            "is optioneel",
                            "kan|kunnen|mag|mogen")),
            Map.entry(
                    "pl",
                    Vocabulary.of(
                            "musi|muszą|należy|nie może|nie mogą",
                            "powinien|powinna|powinno|powinny",
                            "opcjonalnie",
                            "może|mogą")),
            Map.entry("sv", Vocabulary.of("måste|ska|skall|får inte", "bör", "valfritt", "kan|får")),
            Map.entry(
                    "ru",
                    Vocabulary.of(
                            "должен|должна|должно|должны|необходимо|обязан|не может|не должны",
                            "следует|нужно|желательно",
                            "опционально",
                            "может|могут")));

    /** Scripts without spaces: looked for anywhere in the sentence. */
    private static final Map<String, Vocabulary> UNSPACED = Map.of(
            "zh", Vocabulary.of("必须|必需|不得|禁止|不允许|不能|需要|应当|须|需支持|要求", "应该|应|建议|希望|最好", "可选", "可以|能够|支持"),
            "ja",
                    Vocabulary.of(
                            "なければならない|なければなりません|必要がある|必要があります|必須|てはならない|てはいけない|してはなりません|ないこと|すること|義務",
                            "べき|推奨|ほしい|欲しい|望ましい",
                            "任意|オプション",
                            "できる|できます|可能"),
            "ko", Vocabulary.of("해야 한다|해야 합니다|필수|안 된다|안 됩니다|여야 한다", "권장", "선택", "수 있다|수 있습니다"));

    /** RFC 2119, whose capitals mean the same in every language. */
    private static final List<String> RFC_MUST = List.of("MUST", "SHALL", "REQUIRED");

    private static final List<String> RFC_SHOULD = List.of("SHOULD", "RECOMMENDED");
    private static final List<String> RFC_MAY = List.of("MAY", "OPTIONAL");

    /** What a sentence that only tells something begins with. */
    private static final Set<String> TELLING = Set.of(
            "this",
            "that",
            "these",
            "those",
            "it",
            "there",
            "which",
            "you",
            "one",
            "things",
            "some",
            "doing",
            "otherwise",
            "what",
            "dies",
            "diese",
            "dieser",
            "das",
            "es",
            "dadurch",
            "cela",
            "ce",
            "cette",
            "ceci",
            "il",
            "esto",
            "esta",
            "este",
            "isto",
            "isso",
            "questo",
            "questa",
            "dit",
            "deze",
            "dat",
            "это");

    private final Optional<Vocabulary> own;
    private final Optional<Vocabulary> unspaced;
    private final boolean english;

    Modals(String language) {
        this.own = Optional.ofNullable(BY_LANGUAGE.get(language));
        this.unspaced = Optional.ofNullable(UNSPACED.get(language));
        this.english = language.equals("en");
    }

    /** Whether the language's own words are known, so that a sentence without any of them asks for nothing. */
    boolean knowsLanguage() {
        return own.isPresent() || unspaced.isPresent();
    }

    /**
     * How strongly the sentence asks; empty when it does not.
     *
     * @param trusting whether weak words are enough, because the sentence stands where requirements stand
     */
    Optional<Strength> of(String sentence, boolean trusting) {
        String capitals = padded(sentence);
        if (containsAny(capitals, RFC_MUST)) {
            return Optional.of(Strength.MUST);
        }
        String lower = capitals.toLowerCase(Locale.ROOT);
        Optional<Strength> strong = own.flatMap(words -> strong(words, lower));
        if (strong.isEmpty()) {
            strong = unspaced.flatMap(words -> strongUnspaced(words, sentence));
        }
        if (strong.isEmpty() && !english) {
            strong = containsAny(lower, List.of("must", "shall")) ? Optional.of(Strength.MUST) : Optional.empty();
        }
        if (strong.isEmpty() && containsAny(capitals, RFC_SHOULD)) {
            strong = Optional.of(Strength.SHOULD);
        }
        if (strong.isEmpty() && containsAny(capitals, RFC_MAY)) {
            strong = Optional.of(Strength.MAY);
        }
        return strong.isPresent() ? strong : weak(lower, sentence, trusting);
    }

    private static Optional<Strength> strong(Vocabulary words, String lower) {
        if (containsAny(lower, words.must())) {
            return Optional.of(Strength.MUST);
        }
        if (containsAny(lower, words.should())) {
            return Optional.of(Strength.SHOULD);
        }
        return containsAny(lower, words.may()) ? Optional.of(Strength.MAY) : Optional.empty();
    }

    private static Optional<Strength> strongUnspaced(Vocabulary words, String sentence) {
        if (words.must().stream().anyMatch(sentence::contains)) {
            return Optional.of(Strength.MUST);
        }
        boolean should = words.should().stream()
                .anyMatch(word -> sentence.contains(word) && !(word.equals("应") && sentence.contains("应用")));
        if (should) {
            return Optional.of(Strength.SHOULD);
        }
        return words.may().stream().anyMatch(sentence::contains) ? Optional.of(Strength.MAY) : Optional.empty();
    }

    private Optional<Strength> weak(String lower, String sentence, boolean trusting) {
        if (unspaced.isPresent()) {
            boolean found = unspaced.get().weak().stream().anyMatch(sentence::contains);
            return found && trusting ? Optional.of(Strength.SHOULD) : Optional.empty();
        }
        if (own.isEmpty() || !containsAny(lower, own.get().weak())) {
            return Optional.empty();
        }
        List<String> words = Words.split(lower);
        return tells(lower) || words.isEmpty() ? Optional.empty() : Optional.of(Strength.SHOULD);
    }

    /** Whether the sentence begins by pointing back, and so explains rather than asks. */
    static boolean tells(String sentence) {
        List<String> words = Words.split(Script.first(sentence, 40).toLowerCase(Locale.ROOT));
        return !words.isEmpty() && TELLING.contains(words.getFirst());
    }

    private static boolean containsAny(String padded, List<String> words) {
        for (String word : words) {
            if (padded.contains(" " + word + " ")) {
                return true;
            }
        }
        return false;
    }

    /** Words set apart by single spaces, so that a whole word is found by looking for it with a space on either side. */
    static String padded(String sentence) {
        StringBuilder text = new StringBuilder(sentence.length() + 2).append(' ');
        for (int i = 0; i < sentence.length(); i++) {
            char c = sentence.charAt(i);
            boolean word = Character.isLetterOrDigit(c) || c == '\'' || c == '-' || c == '’';
            if (word) {
                text.append(c == '’' ? '\'' : c);
            } else if (text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
        return text.append(' ').toString();
    }
}
