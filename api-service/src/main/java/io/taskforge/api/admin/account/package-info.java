/**
 * Administrators: how the first one comes to be (a set-up link, or a password from a file), how they sign in and out, and who they are.
 * Sessions are rows, so that signing out, disabling an administrator and changing a password end them at once and on every replica.
 */
package io.taskforge.api.admin.account;
