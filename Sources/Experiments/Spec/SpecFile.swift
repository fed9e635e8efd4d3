/// A spec, decoded, checked and complete.
public struct ResolvedSpec: Sendable, Equatable {
    /// What it says.
    public let spec: ExperimentSpec
    /// The same as JSON with every default written out; reading it gives the same again, byte for byte.
    public let document: String
    /// What of it decides a training's result, as canonical JSON: two specs of the same key train the same networks
    /// from the same seeds. Name, description, seeds, finder and figures are not in it.
    public let trainingKey: String
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
    /// - Throws: all problems at once.
    public static func load(path: String, overrides: [String] = []) throws(SpecProblems) -> ResolvedSpec {
        let bytes: [UInt8]
        do {
            bytes = try RegularFile.read(path, limit: sizeLimit)
        } catch {
            throw SpecProblems([SpecProblem(file: path, keyPath: "", kind: .file(error))])
        }
        return try parse(bytes: bytes, path: path, overrides: overrides)
    }

    /// Reads a spec from a text.
    /// - Parameters:
    ///   - path: the file it is said to be, for messages and the default name.
    ///   - overrides: as for `load`.
    public static func parse(
        text: String, path: String, overrides: [String] = []
    ) throws(SpecProblems) -> ResolvedSpec {
        try parse(bytes: Array(text.utf8), path: path, overrides: overrides)
    }

    /// Reads a spec from bytes, which may be anything.
    package static func parse(
        bytes: [UInt8], path: String, overrides: [String] = []
    ) throws(SpecProblems) -> ResolvedSpec {
        guard bytes.count <= sizeLimit else {
            let kind = SpecProblem.Kind.file(.tooLarge(bytes: bytes.count, limit: sizeLimit))
            throw SpecProblems([SpecProblem(file: path, keyPath: "", kind: kind)])
        }
        var problems = ProblemList(file: path)
        guard var root = read(bytes, problems: &problems) else { throw problems.sorted() }
        for (index, text) in overrides.enumerated() { apply(text, index: index, to: &root, problems: &problems) }

        var resolver = SpecResolver(fileName: fileName(of: path), problems: problems)
        let resolved = resolver.resolve(root, as: .object(SpecSchema.root), at: .root)
        resolver.checkAcrossKeys()
        guard let resolved, resolver.problems.isEmpty else {
            if resolver.problems.isEmpty { resolver.problems.add(.schemaMismatch, at: .root, root.origin) }
            throw resolver.problems.sorted()
        }
        do {
            return ResolvedSpec(
                spec: try ExperimentSpec(try CheckedObject(resolved)),
                document: JSONWriter.pretty(resolved),
                trainingKey: TrainingKey.text(of: resolved))
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
    fileprivate mutating func checkAcrossKeys() {
        var hasChannelConflict = false
        for check in CrossCheck.all {
            let path = SpecKeyPath(check.key)
            guard let conflict = check.conflict(values) else { continue }
            problems.add(.conflict(conflict), at: path, origins[path])
            hasChannelConflict = hasChannelConflict || check.key == CrossCheck.channels
        }
        // Channels that do not fit are said to be so already, in better words.
        if !hasChannelConflict { checkNetwork() }
    }
}
