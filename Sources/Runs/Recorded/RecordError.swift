import JSON
import Specs
import Text

/// Why a path has no complete results.
public struct RecordError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The problem.
    public enum Kind: Sendable, Equatable {
        /// The folder has no `spec.json`.
        case noRunFolder
        /// The folder has seeds, but its `spec.json` is missing. `restoring` moves it out of the history; nil: it is not there.
        case noSpec(restoring: String?)
        /// Of `of` seeds, some are untrained, damaged or unreadable. `command` trains those of the first two kinds.
        /// `otherTraining` is the folder if it holds seeds of another training.
        case incomplete(
            untrained: [UInt64], damaged: [String], unreadable: [String], of: Int, command: String,
            otherTraining: String?)
    }
    /// A run folder, or a spec file with the name of an experiment.
    public var path: String
    /// The problem.
    public var kind: Kind

    /// The message: what is wrong, and what to do.
    public var description: String {
        switch kind {
        case .noRunFolder: "\(path): not a run folder: it has no spec.json"
        case .noSpec(nil): "\(path): spec.json is missing; run the spec of its seeds again, which keeps complete seeds"
        case .noSpec(let restoring?):
            "\(path): spec.json is missing; `\(restoring)` brings its seeds back; then run their spec again, which keeps "
                + "complete seeds"
        case .incomplete(let untrained, let damaged, let unreadable, let count, let command, let other):
            "\(path): \(Self.counted(untrained, damaged, unreadable, of: count))"
                + (untrained.isEmpty && damaged.isEmpty ? "" : "; `\(command)` trains them")
                + (damaged.isEmpty ? "" : " again")
                + (other.map { ". \($0) holds another training: was the file edited since?" } ?? "")
        }
    }

    /// "1 of 4 seeds are not trained (2)"
    private static func counted(
        _ untrained: [UInt64], _ damaged: [String], _ unreadable: [String], of count: Int
    ) -> String {
        var parts: [String] = []
        if !untrained.isEmpty {
            parts.append("\(untrained.count) of \(count) seeds are not trained (\(SeedList.text(untrained)))")
        }
        if !damaged.isEmpty {
            parts.append(
                "\(damaged.count) of \(count) seeds are damaged (\(Printable.list(damaged, limit: 2)): altered after the run)"
            )
        }
        if !unreadable.isEmpty {
            parts.append(
                "\(unreadable.count) of \(count) seeds cannot be read (\(Printable.list(unreadable, limit: 2)))")
        }
        return parts.joined(separator: ", ")
    }
}
