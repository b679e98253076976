/**
 * Files of images, decoded: {@link org.orthant.datasets.decoding.EncodedImage} is the way in. The
 * JDK decodes; what it is given, and what colours are made of its numbers, does not depend on it.
 */
package org.orthant.datasets.decoding;
