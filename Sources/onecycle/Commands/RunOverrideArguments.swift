import ArgumentParser
import Specs

/// The overrides that specs were run with, for commands that read recorded results.
struct RunOverrideArguments: ParsableArguments {
    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp("An override that the specs were run with. May be repeated.", valueName: "key=value"))
    var overrides: [SpecOverride] = []

    @Option(help: ArgumentHelp("The name that the spec was run with.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The seeds that the specs were run with: a list or a count.", valueName: "list"))
    var seeds: String?

    /// The seeds; empty if none are given.
    /// - Throws: `ExitCode.badInput`, after the problem was printed.
    func seedOverride() throws -> [SpecOverride] { try SpecArguments.override(seeds: seeds).map { [$0] } ?? [] }

    /// All of them.
    /// - Throws: `ExitCode.badInput`, after the problem was printed.
    func all() throws -> [SpecOverride] {
        overrides + (try seedOverride()) + (name.map { [.name($0)] } ?? [])
    }
}
