package io.taskforge.worker.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads chapters one after the other and collects what they ask for, rule out, leave open and warn of. */
final class StatementFinder {

    /** Under a heading that names one requirement, more statements than this make it a chapter after all. */
    private static final int FOLDED_AT_MOST = 8;

    /** Words (without spaces: characters) of an introduction that names a kind of list rather than being a sentence. */
    private static final int SPACED_NAME = 9;

    private static final int UNSPACED_NAME = 20;

    /** Fewer words than this name something. */
    private static final int RULE_WORDS = 5;

    private static final int REMARK_LIMIT = 1_000;

    private final List<Chapter> chapters;
    private final SentenceReading sentences;
    private final boolean lenient;
    private final List<Found> found = new ArrayList<>();
    private final List<Remark> remarks = new ArrayList<>();
    private final ListReading lists;
    private final TableReading tables;

    /** @param lenient whether also to read what usually only introduces: for a specification that asks for nothing otherwise */
    StatementFinder(List<Chapter> chapters, SentenceReading sentences, boolean lenient) {
        this.chapters = chapters;
        this.sentences = sentences;
        this.lenient = lenient;
        this.lists = new ListReading(this, sentences, lenient);
        this.tables = new TableReading(this, sentences);
    }

    List<Found> found() {
        return found;
    }

    List<Remark> remarks() {
        return remarks;
    }

    StatementFinder readAll() {
        for (Chapter chapter : chapters) {
            int before = found.size();
            readBlocks(chapter, topicOf(chapter));
            if (topicOf(chapter).asksForWork()
                    && Shapes.namesRequirement(chapter.section().heading())) {
                fold(chapter, before);
            }
        }
        return this;
    }

    private Topic topicOf(Chapter chapter) {
        Topic topic = chapter.topic();
        boolean introduces = topic == Topic.BACKGROUND || topic == Topic.GOAL || topic == Topic.MILESTONE;
        return lenient && introduces ? Topic.NEUTRAL : topic;
    }

