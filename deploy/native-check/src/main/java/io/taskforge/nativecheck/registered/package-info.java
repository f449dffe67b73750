/** What the native build tells the image to keep: read from the sources that Quarkus leaves for GraalVM, without GraalVM. */
package io.taskforge.nativecheck.registered;
