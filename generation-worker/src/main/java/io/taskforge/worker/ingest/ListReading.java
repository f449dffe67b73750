package io.taskforge.worker.ingest;

import io.taskforge.worker.ingest.StatementFinder.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a list together with the words that introduce it. */
final class ListReading {

    /** A list item of no more words than this, without a verb that asks, is a piece of the sentence that introduces it. */
    private static final int FRAGMENT_WORDS = 12;

    private static final Set<String> UNFINISHED = Set.of(
            "must",
            "shall",
            "should",
            "will",
            "can",
            "may",
            "to",
            "be able to",
            "muss",
            "müssen",
            "soll",
            "sollen",
            "kann",
            "können",
            "doit",
            "doivent",
            "peut",
            "peuvent",
            "debe",
            "deben",
            "puede",
            "pueden",
            "deve",
            "devem",
            "pode",
            "podem",
            "devono",
            "può",
            "possono",
            "moet",
            "moeten",
            "kan",
            "kunnen",
            "must not",
            "shall not",
            "should not",
            "cannot",
            "want to",
            "need to");

    private final StatementFinder finder;
    private final SentenceReading sentences;
    private final boolean lenient;

    ListReading(StatementFinder finder, SentenceReading sentences, boolean lenient) {
        this.finder = finder;
        this.sentences = sentences;
        this.lenient = lenient;
    }

    void read(Block.Bullets bullets, Optional<Passage> leadIn, Scope scope) {
        switch (ListTopic.of(bullets, scope.topic()).orElse(scope.topic())) {
            case NON_GOAL -> ruledOut(bullets, StatementKind.NON_GOAL, scope);
            case QUESTION -> ruledOut(bullets, StatementKind.QUESTION, scope);
            case RISK -> remarks(bullets, Remark.Kind.RISK, scope);
            case MILESTONE -> remarks(bullets, Remark.Kind.MILESTONE, scope);
            case BACKGROUND, GOAL -> binding(bullets, new Scope(scope.section(), Topic.NEUTRAL, scope.heading()));
            case ASIDE -> {}
            case ACCEPTANCE -> acceptance(bullets, scope);
            case FLOW -> flow(bullets, leadIn, scope);
            case NEUTRAL, WORK, WISH -> work(bullets, leadIn, trusted(bullets, scope));
        }
    }

    private void binding(Block.Bullets bullets, Scope scope) {
        bullets.items().stream()
                .filter(item -> sentences.binds(item.text().whole().text()))
                .forEach(item -> item(item, "", scope));
    }

    private void ruledOut(Block.Bullets bullets, StatementKind kind, Scope scope) {
        for (Block.Item item : bullets.items()) {
            Passage text = item.text().whole();
            if (!text.isBlank()) {
                Found found =
                        new Found(kind, Strength.MAY, text.text(), text.firstLine(), text.lastLine(), scope.section());
                details(item.below(), found);
                finder.add(found);
            }
        }
    }

    private void remarks(Block.Bullets bullets, Remark.Kind kind, Scope scope) {
        for (Block.Item item : bullets.items()) {
            Passage text = item.text().whole();
            finder.remark(kind, text.text(), text.firstLine(), text.lastLine(), scope.section());
        }
    }

    private void acceptance(Block.Bullets bullets, Scope scope) {
        Optional<Found> owner = finder.owner(scope.section());
        if (owner.isEmpty()) {
            work(bullets, Optional.empty(), new Scope(scope.section(), Topic.WORK, scope.heading()));
            return;
        }
        scenariosOrItems(bullets).forEach(check -> owner.get().add(check.text(), check.lastLine()));
    }

    /** The steps of one way through the product are one piece of work, named by their heading. */
    private void flow(Block.Bullets bullets, Optional<Passage> leadIn, Scope scope) {
        if (!bullets.numbered() || scope.heading().isBlank()) {
            work(bullets, leadIn, scope);
            return;
        }
        Passage first = bullets.items().getFirst().text();
        String named = Headings.withoutNumber(scope.heading());
        Optional<Found> begun = finder.begun(named, scope.section());
        Found whole = begun.orElseGet(() -> new Found(
                StatementKind.LIST_ITEM,
                Strength.SHOULD,
                named,
                first.firstLine(),
                first.firstLine(),
                scope.section()));
        leadIn.ifPresent(text -> whole.add(text.text(), text.lastLine()));
        for (Block.Item item : bullets.items()) {
            Sentences.of(item.text()).forEach(step -> whole.add(step.text(), step.lastLine()));
        }
        if (begun.isEmpty()) {
            finder.add(whole);
        }
    }

