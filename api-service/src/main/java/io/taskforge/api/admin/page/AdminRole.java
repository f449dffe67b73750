package io.taskforge.api.admin.page;

/** What the identity of every administrator has, and no client's. */
public final class AdminRole {

    public static final String NAME = "admin";

    private AdminRole() {}
}
