"""The self-normalizing network in PyTorch, everything in memory: prints the seconds of one epoch's training and validation."""
import time

import torch
from torch import nn
from torch.nn import functional as F

from mnist import read_idx


def network():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1), nn.SELU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 32, 5), nn.SELU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(800, 256), nn.SELU(), nn.Dropout(0.5), nn.Linear(256, 10),
    )  # fmt: skip


def main(batch_size=32, held_out=5000, lr_max=0.01):
    torch.manual_seed(0)
    images = torch.from_numpy(read_idx("train-images-idx3-ubyte")).float().div(255).unsqueeze(1)
    labels = torch.from_numpy(read_idx("train-labels-idx1-ubyte")).long()
    shuffled = torch.randperm(len(images))
    training, validation = shuffled[held_out:], shuffled[:held_out]
    model = network()
    steps = -(-len(training) // batch_size)
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr_max, betas=(0.9, 0.999), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr_max, total_steps=steps)

    start = time.perf_counter()
    model.train()
    for batch in training[torch.randperm(len(training))].split(batch_size):
        loss = F.cross_entropy(model(images[batch]), labels[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
    model.eval()
    with torch.no_grad():
        logits = torch.cat([model(images[part]) for part in validation.split(256)])
        F.cross_entropy(logits, labels[validation]).item()
        (logits.argmax(1) == labels[validation]).float().mean().item()
    print(f"{time.perf_counter() - start:.4f}")


main()
