package io.taskforge.worker.ingest;

import java.util.regex.Pattern;

/**
 * Sentences that only send the reader elsewhere: "See the section on transport for details". They have the form of an order and ask
 * for nothing, unless what is to be seen is what somebody wants ("See all open orders").
 */
final class CrossReference {

    private static final Pattern POLITE = Pattern.compile(
            "[(\\[]?(?:please,? (?:also )?(?:see|refer to|consult|read)\\b|see(?: also)?:|see also\\b|(?:please )?refer to\\b"
                    + "|siehe\\b|vgl\\.|voir(?: aussi| également)?\\b(?=.*(?:section|chapitre|annexe|ci-dessous|ci-dessus))"
                    + "|véase\\b|veja(?: também)?:|vide\\b|cfr\\.|vedi(?: anche)?:|zie(?: ook)?:"
                    + "|参见|参阅|请参阅|詳しくは|詳細は).*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private static final Pattern POINTING = Pattern.compile(
            "(?:see|refer to) (?:(?:the )?(?:sections?|chapters?|appendix|table|figure|rfc|§)\\b|\\S{1,80}\\.(?:md|rst|txt|pdf|html?|docx?|ya?ml|json)\\b|.{2,120} for (?:more |further |additional )?(?:details?|information|examples?|an explanation|a description)\\b|(?:above|below)\\b).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern SEE = Pattern.compile("see\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private CrossReference() {}

    /** @param capitals whether the text binds by capitals, so that no sentence is an order for its verb alone */
    static boolean is(String sentence, boolean capitals) {
        if (KeyWords.in(sentence)) {
            return false;
        }
        return POLITE.matcher(sentence).matches()
                || POINTING.matcher(sentence).matches()
                || capitals && SEE.matcher(sentence).matches();
    }
}
