import ArgumentParser
import Runs
import Specs

/// The runs of a command that reads recorded results.
struct RecordedArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("Run folders, output/NAME, or specs that have been run.", valueName: "run"))
    var runs: [String]

    @Option(help: ArgumentHelp("Folder of the results.", valueName: "dir"))
    var output = "output"

    @OptionGroup var changes: RunOverrideArguments

    /// Reads every run.
    /// - Parameter look: overrides of keys that decide what is drawn, and how.
    /// - Throws: `ExitCode.badInput`, after the problems of all of them were printed.
    func load(look: [SpecOverride] = []) throws -> [RecordedExperiment] {
        try all { try RecordedExperiment.complete($0, output: output, overrides: $1, look: look) }
    }

    /// The run folder of every run with its spec; seeds may be missing.
    /// - Throws: `ExitCode.badInput`, after the problems of all of them were printed.
    func folders() throws -> [(resolved: ResolvedSpec, folder: RunFolder)] {
        try all { try RecordedExperiment.folders(of: $0, output: output, overrides: $1) }
    }

    private func all<Found>(_ read: (String, [SpecOverride]) throws -> [Found]) throws -> [Found] {
        let overrides = try changes.all()
        var found: [Found] = []
        var isGood = true
        for path in runs {
            do {
                found += try read(path, overrides)
            } catch let problems as SpecError {
                for line in problems.lines { Terminal.error(line) }
                isGood = false
            } catch {
                Terminal.report(error)
                isGood = false
            }
        }
        guard isGood else { throw ExitCode.badInput }
        return found
    }
}