    private void readBlocks(Chapter chapter, Topic topic) {
        List<Block> blocks = chapter.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Block next = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
            switch (blocks.get(i)) {
                case Block.Prose prose -> {
                    boolean leads = next instanceof Block.Bullets || next instanceof Block.Grid;
                    Optional<Passage> leadIn = readProse(prose.text(), chapter.index(), topic, leads);
                    if (leads && leadIn.isPresent()) {
                        readGroup(next, leadIn, chapter, topic);
                        i++;
                    }
                }
                case Block.Bullets bullets -> readGroup(bullets, Optional.empty(), chapter, topic);
                case Block.Grid grid -> readGroup(grid, Optional.empty(), chapter, topic);
                case Block.Heading ignored -> {}
                case Block.Shown ignored -> {}
            }
        }
    }

    private void readGroup(Block block, Optional<Passage> leadIn, Chapter chapter, Topic topic) {
        Topic scope = leadIn.map(passage -> scopeOf(passage.text(), topic))
                .map(own -> own == Topic.NEUTRAL && !lenient
                        ? ListTopic.named(leadIn.get().text())
                        : own)
                .orElse(topic);
        if (block instanceof Block.Bullets bullets) {
            lists.read(
                    bullets,
                    leadIn,
                    new Scope(chapter.index(), scope, chapter.section().heading()));
        } else if (block instanceof Block.Grid grid) {
            tables.read(
                    grid,
                    leadIn,
                    new Scope(chapter.index(), scope, chapter.section().heading()));
        }
    }

    /**
     * Where a list or a table stands.
     *
     * @param topic of the section, or of the words that introduce the list
     */
    record Scope(int section, Topic topic, String heading) {

        private static final Pattern MUST_HEADING =
                Pattern.compile("(?:must|muss)(?:[- ]haves?)?(?:\\W.*)?", Pattern.CASE_INSENSITIVE);

        /** What "Must have" and its like say of everything below them. */
        Strength raised(Strength own) {
            return MUST_HEADING.matcher(heading).matches() ? Strength.MUST : own;
        }
    }

    /** "Out of scope:" before a list rules out that list alone. */
    static Topic scopeOf(String leadIn, Topic otherwise) {
        boolean names = Script.anyUnspaced(leadIn)
                ? leadIn.length() <= UNSPACED_NAME
                : Words.split(leadIn).size() <= SPACED_NAME;
        if (!names) {
            return otherwise;
        }
        Topic own = Topic.of(leadIn);
        return switch (own) {
            case NON_GOAL, QUESTION, RISK, MILESTONE -> own;
            case ACCEPTANCE, WISH -> otherwise.asksForWork() ? own : otherwise;
            case WORK -> otherwise == Topic.NEUTRAL ? Topic.WORK : otherwise;
            case NEUTRAL, GOAL, BACKGROUND, ASIDE, FLOW -> otherwise;
        };
    }

    /** Reads a paragraph; returns its last sentence when that introduces what comes next. */
    private Optional<Passage> readProse(Passage paragraph, int section, Topic topic, boolean leads) {
        List<Passage> parts = ScenarioLines.joined(Sentences.of(paragraph));
        Optional<Passage> leadIn = Optional.empty();
        if (!parts.isEmpty() && DocumentData.isLegal(parts.getFirst().text())) {
            return leadIn;
        }
        if (leads && !parts.isEmpty()) {
            String last = parts.getLast().text();
            if (last.endsWith(":") || last.endsWith("：") || parts.size() == 1 && Sentences.isOpen(last)) {
                leadIn = Optional.of(parts.getLast());
                parts = parts.subList(0, parts.size() - 1);
            }
        }
        Found current = null;
        for (Passage part : parts) {
            current = readSentence(part, section, topic, current);
        }
        return leadIn;
    }

    /** @return the statement that a following sentence may explain, or null */
    Found readSentence(Passage sentence, int section, Topic topic, Found current) {
        String text = sentence.text();
        Optional<String> label = SentenceReading.label(text);
        Topic scope = label.map(name -> scopeOf(name, topic)).orElse(topic);
        if (label.isPresent() && SentenceReading.isOutcome(label.get())) {
            scope = Topic.ACCEPTANCE;
        }
        String words = scope == topic ? text : SentenceReading.afterLabel(text);
        switch (scope) {
            case NON_GOAL ->
                add(new Found(
                        StatementKind.NON_GOAL,
                        Strength.MAY,
                        words,
                        sentence.firstLine(),
                        sentence.lastLine(),
                        section));
            case QUESTION ->
                add(new Found(
                        StatementKind.QUESTION,
                        Strength.MAY,
                        words,
                        sentence.firstLine(),
                        sentence.lastLine(),
                        section));
            case RISK -> remark(Remark.Kind.RISK, words, sentence.firstLine(), sentence.lastLine(), section);
            case MILESTONE -> remark(Remark.Kind.MILESTONE, words, sentence.firstLine(), sentence.lastLine(), section);
            case BACKGROUND, GOAL -> {
                if (sentences.binds(text)) {
                    return readAsking(sentence, section, Topic.NEUTRAL, current);
                }
                overview(sentence, section);
            }
            case ASIDE -> {}
            case ACCEPTANCE -> {
                Optional<Found> owner = owner(section);
                owner.ifPresent(found -> found.add(words, sentence.lastLine()));
                if (owner.isEmpty()) {
                    return readAsking(sentence, section, Topic.WORK, current);
                }
            }
            case NEUTRAL, WORK, WISH, FLOW -> {
                return readAsking(sentence, section, scope, current);
            }
        }
        return current;
    }

    private Found readAsking(Passage sentence, int section, Topic topic, Found current) {
        String text = sentence.text();
        if (sentences.isIdle(text)) {
            return current;
        }
        boolean explains = current != null && Modals.tells(text);
        Optional<SentenceReading.Reading> reading = explains
                ? Optional.empty()
                : sentences.read(text, topic, lenient).or(() -> told(text, section, topic));
        if (reading.isEmpty()) {
            if (current != null) {
                current.add(text, sentence.lastLine());
            } else {
                overview(sentence, section);
            }
            return current;
        }
        Found next = new Found(
                reading.get().kind(),
                reading.get().strength(),
                text,
                sentence.firstLine(),
                sentence.lastLine(),
                section);
        if (next.kind() == StatementKind.SCENARIO && current != null && current.kind() == StatementKind.USER_STORY) {
            current.add(text, sentence.lastLine());
            return current;
        }
        add(next);
        return next.isWork() ? next : current;
    }

    /** A sentence that rules by standing among rules. */
    private Optional<SentenceReading.Reading> told(String sentence, int section, Topic topic) {
        String heading = chapters.get(section).section().heading().toLowerCase(Locale.ROOT);
        boolean rules = topic == Topic.WORK
                && TopicWords.RULES.in(heading)
                && !sentences.bindsByCapitals()
                && !Modals.tells(sentence)
                && (Script.anyUnspaced(sentence) || Words.split(sentence).size() >= RULE_WORDS);
        return rules
                ? Optional.of(new SentenceReading.Reading(StatementKind.REQUIREMENT, Strength.SHOULD))
                : Optional.empty();
    }

    void add(Found statement) {
        if (!statement.text().isBlank()) {
            found.add(statement);
        }
    }

    void remark(Remark.Kind kind, String text, int start, int end, int section) {
        if (!text.isBlank()) {
            remarks.add(new Remark(
                    kind, Script.first(text, REMARK_LIMIT), new LineSpan(start, Math.max(start, end)), section));
        }
    }

    private void overview(Passage sentence, int section) {
        if (!sentences.isIdle(sentence.text())) {
            remark(Remark.Kind.OVERVIEW, sentence.text(), sentence.firstLine(), sentence.lastLine(), section);
        }
    }

    /** What the section has begun under this name: steps that something interrupts are still those of one flow. */
    Optional<Found> begun(String name, int section) {
        return found.stream()
                .filter(one -> one.section() == section && one.text().equals(name))
                .findFirst();
    }

    /** The statement that checks standing in the section belong to. */
    Optional<Found> owner(int section) {
        for (int i = found.size() - 1; i >= 0 && i > found.size() - 5; i--) {
            Found last = found.get(i);
            if (last.isWork()) {
                return near(last.section(), section) ? Optional.of(last) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean near(int of, int section) {
        if (of == section) {
            return true;
        }
        Section own = chapters.get(section).section();
        if (own.parent() < 0 || own.level() <= 2) {
            return false;
        }
        return of == own.parent()
                || chapters.get(of).section().parent() == own.parent() && of > own.parent() && own.level() > 3;
    }

    /** A heading such as "US-1: See all records" is the requirement; what stands below it are its details. */
    private void fold(Chapter chapter, int from) {
        List<Found> inside = found.subList(from, found.size()).stream()
                .filter(statement -> statement.isWork() && statement.section() == chapter.index())
                .toList();
        if (inside.size() > FOLDED_AT_MOST) {
            return;
        }
        LineSpan lines = chapter.section().lines();
        String heading = chapter.section().heading();
        if (inside.size() == 1
                && inside.getFirst().text().toLowerCase(Locale.ROOT).startsWith(heading.toLowerCase(Locale.ROOT))) {
            return;
        }
        Strength strength = chapter.topic() == Topic.WISH ? Strength.MAY : Strength.SHOULD;
        boolean anything = !inside.isEmpty() || !chapter.blocks().isEmpty() || hasChildren(chapter);
        if (!anything || (inside.isEmpty() && hasChildren(chapter))) {
            return;
        }
        int end = inside.stream().mapToInt(Found::end).max().orElse(lines.start());
        Found whole = new Found(
                StatementKind.LIST_ITEM,
                inside.isEmpty() ? strength : inside.getFirst().strength(),
                heading,
                lines.start(),
                end,
                chapter.index());
        if (inside.isEmpty()) {
            for (Remark remark : remarksOf(chapter.index())) {
                whole.add(remark.text(), remark.lines().end());
            }
        }
        inside.forEach(whole::absorb);
        found.subList(from, found.size()).removeAll(Set.copyOf(inside));
        found.add(Math.min(from, found.size()), whole);
    }

    /** The last remarks, as far as they are of the section. */
    private List<Remark> remarksOf(int section) {
        int first = remarks.size();
        while (first > 0 && remarks.get(first - 1).section() == section) {
            first--;
        }
        return remarks.subList(first, remarks.size());
    }

    private boolean hasChildren(Chapter chapter) {
        int next = chapter.index() + 1;
        return next < chapters.size() && chapters.get(next).section().parent() == chapter.index();
    }
}
