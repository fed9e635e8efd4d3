import Files
import JSON

/// Reads specs: file -> JSON with lines -> overrides -> checks and defaults -> `ExperimentSpec`.
public enum SpecFile {
    /// Longest spec, in bytes.
    public static let sizeLimit = 1 << 20

    /// Reads a spec file, or the spec that a figure carries.
    /// - Parameters:
    ///   - path: the file; a PNG, SVG or PDF file is a figure. Its name without `.json` is the experiment's, where the
    ///     spec gives none.
    ///   - overrides: each `KEY=VALUE` with a dotted key. VALUE is JSON where it parses as JSON, else a string. Later
    ///     ones win. A `type` set here drops the file's keys that only the old type has; of `epochs` and `steps`, the
    ///     one set here drops the file's other.
    ///   - readsWeights: whether the file of initial weights is read; if not, nothing can be trained.
    /// - Throws: all problems at once.
    public static func load(
        path: String, overrides: [String] = [], readsWeights: Bool = true
    ) throws(SpecProblems) -> ResolvedSpec {
        let found = try SpecBytes.readAll(path)
        guard let only = found.first, found.count == 1 else {
            throw SpecProblems([SpecProblem(file: path, keyPath: "", kind: .study(count: found.count))])
        }
        return try parse(bytes: only, path: path, overrides: overrides, readsWeights: readsWeights)
    }

    /// Reads a spec file that may be a study, or a figure that may show several specs: every experiment that it is, in its
    /// order.
    /// - Parameters:
    ///   - path: as for `load`; an experiment of a study is named after the study and after what it changes.
    ///   - overrides: as for `load`; of a study they may change `name`, `grid.KEY`, `arms.NAME.KEY` and `baseline`, and
    ///     win over what its arms change, as long as no two experiments become the same.
    /// - Throws: all problems of all experiments at once.
    public static func loadAll(
        path: String, overrides: [String] = [], readsWeights: Bool = true
    ) throws(SpecProblems) -> [ResolvedSpec] {
        var specs: [ResolvedSpec] = []
        var problems: [SpecProblem] = []
        for bytes in try SpecBytes.readAll(path) {
            do {
                specs += try parseAll(bytes: bytes, path: path, overrides: overrides, readsWeights: readsWeights)
            } catch {
                problems += error.problems.filter { !problems.contains($0) }
            }
        }
        if !problems.isEmpty { throw SpecProblems(problems) }
        return specs
    }

    /// Reads a spec from a text, and the file of weights that it names.
    /// - Parameters:
    ///   - path: the file it is said to be, for messages, the default name, and where files it names begin.
    ///   - overrides: as for `load`.
    public static func parse(
        text: String, path: String, overrides: [String] = []
    ) throws(SpecProblems) -> ResolvedSpec {
        try parse(bytes: Array(text.utf8), path: path, overrides: overrides)
    }

    /// Reads a spec from bytes, which may be anything.
    package static func parse(
        bytes: [UInt8], path: String, overrides: [String] = [], readsWeights: Bool = true
    ) throws(SpecProblems) -> ResolvedSpec {
        let specs = try parseAll(bytes: bytes, path: path, overrides: overrides, readsWeights: readsWeights)
        guard let spec = specs.first, specs.count == 1 else {
            throw SpecProblems([SpecProblem(file: path, keyPath: "", kind: .study(count: specs.count))])
        }
        return spec
    }

    /// Reads every experiment of bytes, which may be anything.
    package static func parseAll(
        bytes: [UInt8], path: String, overrides: [String] = [], readsWeights: Bool = true
    ) throws(SpecProblems) -> [ResolvedSpec] {
        guard bytes.count <= sizeLimit else {
            let kind = SpecProblem.Kind.file(.tooLarge(bytes: bytes.count, limit: sizeLimit))
            throw SpecProblems([SpecProblem(file: path, keyPath: "", kind: kind)])
        }
        var problems = ProblemList(file: path)
        guard var root = read(bytes, problems: &problems) else { throw problems.sorted() }
        var studyOverrides = StudyOverrides(overrides)
        studyOverrides.apply(to: &root, problems: &problems)
        let overrides = studyOverrides.ofExperiments
        guard let study = Study(takenFrom: &root, problems: &problems) else {
            return [try resolve(root, problems, path: path, overrides: overrides, readsWeights: readsWeights)]
        }
        if !problems.isEmpty { throw problems.sorted() }
        return try StudyReader(
            study: study, root: root, path: path, fileName: fileName(of: path), overrides: overrides,
            readsWeights: readsWeights
        ).experiments()
    }

