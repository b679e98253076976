/** Rows of features in CSV files. {@link org.orthant.datasets.csv.Csv} is the plugin. */
package org.orthant.datasets.csv;
