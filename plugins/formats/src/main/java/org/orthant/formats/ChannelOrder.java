package org.orthant.formats;

/** In which order a network has the three colours. */
public enum ChannelOrder {
  RGB,
  BGR
}
