/** A wire that fails on demand, to be put before a database, a broker or a model. Knows nothing of what goes over it. */
package io.taskforge.chaos.proxy;
