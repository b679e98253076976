/**
 * Images in folders. {@link org.orthant.datasets.folder.ImageFolder} is the plugin; images are
 * decoded each time they are asked for, then resized and cropped as torchvision does.
 */
package org.orthant.datasets.folder;
