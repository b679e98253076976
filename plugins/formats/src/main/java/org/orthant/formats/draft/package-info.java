/**
 * A network in the making, whatever its format: numbers that are read when they are asked for,
 * nodes in the order in which a reader meets them, what was dropped and what is not supported, and
 * the rewrites that all formats need. Begin at {@link org.orthant.formats.draft.NetworkDraft}. May
 * use {@code formats.layout}.
 */
package org.orthant.formats.draft;
