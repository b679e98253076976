package org.orthant.formats.layout;

/** What an index of an image counts. */
public enum Part {
  IMAGE,
  ROW,
  COLUMN,
  CHANNEL
}
