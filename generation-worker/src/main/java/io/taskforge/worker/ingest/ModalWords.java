package io.taskforge.worker.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of one language that make a sentence ask.
 *
 * @param must what binds, prohibitions included
 * @param weak words that also tell what merely happens ("this may take a while"), so they count only where the sentence is about
 *     somebody or something that the specification builds
 * @param anywhere whether the words stand anywhere, because the language sets no spaces between words or puts them into endings
 */
record ModalWords(List<String> must, List<String> should, List<String> may, List<String> weak, boolean anywhere) {

    /** At the end of a word of a language without spaces: only where a sentence or a bracket ends. */
    static final char AT_END = '$';

    private static final Map<String, ModalWords> BY_LANGUAGE = new HashMap<>();

    static {
        spaced(
                "en",
                "must|shall|has to|have to|needs to|need to|is required|are required|is mandatory|are mandatory|may not|cannot|can not|is not allowed|are not allowed|is forbidden|at no time|needs a|needs an|need a|need an|needs at least|needs the|is expected to|are expected to|is not permitted|are not permitted|is prohibited|are prohibited|is obligated to|is obliged to",
                "should|ought to|is recommended|we want|i want|we need|i need|we would like|we'd like|i'd like|i would like|let's|we also want|we also need|i also want|i also need",
                "is optional|are optional|optionally|would be nice|would be great|would be good|would be cool|nice to have",
                "will|can|may|is able to|are able to|is allowed to|are allowed to");
        spaced(
                "de",
                "muss|müssen|darf nicht|dürfen nicht|darf kein|dürfen keine|darf nur|dürfen nur|ist erforderlich|sind erforderlich|verpflichtend|ist verboten|darf keine|ist verpflichtet|sind verpflichtet|hat zu|haben zu|ist zwingend|sind zwingend|ist vorgeschrieben|muß",
                "soll|sollen|sollte|sollten|wir brauchen|wir wollen|wir möchten|ich möchte|wünschenswert|empfohlen|ist empfohlen|wird empfohlen|sollten|solle",
                "optional",
                "kann|können|darf|dürfen|soll können");
        spaced(
                "fr",
                "doit|doivent|devra|devront|il faut|est obligatoire|sont obligatoires|ne peut pas|ne peuvent pas|est interdit|ne doit pas|ne doivent pas|doit être|est requis|sont requis|est requise|sont requises|est exigé|est tenu de|à obligation",
                "devrait|devraient|il convient|est recommandé|nous voulons|je veux|je souhaite|nous souhaitons|on veut|il faudrait|est conseillé|il est souhaitable",
                "est facultatif|en option|optionnel|facultatif",
                "peut|peuvent|pourra|pourront|a la possibilité");
        spaced(
                "es",
                "debe|deben|deberá|deberán|tiene que|tienen que|es necesario|es obligatorio|no puede|no pueden|no podrá|no podrán|queda prohibido|requiere|es obligatoria|no debe|no deben|se requiere|se debe|se deben|ha de|han de|está prohibido|hay que|obligatoriamente|necesita|necesitan",
                "debería|deberían|se recomienda|queremos|necesitamos|quiero|es recomendable|conviene",
                "opcionalmente|es opcional|recomendable",
                "puede|pueden|podrá|podrán");
        spaced(
                "pt",
                "deve|devem|deverá|deverão|tem de|tem que|têm de|precisa|precisam|é necessário|é obrigatório|não pode|não podem|não poderá|é obrigatória|são obrigatórios|não deve|não devem|é proibido|requer|obrigatoriamente|necessita",
                "deveria|deveriam|recomenda-se|queremos|precisamos|quero|é recomendado|recomendável|é desejável",
                "opcionalmente|é opcional",
                "pode|podem|poderá|poderão");
        spaced(
                "it",
                "deve|devono|dovrà|dovranno|è necessario|è obbligatorio|occorre|non può|non possono|deve essere|è richiesto|sono richiesti|non deve|non devono|è vietato|bisogna",
                "dovrebbe|dovrebbero|si raccomanda|vogliamo|voglio|è consigliato|è raccomandato|dovranno",
                "facoltativamente|è facoltativo|opzionalmente|è opzionale",
                "può|possono|potrà|potranno");
        spaced(
                "nl",
                "moet|moeten|dient|dienen|mag niet|mogen niet|mag geen|is verplicht|mogen geen|is vereist|zijn vereist|verplicht|behoort",
                "zou moeten|zouden moeten|we willen|wij willen|wordt aanbevolen|zou|zouden|wordt aangeraden|aanbevolen",
                "is optioneel|optioneel",
                "kan|kunnen|mag|mogen");
        spaced(
                "pl",
                "musi|muszą|należy|nie może|nie mogą|wymagane|wymagany|jest wymagane|trzeba|nie wolno|muszą być",
                "powinien|powinna|powinno|powinny|zaleca się|zalecane",
                "opcjonalnie|opcjonalne",
                "może|mogą");
        spaced("sv", "måste|ska|skall|får inte|skall inte|ska inte|krävs", "bör|rekommenderas", "valfritt", "kan|får");
        spaced(
                "ru",
                "должен|должна|должно|должны|необходимо|обязан|не может|не должны|обязана|обязаны|обязательно|требуется|нельзя|запрещено|обязательна|обязательны",
                "следует|нужно|желательно|рекомендуется|следовало бы",
                "опционально|может быть|необязательно",
                "может|могут");
        spaced(
                "uk",
                "повинен|повинна|повинно|повинні|необхідно|має бути|мають бути|мусить|мусять|не можна|заборонено",
                "слід|бажано|рекомендується",
                "опціонально",
                "може|можуть");
        spaced(
                "cs",
                "musí|nesmí|je nutné|je povinné|nemůže",
                "měl by|měla by|mělo by|měly by|doporučuje se",
                "volitelně",
                "může|mohou");
        spaced("da", "skal|må ikke|er påkrævet", "bør", "valgfri|valgfrit", "kan|må");
        spaced("nb", "må|skal|kan ikke|er påkrevd", "bør", "valgfritt", "kan");
        spaced(
                "ro",
                "trebuie|este obligatoriu|nu poate|este necesar",
                "ar trebui|se recomandă",
                "opțional",
                "poate|pot");
        spaced(
                "id",
                "harus|wajib|tidak boleh|perlu|diperlukan",
                "sebaiknya|disarankan",
                "opsional",
                "dapat|bisa|boleh");
        spaced("vi", "phải|bắt buộc|không được|cần", "nên", "tùy chọn", "có thể");
        spaced("el", "πρέπει|απαιτείται|δεν επιτρέπεται", "συνιστάται|θα έπρεπε", "προαιρετικά", "μπορεί|μπορούν");
        spaced("he", "חייב|חייבת|חייבים|יש|אסור|נדרש", "מומלץ|רצוי", "אופציונלי", "יכול|יכולה|יכולים");
        spaced("hu", "kell|kötelező|tilos|nem szabad", "ajánlott|kellene", "opcionális", "lehet|tud");
        anywhere(
                "zh",
                "必须|必需|必須|不得|禁止|不允许|不允許|不能|不可以|需要|应当|應當|须|須|需支持|务必|需|强制",
                "应该|應該|应|應|建议|建議|推荐|希望|最好|期望",
                "可选|可選|选填",
                "可以|能够|能夠|支持|支援|允许|允許|提供");
        anywhere(
                "ja",
                "なければならない|なければなりません|ねばならない|ねばなりません|ねばならず|必要がある|必要があります|必須|てはならない|てはなりません|てはいけない|てはいけません|ないこと$|すること$|できること$|義務|ものとする|禁止|なくてはならない",
                "べき|推奨|ほしい|欲しい|望ましい|たほうがよい|した方がよい",
                "任意|オプション|てもよい|ても良い",
                "できる|できます|可能|表示する|行う|提供する");
        anywhere(
                "ko",
                "해야 한다|해야 합니다|해야 하며|해야합니다|해야한다|필수|안 된다|안 됩니다|안됩니다|여야 한다|여야 합니다|어야 한다|어야 합니다|아야 한다|아야 합니다|반드시|되어야|해서는|하여야",
                "권장|권고|좋습니다|바람직",
                "선택 사항|선택적",
                "수 있다|수 있습니다|수 있어야|제공|지원");
        anywhere(
                "tr",
                "malıdır|melidir|zorundadır|gereklidir|gerekir|gerekmektedir|zorunlu|amalı|ememeli|yasaktır|malı |meli ",
                "önerilir|tavsiye",
                "isteğe bağlı",
                "abilir|ebilir");
        anywhere("th", "ต้อง|ห้าม|จำเป็น", "ควร", "ทางเลือก", "สามารถ");
        anywhere("hi", "चाहिए|अनिवार्य|आवश्यक|होगा|ज़रूरी", "अनुशंसित", "वैकल्पिक", "सकता|सकते|सकती");
        anywhere("ar", "يجب|ينبغي|يتعين|لا يجوز|إلزامي", "يفضل|يوصى|يستحسن", "اختياري", "يمكن|يستطيع");
        anywhere("fa", "باید|نباید|الزامی", "بهتر است|توصیه", "اختیاری", "می‌تواند|می‌توان");
    }

