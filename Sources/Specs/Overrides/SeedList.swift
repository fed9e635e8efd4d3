import JSON
import Text

/// Seeds as the command line takes them.
public enum SeedList {
    /// The largest seed.
    package static let largest = UInt64(RootKeys.seedRange.upperBound)

    /// Reads `0,1,2` (these seeds) or `5` (a count: 0 to 4). One seed alone is `7,`.
    public static func parse(_ text: String) throws(SeedListError) -> [UInt64] {
        var parts = text.split(separator: ",", omittingEmptySubsequences: false)
        if parts.count > 1, parts.last?.isEmpty == true { parts.removeLast() }
        guard text.contains(",") else {
            let count = try number(parts.first ?? "", of: text)
            guard count >= 1, count <= UInt64(SpecSchema.maxSeeds) else {
                throw SeedListError(text: text, kind: .count(limit: SpecSchema.maxSeeds))
            }
            return Array(0..<count)
        }
        guard parts.count <= SpecSchema.maxSeeds else {
            throw SeedListError(text: text, kind: .tooMany(count: parts.count, limit: SpecSchema.maxSeeds))
        }
        var seeds: [UInt64] = []
        var seen: Set<UInt64> = []
        for part in parts {
            let seed = try number(part, of: text)
            guard seen.insert(seed).inserted else { throw SeedListError(text: text, kind: .repeated(seed)) }
            seeds.append(seed)
        }
        return seeds
    }

    /// Seeds for messages and pages: "0 to 9, 12, 15"; only the first parts of a long list.
    public static func text(_ seeds: [UInt64], limit: Int = 8) -> String {
        var parts: [String] = []
        var rest = seeds[...]
        while let first = rest.first {
            var last = first
            var count = 0
            for seed in rest {
                if count > 0, last == .max || seed != last + 1 { break }
                last = seed
                count += 1
            }
            if count > 2 {
                parts.append("\(first) to \(last)")
            } else {
                parts += rest.prefix(count).map(String.init)
            }
            rest = rest.dropFirst(count)
        }
        return parts.prefix(limit).joined(separator: ", ") + (parts.count > limit ? ", ..." : "")
    }

    private static func number(_ part: Substring, of text: String) throws(SeedListError) -> UInt64 {
        let isDigits = part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDigits, let number = UInt64(part), number <= largest else {
            throw SeedListError(text: text, kind: .notASeed(String(part)))
        }
        return number
    }
}

/// A text is not a list of seeds.
public struct SeedListError: Error, Sendable, Equatable {
    /// The whole text.
    public var text: String
    /// The problem.
    public var kind: Kind

    /// The kinds of problems.
    public enum Kind: Sendable, Equatable {
        /// A part that is not an integer from 0 to 2^53 - 1.
        case notASeed(String)
        /// A count that is 0 or above the limit.
        case count(limit: Int)
        /// More seeds than the limit.
        case tooMany(count: Int, limit: Int)
        /// A repeated seed.
        case repeated(UInt64)
    }
}

extension SeedListError: CustomStringConvertible {
    /// One line, without the option's name.
    public var description: String {
        let reason =
            switch kind {
            case .notASeed(let part): "\(Printable.quoted(part)) is not a seed; write 0,1,2 or a count such as 5"
            case .count(let limit):
                "the count is not between 1 and \(limit); one seed alone is written with a comma: 0,"
            case .tooMany(let count, let limit): "\(count) seeds are more than \(limit)"
            case .repeated(let seed): "seed \(seed) is repeated"
            }
        return "\(Printable.text(text, limit: 60)): \(reason)"
    }
}
