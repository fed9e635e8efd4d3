import ArgumentParser
import DigitDrawing
import Specs
import Runs
import Comparison
import Statistics
import Foundation
import OneDNN

/// How runs are made and told of.
struct RunningArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Runs side by side (default: one a core).", valueName: "n"))
    var jobs: Int?

    @Option(
        help: ArgumentHelp(
            "Threads of each run (default: 1 where several work side by side, else all cores).", valueName: "n"))
    var threads: Int?

    @Flag(help: "Train again what is already complete.")
    var force = false

    @Flag(help: "Start nothing new after a run failed or diverged.")
    var failFast = false

    @Flag(help: "Say nothing while running.")
    var quiet = false

    @Flag(help: "Tell what happens as JSON, an object a line, on stderr.")
    var logJson = false

    @Option(
        help: ArgumentHelp("Instruction set of the kernels at most: sse41, avx, avx2, avx512_core.", valueName: "name"))
    var isa: String?

    func validate() throws {
        for (name, value) in [("--jobs", jobs), ("--threads", threads)] {
            if let value, !(1...1024).contains(value) {
                throw ValidationError("\(name) \(value) is not between 1 and 1024")
            }
        }
        if quiet && logJson { throw ValidationError("--quiet and --log-json exclude each other") }
    }

    /// The runner's options; the instruction set is limited by the way, since that must come before all else.
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
