import JSON
import Runs
import Specs
import Text

/// Something that two arms should share for their difference to mean anything, and do not.
public struct ComparisonMismatch: Sendable, Equatable, Codable, CustomStringConvertible {
    /// A key of the spec: "data.source"; or what the images were.
    public let what: String
    /// What the first arm has, and another one.
    public let first: String
    public let second: String
    public let firstArm: String
    public let secondArm: String

    public var description: String {
        "\(what): \(Printable.text(first)) in \(firstArm), \(Printable.text(second)) in \(secondArm)"
    }

    /// Of every two arms that are compared, the first with the others before the rest: data, model, length, seeds, and the
    /// images themselves. What a study itself changes is no mismatch between its experiments.
    /// - Parameter baseline: the name of the arm that the others are compared with; nil: every pair is.
    static func all(_ experiments: [RecordedExperiment], baseline: String?) -> [ComparisonMismatch] {
        let shared = experiments.map(shared)
        let bases = baseline.flatMap { name in experiments.firstIndex { $0.name == name } }.map { [$0] }
        return (bases ?? Array(experiments.indices)).flatMap { base in
            (bases == nil ? Array(experiments[(base + 1)...].indices) : experiments.indices.filter { $0 != base })
                .flatMap { other in
                    between(experiments[base], shared[base], experiments[other], shared[other])
                }
        }
    }

    private static func between(
        _ one: RecordedExperiment, _ left: [String: String], _ other: RecordedExperiment, _ right: [String: String]
    ) -> [ComparisonMismatch] {
        if left == right { return [] }
        let excused = differByStudy(one, other)
        let keys = Set(left.keys).union(right.keys).filter { left[$0] != right[$0] && !excused($0) }
        return keys.sorted().map { key in
            ComparisonMismatch(
                what: key, first: left[key] ?? "none", second: right[key] ?? "none", firstArm: one.name,
                secondArm: other.name)
        }
    }

    /// Whether a key may differ because both are experiments of one study: then all that differs comes from what the
    /// study changes. Seeds are no part of that, nor are the images unless it changes the data.
    private static func differByStudy(
        _ one: RecordedExperiment, _ another: RecordedExperiment
    ) -> (String) -> Bool {
        guard let cell = one.resolved.trial, let other = another.resolved.trial, cell.isOfStudy(of: other)
        else { return { _ in false } }
        let changesData = cell.changes.contains { $0.hasPrefix("data.") }
        return { key in
            switch key {
            case seeds: false
            case trainImages, validImages: changesData
            default: true
            }
        }
    }

    private static let seeds = "seeds"
    private static let trainImages = "training images (SHA-256)"
    private static let validImages = "validation images (SHA-256)"

    /// What has to be alike, by name. Seeds are a set: their order is that of training alone.
    static func shared(_ experiment: RecordedExperiment) -> [String: String] {
        var shared = experiment.resolved.leaves(under: ["data", "model", "epochs", "steps"])
        let summary = experiment.runs.first?.summary
        shared[seeds] = "[\(SeedList.text(experiment.runs.map(\.summary.seed).sorted(), limit: .max))]"
        shared[trainImages] = summary?.hashes.trainData
        shared[validImages] = summary?.hashes.validData
        return shared
    }
}
