import Foundation

/// Numbers for readers.
package enum Rounded {
    /// Three significant digits.
    package static func significant(_ value: Double) -> String { String(format: "%.3g", value) }

    /// Four significant digits, for what is not measured.
    package static func value(_ value: Double) -> String { String(format: "%.4g", value) }

    /// "10,000"
    package static func grouped(_ count: Int) -> String {
        var digits = String(count.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (count < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }

    /// "0.8 s", "12 s", "3 min 20 s", "2 h 5 min"
    package static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "?" }
        if seconds < 10 { return String(format: "%.1f s", seconds) }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }
}
