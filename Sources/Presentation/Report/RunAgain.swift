import Text
import Datasets
import Specs
package import Runs

/// The commands that make again what a report shows.
package enum RunAgain {
    /// Nothing but what is in the folder, or on the page, is needed for them; and the images, where they are files.
    package static func commands(for found: RecordedExperiment) -> [String] {
        let spec = found.resolved.spec
        let threads = Set(found.runs.map(\.summary.threads))
        let option = threads.count == 1 ? threads.first.map { " --threads \($0)" } ?? "" : ""
        let path = ShellWord.quoted(found.folder.file(.spec))
        var lines = images(of: spec) + ["# from the run folder, into another one"]
        lines.append("onecycle run \(path)\(option) --output again")
        if case .drawn = spec.model.weights {
            let file = ShellWord.quoted(spec.name + ".json")
            lines += ["# from this report alone: the spec above, saved as a file", "onecycle run \(file)\(option)"]
        }
        return lines
    }

    /// The comparisons and the page itself.
    /// - Parameters:
    ///   - groups: of experiments that were compared.
    ///   - path: of the folder that was reported.
    ///   - options: that the call of `report` had, quoted.
    package static func commands(forReportOf path: String, _ groups: [[RecordedExperiment]], options: String)
        -> [String]
    {
        let compared = groups.filter { $0.count > 1 }.map { group in
            let folders = group.flatMap(\.folders).map { ShellWord.quoted($0.path) }
            return "onecycle compare " + folders.joined(separator: group.count > 4 ? " \\\n    " : " ") + options
        }
        let heading =
            compared.isEmpty ? [] : ["# the comparison\(compared.count == 1 ? "" : "s"), with figures as files"]
        return heading + compared + ["# this report", "onecycle report \(ShellWord.quoted(path))\(options)"]
    }

    private static func images(of spec: ExperimentSpec) -> [String] {
        switch spec.data.source {
        case .mnist, .mnistSample:
            [
                "# the images are MNIST's files: `onecycle data fetch mnist`, or where MNIST_DIR says they are",
                "export MNIST_DIR=data/mnist",
            ]
        case .fashionMNIST:
            [
                "# the images are Fashion-MNIST's files: `onecycle data fetch fashion_mnist`, or where they are already",
                "export FASHION_MNIST_DIR=data/fashion_mnist",
            ]
        case .idx, .folder:
            ["# the images are files of your own: data.path of the spec says where, the SHA-256 above which"]
        default: []
        }
    }
}