    /** RFC 2119, whose capitals mean the same in every language. */
    static final List<String> RFC_MUST = apart("MUST|SHALL|REQUIRED");

    static final List<String> RFC_SHOULD = apart("SHOULD|RECOMMENDED");
    static final List<String> RFC_MAY = apart("MAY|OPTIONAL");

    /** English words that stand in texts of every language. */
    static final List<String> LOAN = apart("must|shall");

    /** What a sentence that only tells something begins with. */
    static final Set<String> TELLING = Set.of(words(
                    "this|that|these|those|it|there|which|you|one|things|some|doing|otherwise|what|dies|diese|dieser|das|es|dadurch|cela|ce|cette|ceci|il|esto|esta|este|isto|isso|questo|questa|dit|deze|dat|это")
            .toArray(String[]::new));

    static Optional<ModalWords> of(String language) {
        return Optional.ofNullable(BY_LANGUAGE.get(language));
    }

    private static void spaced(String language, String must, String should, String may, String weak) {
        BY_LANGUAGE.put(language, new ModalWords(apart(must), apart(should), apart(may), apart(weak), false));
    }

    private static void anywhere(String language, String must, String should, String may, String weak) {
        BY_LANGUAGE.put(language, new ModalWords(words(must), words(should), words(may), words(weak), true));
    }

    /** Each word with a space on either side, which is how {@link Modals#padded} texts have it. */
    private static List<String> apart(String list) {
        return words(list).stream()
                .filter(word -> !word.isBlank())
                .map(word -> " " + word + " ")
                .toList();
    }

    /** A list of words set apart by bars. */
    private static List<String> words(String list) {
        return List.of(list.split("\\|", -1));
    }
}
