/** API keys in the database of a stack. Uses the key's form from the shared model. */
package io.taskforge.local.key;
