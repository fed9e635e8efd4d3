package import Specs

/// The lines a spec's problems read as; empty: it is a good one.
package func problemLines(_ text: String, set overrides: [String] = [], path: String = "experiments/a.json") -> [String]
{
    do {
        _ = try SpecFile.parse(text: text, path: path, overrides: overrides.map { SpecOverride($0) })
        return []
    } catch {
        return error.lines
    }
}

/// A spec that is expected to be good.
package func goodSpec(_ text: String, set overrides: [String] = [], path: String = "a.json") throws -> ResolvedSpec {
    try SpecFile.parse(text: text, path: path, overrides: overrides.map { SpecOverride($0) })
}

/// The spec of the schedule alone, with more keys before it.
package func withSchedule(_ keys: String = "") -> String {
    "{\(keys.isEmpty ? "" : keys + ", ")\"schedule\": {\"type\": \"one_cycle\", \"lr_max\": 0.05}}"
}

/// A spec with one-cycle keys beside `lr_max`.
package func oneCycle(_ keys: String) -> String {
    "{\"schedule\": {\"type\": \"one_cycle\", \"lr_max\": 0.05, \(keys)}}"
}

extension ModelSpec.Network {
    /// simple_cnn with every default but the channels.
    package static func simpleCNN(channels: [Int]) -> ModelSpec.Network {
        let count = channels.count - 1
        return .simpleCNN(
            channels: channels, kernelSizes: Array(repeating: 3, count: count),
            strides: Array(repeating: 2, count: count), batchNorm: false)
    }
}

/// Every key of every place given, none at its default.
package let fullSpec = """
    {
      "name": "full.spec-1_2",
      "description": "every key, \\u00e4 and \\ud83d\\ude00",
      "data": {
        "source": "mnist_sample",
        "batch_size": 32,
        "valid_batch_size": 128,
        "shuffle": false,
        "drop_last": false,
        "train_limit": 1000,
        "valid_split": {"count": 2000},
        "augment": {"shift": 4, "flip": true, "rotate": 12.5, "cutout": 8}
      },
      "model": {"architecture": "simple_cnn", "channels": [3, 8, 32, 16, 2], "kernel_sizes": [5, 3, 4, 1],
        "strides": [1, 2, 2, 1], "batch_norm": true, "init": "kaiming_normal"},
      "optimizer": {"type": "sgd", "momentum": 0.8, "nesterov": true, "weight_decay": 5e-4},
      "schedule": {
        "type": "one_cycle",
        "lr_max": 0.1,
        "flavor": "three_phase",
        "div_factor": 12.5,
        "pct_start": 0.4,
        "moms": [0.9, 0.8],
        "final_div": 1000,
        "cycle_momentum": false
      },
      "steps": 500,
      "seeds": [4, 2, 9007199254740991],
      "lr_finder": {
        "start_lr": 1e-6, "end_lr": 1, "num_it": 50, "spacing": "linear", "loss": "validation", "stop_div": false,
        "seeds": 2
      },
      "checkpoint": {"seconds": 5},
      "keep_best": "accuracy",
      "smoothing": {"window": 0.125},
      "figures": ["loss", "schedule"],
      "formats": ["png"]
    }
    """
