public import Foundation
import JSON

/// Named float32 tensors as a safetensors file: eight bytes of header length (little endian), a JSON header, the values.
///
/// Written names are in order and the header is padded to eight bytes with spaces, so that equal tensors give equal bytes.
public enum Safetensors {
    /// Longest length and header that are read, in bytes: room for a hundred thousand tensors.
    public static let headerLimit = 16 << 20

    /// One tensor in plain order.
    public struct Tensor: Sendable, Equatable {
        /// Its name in the file.
        public var name: String
        /// Its shape.
        public var dims: [Int]
        /// In plain order.
        public var values: [Float]

        /// A tensor of `values`, as many as `dims` ask for.
        public init(name: String, dims: [Int], values: [Float]) {
            self.name = name
            self.dims = dims
            self.values = values
        }
    }

    /// The file's bytes.
    /// - Parameter counters: single 64-bit integers beside the tensors, as PyTorch keeps in batch normalizations.
    public static func encode(_ tensors: [Tensor], counters: [(name: String, value: Int64)] = []) -> Data {
        var entries: [String] = []
        var offset = 0
        func add(_ name: String, _ type: String, _ dims: [Int], bytes: Int) {
            let shape = dims.map(String.init).joined(separator: ",")
            let extent = "\(offset),\(offset + bytes)"
            entries.append(
                "\(JSONWriter.quoted(name)):{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(extent)]}")
            offset += bytes
        }
        // Eight bytes each, and first, so that everything lies on a boundary of its size.
        for counter in counters { add(counter.name, "I64", [], bytes: 8) }
        for tensor in tensors { add(tensor.name, "F32", tensor.dims, bytes: tensor.values.count * 4) }
        var header = "{" + entries.joined(separator: ",") + "}"
        header += String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
        var data = Data(capacity: 8 + header.utf8.count + offset)
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data.append(contentsOf: $0) }
        data.append(contentsOf: header.utf8)
        for counter in counters { withUnsafeBytes(of: counter.value.littleEndian) { data.append(contentsOf: $0) } }
        for tensor in tensors {
            #if _endian(little)
                tensor.values.withUnsafeBytes { data.append(contentsOf: $0) }
            #else
                for value in tensor.values {
                    withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
                }
            #endif
        }
        return data
    }

    /// The float32 tensors of a file, in the order of its header; single 64-bit integers are counters, and passed over.
    /// - Throws: `Failure` with everything that keeps the bytes from being a whole file of these.
    public static func decode(_ bytes: some ContiguousBytes) throws(Failure) -> [Tensor] {
        try bytes.withUnsafeBytes { bytes in
            Result { () throws(Failure) in
                let file = try SafetensorsReader(bytes, fileSize: bytes.count)
                var problems = file.problems
                var tensors: [Tensor] = []
                for entry in file.entries {
                    guard let layout = entry.layout, !(layout.type == "I64" && layout.dims.isEmpty) else { continue }
                    if layout.type == "F32" {
                        guard problems.isEmpty else { continue }
                        tensors.append(Tensor(name: entry.name, dims: layout.dims, values: file.floats(layout)))
                    } else {
                        problems.append(.tensor(name: entry.name, .type(found: layout.type, wanted: "F32")))
                    }
                }
                guard problems.isEmpty else { throw Failure(problems: problems) }
                return tensors
            }
        }.get()
    }
}
