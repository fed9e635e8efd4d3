import Foundation

extension Sandbox {
    /// Every file below a folder, without values that differ from run to run: seconds, the hashes that they
    /// change, the number of threads.
    func results(in name: String) throws -> [String: Data] {
        var files = try files(in: name)
        for (path, data) in files {
            let text = String(decoding: data, as: UTF8.self)
            if path.hasSuffix("epochs.csv") { files[path] = Data(Self.withoutLastColumn(text).utf8) }
            if path.hasSuffix("summary.json") { files[path] = Data(Self.withoutTimes(text).utf8) }
        }
        return files
    }

    private static func withoutLastColumn(_ text: String) -> String {
        text.split(separator: "\n").map { $0.split(separator: ",").dropLast().joined(separator: ",") }
            .joined(separator: "\n")
    }

    private static func withoutTimes(_ text: String) -> String {
        text.split(separator: "\n").filter { line in
            let key = line.drop { $0 == " " }.prefix { $0 != ":" }
            return !["\"data_seconds\" ", "\"train_seconds\" ", "\"threads\" ", "\"epochs\" ", "\"record\" "].contains(
                key)
        }.joined(separator: "\n")
    }
}

/// The names of files whose bytes are not those of another folder, or are in one of both only.
func differences(_ left: [String: Data], _ right: [String: Data]) -> [String] {
    Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
}

/// A table as run folders hold it.
struct Table {
    var header: String
    var rows: [[String]]

    init(_ text: String) {
        let lines = text.split(separator: "\n").map(String.init)
        header = lines.first ?? ""
        rows = lines.dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// A column's values; NaN for a field that is not a number.
    func column(_ name: String) -> [Double] {
        guard let index = header.split(separator: ",").firstIndex(of: Substring(name)) else { return [] }
        return rows.map { index < $0.count ? Double($0[index]) ?? .nan : .nan }
    }
}

extension Data {
    /// Width and height of a PNG file; nil for another or an incomplete file.
    var pngSize: (width: Int, height: Int)? {
        let bytes = [UInt8](self)
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let end: [UInt8] = [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
        guard bytes.count > 45, bytes.starts(with: signature), bytes.suffix(8).elementsEqual(end) else { return nil }
        func number(_ at: Int) -> Int { bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(16), number(20))
    }
}
