/** Administrators, from the command line: the links that make the first one, or give one a new password. */
package io.taskforge.local.admin;
