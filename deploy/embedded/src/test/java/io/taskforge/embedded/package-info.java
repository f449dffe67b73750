/** The embedded servers, driven for real: started, refused, killed, restarted. */
package io.taskforge.embedded;
