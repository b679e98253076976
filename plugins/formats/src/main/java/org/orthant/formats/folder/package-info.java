/**
 * Networks of any shape that lie in a folder, as {@code network.yaml} and NumPy files.
 *
 * <p>Begin at {@link org.orthant.formats.folder.GraphFolder}: the description is read as a tree
 * with lines, the tree as drafts of nodes, and the drafts are assembled twice, once with arrays
 * that know their shape alone, once with numbers. May use {@code formats.folder.yaml}.
 */
package org.orthant.formats.folder;
