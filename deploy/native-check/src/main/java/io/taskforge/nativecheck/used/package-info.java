/** What the services looked up while they ran, and which of it needs no registration. */
package io.taskforge.nativecheck.used;
