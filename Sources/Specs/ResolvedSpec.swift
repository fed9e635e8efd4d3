import JSON
import Text

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
    /// What of that decides a range test: schedule and length do not.
    let finderKey: String
    /// The initial weights, where `model.init` names a file.
    public let weights: WeightsFile?
    /// What is not wrong, but worth a word before training.
    public internal(set) var warnings: [SpecProblem] = []

    /// Where each rate that a range test is to give was written, by its key: "a.json:3".
    var ratePlaces: [String: String] = [:]

    /// Where it lies in the study that its file is; nil: the file is one experiment.
    public internal(set) var cell: StudyCell?

    /// The path of the spec's file.
    let path: String
    /// All that was checked and completed, and the same as a run folder holds it.
    private let values: JSONValue
    private let stored: JSONValue

    /// - Parameters:
    ///   - values: what the tables have checked and completed.
    ///   - document: the same as a run folder holds it.
    init(
        _ values: JSONValue, document: JSONValue, facts: ImageFacts, path: String, weights: WeightsFile?
    ) throws(SchemaMismatch) {
        spec = try ExperimentSpec(try CheckedObject(values), facts: facts, besideSpec: path)
        self.document = JSONWriter.pretty(document)
        let images = facts.fingerprint.map { "\n" + $0 } ?? ""
        trainingKey = TrainingKey.text(of: values) + images
        finderKey = TrainingKey.text(of: values, without: ["schedule", "epochs", "steps"]) + images
        self.weights = weights
        self.path = path
        self.values = values
        stored = document
    }

    /// The values under some keys of the spec, as compact JSON by dotted path; lists are values.
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

    /// The same with the rates that range tests were to give.
    /// - Parameter rate: the value of each.
    /// - Throws: what `rate` throws.
    package func filling(_ rate: (FinderRate) throws -> Double) throws -> ResolvedSpec {
        let schedule = SpecKeyPath("schedule")
        func filled(_ document: JSONValue) throws -> JSONValue {
            guard case .object(let members) = document else { return document }
            return .object(
                try members.map { member in
                    guard member.key == "schedule" else { return member }
                    return .init(member.key, try member.value.filling(at: schedule, rate))
                })
        }
        var spec = try ResolvedSpec(
            try filled(values), document: try filled(stored), facts: spec.data.facts, path: path, weights: weights)
        spec.warnings = warnings
        spec.cell = cell
        return spec
    }
}

extension ResolvedSpec {
    /// "a.json:3: schedule.lr_max", with the experiment's name where its file has several.
    package func place(of rate: FinderRate) -> String {
        let key = cell == nil ? rate.keyPath : "\(rate.keyPath) of \(spec.name)"
        return (ratePlaces[rate.keyPath] ?? Printable.text(path, limit: 1000)) + ": " + key
    }

    /// The same spec with another place in a study.
    package func placed(in cell: StudyCell?) -> ResolvedSpec {
        var spec = self
        spec.cell = cell
        return spec
    }

    /// The same training with other seeds: different ones that a spec may have.
    package func withSeeds(_ seeds: [UInt64]) -> ResolvedSpec {
        func changed(_ document: JSONValue) -> JSONValue {
            guard case .object(let members) = document else { return document }
            return .object(members.map { $0.key == "seeds" ? .init("seeds", .numbers(seeds)) : $0 })
        }
        // What was read once is read again; where it were not, the spec would stay as it is.
        guard
            var spec = try? ResolvedSpec(
                changed(values), document: changed(stored), facts: spec.data.facts, path: path, weights: weights)
        else { return self }
        spec.warnings = warnings
        spec.ratePlaces = ratePlaces
        spec.cell = cell
        return spec
    }

    /// Whether both say the same, wherever they were read from.
    public static func == (first: ResolvedSpec, second: ResolvedSpec) -> Bool {
        first.spec == second.spec && first.document == second.document && first.trainingKey == second.trainingKey
            && first.weights == second.weights && first.warnings == second.warnings
    }
}

extension JSONValue {
    /// The same where each `{"from_finder": ...}` without a value has the one it is to have.
    fileprivate func filling(at path: SpecKeyPath, _ rate: (FinderRate) throws -> Double) throws -> JSONValue {
        switch self {
        case .array(let elements):
            return .array(
                try elements.enumerated().map { try $1.filling(at: path.appending(index: $0), rate) })
        case .object(let members):
            let object = try CheckedObject(self, at: path)
            if object.has("from_finder"), object.isNull("value"), let wanted = try object.unknownRates().first {
                let value = try rate(wanted)
                return .object(members.map { $0.key == "value" ? .init("value", .number(value)) : $0 })
            }
            return .object(
                try members.map { .init($0.key, try $0.value.filling(at: path.appending(key: $0.key), rate)) })
        default: return self
        }
    }
}
