package import Foundation

/// A test target's folder `Golden`: numbers that other programs recorded.
package struct GoldenFolder {
    /// A file that is missing, or a field that is no number.
    struct Damage: Error {
        var file: String
    }

    private let bundle: Bundle

    /// - Parameter bundle: the test target's own.
    package init(_ bundle: Bundle) { self.bundle = bundle }

    package func url(_ name: String, _ type: String) throws -> URL {
        guard let url = bundle.url(forResource: name, withExtension: type, subdirectory: "Golden") else {
            throw Damage(file: "\(name).\(type)")
        }
        return url
    }

    /// The rows of a CSV file, without its header.
    package func table(_ name: String) throws -> [[Double]] {
        let text = try String(contentsOf: url(name, "csv"), encoding: .utf8)
        return try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            try line.split(separator: ",").map { field in
                guard let number = Double(field) else { throw Damage(file: "\(name).csv") }
                return number
            }
        }
    }
}
