/**
 * The files of Keras: HDF5 files, JSON texts and .keras archives, as an architecture and the arrays
 * of its layers. Nothing is believed of a file before it was held against the file's size, no link
 * is followed, and no code is run. The library for HDF5 is seen by {@code HdfGroup} and {@code Hdf}
 * alone. Begin at {@link org.orthant.formats.keras.file.KerasFile}. May use {@code formats.draft}
 * for arrays.
 */
package org.orthant.formats.keras.file;
