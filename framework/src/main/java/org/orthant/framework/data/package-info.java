/** The files of datasets: found in folders, or downloaded, checked and unpacked. */
package org.orthant.framework.data;
