/// The bytes of a protocol buffer message, by protobuf's encoding guide.
///
/// Fields are written in the order of the calls. In ascending order they give the bytes of Google's libraries.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    /// Whole numbers, flags and enumerations: a tag of wire type 0 and a varint.
    mutating func add(_ field: UInt8, integer value: Int64) {
        tag(field, type: 0)
        varint(UInt64(bitPattern: value))
    }

    mutating func add(_ field: UInt8, double value: Double) {
        tag(field, type: 1)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }

    mutating func add(_ field: UInt8, float value: Float) {
        tag(field, type: 5)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }

    /// Bytes and messages: wire type 2, the length and the bytes.
    mutating func add(_ field: UInt8, bytes value: [UInt8]) {
        tag(field, type: 2)
        varint(UInt64(value.count))
        bytes += value
    }

    mutating func add(_ field: UInt8, string value: String) { add(field, bytes: Array(value.utf8)) }

    mutating func add(_ field: UInt8, message: ProtobufMessage) { add(field, bytes: message.bytes) }

    /// Fields have numbers below 16, so a tag is one byte.
    private mutating func tag(_ field: UInt8, type: UInt8) { bytes.append(field << 3 | type) }

    /// Seven bits per byte, least significant first; the highest bit marks that more follow.
    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
