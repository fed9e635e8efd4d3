import Comparison
import Specs
package import Runs
package import Report

/// The settings that experiments share, in words. Defaults are left out.
package struct SharedFacts {
    private let values: [String: String]
    private let experiments: [RecordedExperiment]

    package init(_ experiments: [RecordedExperiment]) {
        self.experiments = experiments
        values = Dictionary(
            ExperimentComparison.sharedValues(experiments).map { ($0.key, $0.value) },
            uniquingKeysWith: { first, _ in first })
    }

    package var facts: [ReportFact] {
        let sections = [("Data", "data"), ("Model", "model"), ("Optimizer", "optimizer"), ("Schedule", "schedule")]
        var facts = sections.compactMap { title, section in
            let text = self.text(section)
            return text.isEmpty ? nil : ReportFact(title, text)
        }
        for (title, key) in [("Epochs", "epochs"), ("Steps", "steps")] {
            if let value = values[key] { facts.append(ReportFact(title, value)) }
        }
        if values["seeds"] != nil, let seeds = experiments.first?.resolved.spec.seeds {
            facts.append(ReportFact("Seeds", SeedList.text(seeds.sorted())))
        }
        return facts + images
    }

    /// The images are the same if their hashes are; the experiments list the full hashes.
    private var images: [ReportFact] {
        let hashes = Set(experiments.compactMap { $0.runs.first?.summary.hashes.images })
        guard hashes.count == 1, let hash = hashes.first else { return [] }
        return [
            ReportFact(
                "Images (SHA-256)", "training \(hash.trainData.prefix(12))…, validation \(hash.validData.prefix(12))…")
        ]
    }

    private func text(_ section: String) -> String {
        let own = values.filter { $0.key.hasPrefix(section + ".") }
        let first = Self.first[section].flatMap { values["\(section).\($0)"] }.map(Self.plain)
        let rest = own.sorted { $0.key < $1.key }.compactMap { key, value -> String? in
            let name = String(key.dropFirst(section.count + 1))
            if name == Self.first[section] || Self.common[key] == value || Self.irrelevant.contains(key) { return nil }
            return Self.phrase(name, value)
        }
        return ([first].compactMap { $0 } + rest).joined(separator: ", ")
    }

    /// A key with its value: "batches of 64", "weight decay 0.01", "no batch norm".
    private static func phrase(_ name: String, _ value: String) -> String {
        let words = name.replacing("_", with: " ").replacing(".", with: " ")
        return switch (name, value) {
        case ("batch_size", _): "batches of \(value)"
        case ("count", _): "\(value) images"
        case ("layers", _): "layers as in the specs"
        case (_, "true"): words
        case (_, "false"): "no \(words)"
        default: "\(words) \(plain(value))"
        }
    }

    private static func plain(_ value: String) -> String {
        value.hasPrefix("\"") && value.hasSuffix("\"") && value.count > 1 ? String(value.dropFirst().dropLast()) : value
    }

    /// The key that a section begins with.
    private static let first = ["data": "source", "model": "architecture", "optimizer": "type", "schedule": "type"]
    /// Values too common to mention.
    private static let common = [
        "data.shuffle": "true", "data.drop_last": "true", "data.noise": "0", "data.seed": "37",
        "data.normalize": "\"unit\"", "model.batch_norm": "false", "optimizer.eps": "1e-8",
        "optimizer.nesterov": "false",
    ]
    /// Keys that do not change results.
    private static let irrelevant: Set = ["data.valid_batch_size"]
}
