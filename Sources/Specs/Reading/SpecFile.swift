import Files
import JSON

/// Reads specs: file -> JSON with lines -> overrides -> checks and defaults -> `ExperimentSpec`.
public enum SpecFile {
    /// The limit on the size of a spec, in bytes.
    public static let sizeLimit = 1 << 20

    /// Reads a spec file, or the spec that a figure carries.
    /// - Parameters:
    ///   - path: the file; a PNG, SVG or PDF file is a figure. Its name without `.json` is the experiment's default name.
    ///   - overrides: changes of the spec; later ones win. A changed `type` drops the file's keys that only the old
    ///     type has; `epochs` drops the file's `steps`, and `steps` its `epochs`. If they change the training or the
    ///     range test, the name ends in the change, as in `one-cycle-lr_max-0.2`. An override of the name replaces
    ///     this.
    ///   - readsWeights: whether the file of initial weights is read; it is needed for training.
    /// - Throws: all issues at once.
    public static func load(
        path: String, overrides: [SpecOverride] = [], readsWeights: Bool = true
    ) throws(SpecError) -> ResolvedSpec {
        let found = try SpecBytes.readAll(path)
        guard let only = found.first, found.count == 1 else {
            throw SpecError([SpecIssue(file: path, keyPath: "", kind: .study(count: found.count))])
        }
        return try parse(bytes: only, path: path, overrides: overrides, readsWeights: readsWeights)
    }

    /// Reads every experiment of a spec file or of a figure, in its order. The file may be a study, and the figure may
    /// show several specs.
    /// - Parameters:
    ///   - path: as for `load`. An experiment of a study is named after the study and after its own changes.
    ///   - overrides: as for `load`. In a study they may change `name`, `grid.KEY`, `arms.NAME.KEY` and `baseline`. They
    ///     win over the changes of arms, unless two experiments become the same.
    /// - Throws: all issues of all experiments at once.
    public static func loadAll(
        path: String, overrides: [SpecOverride] = [], readsWeights: Bool = true
    ) throws(SpecError) -> [ResolvedSpec] {
        var specs: [ResolvedSpec] = []
        var issues: [SpecIssue] = []
        for bytes in try SpecBytes.readAll(path) {
            do {
                specs += try parseAll(bytes: bytes, path: path, overrides: overrides, readsWeights: readsWeights)
            } catch {
                issues += error.issues.filter { !issues.contains($0) }
            }
        }
        if !issues.isEmpty { throw SpecError(issues) }
        return specs
    }

    /// Reads a spec from a text, and the file of weights that it names.
    /// - Parameters:
    ///   - path: the text's file, for messages, the default name, and relative paths in the spec.
    ///   - overrides: as for `load`.
    public static func parse(
        text: String, path: String, overrides: [SpecOverride] = []
    ) throws(SpecError) -> ResolvedSpec {
        try parse(bytes: Array(text.utf8), path: path, overrides: overrides)
    }

    /// Reads a spec from bytes, which may be anything.
    package static func parse(
        bytes: [UInt8], path: String, overrides: [SpecOverride] = [], readsWeights: Bool = true
    ) throws(SpecError) -> ResolvedSpec {
        let specs = try parseAll(bytes: bytes, path: path, overrides: overrides, readsWeights: readsWeights)
        guard let spec = specs.first, specs.count == 1 else {
            throw SpecError([SpecIssue(file: path, keyPath: "", kind: .study(count: specs.count))])
        }
        return spec
    }

    /// Reads every experiment of bytes, which may be anything.
    package static func parseAll(
        bytes: [UInt8], path: String, overrides: [SpecOverride] = [], readsWeights: Bool = true
    ) throws(SpecError) -> [ResolvedSpec] {
        guard bytes.count <= sizeLimit else {
            let kind = SpecIssue.Kind.file(.tooLarge(bytes: bytes.count, limit: sizeLimit))
            throw SpecError([SpecIssue(file: path, keyPath: "", kind: kind)])
        }
        var issues = IssueList(file: path)
        guard var root = read(bytes, issues: &issues) else { throw issues.sorted() }
        root.removeRecords()
        var plainRoot = root
        var studyOverrides = StudyOverrides(overrides)
        studyOverrides.apply(to: &root, issues: &issues)
        let overrides = studyOverrides.ofExperiments
        guard let study = Study(takenFrom: &root, issues: &issues) else {
            let spec = try resolve(root, issues, path: path, overrides: overrides, readsWeights: readsWeights)
            if studyOverrides.giveName { return [spec] }
            return [named(spec, of: root, path: path, overrides: overrides, readsWeights: readsWeights)]
        }
        if !issues.isEmpty { throw issues.sorted() }
        let plain = studyOverrides.makeStudy ? Study(takenFrom: &plainRoot, issues: &issues) : nil
        return try StudyReader(
            study: study, plain: plain, root: root, path: path, fileName: fileName(of: path), overrides: overrides,
            hasGivenName: studyOverrides.giveName, readsWeights: readsWeights
        ).experiments()
    }

