package org.orthant.kernels.lanes;

/** What multiplies the filters of one group. */
interface GroupProducts {

  /**
   * Writes the products.
   *
   * @param firstChannel the first of the images' channels that belongs to the group
   * @param height of the output
   * @param width of the output
   * @param products [filters][height × width × images], all of it is written
   */
  void write(LaneImages images, int firstChannel, int height, int width, float[][] products);
}
