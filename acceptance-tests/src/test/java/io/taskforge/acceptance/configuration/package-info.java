/** The page of all variables, docs/configuration.md: made of the sources that read them, and held against them. */
package io.taskforge.acceptance.configuration;
