import Plotting
package import Text

/// Numbers in captions and legends of figures.
extension NumberText {
    /// At most `digits` significant digits, without trailing zeros: "0.05", "1.25×10⁻⁹", "10⁶".
    package static func short(_ value: Double, digits: Int = 3) -> String {
        TickFormatter.number(value, digits: digits).short
    }

    /// "98.96 %": a number of percent with two decimals at most, as 10,000 validation images resolve.
    static func percent(of value: Double) -> String {
        guard value.isFinite else { return "not a number" }
        return "\(short((value * 100).rounded() / 100, digits: 4)) %"
    }
}

extension RichText {
    /// A number's text without the zeros that follow the decimal point, and without a factor of one.
    var short: String {
        let text = flattened
        let parts = text.split(separator: "×", maxSplits: 1)
        guard let first = parts.first else { return text }
        var mantissa = String(first)
        if mantissa.contains(".") {
            while mantissa.last == "0" { mantissa.removeLast() }
            if mantissa.last == "." { mantissa.removeLast() }
        }
        guard parts.count == 2 else { return mantissa }
        return mantissa == "1" ? String(parts[1]) : "\(mantissa)×\(parts[1])"
    }
}
