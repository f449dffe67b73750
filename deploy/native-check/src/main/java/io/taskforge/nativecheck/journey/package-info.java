/** A bit of everything that the services do, so that what they look up by name is looked up. */
package io.taskforge.nativecheck.journey;
