#!/usr/bin/env python3
"""Trains small networks with branches on CIFAR-10 in PyTorch, and writes each as a folder with
network.yaml and NumPy files, which Orthant reads.

    python3 graphs.py --data DIR --out NETWORKS     # NETWORKS/residual, dense and quick
    ./orthant run graphs.yaml --data DIR --set network.graph.folder=NETWORKS/residual
    python3 graphs.py --data DIR --out NETWORKS --channels 8 --images 500 --epochs 1 \
        --test-images 500                           # networks to try things on, in seconds

DIR holds cifar-10-batches-bin/. The networks are in the manner of
    residual  Bi-Real Net and ResNetE: sign, binary convolution, batch norm, added to the input
    dense     BinaryDenseNet: batch norm, sign, binary convolution, put beside the input
    quick     QuickNet, as Larq has it: sign, binary convolution padded with +1, ReLU, batch norm,
              added to the input; depthwise convolutions where the image shrinks
A folder also gets predictions.npy and labels.npy of the test images and training.csv (epoch, loss,
accuracy, seconds). Each one is read again, and must predict the same. PyTorch 1.13 or later, NumPy,
PyYAML, nothing else.
"""

import argparse
import math
import pathlib
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

import graph_folder
import train
from train import CLASSES, StraightThrough

SIDE = 32


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    training = [part[: options.images] for part in train.cifar10(options.data, training=True)]
    test = [part[: options.test_images] for part in train.cifar10(options.data, training=False)]
    for name in options.networks:
        torch.manual_seed(options.seed)
        network = NETWORKS[name](options.channels)
        folder = options.out / name
        folder.mkdir(parents=True, exist_ok=True)
        fit(network, training, test, options, folder)
        save(name, network, test, options, folder)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    names = lambda text: text.split(",")
    add = parser.add_argument
    add("--data", type=pathlib.Path, required=True, help="folder with cifar-10-batches-bin/")
    add("--out", type=pathlib.Path, required=True, help="folder for the networks' folders")
    add("--networks", type=names, default=list(NETWORKS), help="which of them, with commas")
    add("--channels", type=int, default=32, help="of the first layer; others follow")
    add("--epochs", type=int, default=4)
    add("--images", type=int, default=50000, help="how many images to train on")
    add("--test-images", type=int, default=10000, help="how many images to predict")
    add("--batch", type=int, default=50)
    add("--learning-rate", type=float, default=5e-3, help="of the first step")
    add("--final-learning-rate", type=float, default=1e-5, help="of the last step")
    add("--seed", type=int, default=1)
    add("--threads", type=int, default=2)
    return parser.parse_args()


# ------------------------------------------------------------------- quantizers


def larq_sign(x):
    """+1 where x ≥ 0, else −1."""
    return (x >= 0).to(x.dtype).mul_(2).sub_(1)


SIGNS = {-1: train.sign, 0: torch.sign, 1: larq_sign}  # by what 0 becomes


def scaled_sign(rows):
    """The sign times the filter's mean magnitude, which has no gradient of its own."""
    return train.sign(rows) * rows.abs().mean(1, keepdim=True)


WEIGHTS = {"sign": train.sign, "larq-sign": larq_sign, "scaled-sign": scaled_sign}


# ------------------------------------------------------------------- nodes
# Each module computes, and says in describe(nodes, name, input) what it computes as nodes of a
# network.yaml; it returns the name of the node that gives its output.