    /// - Parameter after: the number of changes before the overrides.
    static func resolve(
        _ root: JSONNode, _ issues: IssueList, path: String, overrides: [SpecOverride], after: Int = 0,
        readsWeights: Bool
    ) throws(SpecError) -> ResolvedSpec {
        var (root, issues) = (root, issues)
        let file = root
        for (index, override) in overrides.enumerated() {
            apply(override, index: after + index, to: &root, issues: &issues)
        }

        var resolver = SpecResolver(
            spec: path, fileName: fileName(of: path), firstSeed: firstSeed(of: file), issues: issues)
        let resolved = resolver.resolve(root, as: .object(RootKeys.table), at: .root)
        let weights = resolver.checkAcrossKeys(spec: path, readsWeights: readsWeights)
        guard var resolved, let facts = resolver.values.facts, resolver.issues.isEmpty else {
            if resolver.issues.isEmpty { resolver.issues.add(.schemaMismatch, at: .root, root.origin) }
            throw resolver.issues.sorted()
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
            resolver.issues.add(.schemaMismatch, at: (error as? SchemaMismatch)?.path ?? .root, root.origin)
            throw resolver.issues.sorted()
        }
        spec.warnings = resolver.checkSchedule(of: spec.spec)
        for rate in spec.spec.schedule.unknownRates {
            let place = SpecKeyPath.root.appending(written: rate.keyPath)
            let issue = SpecIssue(.schemaMismatch, at: place, resolver.origin(of: place), in: path)
            spec.ratePlaces[rate.keyPath] = issue.place
        }
        if !resolver.issues.isEmpty { throw resolver.issues.sorted() }
        return spec
    }

    private static func read(_ bytes: [UInt8], issues: inout IssueList) -> JSONNode? {
        do {
            let document = try JSONReader.read(bytes)
            for duplicate in document.duplicates {
                issues.add(
                    .duplicateKey(firstLine: duplicate.firstLine), at: duplicate.path, .text(duplicate.position))
            }
            return document.root
        } catch {
            issues.add(.syntax(error.kind), at: .root, .text(error.position))
            return nil
        }
    }

    private static func apply(
        _ override: SpecOverride, index: Int, to root: inout JSONNode, issues: inout IssueList
    ) {
        guard case .object = root.content else { return }
        do {
            try override.change(index).apply(to: &root)
        } catch {
            issues.add(.override(error.issue), at: error.path, .argument(index: index, text: override.text))
        }
    }

    static func apply(_ change: SpecChange, to root: inout JSONNode, issues: inout IssueList) {
        guard case .object = root.content else { return }
        do {
            try change.apply(to: &root)
        } catch {
            issues.add(.override(error.issue), at: error.path, change.value.origin)
        }
    }

    /// The last part of a path, without `.json`.
    private static func fileName(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.lowercased().hasSuffix(".json") ? String(name.dropLast(5)) : name
    }
}

extension SpecResolver {
    /// - Returns: the initial weights, if a file is named.
    fileprivate mutating func checkAcrossKeys(spec: String, readsWeights: Bool) -> WeightsFile? {
        var hasModelConflict = false
        for check in CrossCheck.all {
            let path = check.path
            guard let conflict = check.conflict(values) else { continue }
            issues.add(.conflict(conflict), at: path, origins[path])
            hasModelConflict = hasModelConflict || RootKeys.model.place.path.isPrefix(of: path)
        }
        // A conflict of the model's keys says more than the network's error.
        let network = hasModelConflict ? nil : checkNetwork()
        return readsWeights ? readWeights(for: network, spec: spec) : nil
    }
}
