package org.orthant.datasets.arrays;

/** In which order an array of four dimensions has its axes. */
public enum Layout {
  /** Images, rows, columns, channels: the channels of a pixel lie together. */
  NHWC,
  /** Images, channels, rows, columns: each channel is a plane. */
  NCHW
}