    private void work(Block.Bullets bullets, Optional<Passage> leadIn, Scope scope) {
        List<Passage> texts = scenariosOrItems(bullets);
        if (texts.size() < bullets.items().size()) {
            scenarios(texts, leadIn, scope);
            return;
        }
        Optional<Found> values = ListTopic.values(bullets, scope);
        if (values.isPresent()) {
            finder.add(values.get());
            return;
        }
        if (leadIn.isEmpty()) {
            bullets.items().forEach(item -> item(item, "", scope));
            return;
        }
        String lead = leadIn.get().text().replaceFirst("[:：]\\s*$", "").strip();
        if (isUnfinished(lead)) {
            bullets.items().forEach(item -> item(item, lead + " ", scope));
            return;
        }
        Optional<SentenceReading.Reading> reading = leading(lead, scope);
        boolean whole = reading.isPresent()
                && reading.get().kind() != StatementKind.NON_GOAL
                && (reading.get().kind() == StatementKind.USER_STORY
                        || reading.get().kind() == StatementKind.ENDPOINT
                        || areFragments(bullets));
        if (whole) {
            Found found = new Found(
                    reading.get().kind(),
                    reading.get().strength(),
                    lead,
                    leadIn.get().firstLine(),
                    leadIn.get().lastLine(),
                    scope.section());
            bullets.items().forEach(item -> detail(item, found));
            finder.add(found);
            return;
        }
        bullets.items().forEach(item -> item(item, "", scope));
    }

    /** What the words before a list ask for; "Functional requirements:" only names what follows. */
    private Optional<SentenceReading.Reading> leading(String lead, Scope scope) {
        if (ListTopic.names(lead, sentences.strength(lead).isPresent())) {
            return Optional.empty();
        }
        Optional<SentenceReading.Reading> reading = sentences.read(lead, scope.topic(), lenient);
        boolean holds = scope.topic() == Topic.WORK && ListTopic.holds(lead);
        return reading.isEmpty() && holds
                ? Optional.of(new SentenceReading.Reading(StatementKind.REQUIREMENT, Strength.SHOULD))
                : reading;
    }

    private void scenarios(List<Passage> texts, Optional<Passage> leadIn, Scope scope) {
        Optional<Found> story = finder.owner(scope.section())
                .filter(found -> found.kind() == StatementKind.USER_STORY || leadIn.isPresent());
        for (Passage text : texts) {
            if (story.isPresent()) {
                story.get().add(text.text(), text.lastLine());
            } else {
                finder.add(new Found(
                        StatementKind.SCENARIO,
                        Strength.SHOULD,
                        text.text(),
                        text.firstLine(),
                        text.lastLine(),
                        scope.section()));
            }
        }
    }

    /** Given, When and Then on bullets of their own become one; other items stay as they are. */
    private static List<Passage> scenariosOrItems(Block.Bullets bullets) {
        List<Passage> texts = new ArrayList<>();
        for (Block.Item item : bullets.items()) {
            Passage text = item.text().whole();
            if (!text.isBlank()) {
                texts.add(text);
            }
        }
        return ScenarioLines.joined(texts);
    }

    static boolean isUnfinished(String lead) {
        List<String> words = Words.split(lead.toLowerCase(Locale.ROOT));
        if (words.size() < 2) {
            return false;
        }
        String last = words.getLast();
        String lastTwo = words.get(words.size() - 2) + " " + last;
        return UNFINISHED.contains(last) || UNFINISHED.contains(lastTwo);
    }

    private boolean areFragments(Block.Bullets bullets) {
        long fragments = bullets.items().stream()
                .filter(item -> !subItemsAsk(item))
                .map(item -> item.text().whole().text())
                .filter(text -> Words.split(text).size() <= FRAGMENT_WORDS
                        && !SentenceReading.isCommand(text)
                        && sentences.strength(text).isEmpty()
                        && UserStory.of(text).isEmpty())
                .count();
        return fragments * 3 >= bullets.items().size() * 2L;
    }

