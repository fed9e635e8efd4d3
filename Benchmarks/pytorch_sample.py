"""The first experiment in PyTorch, everything in memory: prints the seconds of two epochs' training and validation."""
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from mnist import read_idx


def threes_and_sevens(prefix):
    labels = read_idx(f"{prefix}-labels-idx1-ubyte")
    chosen = np.isin(labels, (3, 7))
    images = torch.from_numpy(read_idx(f"{prefix}-images-idx3-ubyte")[chosen].astype(np.float32) / 255)
    images = images.unsqueeze(1).repeat(1, 3, 1, 1)
    return images, torch.from_numpy((labels[chosen] == 7).astype(np.int64))


def network():
    layers, sizes = [], (3, 16, 16, 2)
    for inputs, outputs in zip(sizes, sizes[1:]):
        convolution = nn.Conv2d(inputs, outputs, 3, stride=2, padding=1)
        nn.init.kaiming_normal_(convolution.weight)
        nn.init.zeros_(convolution.bias)
        layers += [convolution, nn.ReLU(inplace=True)]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten())


def main(epochs=2, batch_size=64, lr_max=0.05):
    torch.manual_seed(0)
    images, labels = threes_and_sevens("train")
    valid_images, valid_labels = threes_and_sevens("t10k")
    model = network()
    steps = len(images) // batch_size
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr_max, betas=(0.9, 0.99), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, lr_max, total_steps=epochs * steps)

    start = time.perf_counter()
    for _ in range(epochs):
        order = torch.randperm(len(images))
        for step in range(steps):
            batch = order[step * batch_size : (step + 1) * batch_size]
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        with torch.no_grad():
            logits = torch.cat([model(part) for part in valid_images.split(256)])
            F.cross_entropy(logits, valid_labels).item()
            (logits.argmax(1) == valid_labels).float().mean().item()
    print(f"{time.perf_counter() - start:.4f}")


main()
