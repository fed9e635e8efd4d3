package import JSON

extension Trial {
    /// The content of a run folder's `study.json`.
    package var document: String { JSONWriter.pretty(DocumentRecord.adding(to: json)) }

    /// The hash in that document.
    package var record: String { DocumentRecord.hash(of: json) }

    /// Whether this is the place in a study of the experiment that a run folder's spec describes.
    package func isPlace(of spec: JSONValue) -> Bool {
        if case .string(let record)? = spec[DocumentRecord.studyKey] { return record == self.record }
        // Older versions wrote no hashes.
        return spec[DocumentRecord.key] == nil && values.allSatisfy { $0.isPossible(in: spec) }
    }

    /// Reads a document; nil if a value is missing or not what `document` writes, and if it was altered.
    package init?(document: [UInt8]) {
        guard DocumentRecord.state(of: document) != .altered, let json = try? JSONReader.read(document).root.value
        else { return nil }
        self.init(json)
    }

    fileprivate var json: JSONValue {
        var members: [JSONValue.Member] = [.init("study", .string(study)), .init("description", .string(description))]
        if let variant { members.insert(.init("variant", .string(variant)), at: 1) }
        if let arm { members.append(.init("arm", .string(arm))) }
        members += [
            .init("values", .object(values.map { .init($0.key, $0.json) })),
            .init("changes", .strings(changes.sorted())),
        ]
        if let baseline { members.append(.init("baseline", .string(baseline))) }
        return .object(members)
    }

    /// nil if a value is missing or not what a run writes.
    fileprivate init?(_ json: JSONValue) {
        guard case .string(let study)? = json["study"], case .string(let description)? = json["description"],
            case .object(let values)? = json["values"], case .array(let changes)? = json["changes"]
        else { return nil }
        let keys = changes.compactMap(\.string)
        guard keys.count == changes.count else { return nil }
        for key in ["variant", "arm", "baseline"] {
            if let value = json[key], value.string == nil { return nil }
        }
        self.init(
            study: study, variant: json["variant"]?.string, description: description, arm: json["arm"]?.string,
            values: values.map { Value(key: $0.key, value: JSONWriter.compact($0.value)) }, changes: Set(keys),
            baseline: json["baseline"]?.string)
    }
}

extension Trial.Value {
    /// Whether a spec may have this value. Reading a spec completes lists and objects and replaces paths, so only other
    /// values are compared.
    fileprivate func isPossible(in spec: JSONValue) -> Bool {
        if [WeightsKeys.filePath, SourceKeys.place].map(\.description).contains(key) { return true }
        let found = key.split(separator: ".").reduce(Optional(spec)) { $0?[String($1)] }
        return switch (json, found) {
        case (.number(let given), .number(let value)): given == value
        case (.string(let given), .string(let value)): given == value
        case (.bool(let given), .bool(let value)): given == value
        default: true
        }
    }

    fileprivate var json: JSONValue { (try? JSONReader.read(Array(value.utf8)))?.root.value ?? .string(value) }
}

extension JSONValue {
    fileprivate var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }
}
