#!/usr/bin/env python3
"""Reads a network that is a folder with network.yaml and NumPy files, and computes it in PyTorch.

    python3 graph_folder.py --data DIR --network NETWORK    # NETWORK's accuracy on CIFAR-10

This is the format of Orthant's `network: { graph: { folder: NETWORK } }`, without Orthant. graphs.py
writes such folders, check_graph.py measures them. PyTorch, NumPy, PyYAML, nothing else.
"""

import argparse
import math
import pathlib

import numpy
import torch
import yaml
from torch.nn import functional

import train

BATCH = 50


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--data", type=pathlib.Path, required=True, help="with cifar-10-batches-bin/"
    )
    parser.add_argument("--network", type=pathlib.Path, required=True, help="with network.yaml")
    options = parser.parse_args()
    images, labels = train.cifar10(options.data, training=False)
    found = predictions(Graph(options.network), train.inputs_of(images))
    print(f"accuracy {(found == labels).float().mean().item():.4f} on {len(labels)} test images")


# ------------------------------------------------------------------- writing


class Nodes:
    """The nodes of a network.yaml and the arrays beside it, in the making."""

    def __init__(self):
        self.nodes, self.arrays = {}, {}

    def add(self, name, kind, /, **parameters):
        """Adds a node, whose tensors become files, and returns its name."""
        written = {}
        for key, value in parameters.items():
            key = key.replace("_", "-")
            if isinstance(value, torch.Tensor):
                self.arrays[f"{name}.{key}.npy"] = value
                value = f"{name}.{key}.npy"
            written[key] = value
        assert name not in self.nodes, name
        self.nodes[name] = {kind: written}
        return name

    def write(self, folder, **head):
        """Writes the folder; head is what stands before the nodes."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, tensor in self.arrays.items():
            values = tensor.detach().cpu().contiguous().numpy()
            numpy.save(folder / name, values.astype("<f4"))
        lines = [f"{key}: {flow(value)}" for key, value in ({"format": 1} | head).items()]
        lines += ["nodes:"] + [f"  {name}: {flow(node)}" for name, node in self.nodes.items()]
        (folder / "network.yaml").write_text("\n".join(lines) + "\n")


def flow(value):
    """YAML in one line."""
    text = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=float("inf"))
    return text.removesuffix("...\n").strip()


# ------------------------------------------------------------------- reading


class Graph:
    """A network as its folder says it is."""

    def __init__(self, folder, dtype=torch.float32):
        description = yaml.safe_load((folder / "network.yaml").read_text())
        assert description["format"] == 1, description["format"]
        self.folder, self.dtype = folder, dtype
        self.scores, self.loss = description["scores"], description["loss"]
        self.kinds, self.parameters, self.inputs = {}, {}, {}
        for name, node in description["nodes"].items():
            ((kind, parameters),) = node.items()
            inputs = parameters["inputs"] if "inputs" in parameters else [parameters["input"]]
            known = {"input"} | self.kinds.keys()
            assert known.issuperset(inputs), f"{name} takes {inputs}, not all of them before it"
            self.kinds[name], self.inputs[name] = kind, inputs
            self.parameters[name] = {key: self.read(key, parameters[key]) for key in parameters}
        assert self.scores in self.kinds, self.scores

    def read(self, key, value):
        """A parameter, from its file where it has one."""
        if key not in FILES or not isinstance(value, str):
            return value
        array = numpy.load(self.folder / value, allow_pickle=False)
        assert array.dtype == numpy.dtype("<f4"), f"{value} is of {array.dtype}"
        return torch.from_numpy(array).to(self.dtype)

    def layers(self):
        """The names of the convolutions and dense layers, in order."""
        return [name for name, kind in self.kinds.items() if kind in ("convolution", "dense")]

    def continuous(self, layer):
        """w^c [filters, d], None where the folder has no such weights."""
        return self.parameters[layer].get("weights")

    def computed(self, layer):
        """The weights [filters, d] that the network computes with."""
        parameters = self.parameters[layer]
        return parameters["computed"] if "computed" in parameters else parameters["weights"]

    def value(self, name, values, changes=None):
        """What leaves a node.

        values: what leaves the nodes before it, by name, images [n, channels, height, width]
        changes: parameters to compute with instead of the folder's, by node; of a layer also
            "behind", the factor and shift of a scale behind it
        """
        changed = (changes or {}).get(name, {})
        parameters = self.parameters[name] | changed
        if self.kinds[name] in ("convolution", "dense"):
            parameters.setdefault("computed", parameters.get("weights"))
        x = KINDS[self.kinds[name]](parameters, *(values[taken] for taken in self.inputs[name]))
        return scale(changed["behind"], x) if "behind" in changed else x

    def run(self, images, keep, changes=None):
        """What leaves the nodes in keep, by name, for images [n, channels, height, width]."""
        values = {"input": images.to(self.dtype)}
        for name in self.kinds:
            values[name] = self.value(name, values, changes)
            self.drop(values, name, keep)
        return values

    def drop(self, values, name, keep):
        """Forgets what no node behind the named one takes."""
        names = list(self.kinds)
        needed = {taken for later in names[names.index(name) + 1 :] for taken in self.inputs[later]}
        for each in values.keys() - needed - set(keep):
            del values[each]

    def __call__(self, images, changes=None):
        """The scores [n, classes]."""
        return self.run(images, {self.scores}, changes)[self.scores].flatten(1)


FILES = {
    "weights", "computed", "gamma", "beta", "mean", "variance", "factor", "shift", "slopes"
}  # fmt: skip


@torch.no_grad()
def predictions(network, images, *more):
    """The class of the highest score of each image, of equal ones the first."""
    return torch.cat([network(part, *more).argmax(1) for part in images.split(BATCH)])


# --------------------------------------------------------------- what nodes do


def padded(x, pads, value):
    top, bottom, left, right = pads
    return functional.pad(x, (left, right, top, bottom), value=value) if any(pads) else x


def window(parameters):
    """Kernel, stride, pads, dilation."""
    default = {"stride": [1, 1], "pads": [0, 0, 0, 0], "dilation": [1, 1]}
    return (
        parameters.get(key, default.get(key)) for key in ("kernel", "stride", "pads", "dilation")
    )


def kernels(rows, height, width):
    """Rows [filters, (row, column, channel)] as PyTorch has them, [filters, channel, row, column]."""
    return rows.reshape(len(rows), height, width, -1).permute(0, 3, 1, 2)


def convolution(parameters, x):
    kernel, stride, pads, dilation = window(parameters)
    return functional.conv2d(
        padded(x, pads, parameters.get("pad-value", 0)),
        kernels(parameters["computed"], *kernel).contiguous(),
        stride=stride,
        dilation=dilation,
        groups=parameters.get("groups", 1),
    )


def dense(parameters, x):
    assert x.shape[2:] == (1, 1), f"an image of {list(x.shape[2:])} enters a dense layer"
    return functional.linear(x[:, :, 0, 0], parameters["computed"])[:, :, None, None]


def batch_norm(parameters, x):
    statistics = (parameters[key] for key in ("mean", "variance", "gamma", "beta"))
    return functional.batch_norm(x, *statistics, eps=parameters["epsilon"])


def channels(value, x):
    """A number, or one for each channel, to compute with x."""
    value = torch.as_tensor(value, dtype=x.dtype)
    return value.reshape(1, -1, 1, 1)


def scale(parameters, x):
    return x * channels(parameters.get("factor", 1), x) + channels(parameters.get("shift", 0), x)


def pool(parameters, x):
    kernel, stride, pads, _ = window(parameters)
    if parameters["kind"] == "max":
        return functional.max_pool2d(padded(x, pads, -torch.inf), kernel, stride)
    averages = functional.avg_pool2d(padded(x, pads, 0), kernel, stride)
    if parameters.get("count-pads", False):
        return averages
    inside = padded(torch.ones_like(x[:1, :1]), pads, 0)
    return averages / functional.avg_pool2d(inside, kernel, stride)


def sign(parameters, x):
    zeros = torch.as_tensor(parameters["zero"], dtype=x.dtype)
    return torch.where(x == 0, zeros, torch.where(x > 0, 1.0, -1.0).to(x.dtype))


def flatten(parameters, x):
    return x.permute(0, 2, 3, 1).flatten(1)[:, :, None, None]


def shuffle(parameters, x):
    n, c, height, width = x.shape
    groups = parameters["groups"]
    return x.reshape(n, groups, c // groups, height, width).transpose(1, 2).reshape(x.shape)


def pad_channels(parameters, x):
    return functional.pad(x, (0, 0, 0, 0, parameters["before"], parameters["after"]))


KINDS = {
    "convolution": convolution,
    "dense": dense,
    "batch-norm": batch_norm,
    "scale": scale,
    "pool": pool,
    "sign": sign,
    "relu": lambda parameters, x: x.relu(),
    "clip": lambda parameters, x: x.clamp(parameters["low"], parameters["high"]),
    "leaky-relu": lambda parameters, x: torch.where(x > 0, x, parameters["slope"] * x),
    "prelu": lambda parameters, x: torch.where(x > 0, x, channels(parameters["slopes"], x) * x),
    "tanh": lambda parameters, x: x.tanh(),
    "sigmoid": lambda parameters, x: x.sigmoid(),
    "hard-swish": lambda parameters, x: functional.hardswish(x),
    "hard-sigmoid": lambda parameters, x: functional.hardsigmoid(x),  # x/6 + 1/2
    "hard-tanh": lambda parameters, x: x.clamp(-1, 1),
    "add": lambda parameters, *x: sum(x[1:], x[0]),
    "multiply": lambda parameters, *x: math.prod(x[1:], start=x[0]),
    "concat": lambda parameters, *x: torch.cat(x, 1),
    "slice": lambda parameters, x: x[:, parameters["from"] : parameters["to"]],
    "pad-channels": pad_channels,
    "pad": lambda parameters, x: padded(x, parameters["pads"], parameters.get("value", 0)),
    "flatten": flatten,
    "shuffle": shuffle,
}


if __name__ == "__main__":
    main()
