/// Recorded experiments against each other: arms that differ by everything but the seed.
public struct Comparison: Sendable {
    public let experiments: [RecordedExperiment]
    /// What should be alike between the arms and is not; empty: nothing.
    public let mismatches: [ComparisonMismatch]
    public let report: ComparisonReport

    /// - Throws: `ComparisonError`.
    public init(_ experiments: [RecordedExperiment], options: ComparisonOptions) throws(ComparisonError) {
        self.experiments = experiments
        mismatches = ComparisonMismatch.all(experiments)
        let untuned = Self.untunedBaselines(experiments)
        report = try ComparisonReport(
            experiments.map { $0.arm(isUntunedBaseline: untuned.contains($0.name)) }, options: options)
    }

    /// The constant arms, where they tried a single rate between them and there are other arms to beat it.
    private static func untunedBaselines(_ experiments: [RecordedExperiment]) -> Set<String> {
        let constants = experiments.filter { $0.resolved.spec.schedule.type == "constant" }
        let rates = Set(constants.compactMap(\.resolved.spec.schedule.lr))
        return rates.count == 1 && constants.count < experiments.count ? Set(constants.map(\.name)) : []
    }
}

/// Something that two arms should share for their difference to mean anything, and do not.
public struct ComparisonMismatch: Sendable, Equatable, CustomStringConvertible {
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

    /// Every arm against the first: data, model, length, seeds, and the images themselves. What a study itself changes
    /// is no mismatch between its experiments.
    static func all(_ experiments: [RecordedExperiment]) -> [ComparisonMismatch] {
        guard let first = experiments.first else { return [] }
        return experiments.dropFirst().flatMap { other in
            let excused = differByStudy(first, other)
            let left = shared(first).filter { !excused($0.key) }
            let right = shared(other).filter { !excused($0.key) }
            return left.keys.sorted().compactMap { key in
                let (one, another) = (left[key] ?? "none", right[key] ?? "none")
                return one == another
                    ? nil
                    : ComparisonMismatch(
                        what: key, first: one, second: another, firstArm: first.name, secondArm: other.name)
            }
                + right.keys.filter { left[$0] == nil }.sorted().map {
                    ComparisonMismatch(
                        what: $0, first: "none", second: right[$0] ?? "none", firstArm: first.name,
                        secondArm: other.name)
                }
        }
    }

    /// Whether a key may differ because both are experiments of one study: then all that differs comes from what the
    /// study changes. Seeds are no part of that, nor are the images unless it changes the data.
    private static func differByStudy(
        _ one: RecordedExperiment, _ another: RecordedExperiment
    ) -> (String) -> Bool {
        guard let cell = one.resolved.cell, let other = another.resolved.cell, cell.isOfStudy(of: other)
        else { return { _ in false } }
        let changesData = cell.changes.contains { $0.hasPrefix("data.") }
        return { key in
            switch key {
            case "seeds": false
            case trainImages, validImages: changesData
            default: true
            }
        }
    }

    private static let trainImages = "training images (SHA-256)"
    private static let validImages = "validation images (SHA-256)"

    /// What has to be alike, by name.
    static func shared(_ experiment: RecordedExperiment) -> [String: String] {
        var shared = experiment.resolved.leaves(under: ["data", "model", "epochs", "steps", "seeds"])
        let summary = experiment.runs.first?.summary
        shared[trainImages] = summary?.hashes.trainData
        shared[validImages] = summary?.hashes.validData
        return shared
    }
}
