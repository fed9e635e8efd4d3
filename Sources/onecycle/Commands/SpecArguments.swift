public import ArgumentParser
public import Specs

/// The specs of a command and the changes to them.
struct SpecArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("Experiment specs (JSON).", valueName: "spec"))
    var specs: [String]

    @Option(
        name: .customLong("set"), parsing: .singleValue,
        help: ArgumentHelp(
            "Change a key, for example schedule.pct_start=0.2. May be repeated. A changed training has another name: "
                + "NAME-pct_start-0.2.",
            valueName: "key=value"))
    var overrides: [SpecOverride] = []

    @Option(help: ArgumentHelp("Name of the experiment, instead of the spec's.", valueName: "name"))
    var name: String?

    @Option(
        help: ArgumentHelp("Seeds, instead of those of the spec: a list (0,1,2) or a count (5).", valueName: "list"))
    var seeds: String?

    /// Reads every spec.
    /// - Parameters:
    ///   - more: further overrides.
    ///   - seeding: the change that `--seeds` makes.
    ///   - areWritten: whether each spec needs its own folder, and so a unique name.
    /// - Throws: `ExitCode.badInput`, after the problems of all of them were printed.
    func load(
        adding more: [SpecOverride] = [], seeding: ([UInt64]) -> SpecOverride = SpecOverride.seeds,
        areWritten: Bool = true
    ) throws -> [ResolvedSpec] {
        let overrides =
            overrides + more + (try Self.override(seeds: seeds, seeding).map { [$0] } ?? [])
            + (name.map { [.name($0)] } ?? [])
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
        // A bad override gives the same line for every spec: print it once.
        var printed: Set<String> = []
        for line in lines where printed.insert(line).inserted { Terminal.error(line) }
        guard lines.isEmpty else { throw ExitCode.badInput }
        for warning in SpecIssue.warnings(of: resolved) { Terminal.error("\(warning) (a warning)") }
        return resolved
    }

    /// `--seeds` as an override.
    /// - Throws: `ExitCode.badInput`, after the problem was printed.
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
            "\($0): several specs have this name; give each a unique \"name\", since a folder holds one experiment"
        }
    }
}

/// The folders of data and results.
struct FolderArguments: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of the results.", valueName: "dir"))
    var output = "output"

    @Option(help: ArgumentHelp("Folder of the IDX files (default: MNIST_DIR, data/ or data/mnist/).", valueName: "dir"))
    var data: String?
}

extension SpecOverride: ExpressibleByArgument {
    /// `KEY=VALUE`.
    public init?(argument: String) { self.init(argument) }
}
