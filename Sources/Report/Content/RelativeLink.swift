/// A path as a link from the report to a file near it. Nothing in it can be taken for the name of a protocol, of another
/// machine, or for markup.
enum RelativeLink {
    /// The path behind "./", percent-encoded except letters, digits and `-._/`.
    static func text(_ path: String) -> String {
        let encoded = path.utf8.map { byte -> String in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
        return "./" + encoded
    }
}
