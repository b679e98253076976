/**
 * Reads the zip files of DeepLearning4J's ModelSerializer without DeepLearning4J, and without
 * making objects of what a file names. Begin at {@link
 * org.orthant.formats.deeplearning4j.Deeplearning4jReader}: {@code Archive} opens the zip, {@code
 * ConfigurationReader} reads the vertices in their order, {@code Coefficients} the numbers, {@code
 * ParameterPlan} says which of them belong to which vertex. What becomes of each vertex stands in
 * {@code deeplearning4j.layers}. May use {@code formats.draft} and {@code formats.layout}.
 */
package org.orthant.formats.deeplearning4j;
