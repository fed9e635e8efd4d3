import Files
import Foundation

/// Names of a study's experiments, which are names of folders too. Invalid characters become "-". A name that is then too
/// long, or equal to another, ends in digits of a hash of the intended name.
enum StudyNames {
    /// - Parameters:
    ///   - study: its name, valid as a name.
    ///   - suffixes: the end of each experiment's name.
    static func names(of study: String, _ suffixes: [String]) -> [String] {
        let wanted = suffixes.map { study + $0 }
        let safe = wanted.map(safe)
        var counts: [String: Int] = [:]
        for name in safe { counts[name, default: 0] += 1 }
        return zip(wanted, safe).map { wanted, name in
            // Equal intended names stay equal; an issue reports them.
            let isTaken = name != wanted && counts[name, default: 0] > 1
            return isTaken || name.utf8.count > NameRule.limit ? shortened(name, of: wanted) : name
        }
    }

    private static func safe(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.map { NameRule.isAllowed($0) ? $0 : "-" }))
    }

    private static func shortened(_ name: String, of wanted: String) -> String {
        let digits = ContentDigest.of(wanted).prefix(8)
        return name.prefix(NameRule.limit - digits.count - 1) + "-" + digits
    }
}
