package io.taskforge.worker.chat;

import java.net.URI;

/** Where a server is: as it is asked, and as it may be shown. */
final class Addresses {

    private Addresses() {}

    /** Without a slash at the end. */
    static String base(URI url) {
        return url.toString().replaceAll("/+$", "");
    }

    /** Without a name and a password in it, because it is shown to clients. */
    static String shown(URI url) {
        return base(url).replaceFirst("//[^/]*@", "//");
    }
}