class Convolution(nn.Module):
    """Without a bias; with binary weights if it has a quantizer."""

    def __init__(
        self, inputs, filters, kernel, stride=1, pads=None, value=0, groups=1, quantizer=None
    ):
        super().__init__()
        self.kernel, self.stride, self.groups = kernel, stride, groups
        self.pads = [kernel // 2] * 4 if pads is None else pads
        self.value, self.quantizer = value, quantizer
        d = kernel * kernel * inputs // groups
        self.weight = nn.Parameter(torch.randn(filters, d) * math.sqrt(2 / (d + filters)))

    def computed(self):
        if self.quantizer is None:
            return self.weight
        return StraightThrough.apply(self.weight, WEIGHTS[self.quantizer], False)

    def forward(self, x):
        top, bottom, left, right = self.pads
        x = functional.pad(x, (left, right, top, bottom), value=self.value)
        rows = self.computed().unflatten(1, (self.kernel, self.kernel, -1))
        return functional.conv2d(x, rows.permute(0, 3, 1, 2), None, self.stride, groups=self.groups)

    def describe(self, nodes, name, x):
        weights = {"weights": self.weight}
        if self.quantizer is not None:
            weights |= {"computed": self.computed(), "quantizer": self.quantizer}
        return nodes.add(
            name, "convolution", input=x, kernel=[self.kernel] * 2, stride=[self.stride] * 2,
            pads=self.pads, pad_value=self.value, groups=self.groups, **weights,
        )  # fmt: skip


class Dense(nn.Linear):
    """Of images of one pixel, with a bias."""

    def forward(self, x):
        return super().forward(x.flatten(1))

    def describe(self, nodes, name, x):
        x = nodes.add(name, "dense", input=x, weights=self.weight)
        return nodes.add(f"{name}.bias", "scale", input=x, factor=1, shift=self.bias)


class Norm(nn.BatchNorm2d):
    def describe(self, nodes, name, x):
        return nodes.add(
            name, "batch-norm", input=x, gamma=self.weight, beta=self.bias,
            mean=self.running_mean, variance=self.running_var, epsilon=self.eps,
        )  # fmt: skip


class Sign(nn.Module):
    def __init__(self, zero):
        super().__init__()
        self.zero = zero

    def forward(self, x):
        return StraightThrough.apply(x, SIGNS[self.zero], True)

    def describe(self, nodes, name, x):
        return nodes.add(name, "sign", input=x, zero=self.zero)


class Relu(nn.ReLU):
    def describe(self, nodes, name, x):
        return nodes.add(name, "relu", input=x)


class Prelu(nn.PReLU):
    def describe(self, nodes, name, x):
        return nodes.add(name, "prelu", input=x, slopes=self.weight)


class Pool(nn.Module):
    """Pads never count."""

    def __init__(self, kind, kernel, stride=None, pads=(0, 0, 0, 0)):
        super().__init__()
        self.kind, self.kernel, self.stride = kind, kernel, stride or kernel
        self.pads = list(pads)

    def forward(self, x):
        if self.kind == "average":
            return functional.avg_pool2d(x, self.kernel, self.stride)
        top, bottom, left, right = self.pads
        x = functional.pad(x, (left, right, top, bottom), value=-math.inf)
        return functional.max_pool2d(x, self.kernel, self.stride)

    def describe(self, nodes, name, x):
        return nodes.add(
            name, "pool", input=x, kind=self.kind, kernel=[self.kernel] * 2,
            stride=[self.stride] * 2, pads=self.pads, count_pads=False,
        )  # fmt: skip


class Chain(nn.Sequential):
    """Modules in a row; their names behind the chain's own, after a dot."""

    def __init__(self, **modules):
        super().__init__()
        for name, module in modules.items():
            self.add_module(name, module)

    def describe(self, nodes, name, x):
        for part, module in self.named_children():
            x = module.describe(nodes, f"{name}.{part}" if name else part, x)
        return x


class Sum(nn.Module):
    """What a chain makes of x, and what the shortcut does, added."""

    def __init__(self, chain, shortcut=None):
        super().__init__()
        self.chain, self.shortcut = chain, shortcut or Chain()

    def forward(self, x):
        return self.chain(x) + self.shortcut(x)

    def describe(self, nodes, name, x):
        parts = [(self.chain, name), (self.shortcut, f"{name}.shortcut")]
        inputs = [part.describe(nodes, of, x) for part, of in parts]
        return nodes.add(f"{name}.add", "add", inputs=inputs)


class Beside(nn.Module):
    """x, and behind its channels what a chain makes of it."""

    def __init__(self, chain):
        super().__init__()
        self.chain = chain

    def forward(self, x):
        return torch.cat([x, self.chain(x)], 1)

    def describe(self, nodes, name, x):
        return nodes.add(
            f"{name}.concat", "concat", inputs=[x, self.chain.describe(nodes, name, x)]
        )


# ------------------------------------------------------------------- networks


def residual(c):
    """Weights are signs times their filter's mean magnitude; the sign of 0 is −1."""

    def block(inputs, filters, stride):
        chain = Chain(
            sign=Sign(-1),
            conv=Convolution(inputs, filters, 3, stride, quantizer="scaled-sign"),
            norm=Norm(filters),
        )
        if stride == 1:
            return Sum(chain)
        shortcut = Chain(
            pool=Pool("average", 2), conv=Convolution(inputs, filters, 1), norm=Norm(filters)
        )
        return Sum(chain, shortcut)

    return Chain(
        stem=Chain(conv=Convolution(3, c, 3), norm=Norm(c), pool=Pool("max", 3, 2, (1, 1, 1, 1))),
        block1=block(c, c, 1),
        block2=block(c, c, 1),
        block3=block(c, 2 * c, 2),
        block4=block(2 * c, 2 * c, 1),
        block5=block(2 * c, 2 * c, 2),
        block6=block(2 * c, 2 * c, 1),
        relu=Relu(),
        pool=Pool("average", SIDE // 8),
        head=Dense(2 * c, CLASSES),
    )


def dense(c):
    """Weights are signs; the sign of 0 is 0 for activations, as PyTorch's, and −1 for weights."""
    growth = c

    def layer(inputs):
        return Beside(
            Chain(
                norm=Norm(inputs),
                sign=Sign(0),
                conv=Convolution(inputs, growth, 3, quantizer="sign"),
            )
        )

    def transition(inputs, filters):
        return Chain(
            norm=Norm(inputs),
            pool=Pool("max", 2),
            prelu=Prelu(inputs),
            conv=Convolution(inputs, filters, 1),
        )

    return Chain(
        stem=Chain(conv=Convolution(3, c, 3, stride=2), norm=Norm(c), prelu=Prelu(c)),
        layer1=layer(c),
        layer2=layer(c + growth),
        transition1=transition(c + 2 * growth, c),
        layer3=layer(c),
        layer4=layer(c + growth),
        layer5=layer(c + 2 * growth),
        transition2=transition(c + 3 * growth, 2 * c),
        norm=Norm(2 * c),
        pool=Pool("average", SIDE // 8),
        head=Dense(2 * c, CLASSES),
    )


def quick(c):
    """Weights are signs; the sign of 0 is +1. Strides of 2 pad below and to the right, as Keras does."""

    def norm(channels):
        return Norm(channels, eps=1e-3)

    def block(channels):
        return Sum(
            Chain(
                sign=Sign(1),
                conv=Convolution(channels, channels, 3, value=1, quantizer="larq-sign"),
                relu=Relu(),
                norm=norm(channels),
            )
        )

    def halved(inputs, filters):
        """A maximum over 2 × 2, a depthwise convolution that halves the image, more channels."""
        return Chain(
            relu=Relu(),
            pool=Pool("max", 2, 1, (0, 1, 0, 1)),
            depthwise=Convolution(inputs, inputs, 3, 2, pads=[0, 1, 0, 1], groups=inputs),
            conv=Convolution(inputs, filters, 1),
            norm=norm(filters),
        )

    return Chain(
        stem=Chain(
            conv=Convolution(3, c // 2, 3),
            norm=norm(c // 2),
            relu=Relu(),
            depthwise=Convolution(c // 2, c // 2, 3, 2, pads=[0, 1, 0, 1], groups=c // 2),
            norm2=norm(c // 2),
            pointwise=Convolution(c // 2, c, 1),
            norm3=norm(c),
        ),
        block1=block(c),
        block2=block(c),
        halved1=halved(c, 2 * c),
        block3=block(2 * c),
        block4=block(2 * c),
        halved2=halved(2 * c, 2 * c),
        block5=block(2 * c),
        block6=block(2 * c),
        relu=Relu(),
        pool=Pool("average", SIDE // 8),
        head=Dense(2 * c, CLASSES),
    )


NETWORKS = {"residual": residual, "dense": dense, "quick": quick}


# ------------------------------------------------------------------- training


def fit(network, training, test, options, folder):
    images, labels = training
    optimizer = torch.optim.Adam(network.parameters(), lr=options.learning_rate)
    latent = [each.weight for each in network.modules() if getattr(each, "quantizer", None)]
    steps = len(images) // options.batch
    began = time.time()
    log = (folder / "training.csv").open("w")
    print("epoch,loss,accuracy,seconds", file=log, flush=True)
    for epoch in range(options.epochs):
        network.train()
        order, total = torch.randperm(len(images)), 0
        for i in range(steps):
            progress = (epoch * steps + i) / max(1, options.epochs * steps - 1)
            optimizer.param_groups[0]["lr"] = train.DECAYS["cosine"](
                options.learning_rate, options.final_learning_rate, progress
            )
            chosen = order[i * options.batch : (i + 1) * options.batch]
            x = train.inputs_of(images[chosen])
            mirrored = torch.rand(len(x), 1, 1, 1) < 0.5
            scores = network(torch.where(mirrored, x.flip(3), x))
            loss = functional.cross_entropy(scores, labels[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                for weight in latent:
                    weight.clamp_(-1, 1)
            total += loss.item()
        accuracy = accuracy_of(predictions(network, test[0]), test[1])
        line = f"{epoch + 1},{total / steps:.5f},{accuracy:.4f},{time.time() - began:.1f}"
        print(line, file=log, flush=True)
        print(line, flush=True)


def predictions(network, images):
    network.eval()
    return graph_folder.predictions(network, train.inputs_of(images))


def accuracy_of(found, labels):
    return (found == labels).float().mean().item()


# -------------------------------------------------------------------- saving


def save(name, network, test, options, folder):
    """Writes the folder, reads it again, and compares what the two predict."""
    found = predictions(network, test[0])
    recipe = {
        "recipe": f"graphs.py: {name}, {options.channels} channels, Adam, cosine, mirrored images",
        "epochs": str(options.epochs),
        "training-images": str(min(options.images, 50000)),
        "test-images": str(len(test[0])),
        "accuracy": f"{accuracy_of(found, test[1]):.4f}",
    }
    nodes = graph_folder.Nodes()
    scores = network.describe(nodes, "", "input")
    nodes.write(
        folder,
        input={"height": SIDE, "width": SIDE, "channels": 3},
        scores=scores,
        loss="cross-entropy",
        provenance=recipe,
    )
    numpy.save(folder / "predictions.npy", found.numpy().astype(numpy.int32))
    numpy.save(folder / "labels.npy", test[1].numpy().astype(numpy.int32))
    read = graph_folder.predictions(graph_folder.Graph(folder), train.inputs_of(test[0]))
    different = (read != found).sum().item()
    print(
        f"{name}: accuracy {accuracy_of(found, test[1]):.4f} as trained,"
        f" {accuracy_of(read, test[1]):.4f} as read from {folder},"
        f" {different} of {len(read)} predictions differ"
    )
    if different:
        raise SystemExit(f"{folder} does not hold what was trained")


if __name__ == "__main__":
    main()
