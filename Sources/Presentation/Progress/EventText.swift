import Runs
import Text
import Training

/// Events of the runner in words, one line each.
enum EventText {
    /// nil for an event that has no line.
    static func line(_ event: RunEvent) -> String? {
        switch event {
        case .skipped(let name, let seed): "\(name) seed \(seed): already complete"
        case .doneElsewhere(let name, let seed):
            seed.map { "\(name) seed \($0): trained by another call" } ?? "\(name): range test: run by another call"
        case .waiting(let work): WaitingText.line(work)
        case .rangeTestLeftOut(let name):
            "\(name): range test: left out, since another call uses one of other settings in this folder; "
                + "run again when it has ended"
        case .moved(let name, let moved):
            MovedText.line(name, moved)
        case .resumed(let name, let seed, let step, let total):
            "\(run(name, seed)): resumes from step \(step) of \(total)"
        case .notResumed(let name, let seed, let message): "\(run(name, seed)): \(message)"
        case .suspended(let name, let seed, let step, let total):
            "\(run(name, seed)): checkpoint at step \(step) of \(total)"
        case .notSaved(let name, let seed, let message):
            "\(run(name, seed)): progress is not saved: \(message); the run continues and tries again"
        case .epoch(let name, let seed, let record): "\(name) seed \(seed) epoch \(record.epoch): \(values(record))"
        case .finished(let summary): ending(summary)
        case .found(let name, let record): "\(name): range test: \(FinderText.line(record))"
        case .profiled: nil
        case .cannotWrite(let output):
            "\(output): results cannot be written: no further run starts; free space or allow writing, then run again"
        case .failed(let name, let seed, let message):
            "\(name)\(seed.map { " seed \($0)" } ?? ""): failed: \(message)"
        }
    }

    private static func run(_ name: String, _ seed: UInt64?) -> String {
        "\(name) \(seed.map { "seed \($0)" } ?? "range test")"
    }

    private static func values(_ record: EpochRecord) -> String {
        let columns = [
            ("train_loss", record.trainLoss), ("valid_loss", record.validLoss), ("accuracy", record.accuracy),
        ]
        let seconds = NumberText.decimals(record.seconds, 2)
        return columns.map { "\($0) \(NumberText.decimals($1, 6))" }.joined(separator: " ") + " (\(seconds) s)"
    }

    /// nil for a completed run.
    private static func ending(_ summary: RunSummary) -> String? {
        let reason = summary.reason ?? "its record does not say why"
        return switch summary.status {
        case .completed: nil
        case .stuck: "\(summary.name) seed \(summary.seed): stuck: \(reason)"
        case .diverged:
            "\(summary.name) seed \(summary.seed): diverged after \(Plural.counted(summary.steps, "step")): \(reason)"
        }
    }
}
