/** One specification in, tickets out, against an API that only pretends. */
package io.taskforge.local.draft;
