/// CRC-32C (Castagnoli): polynomial 0x1EDC6F41, bits reflected, initial value and final XOR all ones.
///
/// Source: RFC 3720, appendix B.4.
package enum CRC32C {
    package static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { crc, byte in (crc >> 8) ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] }
    }

    /// The checksum rotated right by 15 bits, plus 0xA282EAD8, as records hold it.
    ///
    /// Masking keeps the checksum of data that contains checksums well distributed.
    package static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
        let crc = checksum(bytes)
        return ((crc >> 15) | (crc << 17)) &+ 0xA282_EAD8
    }

    /// The result of eight shifts for each value of a byte.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
    }
}
