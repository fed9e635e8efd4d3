import Foundation

/// Numbers as text. Figures add their own forms, with powers of ten, in the module `Figures`.
package enum NumberText {
    /// At most `digits` significant digits: "0.0834", "1e-05", "12".
    package static func significant(_ value: Double, digits: Int = 3) -> String {
        String(format: "%.\(digits)g", value)
    }

    /// The number of significant digits of a rounded p: two, or more to keep it on its side of `alpha`; nil if six are too
    /// few.
    package static func digits(ofP p: Double, alpha: Double) -> Int? {
        (2...6).first { digits in
            Double(significant(p, digits: digits)).map { ($0 < alpha) == (p < alpha) } ?? false
        }
    }

    /// A fixed number of decimals: "0.9896"; "nan" for NaN of either sign.
    package static func decimals(_ value: Double, _ count: Int) -> String {
        value.isNaN ? "nan" : String(format: "%.\(count)f", value)
    }

    /// "98.96 %": a share of 1 in percent, with two decimals.
    package static func percent(_ share: Double, unit: String = " %") -> String { decimals(share * 100, 2) + unit }

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

    /// "0.8 s", "12 s", "3 min 20 s", "2 h 5 min"; "?" if the number is not finite.
    package static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "?" }
        if seconds < 10 { return String(format: "%.1f s", seconds) }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    /// "5.2 MB": a number of bytes in millions.
    package static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }

    /// The shortest decimal that parses back to the same bits, as JSON writes it: `0.05`, `1e-8`, `25`.
    /// - Precondition: `number` is finite.
    package static func shortest(_ number: Double) -> String {
        precondition(number.isFinite, "no decimal stands for \(number)")
        if let integer = Int(exactly: number), integer.magnitude < 1 << 53 { return String(integer) }
        let shortest = number.description
        guard let mark = shortest.firstIndex(of: "e") else { return shortest }
        var mantissa = shortest[..<mark]
        if mantissa.hasSuffix(".0") { mantissa.removeLast(2) }
        var exponent = shortest[shortest.index(after: mark)...]
        let sign = exponent.first == "-" ? "-" : ""
        exponent = exponent.drop { $0 == "-" || $0 == "+" || $0 == "0" }
        return mantissa + "e" + sign + exponent
    }
}
