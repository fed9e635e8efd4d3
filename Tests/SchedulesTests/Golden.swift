import Foundation
import Testing

/// A table step,lr,momentum; momentum is empty if the source does not schedule it.
struct GoldenRow {
    var step: Int
    var lr: Double
    var momentum: Double?

    static func read(_ name: String) throws -> [GoldenRow] {
        let url = try #require(Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Golden"))
        return try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            try #require(fields.count == 3)
            let momentum = Double(fields[2])
            try #require(momentum != nil || fields[2].isEmpty)
            return GoldenRow(
                step: try #require(Int(fields[0])), lr: try #require(Double(fields[1])), momentum: momentum)
        }
    }
}

/// A recorded case: an entry of cases.json.
struct GoldenCase: Decodable {
    var name: String
    var source: String
    var call: String
    var steps: Int

    static func all() throws -> [GoldenCase] {
        let url = try #require(Bundle.module.url(forResource: "cases", withExtension: "json", subdirectory: "Golden"))
        return try JSONDecoder().decode([GoldenCase].self, from: Data(contentsOf: url))
    }
}
