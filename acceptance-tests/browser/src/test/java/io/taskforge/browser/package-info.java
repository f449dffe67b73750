/** The admin pages of the running product, as people see them: in Chromium, with and without scripts, light and dark, large and small. */
package io.taskforge.browser;
