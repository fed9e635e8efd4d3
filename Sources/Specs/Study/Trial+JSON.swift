import JSON

extension Trial {
    /// The content of a run folder's `study.json`.
    package var document: String { JSONWriter.pretty(json) }

    /// Reads a document; nil if a value is missing or not what `document` writes.
    package init?(document: [UInt8]) {
        guard let json = try? JSONReader.read(document).root.value else { return nil }
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
    fileprivate var json: JSONValue { (try? JSONReader.read(Array(value.utf8)))?.root.value ?? .string(value) }
}

extension JSONValue {
    fileprivate var string: String? {
        guard case .string(let string) = self else { return nil }
        return string
    }
}
