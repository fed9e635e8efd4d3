"""The workloads in PyTorch. A variant is eager or compile, then any of channels_last, fused and bf16 (autocast)."""
import itertools

import torch
from torch import nn
from torch.nn import functional as F

VERSION = f"torch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}"
TAKES_THREADS = True
VARIANTS = [
    "-".join(filter(None, parts))
    for parts in itertools.product(("eager", "compile"), ("", "channels_last"), ("", "fused"), ("", "bf16"))
]


class Residual(nn.Module):
    def __init__(self, body, shortcut):
        super().__init__()
        self.body, self.shortcut = network(body), network(shortcut)

    def forward(self, x):
        return self.body(x) + self.shortcut(x)


def layer(kind, *sizes):
    if kind == "conv":
        inputs, outputs, kernel, stride, padding, bias = sizes
        return nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=bias)
    if kind == "mean":
        return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())
    makers = {
        "linear": nn.Linear, "batch_norm": nn.BatchNorm2d, "relu": lambda: nn.ReLU(inplace=True), "selu": nn.SELU,
        "max_pool": lambda: nn.MaxPool2d(2), "flatten": nn.Flatten, "dropout": nn.Dropout, "residual": Residual,
    }  # fmt: skip
    return makers[kind](*sizes)


def network(layers):
    return nn.Sequential(*(layer(*description) for description in layers))


class Training:
    def __init__(self, workload, variant, threads):
        options = variant.split("-")
        torch.manual_seed(0)
        torch.set_num_threads(threads)
        torch._dynamo.reset()
        self.workload = workload
        self.channels_last, self.fused, bf16 = (name in options for name in ("channels_last", "fused", "bf16"))
        self.data = workload.load(self.channels_last)
        self.images, self.labels = torch.from_numpy(self.data.values), torch.from_numpy(self.data.labels)
        self.model = model = network(workload.layers)
        if workload.kaiming:
            for module in model.modules():
                if isinstance(module, nn.Conv2d):
                    nn.init.kaiming_normal_(module.weight)
                    nn.init.zeros_(module.bias)
        if self.channels_last:
            model.to(memory_format=torch.channels_last)

        def predict(images):
            with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
                return model(images).float()

        def loss(images, labels):
            return F.cross_entropy(predict(images), labels)

        if "compile" in options:
            # Every size of batch has its own code, compiled in the warm-up.
            predict, loss = torch.compile(predict, dynamic=False), torch.compile(loss, dynamic=False)
        self.predict, self.loss = predict, loss
        self.start()

    def start(self):
        """A new optimizer and a schedule at its first step."""
        workload, parameters = self.workload, self.model.parameters()
        if workload.optimizer == "adamw":
            self.optimizer = torch.optim.AdamW(
                parameters, lr=workload.lr_max, betas=(0.9, workload.beta2), weight_decay=0.01, fused=self.fused)
        else:
            self.optimizer = torch.optim.SGD(parameters, lr=workload.lr_max, momentum=0.9, fused=self.fused)
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer, workload.lr_max, total_steps=workload.steps)
        self.last_loss = torch.zeros(())
        self.model.train()

    def warm_up(self, batches):
        """Steps and a validation, which compile all code; the weights are restored."""
        initial = {name: value.clone() for name, value in self.model.state_dict().items()}
        for batch in batches:
            self.step(batch)
        self.validate()
        self.model.load_state_dict(initial)

    def gathered(self, rows):
        images = self.images.index_select(0, rows)
        return images.permute(0, 3, 1, 2) if self.channels_last else images

    def step(self, batch):
        rows = torch.from_numpy(batch)
        loss = self.loss(self.gathered(rows), self.labels[rows])
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.schedule.step()
        self.last_loss = loss.detach()

    def wait(self):
        """Returns when all steps have been computed, which they are: this library does not run ahead."""

    def validate(self):
        self.model.eval()
        rows = torch.from_numpy(self.data.validation)
        with torch.no_grad():
            parts = rows.split(self.workload.validation_batch)
            logits = torch.cat([self.predict(self.gathered(part)) for part in parts])
            labels = self.labels[rows]
            loss = F.cross_entropy(logits, labels).item()
            accuracy = (logits.argmax(1) == labels).float().mean().item()
        self.model.train()
        return loss, accuracy
