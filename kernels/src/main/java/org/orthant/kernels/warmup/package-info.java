/** What has the virtual machine compile the kernels before they are needed. */
package org.orthant.kernels.warmup;
