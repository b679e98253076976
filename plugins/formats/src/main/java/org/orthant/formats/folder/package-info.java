/**
 * Networks of any shape that lie in a folder, as {@code network.yaml} with NumPy files or a
 * safetensors file.
 *
 * <p>Begin at {@link org.orthant.formats.folder.GraphFolder}: the description is read as a tree
 * with lines, the tree as drafts of nodes, and the drafts are assembled twice, once with arrays
 * that know their shape alone, once with numbers. May use {@code formats.folder.yaml}, {@code
 * formats.safetensors} and {@code formats.draft}.
 */
package org.orthant.formats.folder;
