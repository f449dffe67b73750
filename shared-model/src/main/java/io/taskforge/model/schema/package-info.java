/** The published JSON Schemas, which requests and results are held against: one copy, so that documents and checks cannot drift. */
package io.taskforge.model.schema;
