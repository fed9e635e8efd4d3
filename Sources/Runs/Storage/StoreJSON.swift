import Foundation

/// JSON of run folders: keys in alphabetical order and snake case, indented, one newline at the end.
enum StoreJSON {
    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return try encoder.encode(value) + Data("\n".utf8)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, at path: String) throws(StoreError) -> Value {
        let data = Data(try StoredFile.bytes(of: path))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode(type, from: data)
        } catch {
            throw .malformed(path: path, line: nil, what: "not the JSON that a run writes")
        }
    }
}
