/** What the service and the command line both know of administrators. */
package io.taskforge.model.admin;
