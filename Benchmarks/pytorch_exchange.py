"""Whether PyTorch and onecycle compute the same from the same weights, whoever made them.

    MNIST_DIR=DIR python Benchmarks/pytorch_exchange.py [ONECYCLE]

For each of six networks, on the first 1,000 test digits:

  to PyTorch    onecycle trains; load_state_dict(strict=True) takes its file; PyTorch's logits against those that
                `onecycle predict` prints
  from PyTorch  PyTorch draws weights and moves running statistics; save_file; logits likewise
  one step      the same file as model.init.file: the first batch's loss and the statistics that it leaves behind

Prints the largest differences, absolute and relative to the largest value, and ends with 1 where one is above 1e-5.
Needs torch, numpy and safetensors, and a built onecycle (default: .build/release/onecycle).
"""
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from mnist import read_idx

TOLERANCE = 1e-5
DIGITS = 1000

TRAINING = {"schedule": {"type": "one_cycle", "lr_max": 0.01}, "steps": 200, "figures": []}


def halving(kind):
    return {"type": kind, "kernel": 2}


LAYERS = [
    {"type": "conv", "out": 16, "kernel": 5, "stride": 2, "padding": 2, "bias": False},
    {"type": "batch_norm"},
    {"type": "gelu"},
    {
        "type": "residual",
        "layers": [{"type": "conv", "out": 24, "kernel": 3, "padding": 1}, {"type": "batch_norm"}, {"type": "silu"}],
        "shortcut": [{"type": "conv", "out": 24, "kernel": 1, "bias": False}, {"type": "batch_norm"}],
    },
    {"type": "leaky_relu", "slope": 0.1},
    {"type": "avg_pool", "kernel": 3, "stride": 2, "padding": 1},
    {"type": "residual", "layers": [{"type": "conv", "out": 24, "kernel": 3, "padding": 1}, {"type": "elu"}]},
    {"type": "max_pool", "kernel": 3, "stride": 2},
    {"type": "flatten"},
    {"type": "linear", "out": 40, "bias": False},
    {"type": "batch_norm"},
    {"type": "tanh"},
    {"type": "dropout", "p": 0.2},
    {"type": "linear", "out": 10},
]

# Name, spec, and what to change in it: the images that both see, and no dropout if a step is compared.
SPECS = [
    ("simple_cnn, drawn digits", {"data": {"source": "digits_sample"}}, ["data.source=mnist_sample"]),
    ("simple_cnn, batch_norm",
     {"data": {"source": "mnist_sample"},
      "model": {"channels": [3, 8, 12, 2], "kernel_sizes": [5, 3, 2], "strides": [2, 1, 2], "batch_norm": True}}, []),
    ("mnist_cnn", {"data": {"source": "mnist"}, "model": {"architecture": "mnist_cnn", "init": "lecun_normal"}},
     ["model.dropout=0"]),
    ("lenet", {"data": {"source": "mnist"}, "model": {"architecture": "lenet"}}, []),
    ("resnet of 8 layers", {"data": {"source": "mnist"}, "model": {"architecture": "resnet", "depth": 8}}, []),
    ("layers", {"data": {"source": "mnist"}, "model": {"layers": LAYERS}},
     ["model.layers=" + json.dumps([dict(layer, p=0) if layer["type"] == "dropout" else layer for layer in LAYERS])]),
]


