import Specs
public import Runs

extension Comparison {
    /// What all of these experiments have in common: values as compact JSON by dotted key, of data, model, optimizer,
    /// schedule, length and seeds, in alphabetical order. What is not set, or null, is left out.
    public static func sharedValues(_ experiments: [RecordedExperiment]) -> [(key: String, value: String)] {
        let sections: Set = ["data", "model", "optimizer", "schedule", "epochs", "steps", "seeds"]
        guard let first = experiments.first else { return [] }
        let others = experiments.dropFirst().map { $0.resolved.leaves(under: sections) }
        return first.resolved.leaves(under: sections).sorted { $0.key < $1.key }.compactMap { key, value in
            value != "null" && others.allSatisfy { $0[key] == value } ? (key, value) : nil
        }
    }
}
