import Foundation
import Specs

/// A value whose file carries the hash of itself.
protocol SelfRecording: Codable {
    /// The hash; nil while it is computed, and in files of older versions.
    var record: String? { get set }
}

/// JSON of run folders: keys in alphabetical order and snake case, indented, one newline at the end.
enum StoreJSON {
    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return try encoder.encode(value) + Data("\n".utf8)
    }

    /// The same with the hash of the file in it.
    static func encode(recording value: some SelfRecording) throws -> Data {
        var value = value
        value.record = nil
        value.record = DocumentRecord.hash(of: Array(try encode(value)))
        return try encode(value)
    }

    /// Reads a file.
    /// - Throws: `StoreError.altered` if it carries a hash of itself that is another one; `.malformed`; `.file`.
    static func decode<Value: Decodable>(_ type: Value.Type, at path: String) throws(StoreError) -> Value {
        let bytes = try StoredFile.bytes(of: path)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            let value = try decoder.decode(type, from: Data(bytes))
            if !(value is any SelfRecording) || DocumentRecord.state(of: bytes) != .altered { return value }
        } catch {
            throw .malformed(path: path, line: nil, what: "not the JSON that a run writes")
        }
        throw .altered(path: path)
    }
}
