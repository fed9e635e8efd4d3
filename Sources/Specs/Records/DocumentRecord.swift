import Files
package import JSON

/// The hash of itself that a JSON file of a run folder carries, in its key `record`.
///
/// It is the SHA-256 of the object without this key, in canonical form. Keys stand in the order of their bytes, without
/// spaces. Numbers are the shortest decimals that read back as the same value.
package enum DocumentRecord {
    /// The key.
    package static let key = "record"
    /// The key of a spec with the hash of the `study.json` beside it, the same way; missing without a study.
    package static let studyKey = "study_record"

    /// Whether a file is as it was written.
    package enum State: Sendable {
        case intact
        /// It has no record: an older version wrote it.
        case missing
        case altered
    }

    /// The hash of a document without its record.
    package static func hash(of document: JSONValue) -> String {
        ContentDigest.of(JSONWriter.compact(document.removing(key).sorted))
    }

    /// The same for the bytes of a document; empty if they are none.
    package static func hash(of bytes: [UInt8]) -> String {
        (try? JSONReader.read(bytes)).map { hash(of: $0.root.value) } ?? ""
    }

    /// The document with its record at the end.
    package static func adding(to document: JSONValue) -> JSONValue {
        guard case .object(let members) = document.removing(key) else { return document }
        return .object(members + [.init(key, .string(hash(of: document)))])
    }

    /// The same of a spec, with the hash of the `study.json` beside it; nil: it belongs to no study.
    package static func adding(to spec: JSONValue, study record: String?) -> JSONValue {
        guard case .object(let members) = spec.removing(studyKey), let record else { return adding(to: spec) }
        return adding(to: .object(members + [.init(studyKey, .string(record))]))
    }

    /// The document of a run folder's spec without both hashes.
    package static func removingAll(from document: JSONValue) -> JSONValue { document.removing(key).removing(studyKey) }

    /// Compares a document with its record.
    package static func state(of document: JSONValue) -> State {
        switch document[key] {
        case nil: .missing
        case .string(let record): record == hash(of: document) ? .intact : .altered
        default: .altered
        }
    }

    /// The same for the bytes of a file; altered if they are not one JSON object.
    package static func state(of bytes: [UInt8]) -> State {
        guard let document = try? JSONReader.read(bytes), document.duplicates.isEmpty else { return .altered }
        return state(of: document.root.value)
    }

    /// Whether a key and its value may be the record of a document, or that of the study beside it.
    static func isRecord(_ member: JSONNode.Member) -> Bool {
        guard [key, studyKey].contains(member.key), case .string(let text) = member.node.content else { return false }
        return text.utf8.count == 64 && text.allSatisfy(\.isHexDigit)
    }
}

extension JSONValue {
    fileprivate func removing(_ key: String) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.key != key })
    }

    /// The same with the keys of all objects in the order of their bytes.
    fileprivate var sorted: JSONValue {
        switch self {
        case .array(let elements): .array(elements.map(\.sorted))
        case .object(let members):
            .object(
                members.map { Member($0.key, $0.value.sorted) }
                    .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
        default: self
        }
    }
}
