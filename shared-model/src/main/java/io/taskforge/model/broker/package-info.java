/** What the services say to each other over the broker. The message is a door bell: it names a job and carries none of it. */
package io.taskforge.model.broker;
