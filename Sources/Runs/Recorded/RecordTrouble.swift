import JSON
import Specs
import Text

/// Why a folder or a spec has nothing to compare.
public struct RecordTrouble: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// A folder without `spec.json`.
        case noRunFolder
        /// Seeds that were not trained to their end, or by another spec, then the folder that holds them; and files
        /// that are not what a run wrote, a seed each.
        case missing(seeds: [UInt64], damaged: [String], of: Int, call: String, other: String?)
    }
    public var path: String
    public var kind: Kind

    public var description: String {
        switch kind {
        case .noRunFolder: "\(path): no run folder: there is no spec.json in it"
        case .missing(let seeds, let damaged, let count, let call, let other):
            "\(path): \(Self.counted(seeds, damaged, of: count)); `\(call)` trains them"
                + (damaged.isEmpty ? "" : " anew")
                + (other.map { ". \($0) holds another training: was it run with other --set?" } ?? "")
        }
    }

    /// "1 of 4 seeds are not trained (2)"
    private static func counted(_ seeds: [UInt64], _ damaged: [String], of count: Int) -> String {
        var parts: [String] = []
        if !seeds.isEmpty { parts.append("\(seeds.count) of \(count) seeds are not trained (\(SeedList.text(seeds)))") }
        if !damaged.isEmpty {
            parts.append(
                "\(damaged.count) of \(count) seeds are damaged (\(Printable.list(damaged, limit: 2)): not what the run wrote)"
            )
        }
        return parts.joined(separator: ", ")
    }
}
