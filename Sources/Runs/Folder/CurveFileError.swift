public import Files
import JSON
import Specs
import Text

/// What is wrong with a recorded curve, and where.
public struct CurveFileError: Error, Sendable, Equatable {
    public enum Problem: Sendable, Equatable {
        /// It could not be read.
        case file(FileError.Reason)
        /// Nothing is in it.
        case empty
        /// A header alone.
        case noRows
        /// A column that must be there; `there` are.
        case noColumn(String, there: [String])
        /// A name that two columns have.
        case columnTwice(String)
        /// A row of more or fewer fields than the header.
        case fieldCount(Int, expected: Int)
        case notANumber(column: String, String)
        case notASeed(String)
        /// A file of more curves than an experiment can have.
        case tooManySeeds(limit: Int)
        /// A learning rate outside of ``CurveFileError/rates``.
        case rateOutOfRange(String)
        /// A learning rate that is not above the one before it, of the same seed where there are seeds.
        case rateNotRising(String, after: Double, hasSeeds: Bool)
    }

    /// Learning rates that a curve may have.
    public static let rates = 1e-30...1e30

    public var path: String
    /// From 1; nil: of the whole file.
    public var line: Int?
    public var problem: Problem
}

extension CurveFileError: CustomStringConvertible {
    public var description: String {
        "\(Printable.text(path))\(line.map { ":\($0)" } ?? ""): \(problem)"
    }
}

extension CurveFileError.Problem: CustomStringConvertible {
    /// What is wrong, without the place.
    public var description: String {
        switch self {
        case .file(let reason): reason.text(of: "a curve")
        case .empty: "the file is empty; the first line names the columns, lr and loss among them"
        case .noRows: "there is no row below the header"
        case .noColumn(let name, let there):
            "there is no column \"\(name)\"; the header has \(Printable.text(there.joined(separator: ", ")))"
        case .columnTwice(let name): "two columns are called \"\(name)\""
        case .fieldCount(let count, let expected):
            "\(Plural.counted(count, "field")), where the header has \(expected)"
        case .notANumber(let column, let text): "\(column): \(Printable.quoted(text)) is not a number"
        case .notASeed(let text): "seed: \(Printable.quoted(text)) is not a whole number from 0 on"
        case .tooManySeeds(let limit): "seed: there are more than \(limit)"
        case .rateOutOfRange(let text):
            "lr: \(Printable.text(text, limit: 40)) is not between \(CurveFileError.rates.lowerBound) and "
                + "\(CurveFileError.rates.upperBound)"
        case .rateNotRising(let text, let last, let hasSeeds):
            "lr: \(Printable.text(text, limit: 40)) is not above \(last), the rate before it"
                + (hasSeeds ? " of the same seed" : "; several curves in one file need a column \"seed\"")
        }
    }
}
