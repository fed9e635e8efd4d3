import Specs
package import Runs

/// Shortens the names of a study's experiments, which all begin with the study's name, anywhere in a text.
package struct ShortNames {
    private let names: [(full: String, short: String)]

    package init(_ experiments: [RecordedExperiment]) {
        let study = experiments.first?.resolved.trial?.study
        // The longest first: a name may begin with another name.
        names = experiments.map(\.name).sorted { $0.count > $1.count }.compactMap { name in
            guard let study, name.hasPrefix(study + "-"), name.count > study.count + 1 else { return nil }
            return (name, String(name.dropFirst(study.count + 1)))
        }
    }

    /// The text with all names shortened.
    package func short(_ text: String) -> String { names.reduce(text) { $0.replacing($1.full, with: $1.short) } }
}
