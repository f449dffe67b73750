package io.taskforge.worker.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The English verbs that specifications are written with, and their forms. */
public final class EnglishVerbs {

    private static final String REGULAR =
            "chain exit disable hide-away pay-out append assert await bypass clone-all commit compose concern consult contribute convey cooperate decline decrease deem deny detach deviate differ discard disclose disconnect dispose distinguish divide elect eliminate embed empty encounter engage evolve examine exchange exempt exist facilitate figure flush fold form gather govern guard guide halt hand help inherit initiate intercept interrupt justify lead-all lift manipulate meet-all nest nominate obtain occupy omit originate overlap participate pass possess practice preload prescribe prioritise proceed prohibit promote prove purchase qualify quote react realize reassure rebalance recall recreate redraw reevaluate regenerate regulate reinstate reissue relocate rely render reoccur represent reproduce rescale reserve reside respect retest reveal ring save sell-all shift shorten signal sit-all slow solve span specialise specialize spend-all stand-all standardize strip substitute suit sum supersede supervise surround sustain swap tailor tie touch transport travel undergo-all unify unlink unpack unpublish unsubscribe utilise utilize vanish waive widen withhold-all accept access acknowledge activate adapt add adjust aggregate alert align allow analyse analyze annotate answer apply approve archive"
                    + " arrange ask assign attach audit authenticate authorize automate avoid backfill backup balance batch block book broadcast browse"
                    + " buffer bundle cache calculate call cancel capture categorize change charge check clarify classify clean clear click clone close"
                    + " collect combine comment compare complete compress compute configure confirm connect consolidate constrain contain continue"
                    + " convert copy correct count cover crawl create customize deactivate debug decide declare decode decrypt deduplicate default"
                    + " define delay delegate delete deliver deploy deprecate describe design detect determine develop dismiss display dispatch document"
                    + " download draft drop duplicate edit email embed emit employ enable encode encrypt end enforce enrich ensure enter establish"
                    + " estimate evaluate exclude execute expire explain export expose extend extract fail favor fetch fill filter finalize"
                    + " finish fix flag follow format forward generate grade group guarantee handle hash highlight host identify ignore"
                    + " implement import improve include increase index inform initialize inject insert inspect install integrate introduce"
                    + " invalidate invite invoke isolate issue join keep-alive label launch learn limit link list listen load localize lock log look"
                    + " maintain manage map mark mask match measure mention merge migrate minimize mirror mitigate modify monitor mount move name"
                    + " navigate normalize note notify number observe offer open optimize order organize outline overwrite own package paginate parse"
                    + " partition patch pause perform permit persist pick pin place plan poll populate post postpone predict prefix prefer prepare"
                    + " present preserve prevent preview print prioritize process produce profile prompt propagate protect prototype provide"
                    + " provision publish pull purge push query queue raise rank rate reach receive recommend reconcile record recover redact"
                    + " redeliver redesign redirect reduce refactor refer refresh refund refuse register reject relate release reload remember remind"
                    + " remove rename render renew reopen reorder repair repeat replace replay reply report request require reschedule research"
                    + " reserve reset-all resize resolve resolve respond restart restore restrict resume retain retire retrieve retry return reuse"
                    + " reveal reverse revert review revoke rewrite-all roll rotate route sample sanitize save scale scan schedule score search secure"
                    + " select separate serialize serve share ship sign simplify simulate skip snooze sort specify stage start state stop store stream"
                    + " structure style submit subscribe succeed suggest summarize supply support suppress surface suspend swap switch sync synchronize"
                    + " tag target terminate test tokenize toggle track trace train transfer transform translate transmit treat trigger trim"
                    + " truncate try tune turn unassign unblock uninstall unlock unsubscribe update upgrade upload use validate verify"
                    + " version view visit visualize void wait warn watch work wrap yield encourage discourage interpret explore experiment"
                    + " enrol enroll correlate distribute accompany parenthesize adopt investigate administer demonstrate balance block"
                    + " recognize recognise summarise authorise normalise prioritise synchronise visualise customise initialise localise optimise categorise"
                    + " organise minimise sanitise serialise capitalise finalise mention interact belong depend exist happen last occur remain appear"
                    + " survive exceed cost consist mean-all contact transition honour honor respect rely evict throttle sanction quarantine"
                    + " anonymise anonymize pseudonymise erase consume rebuild-all recalculate reprint reassign rerun-all restock scroll tap swipe"
                    + " zoom drag hover type water seed harvest weigh borrow lend-all donate vote pay-all charge discount invoice dispute escalate"
                    + " settle reimburse accrue transcribe moderate mute ban rank nudge surface advise bookmark favourite like comment"
                    + " vary hide-all expand collapse focus pan wire bind-all reference cite adhere comply conform operate trust ping probe";

