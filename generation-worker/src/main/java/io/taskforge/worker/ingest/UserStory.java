package io.taskforge.worker.ingest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * "As a … I want … so that …", taken apart.
 *
 * @param role who, without the article; may be empty
 * @param wish what they want, as they say it
 * @param benefit why; empty when not said
 */
public record UserStory(String role, String wish, String benefit) {

    private static final int LONGEST = 2_000;

    /** Bounded in every part, so that no text makes them slow. */
    private static final List<Pattern> FORMS = List.of(
            Pattern.compile(
                    "as (?:an? |the )?([^,.;]{1,80}?),? (?:i|we) (?:want to be able to|would like to be able to|want|need|would like|wish|should be able|must be able|am able|can|expect)(?: to)? (.+)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "als (?:eine?[rn]? |der |die )?([^,.;]{1,80}?),? (?:möchte|will|brauche|kann|moechte) (?:ich|wir),? (.+)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("als (?:een )?([^,.;]{1,80}?),? (?:wil|moet|kan) ik (.+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "en tant (?:que |qu['’])([^,.;]{1,80}?),? (?:je|nous) (?:veux|souhaite|voudrais|peux|dois|voulons|souhaitons) (?:pouvoir )?(.+)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "como (?:un[oa]? |uma? |el |la |o |a )?([^,.;]{1,80}?),? (?:yo |eu )?(?:quiero|necesito|quisiera|deseo|puedo|quero|preciso|gostaria de|desejo|posso) (?:poder )?(.+)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "come (?:un[oa]? |il |la )?([^,.;]{1,80}?),? (?:voglio|vorrei|desidero|posso|devo) (?:poter )?(.+)",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("作为(?:一[名个位])?([^，,。]{1,40})[，, ]?我?(?:希望能够|希望|想要|想|需要|可以|能够)(.+)"),
            Pattern.compile("([^、。]{1,40})として(?:[、,]|(?=.{0,200}(?:たい|ほしい|欲しい)))(.+)"),
            Pattern.compile("как ([^,.;]{1,80}?),? я (?:хочу|должен|могу) (.+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile("jako ([^,.;]{1,80}?),? chcę (.+)", Pattern.CASE_INSENSITIVE));

    private static final Pattern BENEFIT = Pattern.compile(
            ",? (?:so that|so i can|so we can|so they can|in order to|so as to|sodass|zodat|afin que|afin d['’]|afin de|pour que|para que|a fin de|a fim de|in modo da|affinché|perché) ?"
                    + "|, (?:damit|um|para|pour|per|чтобы|aby) | (?:para|pour) (?=\\p{L}{2,20}(?:ar|er|ir|re)(?:-?l[oae]s?)?\\b)|[，,]?(?:以便|从而|这样|ために)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern SO = Pattern.compile(", so (?=[a-z])");

    /** Reads a story whose first words are its form; an id or a label must have been taken off. */
    public static Optional<UserStory> of(String sentence) {
        String text = sentence.length() > LONGEST ? sentence.substring(0, LONGEST) : sentence;
        for (Pattern form : FORMS) {
            Matcher matcher = form.matcher(text);
            if (matcher.lookingAt()) {
                return Optional.of(
                        split(matcher.group(1).strip(), matcher.group(2).strip()));
            }
        }
        return Optional.empty();
    }

    private static UserStory split(String role, String rest) {
        String body = rest.replaceFirst("[.。]$", "");
        Matcher matcher = BENEFIT.matcher(body);
        if (!matcher.find() || matcher.start() < 3) {
            matcher = SO.matcher(body);
            if (!matcher.find() || matcher.start() < 3) {
                return new UserStory(role, body, "");
            }
        }
        return new UserStory(
                role,
                body.substring(0, matcher.start()).strip(),
                body.substring(matcher.end()).strip());
    }
}
