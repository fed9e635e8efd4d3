/// CRC-32C (Castagnoli): polynomial 0x1EDC6F41, bits reflected, initial value and final exclusive or all ones (RFC
/// 3720, appendix B.4).
public enum CRC32C {
    public static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { crc, byte in (crc >> 8) ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] }
    }

    /// The checksum turned right by 15 bits, plus 0xA282EAD8: how records hold it, so that the checksum of data which
    /// holds checksums is no special one.
    public static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
        let crc = checksum(bytes)
        return ((crc >> 15) | (crc << 17)) &+ 0xA282_EAD8
    }

    /// What eight shifts make of each value of a byte.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
    }
}
