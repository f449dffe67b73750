/** Likeness of texts by shared, weighted pieces of words; the same in any language, and no part of the product. Plain Java. */
package io.taskforge.eval.text;