def layers_of(model):
    """An architecture's layers, as its file in Sources/Networks has them."""
    relu, flatten, norm = {"type": "relu"}, {"type": "flatten"}, {"type": "batch_norm"}

    def conv(out, kernel, **more):
        return {"type": "conv", "out": out, "kernel": kernel, **more}

    def linear(out):
        return {"type": "linear", "out": out}

    if "layers" in model:
        return model["layers"]
    if model["architecture"] == "simple_cnn":
        layers = []
        windows = list(zip(model["channels"][1:], model["kernel_sizes"], model["strides"]))
        for index, (out, kernel, stride) in enumerate(windows):
            normalized = model["batch_norm"] and index + 1 < len(windows)
            layers += [conv(out, kernel, stride=stride, padding=(kernel - 1) // 2, bias=not normalized), relu]
            layers += [norm] if normalized else []
        return layers + [{"type": "global_avg_pool"}, flatten]
    if model["architecture"] == "mnist_cnn":
        selu = {"type": "selu"}
        return [conv(32, 3, padding=1), selu, halving("max_pool"), conv(32, 5), selu, halving("max_pool"), flatten,
                linear(256), selu, {"type": "dropout", "p": model["dropout"]}, linear(10)]
    if model["architecture"] == "lenet":
        return [conv(20, 5), halving("max_pool"), conv(50, 5), halving("max_pool"), flatten, linear(500), relu,
                linear(10)]
    if model["architecture"] == "resnet":
        width = model["width"]
        layers = [conv(width, 3, padding=1, bias=False), norm, relu]
        for stage in range(3):
            for block in range((model["depth"] - 2) // 6):
                projects = stage > 0 and block == 0
                out, stride = width << stage, 2 if projects else 1
                main = [conv(out, 3, stride=stride, padding=1, bias=False), norm, relu,
                        conv(out, 3, padding=1, bias=False), norm]
                side = [conv(out, 1, stride=stride, bias=False), norm] if projects else []
                layers += [{"type": "residual", "layers": main, "shortcut": side}, relu]
        return layers + [{"type": "global_avg_pool"}, flatten, linear(10)]
    raise ValueError(model["architecture"])


class Residual(nn.Module):
    """layers(x) + shortcut(x), under the names that onecycle has: "3.layers.0.weight"."""

    def __init__(self, layers, shortcut):
        super().__init__()
        self.layers, self.shortcut = layers, shortcut

    def forward(self, x):
        return self.layers(x) + self.shortcut(x)


def module(layers, shape):
    """An nn.Sequential of a spec's layers for samples of a shape."""
    made = []
    x = torch.zeros(2, *shape)
    for layer in layers:
        kind = layer["type"]
        window = (layer.get("kernel"), layer.get("stride", layer.get("kernel")), layer.get("padding", 0))
        if kind == "conv":
            made.append(nn.Conv2d(x.shape[1], layer["out"], layer["kernel"], layer.get("stride", 1), window[2],
                                  bias=layer.get("bias", True)))
        elif kind == "linear":
            made.append(nn.Linear(x.shape[1], layer["out"], bias=layer.get("bias", True)))
        elif kind == "residual":
            made.append(Residual(module(layer["layers"], x.shape[1:]), module(layer.get("shortcut", []), x.shape[1:])))
        else:
            make = {
                "batch_norm": lambda: (nn.BatchNorm2d if x.dim() == 4 else nn.BatchNorm1d)(x.shape[1]),
                "max_pool": lambda: nn.MaxPool2d(*window),
                "avg_pool": lambda: nn.AvgPool2d(*window),
                "global_avg_pool": lambda: nn.AdaptiveAvgPool2d(1),
                "flatten": nn.Flatten,
                "dropout": lambda: nn.Dropout(layer["p"]),
                "leaky_relu": lambda: nn.LeakyReLU(layer.get("slope", 0.01)),
                "elu": lambda: nn.ELU(layer.get("alpha", 1)),
                "relu": nn.ReLU, "selu": nn.SELU, "gelu": nn.GELU, "silu": nn.SiLU, "tanh": nn.Tanh,
                "sigmoid": nn.Sigmoid,
            }
            made.append(make[kind]())
        x = made[-1](x)
    return nn.Sequential(*made)


def digits(source, part, count):
    """The first digits of a file as onecycle shows them to a network, and their classes."""
    labels, images = read_idx(f"{part}-labels-idx1-ubyte"), read_idx(f"{part}-images-idx3-ubyte")
    if source == "mnist_sample":
        chosen = np.isin(labels, (3, 7))
        labels, images = (labels[chosen] == 7).astype(np.int64), images[chosen]
    images = torch.from_numpy(images[:count].astype(np.float32) / 255).unsqueeze(1)
    if source == "mnist_sample":
        images = images.repeat(1, 3, 1, 1)
    return images, torch.from_numpy(labels[:count].astype(np.int64))


class Exchange:
    """One network's comparisons, in a folder of their own."""

    def __init__(self, onecycle, folder, name, spec, changes):
        self.onecycle, self.folder, self.name = onecycle, folder, name
        self.spec = os.path.join(folder, "spec.json")
        self.output = os.path.join(folder, "output")
        self.changes = sum((["--set", change] for change in changes), [])
        with open(self.spec, "w") as file:
            json.dump({**TRAINING, "name": "run", **spec}, file)
        self.rows = []

    def call(self, *arguments):
        result = subprocess.run([self.onecycle, *arguments], stdout=subprocess.PIPE, check=True, text=True)
        return result.stdout

    def logits(self, *arguments):
        """What `onecycle predict` prints, and the classes."""
        text = self.call("predict", *arguments, *self.changes, "--count", str(DIGITS))
        table = np.array([row.split(",") for row in text.splitlines()[1:]], np.float32)
        return torch.from_numpy(table[:, 3:]), table[:, 1].astype(np.int64)

    def compare(self, what, ours, theirs):
        largest = theirs.abs().max().item()
        difference = (ours - theirs).abs().max().item()
        self.rows.append((self.name, what, largest, difference, difference / largest))

    def run(self):
        self.call("run", self.spec, "--output", self.output, "--quiet")
        seed = os.path.join(self.output, "run", "seed-0")
        with open(os.path.join(self.output, "run", "spec.json")) as file:
            spec = json.load(file)
        source = spec["data"]["source"].replace("digits_sample", "mnist_sample")
        self.images, labels = digits(source, "t10k", DIGITS)
        network = module(layers_of(spec["model"]), self.images.shape[1:])

        network.load_state_dict(load_file(os.path.join(seed, "model.safetensors")), strict=True)
        ours, classes = self.logits(seed)
        assert (classes == labels.numpy()).all() and len(ours) == DIGITS, "the digits are others"
        self.compare("to PyTorch", ours, self.evaluate(network))

        network = module(layers_of(spec["model"]), self.images.shape[1:])
        with torch.no_grad():
            for batch in digits(source, "train", 640)[0].split(64):
                network(batch)
            for layer in network.modules():
                if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d)):
                    layer.weight.uniform_(0.5, 1.5)
                    layer.bias.uniform_(-0.5, 0.5)
        weights = os.path.join(self.folder, "torch.safetensors")
        save_file(network.state_dict(), weights)
        ours, _ = self.logits(self.spec, "--weights", weights)
        self.compare("from PyTorch", ours, self.evaluate(network))
        self.step(network, source, spec["data"]["batch_size"])

    def evaluate(self, network):
        with torch.no_grad():
            return network.eval()(self.images)

    def step(self, network, source, batch_size):
        output = os.path.join(self.folder, "step")
        changes = ["model.init.file=torch.safetensors", "data.shuffle=false", "steps=1", 'optimizer={"type": "sgd"}',
                   'schedule={"type": "constant", "lr": 1e-30}']
        self.call("run", self.spec, "--output", output, "--quiet", "--name", "run", *self.changes,
                  *sum((["--set", change] for change in changes), []))
        seed = os.path.join(output, "run", "seed-0")
        with open(os.path.join(seed, "steps.csv")) as file:
            header, row = (line.strip().split(",") for line in file)
        images, labels = digits(source, "train", batch_size)
        for layer in network.modules():
            if isinstance(layer, nn.Dropout):
                layer.p = 0
        loss = nn.functional.cross_entropy(network.train()(images), labels)
        self.compare("one step, loss", torch.tensor(float(row[header.index("loss")])), loss.detach())
        ours, theirs = load_file(os.path.join(seed, "model.safetensors")), network.state_dict()
        assert ours.keys() == theirs.keys(), "the names are others"
        for name, tensor in theirs.items():
            if not name.endswith(("running_mean", "running_var")):
                assert torch.equal(ours[name], tensor), f"{name} has moved"
        names = [name for name in theirs if name.endswith(("running_mean", "running_var"))]
        if names:
            values = [torch.cat([state[name] for name in names]) for state in (ours, theirs)]
            self.compare("one step, statistics", *values)


def main():
    onecycle = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("PROGRAM", ".build/release/onecycle"))
    if "MNIST_DIR" not in os.environ:
        sys.exit("set MNIST_DIR to the folder of MNIST's four IDX files")
    torch.manual_seed(0)
    rows = []
    for name, spec, changes in SPECS:
        with tempfile.TemporaryDirectory() as folder:
            exchange = Exchange(onecycle, folder, name, spec, changes)
            exchange.run()
            rows += exchange.rows
    print(f"{'network':26}{'':24}{'largest value':>15}{'difference':>13}{'relative':>11}")
    for name, what, largest, difference, relative in rows:
        mark = "" if relative <= TOLERANCE else "  over"
        print(f"{name:26}{what:24}{largest:15.5g}{difference:13.2g}{relative:11.2g}{mark}")
    if not all(relative <= TOLERANCE for *_, relative in rows):
        sys.exit(f"differences above {TOLERANCE:g} of the largest value")


if __name__ == "__main__":
    main()
