#!/usr/bin/env python3
"""Trains the network of Anderson & Berg (arXiv 1705.07199) on CIFAR-10 in PyTorch, and writes it as
the NumPy files that Orthant reads.

    python3 train.py --data DIR --out NETWORK       # the paper's recipe: 500 epochs, a GPU's work
    ./orthant run configs/paper-cifar10-training.yaml --data DIR --set network.bnn-cnn.parameters=NETWORK

DIR holds cifar-10-batches-bin/. NETWORK gets, for every layer, weights.npy [filters, d] with d in
the order (kernel row, kernel column, channel) and gamma, beta, mean and variance.npy; beside them
predictions.npy and labels.npy of the test images, training.csv (epoch, loss, accuracy, seconds) and
recipe.json. PyTorch 1.13 or later, NumPy, nothing else.
"""

import argparse
import json
import math
import pathlib
import time

import numpy
import torch
from torch import nn
from torch.nn import functional

CLASSES = 10
LOSS_SCALE = 1024  # keeps gradients in float16's range


def main():
    options = arguments()
    torch.manual_seed(options.seed)
    torch.backends.cudnn.benchmark = True
    torch.backends.cudnn.allow_tf32 = False
    options.out.mkdir(parents=True, exist_ok=True)
    recipe = {name: value for name, value in vars(options).items() if name not in ("data", "out")}
    (options.out / "recipe.json").write_text(json.dumps(recipe, indent=1) + "\n")
    training = [tensor.to(options.device) for tensor in cifar10(options.data, training=True)]
    test = [tensor.to(options.device) for tensor in cifar10(options.data, training=False)]
    network = Network(options).to(options.device)
    if options.device == "cuda":
        network = network.to(memory_format=torch.channels_last)
    train(network, training, test, options)
    save(network, test, options.out)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n\n")[0], formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    integers = lambda text: [int(part) for part in text.split(",")]
    add = parser.add_argument
    add("--data", type=pathlib.Path, required=True, help="folder with cifar-10-batches-bin/")
    add("--out", type=pathlib.Path, required=True, help="folder for the network")
    add("--convolutions", type=integers, default="128,128,256,256,512,512", help="filters")
    add("--dense", type=integers, default="1024,1024", help="widths")
    add("--weights", choices=WEIGHTS, default="binary", help="quantizer of the weights")
    add("--activations", choices=ACTIVATIONS, default="binary", help="quantizer of the activations")
    add("--first-layer", default="like the others",
        help="'continuous', or a NumPy file with the rotation R of θ_R(w) = Rᵀθ(Rw)")
    add("--epochs", type=int, default=500)
    add("--batch", type=int, default=50)
    add("--learning-rate", type=float, default=1e-3, help="of the first step")
    add("--final-learning-rate", type=float, default=3e-7, help="of the last step")
    add("--decay", choices=DECAYS, default="exponential", help="of the learning rate")
    add("--flip", action="store_true", help="mirror images at random")
    add("--seed", type=int, default=1)
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    add("--half", action="store_true",
        help="float16 products behind the first layer, of signs exact up to sums of 4096; for GPUs")
    return parser.parse_args()


def cifar10(folder, training):
    """Images [n, 3, 32, 32] of bytes, and labels [n]."""
    names = [f"data_batch_{i}.bin" for i in range(1, 6)] if training else ["test_batch.bin"]
    records = [numpy.fromfile(folder / "cifar-10-batches-bin" / name, numpy.uint8) for name in names]
    records = torch.from_numpy(numpy.concatenate(records).reshape(-1, 3073))
    return records[:, 1:].reshape(-1, 3, 32, 32).contiguous(), records[:, 0].long()


# ---------------------------------------------------------------- quantizers


def sign(x):
    """+1 where x > 0, else −1, never 0."""
    return (x > 0).to(x.dtype).mul_(2).sub_(1)


def kept_signs(x, threshold):
    """The sign where |x| exceeds the threshold, else 0."""
    return torch.sign(x) * (x.abs() > threshold)


def ternary_rows(rows):
    """Ternary weight networks: the threshold is 0.7 times the filter's mean magnitude."""
    return kept_signs(rows, 0.7 * rows.abs().mean(1, keepdim=True))