    private void item(Block.Item item, String lead, Scope scope) {
        Passage passage = item.text().whole();
        String own = passage.text();
        if (Shapes.done(own)) {
            return;
        }
        boolean leads = subItemsAsk(item);
        if (leads || own.isBlank()) {
            readBelow(item, scope, leads ? Optional.of(item.text()) : Optional.empty());
            return;
        }
        if (sentences.isIdle(own)) {
            return;
        }
        if (sentences.bindsByCapitals() && sentences.strength(own).isEmpty() && proseAsks(item)) {
            readBelow(item, scope, Optional.empty());
            return;
        }
        Optional<String> label = SentenceReading.label(own);
        if (label.isPresent()
                && StatementFinder.scopeOf(label.get(), scope.topic()) != scope.topic()
                && StatementFinder.scopeOf(label.get(), scope.topic()) != Topic.WORK) {
            finder.readSentence(passage, scope.section(), scope.topic(), null);
            return;
        }
        String asked = settled(passage, scope);
        String text = lead.isEmpty() ? asked : lead + lowerFirst(asked);
        Optional<SentenceReading.Reading> reading = sentences.readItem(text, scope.topic(), lenient);
        if (reading.isEmpty()) {
            finder.owner(scope.section()).ifPresent(found -> found.add(own, passage.lastLine()));
            return;
        }
        Found found = new Found(
                reading.get().kind(),
                scope.raised(reading.get().strength()),
                text,
                passage.firstLine(),
                passage.lastLine(),
                scope.section());
        details(item.below(), found);
        boolean told = found.kind() == StatementKind.LIST_ITEM && scope.topic() == Topic.NEUTRAL && lead.isEmpty();
        finder.add(told ? found.onlyTold() : found);
    }

    /** What the item asks for, without what it leaves open: that becomes a question, told by the whole item. */
    private String settled(Passage item, Scope scope) {
        Optional<String> settled = Unsettled.settled(item, sentences);
        if (settled.isPresent()) {
            finder.add(new Found(
                    StatementKind.QUESTION,
                    Strength.MAY,
                    item.text(),
                    item.firstLine(),
                    item.lastLine(),
                    scope.section()));
        }
        return settled.orElse(item.text());
    }

    /** Whether a paragraph below an item asks, where the item itself does not. */
    private boolean proseAsks(Block.Item item) {
        for (Block block : item.below()) {
            if (block instanceof Block.Prose prose
                    && sentences.strength(prose.text().whole().text()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Where half of a list asks in a text that binds by capitals, the other half says what belongs to it. */
    private Scope trusted(Block.Bullets bullets, Scope scope) {
        if (!sentences.bindsByCapitals() || scope.topic() != Topic.NEUTRAL) {
            return scope;
        }
        long asking = bullets.items().stream()
                .filter(item -> sentences.strength(item.text().whole().text()).isPresent() || proseAsks(item))
                .count();
        return asking * 2 >= bullets.items().size() ? new Scope(scope.section(), Topic.WORK, scope.heading()) : scope;
    }

    /** Whether the sub-items are requirements by themselves and the item above only names them. */
    private boolean subItemsAsk(Block.Item item) {
        String own = item.text().whole().text();
        if (sentences.strength(own).isPresent()
                || UserStory.of(Shapes.bare(own)).isPresent()
                || Shapes.id(own).isPresent()) {
            return false;
        }
        int asking = 0;
        int all = 0;
        for (Block block : item.below()) {
            if (block instanceof Block.Bullets bullets) {
                for (Block.Item below : bullets.items()) {
                    String text = Shapes.bare(below.text().whole().text());
                    all++;
                    if (sentences.strength(text).isPresent()
                            || UserStory.of(text).isPresent()
                            || Shapes.id(below.text().whole().text()).isPresent()) {
                        asking++;
                    }
                }
            }
        }
        boolean names =
                Script.anyUnspaced(own) ? own.length() <= 10 : Words.split(own).size() <= 8;
        return all > 0 && asking * 2 > all && names;
    }

    private void readBelow(Block.Item item, Scope scope, Optional<Passage> leadIn) {
        for (Block block : item.below()) {
            if (block instanceof Block.Bullets bullets) {
                read(bullets, leadIn, scope);
            } else if (block instanceof Block.Prose prose) {
                for (Passage sentence : Sentences.of(prose.text())) {
                    finder.readSentence(sentence, scope.section(), scope.topic(), null);
                }
            }
        }
    }

    private static void detail(Block.Item item, Found found) {
        Passage text = item.text().whole();
        found.add(text.text(), text.lastLine());
        details(item.below(), found);
    }

    /** What hangs under an item belongs to it, however deep. */
    private static void details(List<Block> below, Found found) {
        for (Block block : below) {
            switch (block) {
                case Block.Prose prose -> {
                    for (Passage sentence : ScenarioLines.joined(Sentences.of(prose.text()))) {
                        found.add(sentence.text(), sentence.lastLine());
                    }
                }
                case Block.Bullets bullets -> {
                    List<Passage> joined = scenariosOrItems(bullets);
                    if (joined.size() < bullets.items().size()) {
                        joined.forEach(text -> found.add(text.text(), text.lastLine()));
                    } else {
                        bullets.items().forEach(item -> detail(item, found));
                    }
                }
                case Block.Grid grid -> TableReading.asDetails(grid, found);
                case Block.Heading ignored -> {}
                case Block.Shown ignored -> {}
            }
        }
    }

    private static String lowerFirst(String text) {
        boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
        return text.isEmpty() || acronym ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
