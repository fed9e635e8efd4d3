public import ArgumentParser
import Presentation
public import Specs
import Runs
import Comparison
import Statistics

/// The specs of a command and what is changed in them.
struct SpecArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("Experiment specs (JSON).", valueName: "spec"))
    var specs: [String]

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "Change a key, for instance schedule.pct_start=0.2. May be repeated.", valueName: "key=value"))
    var overrides: [SpecOverride] = []

    @Option(help: ArgumentHelp("Seeds to use instead of the spec's: a list (0,1,2) or a count (5).", valueName: "list"))
    var seeds: String?

    /// Reads every spec.
    /// - Parameters:
    ///   - more: further overrides.
    ///   - seeding: the change that `--seeds` makes.
    ///   - areWritten: whether each spec needs its own folder, and so its own name.
    /// - Throws: `ExitCode.badInput` after printing all problems of all specs.
    func load(
        adding more: [SpecOverride] = [], seeding: ([UInt64]) -> SpecOverride = SpecOverride.seeds,
        areWritten: Bool = true
    ) throws -> [ResolvedSpec] {
        let overrides = overrides + more + (try Self.override(seeds: seeds, seeding).map { [$0] } ?? [])
        var resolved: [ResolvedSpec] = []
        var lines: [String] = []
        for path in specs {
            do {
                resolved += try SpecFile.loadAll(path: path, overrides: overrides)
            } catch {
                lines += error.lines
            }
        }
        if areWritten { lines += sameNames(resolved) }
        // The error of an override is the same for every spec, and is printed once.
        var told: Set<String> = []
        for line in lines where told.insert(line).inserted { Terminal.error(line) }
        guard lines.isEmpty else { throw ExitCode.badInput }
        for warning in SpecIssue.warnings(of: resolved) { Terminal.error("\(warning) (a warning)") }
        return resolved
    }

    /// `--seeds` as an override.
    /// - Throws: `ExitCode.badInput` after printing the error.
    static func override(
        seeds: String?, _ seeding: ([UInt64]) -> SpecOverride = SpecOverride.seeds
    ) throws -> SpecOverride? {
        guard let seeds else { return nil }
        do {
            return seeding(try SeedList.parse(seeds))
        } catch {
            Terminal.error("--seeds \(error)")
            throw ExitCode.badInput
        }
    }

    private func sameNames(_ resolved: [ResolvedSpec]) -> [String] {
        var counts: [String: Int] = [:]
        for spec in resolved { counts[spec.spec.name, default: 0] += 1 }
        return counts.filter { $0.value > 1 }.keys.sorted().map {
            "\($0): several specs have this name, and one folder cannot hold them all; give each its own \"name\""
        }
    }
}

/// Where data comes from and results go.
struct FolderArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of the results.", valueName: "dir"))
    var output = "output"

    @Option(help: ArgumentHelp("Folder of the IDX files; else MNIST_DIR, data/ and data/mnist/.", valueName: "dir"))
    var data: String?
}

extension SpecOverride: ExpressibleByArgument {
    /// `KEY=VALUE`.
    public init?(argument: String) { self.init(argument) }
}
