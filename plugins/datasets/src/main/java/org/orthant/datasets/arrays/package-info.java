/**
 * Images and labels in NumPy's files. {@link org.orthant.datasets.arrays.NumpyArrays} is the
 * plugin; arrays lie in files of their own or in an archive, and images are mapped into memory.
 */
package org.orthant.datasets.arrays;
