public import Foundation

/// Named float32 tensors as a safetensors file: eight bytes of header length (little endian), a JSON header, the values.
///
/// Written names are in order and the header is padded to eight bytes with spaces, so that equal tensors give equal bytes.
public enum Safetensors {
    /// One tensor in plain order.
    public struct Tensor: Sendable, Equatable {
        public var name: String
        public var dims: [Int]
        public var values: [Float]

        public init(name: String, dims: [Int], values: [Float]) {
            self.name = name
            self.dims = dims
            self.values = values
        }
    }

    /// Why bytes are no safetensors file we can read.
    public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
        /// Fewer bytes than the header says.
        case cutOff(expected: Int, found: Int)
        /// The header is not what the format asks for; says where.
        case badHeader(String)
        /// A tensor whose type, shape and extent do not agree or are not supported.
        case badTensor(name: String, String)

        public var description: String {
            switch self {
            case .cutOff(let expected, let found): "cut off: \(found) bytes of \(expected)"
            case .badHeader(let what): "not a safetensors file: \(what)"
            case .badTensor(let name, let what): "tensor \"\(name)\": \(what)"
            }
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
            entries.append("\(quoted(name)):{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(extent)]}")
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
            for value in tensor.values {
                withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
            }
        }
        return data
    }

    /// A name as a JSON string.
    private static func quoted(_ name: String) -> String {
        var text = ""
        for scalar in name.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return "\"" + text + "\""
    }

    /// The float32 tensors in `data`, by name; single 64-bit integers are counters, and passed over.
    /// - Throws: `Failure` where the bytes are not a whole file of these.
    public static func decode(_ data: Data) throws(Failure) -> [String: Tensor] {
        let bytes = [UInt8](data)
        guard bytes.count >= 8 else { throw .cutOff(expected: 8, found: bytes.count) }
        let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << (8 * UInt64($1)) }
        guard length <= 100_000_000 else { throw .badHeader("a header of \(length) bytes") }
        let start = 8 + Int(length)
        guard bytes.count >= start else { throw .cutOff(expected: start, found: bytes.count) }
        guard
            let header = try? JSONSerialization.jsonObject(with: Data(bytes[8..<start])) as? [String: Any]
        else { throw .badHeader("the header is not a JSON object") }
        var tensors: [String: Tensor] = [:]
        for (name, entry) in header where name != "__metadata__" && !isCounter(entry) {
            tensors[name] = try tensor(name, entry, in: bytes, from: start)
        }
        return tensors
    }

    private static func isCounter(_ entry: Any) -> Bool {
        guard let entry = entry as? [String: Any], let dims = entry["shape"] as? [Int] else { return false }
        return entry["dtype"] as? String == "I64" && dims.isEmpty
    }

    private static func tensor(_ name: String, _ entry: Any, in bytes: [UInt8], from start: Int) throws(Failure)
        -> Tensor
    {
        guard let entry = entry as? [String: Any], let type = entry["dtype"] as? String,
            let dims = entry["shape"] as? [Int], let offsets = entry["data_offsets"] as? [Int], offsets.count == 2
        else { throw .badTensor(name: name, "needs dtype, shape and two data_offsets") }
        guard type == "F32" else { throw .badTensor(name: name, "type \(type) is not F32") }
        var count = 1
        for dim in dims {
            let (product, overflow) = count.multipliedReportingOverflow(by: dim)
            guard dim >= 0, !overflow, product < 1 << 40 else { throw .badTensor(name: name, "shape \(dims)") }
            count = product
        }
        let (low, high) = (offsets[0], offsets[1])
        guard low >= 0, high >= low, high - low == count * 4 else {
            throw .badTensor(name: name, "data_offsets \(offsets) do not fit shape \(dims)")
        }
        guard high <= bytes.count - start else {
            let (expected, overflow) = start.addingReportingOverflow(high)
            throw .cutOff(expected: overflow ? .max : expected, found: bytes.count)
        }
        var values = [Float](repeating: 0, count: count)
        for index in 0..<count {
            let at = start + low + 4 * index
            let bits =
                UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16
                | UInt32(bytes[at + 3]) << 24
            values[index] = Float(bitPattern: bits)
        }
        return Tensor(name: name, dims: dims, values: values)
    }
}
