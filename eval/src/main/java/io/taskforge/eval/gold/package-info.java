/** Specifications, and what people marked in them ({@code NAME.gold.json}). May use {@code eval.text} and the shared model. */
package io.taskforge.eval.gold;
