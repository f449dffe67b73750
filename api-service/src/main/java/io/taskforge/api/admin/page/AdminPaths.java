package io.taskforge.api.admin.page;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Where the admin pages are. */
public final class AdminPaths {

    public static final String ROOT = "/admin";
    public static final String SIGN_IN = ROOT + "/sign-in";
    public static final String ASSETS = ROOT + "/assets";

    /** A page of ours and nothing else: no other host, and nothing that a header or a log could be split with. */
    private static final Pattern PAGE =
            Pattern.compile("/admin(/[A-Za-z0-9_-][A-Za-z0-9._~-]*)*/?(\\?[A-Za-z0-9._~%=&+:,-]*)?");

    private static final int LONGEST = 1_000;

    private AdminPaths() {}

    public static boolean contain(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    /** What was asked for if it is a page of ours, else the first page. */
    public static URI pageOrRoot(String asked) {
        boolean ours = asked != null
                && asked.length() <= LONGEST
                && PAGE.matcher(asked).matches();
        return URI.create(ours ? asked : ROOT);
    }

    /** Where to sign in and then go on to the given page. */
    static URI signInFor(String page) {
        URI next = pageOrRoot(page);
        return URI.create(
                next.toString().equals(ROOT)
                        ? SIGN_IN
                        : SIGN_IN + "?next=" + URLEncoder.encode(next.toString(), StandardCharsets.UTF_8));
    }
}
