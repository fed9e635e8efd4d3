package import Foundation
import JSON

/// Named tensors of several types with notes, as a safetensors file.
///
/// The notes are the header's `__metadata__`, in the given order. Equal archives give equal bytes.
package struct SafetensorsArchive: Sendable, Equatable {
    /// The values of a tensor, in plain order.
    package enum Values: Sendable, Equatable {
        case floats([Float])
        case doubles([Double])
        case integers([Int64])
        case bytes(Data)
    }

    /// One tensor.
    package struct Entry: Sendable, Equatable {
        package var name: String
        package var dims: [Int]
        package var values: Values

        /// - Parameter dims: nil: a list.
        package init(_ name: String, dims: [Int]? = nil, _ values: Values) {
            self.name = name
            self.dims = dims ?? [values.count]
            self.values = values
        }
    }

    /// A text by its name.
    package struct Note: Sendable, Equatable {
        package var name: String
        package var text: String

        package init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    package var notes: [Note]
    package private(set) var entries: [Entry]
    private let places: [String: Int]

    /// - Parameter entries: of different names. The larger their numbers, the earlier they lie in the file.
    package init(notes: [Note], entries: [Entry]) {
        self.notes = notes
        self.entries = [8, 4, 1].flatMap { size in entries.filter { $0.values.size == size } }
        places = Dictionary(
            self.entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The text of a note.
    package func note(_ name: String) -> String? { notes.first { $0.name == name }?.text }

    /// The values of a float32 tensor of this shape.
    package func floats(_ name: String, dims: [Int]) -> [Float]? {
        guard let entry = self[name], entry.dims == dims, case .floats(let values) = entry.values else { return nil }
        return values
    }

    /// The values of a list of float64.
    package func doubles(_ name: String) -> [Double]? {
        guard case .doubles(let values)? = self[name]?.values else { return nil }
        return values
    }

    /// A single integer.
    package func integer(_ name: String) -> Int? {
        guard let entry = self[name], entry.dims.isEmpty, case .integers(let values) = entry.values else { return nil }
        return values.first.flatMap { Int(exactly: $0) }
    }

    private subscript(name: String) -> Entry? { places[name].map { entries[$0] } }
}

extension SafetensorsArchive.Values {
    /// Number of values.
    package var count: Int {
        switch self {
        case .floats(let values): values.count
        case .doubles(let values): values.count
        case .integers(let values): values.count
        case .bytes(let values): values.count
        }
    }

    /// Bytes of a value.
    fileprivate var size: Int {
        switch self {
        case .floats: 4
        case .doubles, .integers: 8
        case .bytes: 1
        }
    }

    fileprivate var type: String {
        switch self {
        case .floats: "F32"
        case .doubles: "F64"
        case .integers: "I64"
        case .bytes: "U8"
        }
    }

    /// The bytes in the file.
    package func withBytes(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
        switch self {
        #if _endian(little)
            case .floats(let values): try values.withUnsafeBytes(body)
            case .doubles(let values): try values.withUnsafeBytes(body)
            case .integers(let values): try values.withUnsafeBytes(body)
        #else
            case .floats(let values): try values.map(\.bitPattern.littleEndian).withUnsafeBytes(body)
            case .doubles(let values): try values.map(\.bitPattern.littleEndian).withUnsafeBytes(body)
            case .integers(let values): try values.map(\.littleEndian).withUnsafeBytes(body)
        #endif
        case .bytes(let values): try values.withUnsafeBytes(body)
        }
    }

    /// - Returns: nil for types that archives do not have.
    fileprivate init?(_ file: SafetensorsReader, _ layout: SafetensorsReader.Layout) {
        let bytes = file.bytes(layout)
        func bits() -> [UInt64] {
            (0..<bytes.count / 8).map {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
            }
        }
        switch layout.type {
        case "F32": self = .floats(file.floats(layout))
        case "F64": self = .doubles(bits().map(Double.init(bitPattern:)))
        case "I64": self = .integers(bits().map(Int64.init(bitPattern:)))
        case "U8": self = .bytes(Data(bytes))
        default: return nil
        }
    }
}

extension SafetensorsArchive {
    /// The header with its length before it; the values of the entries follow, in their order.
    package var header: [UInt8] {
        let texts = notes.map { JSONWriter.quoted($0.name) + ":" + JSONWriter.quoted($0.text) }
        var parts = ["\"__metadata__\":{" + texts.joined(separator: ",") + "}"]
        var offset = 0
        for entry in entries {
            let end = offset + entry.values.count * entry.values.size
            let shape = entry.dims.map(String.init).joined(separator: ",")
            parts.append(
                "\(JSONWriter.quoted(entry.name)):{\"dtype\":\"\(entry.values.type)\",\"shape\":[\(shape)],"
                    + "\"data_offsets\":[\(offset),\(end)]}")
            offset = end
        }
        var text = Array(("{" + parts.joined(separator: ",") + "}").utf8)
        text += Array(repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
        return withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) } + text
    }

    /// Reads a file.
    /// - Throws: `Safetensors.Failure` with everything that keeps the bytes from being an archive.
    package init(_ bytes: [UInt8]) throws(Safetensors.Failure) {
        self = try bytes.withUnsafeBytes { bytes in
            Result { () throws(Safetensors.Failure) in
                let file = try SafetensorsReader(bytes, fileSize: bytes.count)
                guard file.problems.isEmpty else { throw Safetensors.Failure(problems: file.problems) }
                let notes = file.notes.sorted { $0.key < $1.key }.map { Note($0.key, $0.value) }
                var entries: [Entry] = []
                for entry in file.entries {
                    guard let layout = entry.layout else { continue }
                    guard let values = Values(file, layout) else {
                        let issue = Safetensors.TensorIssue.badType(layout.type)
                        throw Safetensors.Failure(problems: [.tensor(name: entry.name, issue)])
                    }
                    entries.append(Entry(entry.name, dims: layout.dims, values))
                }
                return SafetensorsArchive(notes: notes, entries: entries)
            }
        }.get()
    }
}