WEIGHTS = {"binary": sign, "ternary": ternary_rows, "continuous": lambda rows: rows}
ACTIVATIONS = {"binary": sign, "ternary": lambda x: kept_signs(x, 0.5)}
DECAYS = {
    "exponential": lambda first, last, progress: first * (last / first) ** progress,
    "cosine": lambda first, last, progress: last
    + (first - last) * (1 + math.cos(math.pi * progress)) / 2,
}


class StraightThrough(torch.autograd.Function):
    """Quantizes; the gradient passes, of activations where |x| ≤ 1 only."""

    @staticmethod
    def forward(context, x, quantizer, bounded):
        context.bounded = bounded
        if bounded:
            context.save_for_backward(x.abs() <= 1)
        return quantizer(x)

    @staticmethod
    def backward(context, gradient):
        return gradient * context.saved_tensors[0] if context.bounded else gradient, None, None


# ------------------------------------------------------------------- network


class Block(nn.Module):
    """Product → 2×2 max pool (or not) → batch normalization → quantized activation (or none)."""

    def __init__(self, name, inputs, filters, kernel, pooled, weights, activations, half):
        super().__init__()
        self.name, self.pooled, self.quantize, self.activate = name, pooled, weights, activations
        self.type = torch.float16 if half else torch.float32
        area = kernel * kernel if kernel else 1
        shape = (filters, inputs, kernel, kernel) if kernel else (filters, inputs)
        spread = math.sqrt(2 / (area * (inputs + filters)))
        self.weight = nn.Parameter(torch.randn(shape) * spread)
        self.norm = (nn.BatchNorm2d if kernel else nn.BatchNorm1d)(filters)

    def rows(self):
        """The continuous weights, [filters, d]."""
        w = self.weight
        return w.permute(0, 2, 3, 1).reshape(len(w), -1) if w.dim() == 4 else w

    def quantized(self):
        rows = StraightThrough.apply(self.rows(), self.quantize, False)
        if self.weight.dim() == 2:
            return rows
        filters, inputs, height, width = self.weight.shape
        return rows.reshape(filters, height, width, inputs).permute(0, 3, 1, 2)

    def forward(self, x):
        x, w = x.to(self.type), self.quantized().to(self.type)
        x = functional.conv2d(x, w, padding="same") if w.dim() == 4 else functional.linear(x, w)
        if self.pooled:
            x = functional.max_pool2d(x, 2)
        x = self.norm(x)
        return StraightThrough.apply(x, self.activate, True) if self.activate else x


class Network(nn.Sequential):
    def __init__(self, options):
        weights, activations = WEIGHTS[options.weights], ACTIVATIONS[options.activations]
        blocks, inputs, side = [], 3, 32
        for i, filters in enumerate(options.convolutions):
            first, pooled = i == 0, i % 2 == 1
            quantizer = first_layer(options, weights) if first else weights
            half = options.half and not first
            blocks.append(
                Block(f"conv{i + 1}", inputs, filters, 3, pooled, quantizer, activations, half)
            )
            inputs, side = filters, side // 2 if pooled else side
        inputs *= side * side
        for i, width in enumerate(options.dense + [CLASSES]):
            last = i == len(options.dense)
            blocks.append(
                Block(f"dense{i + 1}", inputs, width, 0, False, weights,
                      None if last else activations, options.half)
            )
            inputs = width
        super().__init__(*blocks)

    def forward(self, x):
        for block in self:
            if block.weight.dim() == 2 and x.dim() == 4:
                x = x.permute(0, 2, 3, 1).flatten(1)  # rows in the order (row, column, channel)
            x = block(x)
        return x


def first_layer(options, others):
    choice = options.first_layer
    if choice == "like the others":
        return others
    if choice == "continuous":
        return WEIGHTS["continuous"]
    rotation = torch.from_numpy(numpy.load(choice)).float().to(options.device)
    return lambda rows: sign(rows @ rotation.T) @ rotation


def inputs_of(images):
    """Bytes as numbers in [−1, 1]."""
    return images.float().div_(127.5).sub_(1)


# ------------------------------------------------------------------ training


