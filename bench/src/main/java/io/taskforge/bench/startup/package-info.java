/** How long the services take until they are ready, and how much memory they hold then, with and without the JVM's cache of classes. */
package io.taskforge.bench.startup;
