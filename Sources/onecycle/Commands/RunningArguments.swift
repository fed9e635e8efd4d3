import ArgumentParser
import DigitDrawing
import Foundation
import OneDNN
import Runs

/// How runs are scheduled and reported.
struct RunningArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Number of parallel runs (default: one per core).", valueName: "n"))
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "Threads per run (default: by the network's work per step; parallel runs share the cores). Never changes a result.",
            valueName: "n"))
    var threads: Int?

    @Flag(help: "Train completed seeds again.")
    var force = false

    @Flag(help: "Start no new run after one failed or diverged.")
    var failFast = false

    @Flag(help: "Print no progress.")
    var quiet = false

    @Flag(help: "Print events as JSON to stderr, one object per line.")
    var logJson = false

    @Option(
        help: ArgumentHelp(
            "Max instruction set of the kernels: \(OneDNNLibrary.instructionSets.joined(separator: ", ")).",
            valueName: "name"))
    var isa: String?

    func validate() throws {
        for (name, value) in [("--jobs", jobs), ("--threads", threads)] {
            if let value, !(1...1024).contains(value) {
                throw ValidationError("\(name) \(value) is not between 1 and 1024")
            }
        }
        if quiet && logJson { throw ValidationError("--quiet and --log-json exclude each other") }
    }

    /// How events are shown.
    var style: RunCall.Style { logJson ? .json : quiet ? .quiet : .lines }

    /// The runner's options. Limits the instruction set first, as oneDNN requires.
    func options(_ folders: FolderArguments) throws -> RunOptions {
        if let isa, !OneDNNLibrary.limitInstructionSet(to: isa) {
            throw ValidationError("--isa \(isa) is not one of \(OneDNNLibrary.instructionSets.joined(separator: ", "))")
        }
        return RunOptions(
            output: folders.output, dataDirectory: folders.data, drawer: CairoDigitDrawer(),
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount, threads: threads, force: force,
            failFast: failFast)
    }
}
