import Datasets

/// A spec, decoded, checked and complete.
public struct ResolvedSpec: Sendable, Equatable {
    /// What it says.
    public let spec: ExperimentSpec
    /// The same as JSON with every default written out, as a run folder holds it, where a file of initial weights is
    /// copied to `init.safetensors`; reading it there gives the same again, byte for byte.
    public let document: String
    /// What of it decides a training's result, as canonical JSON: two specs of the same key train the same networks
    /// from the same seeds. Name, description, seeds, finder and figures are not in it. Where the images are the user's
    /// own, a second line changes with them.
    public let trainingKey: String
    /// The initial weights, where `model.init` names a file.
    public let weights: WeightsFile?
}

/// Reads specs: file -> JSON with lines -> overrides -> checks and defaults -> `ExperimentSpec`.
public enum SpecFile {
    /// Longest spec, in bytes.
    public static let sizeLimit = 1 << 20

    /// Reads a spec file.
    /// - Parameters:
    ///   - path: the file; its name without `.json` is the experiment's, where the spec gives none.
    ///   - overrides: each `KEY=VALUE` with a dotted key. VALUE is JSON where it parses as JSON, else a string. Later
    ///     ones win. A `type` set here drops the file's keys that only the old type has; of `epochs` and `steps`, the
    ///     one set here drops the file's other.
    ///   - readsWeights: whether the file of initial weights is read; if not, nothing can be trained.
    /// - Throws: all problems at once.
    public static func load(
        path: String, overrides: [String] = [], readsWeights: Bool = true
    ) throws(SpecProblems) -> ResolvedSpec {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile.read(path, limit: sizeLimit)
        } catch {
            throw SpecProblems([SpecProblem(file: path, keyPath: "", kind: .file(error))])
        }
        return try parse(bytes: bytes, path: path, overrides: overrides, readsWeights: readsWeights)
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
        guard bytes.count <= sizeLimit else {
            let kind = SpecProblem.Kind.file(.tooLarge(bytes: bytes.count, limit: sizeLimit))
            throw SpecProblems([SpecProblem(file: path, keyPath: "", kind: kind)])
        }
        var problems = ProblemList(file: path)
        guard var root = read(bytes, problems: &problems) else { throw problems.sorted() }
        for (index, text) in overrides.enumerated() { apply(text, index: index, to: &root, problems: &problems) }

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
        do {
            return ResolvedSpec(
                spec: try ExperimentSpec(try CheckedObject(resolved), facts: facts, besideSpec: path),
                document: JSONWriter.pretty(document),
                trainingKey: TrainingKey.text(of: resolved) + (facts.fingerprint.map { "\n" + $0 } ?? ""),
                weights: weights)
        } catch {
            resolver.problems.add(.schemaMismatch, at: error.path, root.origin)
            throw resolver.problems.sorted()
        }
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
