import Files
import Foundation

/// Names of a study's experiments, which are names of folders, too: what such a name may not have becomes "-"; names that
/// are too long then, or no longer different, end in digits of a hash of what they should have been.
enum StudyNames {
    /// - Parameters:
    ///   - study: its name, fit to be one.
    ///   - suffixes: what is to stand behind it, of each experiment.
    static func names(of study: String, _ suffixes: [String]) -> [String] {
        let wanted = suffixes.map { study + $0 }
        let safe = wanted.map(safe)
        var counts: [String: Int] = [:]
        for name in safe { counts[name, default: 0] += 1 }
        return zip(wanted, safe).map { wanted, name in
            // What was wanted twice stays twice: it is told.
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
