/** The executor that measures on a Spark cluster. May use the API and Spark. */
package org.orthant.spark;
