import Plotting

/// Numbers for reading, as all captions and legends of figures write them.
public enum NumberText {
    /// At most `digits` significant ones, without zeros after the last: "0.05", "1.25×10⁻⁹", "10⁶".
    public static func short(_ value: Double, digits: Int = 3) -> String {
        TickFormatter.number(value, digits: digits).short
    }

    /// A share in percent: two decimals, as validations of ten thousand images have them.
    static func percent(_ value: Double) -> String {
        guard value.isFinite else { return "not a number" }
        return "\(short((value * 100).rounded() / 100, digits: 4)) %"
    }

    /// "1 step", "2 steps"
    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
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
