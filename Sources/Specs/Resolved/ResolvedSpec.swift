import JSON
import Text

import Datasets

/// A spec, decoded, checked and complete.
public struct ResolvedSpec: Sendable, Equatable {
    /// The experiment.
    public let spec: ExperimentSpec
    /// The experiment as JSON with every default written out, as a run folder holds it. A file of initial weights is
    /// `init.safetensors` there. Reading the document gives the same document again, byte for byte.
    public let document: String
    /// The document as a run folder holds it: with the hash of itself in the key `record`, which readers ignore.
    package var recordedDocument: String { recordedDocument(inStudy: trial?.record) }
    /// The part of the spec that determines the result, as canonical JSON. Specs with the same key and seeds train the same
    /// networks. Name, description, seeds, finder and figures are not in it. For the user's own
    /// images a second line changes with them.
    public let trainingKey: String
    /// The part of that which determines a range test: without schedule and length.
    let finderKey: String
    /// The initial weights, if `model.init` names a file.
    public let weights: WeightsFile?
    /// Warnings to print before training.
    public internal(set) var warnings: [SpecIssue] = []

    /// The place of each rate that a range test gives, by its key: "a.json:3".
    var ratePlaces: [String: String] = [:]

    /// Its place in a study; nil: the file is one experiment.
    public internal(set) var trial: Trial?
    /// Its name before overrides changed it; nil: they did not.
    package internal(set) var plainName: String?

    /// The path of the spec's file.
    let path: String
    /// The checked and completed values, and the same as a run folder holds them.
    let values: JSONValue
    private let stored: JSONValue

    /// - Parameters:
    ///   - values: checked and completed by the tables.
    ///   - document: the same as a run folder holds them.
    init(
        _ values: JSONValue, document: JSONValue, facts: ImageFacts, path: String, weights: WeightsFile?
    ) throws {
        spec = try ExperimentSpec(try SpecDecoder(values), facts: facts, besideSpec: path)
        self.document = JSONWriter.pretty(document)
        let images = facts.fingerprint.map { "\n" + $0 } ?? ""
        trainingKey = TrainingKey.text(of: values) + images
        let unrelated = [RootKeys.schedule.name, KeepingKeys.keepBest.name] + DurationKeys.duration.keys
        finderKey = TrainingKey.text(of: values, without: Set(unrelated)) + images
        self.weights = weights
        self.path = path
        self.values = values
        stored = document
    }

    /// The document as a run folder holds it, with the hash of the `study.json` beside it; nil: it belongs to no study.
    package func recordedDocument(inStudy record: String?) -> String {
        JSONWriter.pretty(DocumentRecord.adding(to: stored, study: record))
    }

    /// The values under some keys of the spec, as compact JSON by dotted path; a list is one value.
    package func leaves(under keys: Set<String>) -> [String: String] {
        var leaves: [String: String] = [:]
        func visit(_ value: JSONValue, at path: SpecKeyPath) {
            if case .object(let members) = value {
                for member in members { visit(member.value, at: path.appending(key: member.key)) }
            } else {
                leaves[path.description] = JSONWriter.compact(value, spaced: true)
            }
        }
        guard case .object(let members) = values else { return [:] }
        for member in members where keys.contains(member.key) {
            visit(member.value, at: SpecKeyPath.root.appending(key: member.key))
        }
        return leaves
    }

    /// The spec with the rates that range tests give.
    /// - Parameter rate: the value of each.
    /// - Throws: any error of `rate`.
    package func filling(_ rate: (FinderRate) throws -> Double) throws -> ResolvedSpec {
        let schedule = RootKeys.schedule.place.path
        func filled(_ document: JSONValue) throws -> JSONValue {
            guard case .object(let members) = document else { return document }
            return .object(
                try members.map { member in
                    guard member.key == RootKeys.schedule.name else { return member }
                    return .init(member.key, try member.value.filling(at: schedule, rate))
                })
        }
        var spec = try ResolvedSpec(
            try filled(values), document: try filled(stored), facts: spec.data.facts, path: path, weights: weights)
        spec.warnings = warnings
        spec.trial = trial
        spec.plainName = plainName
        return spec
    }
}

extension ResolvedSpec {
    /// "a.json:3: schedule.lr_max", with the experiment's name if its file has several.
    package func place(of rate: FinderRate) -> String {
        let key = trial == nil ? rate.keyPath : "\(rate.keyPath) of \(spec.name)"
        return (ratePlaces[rate.keyPath] ?? Printable.text(path, limit: 1000)) + ": " + key
    }

    /// The spec with another place in a study.
    package func placed(in trial: Trial?) -> ResolvedSpec {
        var spec = self
        spec.trial = trial
        return spec
    }

    /// The spec with other seeds, which must be different and valid.
    package func withSeeds(_ seeds: [UInt64]) -> ResolvedSpec { with(RootKeys.seeds.place.path, .numbers(seeds)) }

    /// The spec with another name, which must be valid; overrides changed it.
    func renamed(_ name: String) -> ResolvedSpec {
        var renamed = with(RootKeys.name.place.path, .string(name))
        renamed.plainName = spec.name
        return renamed
    }

    /// The spec with another valid value of a key that decides no training.
    private func with(_ place: SpecKeyPath, _ value: JSONValue) -> ResolvedSpec {
        // Reading valid values again does not fail.
        guard
            var spec = try? ResolvedSpec(
                values.setting(value, at: place), document: stored.setting(value, at: place), facts: spec.data.facts,
                path: path, weights: weights)
        else { return self }
        spec.warnings = warnings
        spec.ratePlaces = ratePlaces
        spec.trial = trial
        spec.plainName = plainName
        return spec
    }

    /// Whether both are the same spec, from whatever files.
    public static func == (first: ResolvedSpec, second: ResolvedSpec) -> Bool {
        first.spec == second.spec && first.document == second.document && first.trainingKey == second.trainingKey
            && first.weights == second.weights && first.warnings == second.warnings
    }
}

extension JSONValue {
    /// The value with a rate in each `{"from_finder": ...}` that has none.
    fileprivate func filling(at path: SpecKeyPath, _ rate: (FinderRate) throws -> Double) throws -> JSONValue {
        switch self {
        case .array(let elements):
            return .array(
                try elements.enumerated().map { try $1.filling(at: path.appending(index: $0), rate) })
        case .object(let members):
            let object = try SpecDecoder(self, at: path)
            if let wanted = try object.unknownRate {
                let value = try rate(wanted)
                return .object(members.map { $0.key == RateKeys.value.name ? .init($0.key, .number(value)) : $0 })
            }
            return .object(
                try members.map { .init($0.key, try $0.value.filling(at: path.appending(key: $0.key), rate)) })
        default: return self
        }
    }
}
