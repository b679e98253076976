/** Numbers in and out of ND4J's arrays, without views that outlive them. May use ND4J alone. */
package org.orthant.api.array;
