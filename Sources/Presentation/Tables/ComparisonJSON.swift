package import Comparison
import Foundation

/// A comparison as JSON.
package enum ComparisonJSON {
    /// All numbers of a comparison.
    /// - Throws: `EncodingError`.
    package static func text(_ report: ComparisonReport) throws -> String { try encoded(report) }

    /// The same with the key `until_clear`.
    /// - Throws: `EncodingError`.
    package static func text(_ report: ComparisonReport, _ untilClear: UntilClearReport) throws -> String {
        try encoded(Document(report: report, untilClear: untilClear))
    }

    /// A round of seeds as needed, as an object on one line.
    package static func event(_ report: UntilClearReport) -> String {
        let clear = report.pairs.count(where: \.isClear)
        let seeds = report.pairs.map(\.n).max() ?? 0
        return #"{"clear":\#(clear),"comparisons":\#(report.pairs.count),"event":"until_clear","seeds":\#(seeds)}"#
    }

    private struct Document: Encodable {
        let report: ComparisonReport
        let untilClear: UntilClearReport

        private enum CodingKeys: String, CodingKey { case untilClear }

        func encode(to encoder: any Encoder) throws {
            try report.encode(to: encoder)
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(untilClear, forKey: .untilClear)
        }
    }

    private static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