def train(network, training, test, options):
    images, labels = training
    graph = options.device == "cuda"
    scale = LOSS_SCALE if options.half else 1
    optimizer = adam(network.parameters(), options.learning_rate, 1e-8 * scale, graph)
    weights = [block.weight for block in network]
    order = torch.arange(len(images), device=images.device)
    position = torch.zeros((), dtype=torch.long, device=images.device)
    total = torch.zeros((), device=images.device)
    offsets = torch.arange(options.batch, device=images.device)

    def step():
        chosen = order[position * options.batch + offsets]
        x, y = inputs_of(images[chosen]), labels[chosen]
        if options.flip:
            mirrored = torch.rand(len(x), 1, 1, 1, device=x.device) < 0.5
            x = torch.where(mirrored, x.flip(3), x)
        if graph:
            x = x.contiguous(memory_format=torch.channels_last)
        targets = 2.0 * functional.one_hot(y, CLASSES) - 1
        scores = network(x).float()
        loss = (1 - targets * scores).clamp(min=0).square().sum(1).mean()
        optimizer.zero_grad(set_to_none=True)
        (loss * scale).backward()
        nn.utils.clip_grad_value_(network.parameters(), scale)
        optimizer.step()
        with torch.no_grad():
            for weight in weights:
                weight.clamp_(-1, 1)
            position.add_(1)
            total.add_(loss.detach())

    run = recorded(step, network, optimizer) if graph else step
    steps = len(images) // options.batch
    began = time.time()
    log = (options.out / "training.csv").open("w")
    print("epoch,loss,accuracy,seconds", file=log, flush=True)
    for epoch in range(options.epochs):
        order.copy_(torch.randperm(len(images)))
        position.zero_()
        total.zero_()
        network.train()
        for i in range(steps):
            progress = (epoch * steps + i) / max(1, options.epochs * steps - 1)
            value = DECAYS[options.decay](
                options.learning_rate, options.final_learning_rate, progress
            )
            if graph:
                optimizer.param_groups[0]["lr"].fill_(value)
            else:
                optimizer.param_groups[0]["lr"] = value
            run()
        accuracy = (predictions(network, test[0]) == test[1]).float().mean().item()
        line = f"{epoch + 1},{total.item() / steps:.5f},{accuracy:.4f},{time.time() - began:.1f}"
        print(line, file=log, flush=True)
        print(line, flush=True)


def adam(parameters, rate, epsilon, graph):
    """Adam, which divides a scale of the loss out again; epsilon holds the same scale."""
    if not graph:
        return torch.optim.Adam(parameters, lr=rate, eps=epsilon)
    rate = torch.tensor(rate, device="cuda")
    return torch.optim.Adam(parameters, lr=rate, eps=epsilon, fused=True, capturable=True)


def recorded(step, network, optimizer):
    """The step as one CUDA graph. Recording it runs a few steps, whose effect is undone."""
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    optimizer.zero_grad(set_to_none=True)
    with torch.cuda.graph(graph):
        step()
    network.load_state_dict(before)
    for state in optimizer.state.values():
        for tensor in state.values():
            tensor.zero_()
    return graph.replay


@torch.no_grad()
def predictions(network, images, batch=1000):
    network.eval()
    return torch.cat([network(inputs_of(part)).argmax(1) for part in images.split(batch)])


# -------------------------------------------------------------------- saving


def save(network, test, out):
    """Writes the network, its weights in float16, and what it predicts with these."""
    for block in network:
        block.type = torch.float32
        block.weight.data = sign_keeping_half(block.weight.data).float()
        folder = out / block.name
        folder.mkdir(exist_ok=True)
        arrays = {
            "weights": block.rows().half(),
            "gamma": block.norm.weight,
            "beta": block.norm.bias,
            "mean": block.norm.running_mean,
            "variance": block.norm.running_var,
        }
        for name, tensor in arrays.items():
            numpy.save(folder / f"{name}.npy", tensor.detach().cpu().contiguous().numpy())
    numpy.save(out / "predictions.npy", predictions(network, test[0]).cpu().numpy())
    numpy.save(out / "labels.npy", test[1].cpu().numpy())


def sign_keeping_half(weights):
    """float16, in which a number too small for it becomes the smallest with its sign."""
    smallest = 2.0**-24
    half = weights.half()
    lost = (half == 0) & (weights != 0)
    return torch.where(lost, (torch.sign(weights) * smallest).half(), half)


if __name__ == "__main__":
    main()
