package import Runs
import Specs

extension ExperimentComparison {
    /// The settings that all experiments share: compact JSON by dotted key, in alphabetical order. Null is left out.
    package static func sharedValues(_ experiments: [RecordedExperiment]) -> [(key: String, value: String)] {
        let sections: Set = ["data", "model", "optimizer", "schedule", "epochs", "steps", "seeds"]
        guard let first = experiments.first else { return [] }
        let others = experiments.dropFirst().map { $0.resolved.leaves(under: sections) }
        return first.resolved.leaves(under: sections).sorted { $0.key < $1.key }.compactMap { key, value in
            value != "null" && others.allSatisfy { $0[key] == value } ? (key, value) : nil
        }
    }
}
