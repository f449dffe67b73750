package io.taskforge.api.callback;

/** A rule that keeps this service from being pointed at what it must not reach. What is said of one names no address. */
enum CallbackRule {
    HTTPS("must be an https URL"),
    NO_CREDENTIALS("must not contain a user name or a password"),
    NO_FRAGMENT("must not have a fragment"),
    PORT("must use a port that this service calls, as 443"),
    HOST_NAME("must name its host by a public DNS name, and by no address"),
    CLIENT_HOST("must name one of the hosts that this client may be called back at"),
    RESOLVES("must name a host whose addresses can be found"),
    PUBLIC_ADDRESS("must name a host that has public addresses only");

    private final String demand;

    CallbackRule(String demand) {
        this.demand = demand;
    }

    /** What a URL has to do, to go on after "The callback URL". */
    String demand() {
        return demand;
    }
}
