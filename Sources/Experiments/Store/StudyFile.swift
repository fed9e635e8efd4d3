import JSON
import Files
import Foundation

/// `study.json` of a run folder: which experiment of which study it is. It is written with `spec.json`, and counts in no
/// hash: what a study says of an experiment does not change how it trains.
extension RunFolder {
    private var studyFile: String { file("study.json") }

    /// Where in its study the experiment lies; nil where it is of none.
    /// - Throws: `StoreError` where the file cannot be read, or is not what a run writes.
    public func studyCell() throws(StoreError) -> StudyCell? {
        guard FileSystem.exists(studyFile) else { return nil }
        guard let bytes = try? InputFile.bytes(of: studyFile, limit: SpecFile.sizeLimit),
            let document = try? JSONReader.read(bytes), let cell = StudyCell(document.root.value)
        else { throw .malformedStudy(path: studyFile) }
        return cell
    }

    /// The spec that the folder holds, with its place in its study.
    /// - Parameter overrides: as for `SpecFile.load`.
    /// - Throws: `SpecProblems`, or `StoreError`.
    public func recordedSpecs(overrides: [String] = []) throws -> [ResolvedSpec] {
        let cell = try studyCell()
        return try SpecFile.loadAll(path: file("spec.json"), overrides: overrides, readsWeights: false).map { spec in
            var spec = spec
            spec.cell = cell
            return spec
        }
    }

    /// Writes the place of a spec that is to be trained here, or removes that of another spec. The folder's own spec,
    /// run again as it is, stays where it was.
    func writeStudyCell(of resolved: ResolvedSpec) throws(StoreError) {
        if let cell = resolved.cell {
            try StoredFile.write(JSONWriter.pretty(cell.json).utf8, to: studyFile)
        } else if !isOwnSpec(resolved), FileSystem.exists(studyFile) {
            try StoredFile.remove(studyFile)
        }
    }

    /// Whether it is the spec that the folder holds, from wherever it was read: from there, or from a figure.
    private func isOwnSpec(_ resolved: ResolvedSpec) -> Bool {
        (try? StoredFile.bytes(of: file("spec.json")))?.elementsEqual(resolved.document.utf8) == true
    }
}

extension StudyCell {
    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [.init("study", .string(study)), .init("description", .string(description))]
        if let arm { members.append(.init("arm", .string(arm))) }
        members += [
            .init("values", .object(values.map { .init($0.key, $0.json) })),
            .init("changes", .strings(changes.sorted())),
        ]
        if let baseline { members.append(.init("baseline", .string(baseline))) }
        return .object(members)
    }

    /// nil where a value is missing, or another than a run writes.
    fileprivate init?(_ json: JSONValue) {
        guard case .string(let study)? = json["study"], case .string(let description)? = json["description"],
            case .object(let values)? = json["values"], case .array(let changes)? = json["changes"]
        else { return nil }
        let keys = changes.compactMap(\.string)
        guard keys.count == changes.count else { return nil }
        for key in ["arm", "baseline"] {
            if let value = json[key], value.string == nil { return nil }
        }
        self.init(
            study: study, description: description, arm: json["arm"]?.string,
            values: values.map { Value(key: $0.key, value: JSONWriter.compact($0.value)) }, changes: Set(keys),
            baseline: json["baseline"]?.string)
    }
}

extension StudyCell.Value {
    fileprivate var json: JSONValue { (try? JSONReader.read(Array(value.utf8)))?.root.value ?? .string(value) }
}

extension JSONValue {
    fileprivate var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }
}