    /** Base, past participle; where the past tense does not matter. */
    private static final String IRREGULAR =
            "be:been begin:begun bind:bound break:broken bring:brought build:built buy:bought catch:caught choose:chosen come:come cut:cut"
                    + " deal:dealt do:done draw:drawn drive:driven fall:fallen feed:fed find:found forget:forgotten freeze:frozen get:got give:given"
                    + " go:gone grow:grown have:had hear:heard hide:hidden hit:hit hold:held keep:kept know:known lay:laid lead:led leave:left"
                    + " lend:lent let:let lose:lost make:made mean:meant meet:met override:overridden overwrite:overwritten pay:paid put:put"
                    + " quit:quit read:read rebuild:rebuilt redo:redone reset:reset rerun:rerun resend:resent rewrite:rewritten run:run say:said"
                    + " see:seen sell:sold send:sent set:set show:shown shut:shut speak:spoken spend:spent split:split stand:stood stick:stuck"
                    + " take:taken tell:told think:thought throw:thrown understand:understood undo:undone withdraw:withdrawn write:written"
                    + " backup:backed upload:uploaded sign-in:signed-in log-in:logged-in opt:opted feel:felt win:won wear:worn";

    /** Stress on the last syllable (or one syllable) doubles the last consonant. */
    private static final Set<String> DOUBLING = Set.of(
            "cancel",
            "control",
            "drop",
            "log",
            "map",
            "pin",
            "plan",
            "refer",
            "roll-up",
            "scan",
            "ship",
            "skip",
            "stop",
            "submit",
            "swap",
            "tag",
            "transfer",
            "transmit",
            "trim",
            "wrap",
            "label",
            "permit",
            "prefer",
            "occur",
            "enrol",
            "zip",
            "emit",
            "commit",
            "snap",
            "crop",
            "tap",
            "drag",
            "ban",
            "pan",
            "spot",
            "opt");

    /** Also nouns and adjectives so often that by themselves they do not make a sentence imperative. */
    private static final Set<String> MORE_OFTEN_NOUNS = Set.of(
            "access",
            "account",
            "batch",
            "bundle",
            "cache",
            "cost",
            "default",
            "document",
            "email",
            "end",
            "group",
            "hash",
            "host",
            "index",
            "invoice",
            "issue",
            "label",
            "like",
            "list",
            "map",
            "name",
            "note",
            "number",
            "order",
            "package",
            "partition",
            "plan",
            "post",
            "process",
            "profile",
            "prototype",
            "query",
            "rate",
            "record",
            "reference",
            "report",
            "request",
            "sample",
            "score",
            "stage",
            "state",
            "stream",
            "structure",
            "style",
            "surface",
            "target",
            "test",
            "type",
            "version",
            "view",
            "void",
            "water",
            "work",
            "own",
            "open",
            "clean",
            "clear",
            "complete",
            "correct",
            "last",
            "present",
            "separate",
            "secure",
            "trust",
            "value",
            "comment",
            "discount",
            "seed",
            "refund",
            "charge",
            "prefix",
            "format",
            "patch",
            "queue",
            "design",
            "research",
            "backup",
            "link",
            "sign",
            "focus",
            "duplicate",
            "vote",
            "route",
            "contact",
            "change",
            "limit",
            "scale",
            "audit",
            "alert",
            "tag",
            "search",
            "filter",
            "support",
            "import",
            "export",
            "release",
            "lock",
            "log",
            "trigger",
            "download",
            "upload",
            "review",
            "draft",
            "update",
            "upgrade",
            "transfer",
            "load",
            "share",
            "start",
            "stop",
            "return",
            "sort",
            "preview",
            "schedule",
            "track",
            "time");

    /** What "support" is a noun before. */
    private static final Set<String> SUPPORT_STAFF = Set.of(
            "for",
            "of",
            "team",
            "teams",
            "agent",
            "agents",
            "staff",
            "ticket",
            "tickets",
            "request",
            "requests",
            "desk",
            "center",
            "centre",
            "portal",
            "hours",
            "channel",
            "is",
            "can",
            "must",
            "should",
            "will",
            "needs",
            "cases");

    private static final Map<String, String> BASE_OF_PARTICIPLE = new HashMap<>();
    private static final Map<String, String> BASE_OF_GERUND = new HashMap<>();
    private static final Map<String, String> BASE_OF_THIRD = new HashMap<>();
    private static final Set<String> BASES = new TreeSet<>();

