/** Tests of the comparison; the rest is tried by each run. */
package io.taskforge.nativecheck;
