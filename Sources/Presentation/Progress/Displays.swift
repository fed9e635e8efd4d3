import Training
package import Runs
import Foundation

/// Says only what failed, and what moved.
package struct QuietDisplay: RunDisplay {
    package init() {}

    package func receive(_ event: RunEvent) {
        switch event {
        case .failed, .moved:
            if let line = EventText.line(event) { Terminal.error(line) }
        default: break
        }
    }

    package func end() {}
}

/// A line an epoch, for logs.
package struct EpochLines: RunDisplay {
    package init() {}

    package func receive(_ event: RunEvent) {
        if let line = EventText.line(event) { Terminal.error(line) }
    }

    package func end() {}
}

/// Events in words, one line each.
package enum EventText {
    /// nil where there is nothing to say.
    package static func line(_ event: RunEvent) -> String? {
        switch event {
        case .skipped(let name, let seed): "\(name) seed \(seed): complete already"
        case .moved(let name, let moved):
            "\(name): \(moved.seeds.count == 1 ? "1 seed" : "\(moved.seeds.count) seeds") of other settings moved to "
                + "\(moved.path), with spec and figures; `onecycle plot` and `compare` read them there"
        case .epoch(let name, let seed, let record):
            "\(name) seed \(seed) epoch \(record.epoch): train_loss \(ResultTables.decimals(record.trainLoss, 6)) "
                + "valid_loss \(ResultTables.decimals(record.validLoss, 6)) "
                + "accuracy \(ResultTables.decimals(record.accuracy, 6)) (\(ResultTables.decimals(record.seconds, 2)) s)"
        case .finished(let summary):
            summary.status == .diverged
                ? "\(summary.name) seed \(summary.seed): diverged: at step \(summary.steps - 1) the loss or a weight was not finite"
                : nil
        case .found(let name, let record): "\(name): range test: \(FinderText.line(record))"
        case .profiled: nil
        case .failed(let name, let seed, let message): failure(name, seed, message)
        }
    }

    package static func failure(_ name: String, _ seed: UInt64?, _ message: String) -> String {
        "\(name)\(seed.map { " seed \($0)" } ?? ""): failed: \(message)"
    }
}
