import Specs
package import Runs

/// Shortens the names of a study's experiments anywhere in a text: without what they all begin and end with.
package struct ShortNames {
    private let names: [(full: String, short: String)]

    package init(_ experiments: [RecordedExperiment]) {
        let study = experiments.first?.resolved.trial
        // The longest first: a name may begin with another name.
        names = experiments.map(\.name).sorted { $0.count > $1.count }.compactMap { name in
            guard let short = study?.label(name), short != name else { return nil }
            return (name, short)
        }
    }

    /// The text with all names shortened.
    package func short(_ text: String) -> String { names.reduce(text) { $0.replacing($1.full, with: $1.short) } }
}
