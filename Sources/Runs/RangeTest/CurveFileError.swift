public import Files
import JSON
import Specs
import Text

/// Why a curve of another program cannot be read.
public struct CurveFileError: Error, Sendable, Equatable {
    /// The problem.
    public enum Problem: Sendable, Equatable {
        /// The file cannot be read.
        case file(FileError.Reason)
        /// The file is a run's, and this file of its range test is missing or was altered.
        case damagedRangeTest(String)
        /// The file is empty.
        case empty
        /// The file has only a header.
        case noRows
        /// A required column is missing; the header has `there`.
        case noColumn(String, there: [String])
        /// Two columns have this name.
        case columnTwice(String)
        /// A row has more or fewer fields than the header.
        case fieldCount(Int, expected: Int)
        /// A quoted field does not end as it must.
        case quotes
        /// A field of this column is not a number.
        case notANumber(column: String, String)
        /// A field is not a whole number from 0.
        case notASeed(String)
        /// The file has more curves than an experiment can have.
        case tooManySeeds(limit: Int)
        /// A learning rate is outside ``CurveFileError/rates``.
        case rateOutOfRange(String)
        /// A learning rate is not above the one before it; with seeds, the one before it of the same seed.
        case rateNotRising(String, after: Double, hasSeeds: Bool)
    }

    /// Learning rates that a curve may have.
    public static let rates = 1e-30...1e30

    /// The file.
    public var path: String
    /// From 1; nil for the whole file.
    public var line: Int?
    /// The problem.
    public var problem: Problem
}

extension CurveFileError: CustomStringConvertible {
    /// The message: what is wrong, and what to do.
    public var description: String {
        "\(Printable.text(path))\(line.map { ":\($0)" } ?? ""): \(problem)"
    }
}

extension CurveFileError.Problem: CustomStringConvertible {
    /// The problem without its place.
    public var description: String {
        switch self {
        case .file(let reason): reason.text(of: "a curve")
        case .damagedRangeTest(let file):
            "the range test is damaged (\(file)); run it again, or copy the curve elsewhere to use it as it is"
        case .empty: "the file is empty; the first line names the columns, lr and loss among them"
        case .noRows: "no row follows the header"
        case .noColumn(let name, let there):
            "column \"\(name)\" is missing; the header has \(Printable.text(there.joined(separator: ", ")))"
        case .columnTwice(let name): "two columns are called \"\(name)\""
        case .fieldCount(let count, let expected):
            "\(Plural.counted(count, "field")), but the header has \(expected)"
        case .quotes: CSVQuoteError.message
        case .notANumber(let column, let text): "\(column): \(Printable.quoted(text)) is not a number"
        case .notASeed(let text): "seed: \(Printable.quoted(text)) is not a whole number from 0"
        case .tooManySeeds(let limit): "seed: more than \(limit) different seeds"
        case .rateOutOfRange(let text):
            "lr: \(Printable.text(text, limit: 40)) is not between \(CurveFileError.rates.lowerBound) and "
                + "\(CurveFileError.rates.upperBound)"
        case .rateNotRising(let text, let last, let hasSeeds):
            "lr: \(Printable.text(text, limit: 40)) is not above \(last), the rate before it"
                + (hasSeeds ? " of the same seed" : "; several curves in one file need a column \"seed\"")
        }
    }
}