    static {
        for (String pair : IRREGULAR.split(" ", -1)) {
            int colon = pair.indexOf(':');
            learn(pair.substring(0, colon), pair.substring(colon + 1));
        }
        for (String base : REGULAR.split(" ", -1)) {
            if (!base.endsWith("-all") && !BASES.contains(base)) {
                learn(base, regularPast(base));
            }
        }
    }

    private EnglishVerbs() {}

    private static void learn(String base, String participle) {
        BASES.add(base);
        BASE_OF_PARTICIPLE.putIfAbsent(participle, base);
        BASE_OF_GERUND.putIfAbsent(gerund(base), base);
        BASE_OF_THIRD.putIfAbsent(thirdPerson(base), base);
        if (base.equals("cancel") || base.equals("label")) {
            BASE_OF_PARTICIPLE.putIfAbsent(base + "ed", base);
            BASE_OF_GERUND.putIfAbsent(base + "ing", base);
        }
    }

    private static String regularPast(String base) {
        if (base.endsWith("e")) {
            return base + "d";
        }
        if (endsInConsonantY(base)) {
            return base.substring(0, base.length() - 1) + "ied";
        }
        return DOUBLING.contains(base) ? base + base.charAt(base.length() - 1) + "ed" : base + "ed";
    }

    private static String gerund(String base) {
        if (base.endsWith("e") && !base.endsWith("ee") && !base.equals("be")) {
            return base.substring(0, base.length() - 1) + "ing";
        }
        boolean shortIrregular = Set.of(
                        "cut", "get", "hit", "let", "put", "quit", "reset", "run", "set", "shut", "split", "win",
                        "begin")
                .contains(base);
        return DOUBLING.contains(base) || shortIrregular ? base + base.charAt(base.length() - 1) + "ing" : base + "ing";
    }

    private static boolean endsInConsonantY(String base) {
        return base.endsWith("y") && base.length() > 1 && "aeiou".indexOf(base.charAt(base.length() - 2)) < 0;
    }

    /** "show" to "shows", whatever the verb. */
    public static String thirdPerson(String base) {
        switch (base) {
            case "be":
                return "is";
            case "have":
                return "has";
            default:
                break;
        }
        if (endsInConsonantY(base)) {
            return base.substring(0, base.length() - 1) + "ies";
        }
        boolean hissing = base.endsWith("s")
                || base.endsWith("x")
                || base.endsWith("z")
                || base.endsWith("ch")
                || base.endsWith("sh");
        return hissing || base.endsWith("o") ? base + "es" : base + "s";
    }

    public static boolean isBase(String word) {
        return BASES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether the text begins with an order: "Add a …", "Load-test the …". */
    public static boolean isOrder(String text) {
        List<String> words = Words.split(Script.first(text, 60));
        if (words.size() < 2) {
            return false;
        }
        if (words.get(0).equalsIgnoreCase("support")) {
            return !SUPPORT_STAFF.contains(words.get(1).toLowerCase(Locale.ROOT));
        }
        boolean hyphened =
                text.startsWith(words.get(0) + "-" + words.get(1) + " ") && Character.isLowerCase(text.charAt(1));
        return hyphened ? isBase(words.get(1)) && !words.get(1).equals("in") : isCommand(words.get(0), words.get(1));
    }

    /** Whether a text that begins with the word is an order: "Add …", but not "Report …" by itself. */
    public static boolean isCommand(String first, String second) {
        String word = first.toLowerCase(Locale.ROOT);
        if (!isBase(word)) {
            return false;
        }
        return !MORE_OFTEN_NOUNS.contains(word) || ARTICLES.contains(second.toLowerCase(Locale.ROOT));
    }

    private static final Set<String> ARTICLES = Set.of(
            "a",
            "as",
            "into",
            "an",
            "the",
            "all",
            "any",
            "each",
            "every",
            "their",
            "its",
            "our",
            "your",
            "to",
            "for",
            "by",
            "from",
            "with",
            "in",
            "on",
            "when",
            "how",
            "if",
            "whether",
            "only",
            "no",
            "at",
            "multiple",
            "new",
            "existing",
            "up");

    public static Optional<String> baseOfParticiple(String word) {
        return Optional.ofNullable(BASE_OF_PARTICIPLE.get(word.toLowerCase(Locale.ROOT)));
    }

    public static Optional<String> baseOfGerund(String word) {
        return Optional.ofNullable(BASE_OF_GERUND.get(word.toLowerCase(Locale.ROOT)));
    }

    public static Optional<String> baseOfThirdPerson(String word) {
        return Optional.ofNullable(BASE_OF_THIRD.get(word.toLowerCase(Locale.ROOT)));
    }
}
