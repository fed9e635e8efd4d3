import Text
import Training
package import Comparison
import Datasets
import Specs
package import Runs

/// The commands that reproduce a report.
package enum RunAgain {
    /// The commands for one experiment. They need only its folder, or the page, and the images if those are files.
    package static func commands(for found: RecordedExperiment) -> [String] {
        let spec = found.resolved.spec
        let path = ShellWord.quoted(found.folder.file(.spec))
        var lines = images(of: spec) + ["# from the run folder, into another folder"]
        lines.append("onecycle run \(path) --output again")
        if case .drawn = spec.model.weights {
            let file = ShellWord.quoted(spec.name + ".json")
            lines += ["# from this report alone: the spec above, saved as a file", "onecycle run \(file)"]
        }
        return lines
    }

    /// The commands for the comparisons and for the page itself.
    /// - Parameters:
    ///   - groups: experiments that were compared with each other.
    ///   - path: the folder of the report.
    ///   - options: those of the call of `report`, quoted.
    package static func commands(forReportOf path: String, _ groups: [[RecordedExperiment]], options: String)
        -> [String]
    {
        let compared = groups.filter { $0.count > 1 }.map { group in
            let folders = group.flatMap(\.folders).map { ShellWord.quoted($0.path) }
            return "onecycle compare " + folders.joined(separator: group.count > 4 ? " \\\n    " : " ") + options
        }
        let heading =
            compared.isEmpty ? [] : ["# the \(Plural.noun("comparison", compared.count)), with figures as files"]
        return heading + compared + ["# this report", "onecycle report \(ShellWord.quoted(path))\(options)"]
    }

    /// These settings as options of `compare` and `report`, each after a space; empty for the defaults.
    package static func words(of options: ComparisonOptions) -> String {
        var words = options.target.map { " --target \($0)" } ?? ""
        if case .named(let name) = options.baseline { words += " --baseline " + ShellWord.quoted(name) }
        if options.metric != ComparisonOptions().metric { words += " --metric " + options.metric.rawValue }
        return words
    }

    private static func images(of spec: ExperimentSpec) -> [String] {
        switch spec.data.source {
        case .mnist, .mnistSample:
            [
                "# the images are MNIST's files: `onecycle data fetch mnist`, or set MNIST_DIR to their folder",
                "export MNIST_DIR=data/mnist",
            ]
        case .fashionMNIST:
            [
                "# the images are Fashion-MNIST's files: `onecycle data fetch fashion_mnist`, or set their folder",
                "export FASHION_MNIST_DIR=data/fashion_mnist",
            ]
        case .idx, .folder:
            ["# the images are your own files: data.path in the spec, checked by the SHA-256 above"]
        default: []
        }
    }
}