    /// - Parameter after: how many changes come before the overrides.
    static func resolve(
        _ root: JSONNode, _ problems: ProblemList, path: String, overrides: [String], after: Int = 0,
        readsWeights: Bool
    ) throws(SpecProblems) -> ResolvedSpec {
        var (root, problems) = (root, problems)
        for (index, text) in overrides.enumerated() {
            apply(text, index: after + index, to: &root, problems: &problems)
        }

        var resolver = SpecResolver(spec: path, fileName: fileName(of: path), problems: problems)
        let resolved = resolver.resolve(root, as: .object(SpecSchema.root), at: .root)
        let weights = resolver.checkAcrossKeys(spec: path, readsWeights: readsWeights)
        guard var resolved, let facts = resolver.values.facts, resolver.problems.isEmpty else {
            if resolver.problems.isEmpty { resolver.problems.add(.schemaMismatch, at: .root, root.origin) }
            throw resolver.problems.sorted()
        }
        var document = resolver.placingData(in: resolved)
        if let weights {
            document = resolver.naming(weights, in: document, isInRunFolder: true)
            resolved = resolver.naming(weights, in: resolved, isInRunFolder: false)
        }
        var spec: ResolvedSpec
        do {
            spec = try ResolvedSpec(resolved, document: document, facts: facts, path: path, weights: weights)
        } catch {
            resolver.problems.add(.schemaMismatch, at: error.path, root.origin)
            throw resolver.problems.sorted()
        }
        spec.warnings = resolver.checkSchedule(of: spec.spec)
        for rate in spec.spec.schedule.unknownRates {
            let place = SpecKeyPath.root.appending(written: rate.keyPath)
            let told = SpecProblem(.schemaMismatch, at: place, resolver.origin(of: place), in: path)
            spec.ratePlaces[rate.keyPath] = told.place
        }
        if !resolver.problems.isEmpty { throw resolver.problems.sorted() }
        return spec
    }

    private static func read(_ bytes: [UInt8], problems: inout ProblemList) -> JSONNode? {
        do {
            let document = try JSONReader.read(bytes)
            for duplicate in document.duplicates {
                problems.add(
                    .duplicateKey(firstLine: duplicate.firstLine), at: duplicate.path, .text(duplicate.position))
            }
            return document.root
        } catch {
            problems.add(.syntax(error.kind), at: .root, .text(error.position))
            return nil
        }
    }

    private static func apply(_ text: String, index: Int, to root: inout JSONNode, problems: inout ProblemList) {
        guard case .object = root.content else { return }
        do {
            try SpecOverride(text, index: index).apply(to: &root)
        } catch {
            problems.add(.override(error.trouble), at: error.path, .argument(index: index, text: text))
        }
    }

    static func apply(_ change: SpecOverride, to root: inout JSONNode, problems: inout ProblemList) {
        guard case .object = root.content else { return }
        do {
            try change.apply(to: &root)
        } catch {
            problems.add(.override(error.trouble), at: error.path, change.value.origin)
        }
    }

    /// The last part of a path, without `.json`.
    private static func fileName(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lowercased().hasSuffix(".json") ? String(name.dropLast(5)) : name
    }
}

extension SpecResolver {
    /// - Returns: the initial weights, where a file is named.
    fileprivate mutating func checkAcrossKeys(spec: String, readsWeights: Bool) -> WeightsFile? {
        var hasModelConflict = false
        for check in CrossCheck.all {
            let path = SpecKeyPath(check.key)
            guard let conflict = check.conflict(values) else { continue }
            problems.add(.conflict(conflict), at: path, origins[path])
            hasModelConflict = hasModelConflict || check.key.hasPrefix("model.")
        }
        // What of a model does not fit is said to be so already, in better words.
        let network = hasModelConflict ? nil : checkNetwork()
        return readsWeights ? readWeights(for: network, spec: spec) : nil
    }
}
