/**
 * What the service says about itself: the schema document, the OpenAPI document, the .proto, and the pages to read. All of it is made
 * from what the service itself goes by (schema files, failure codes, scopes), so that it cannot say anything else than what is done.
 * Start with {@link io.taskforge.api.contract.OpenApiDocument}. Uses {@code submission}, {@code job}, {@code limit},
 * {@code client} and {@code failure}.
 */
package io.taskforge.api.contract;
