/// Labels of all ticks of an axis, and the power of ten they share.
public struct TickLabels: Sendable, Equatable {
    /// One label a tick, in the ticks' order.
    public var labels: [RichText]
    /// The exponent of ten that every label is to be multiplied by; 0 if the labels are the values.
    public var exponent: Int
    /// Further lines below each label; empty if every label is one line.
    public var more: [[RichText]] = []

    /// All lines of a tick's label.
    func lines(_ index: Int) -> [RichText] {
        [labels[index]] + (index < more.count ? more[index] : [])
    }

    /// "×10" with its superscript; nil if the labels are the values.
    public var factor: RichText? {
        exponent == 0 ? nil : RichText("×10", superscript: superscript(exponent))
    }
}

/// Formats the ticks of an axis, all together: they share the number of decimals and the exponent.
public enum TickFormatter {
    /// Labels of a linear axis.
    ///
    /// They have as many decimals as the finest tick needs. If that takes more than six characters and a common power of ten
    /// makes them shorter, the power is factored out.
    public static func linear(_ values: [Double]) -> TickLabels {
        guard let largest = values.map(abs).max(), largest > 0 else {
            return TickLabels(labels: values.map { _ in RichText("0") }, exponent: 0)
        }
        let magnitude = Int((logarithm10(largest) + 1e-12).rounded(.down))
        let gap = zip(values, values.dropFirst()).map { abs($1 - $0) }.min() ?? largest
        let plain = decimals(values, exponent: 0, gap: gap)
        let short = decimals(values, exponent: magnitude, gap: gap)
        let plainLength = max(magnitude, 0) + 1 + (plain > 0 ? plain + 1 : 0)
        let shortLength = 1 + (short > 0 ? short + 1 : 0)
        let exponent = plainLength > 6 && shortLength < plainLength ? magnitude : 0
        let places = exponent == 0 ? plain : short
        return TickLabels(
            labels: values.map { RichText(decimalText(scaled($0, byPower10: -exponent), places: places)) },
            exponent: exponent)
    }

    /// Labels of a logarithmic axis: "0.1", "1", "10" if all ticks lie from 0.01 to 1000 within two decades. Ticks
    /// from 0.001 to 0.1 or more that are not all powers of ten: "0.002", "0.5". Otherwise powers of ten with a superscript.
    public static func log(_ values: [Double]) -> TickLabels {
        guard let first = values.first, let last = values.last else { return TickLabels(labels: [], exponent: 0) }
        let isShort = first >= 0.01 && last <= 1000 && last / first <= 100.000001
        let hasMultiples = first >= 0.000999 && (0.0999...1000).contains(last) && !values.allSatisfy(isPower)
        if isShort || hasMultiples || isFine(values) {
            let places = values.map { decimals([$0], exponent: 0, gap: $0) }
            if (places.max() ?? 0) <= 5 {
                return TickLabels(
                    labels: zip(values, places).map { RichText(decimalText($0, places: $1)) }, exponent: 0)
            }
        }
        return TickLabels(labels: values.map(power), exponent: 0)
    }

    /// A number for running text, with at most `digits` significant digits. From 10^5 on and below 10^-4 it has a power
    /// of ten.
    public static func number(_ value: Double, digits: Int = 2) -> RichText {
        guard value.isFinite else { return RichText(value.isNaN ? "not a number" : value > 0 ? "∞" : "−∞") }
        guard value != 0 else { return "0" }
        var magnitude = Int((logarithm10(abs(value)) + 1e-12).rounded(.down))
        // Rounding may carry: 0.0996 is 0.10.
        if scaled(abs(value), byPower10: digits - 1 - magnitude).rounded() >= power10(digits) { magnitude += 1 }
        if magnitude >= -4 && magnitude < 5 {
            return RichText(decimalText(value, places: max(0, digits - 1 - magnitude)))
        }
        let mantissa = decimalText(scaled(value, byPower10: -magnitude), places: digits - 1)
        return RichText(mantissa + "×10", superscript: superscript(magnitude))
    }

    /// Whether ticks span so short a logarithmic axis that they are formatted as on a linear one.
    private static func isFine(_ values: [Double]) -> Bool {
        guard let first = values.first, let last = values.last else { return false }
        return last / first < 3.2 && first >= 1e-4 && last < 1e6
    }

    private static func isPower(_ value: Double) -> Bool {
        let exponent = logarithm10(value)
        return abs(exponent - exponent.rounded()) < 1e-9
    }

    private static func power(_ value: Double) -> RichText {
        let exponent = Int((logarithm10(value) + 1e-9).rounded(.down))
        let mantissa = scaled(value, byPower10: -exponent)
        if abs(mantissa - 1) < 1e-6 { return RichText("10", superscript: superscript(exponent)) }
        let places = decimals([mantissa], exponent: 0, gap: mantissa)
        return RichText(decimalText(mantissa, places: places) + "×10", superscript: superscript(exponent))
    }

    /// Fewest decimals that write every value, divided by `10^exponent`, to a ten-thousandth of the gap between ticks.
    private static func decimals(_ values: [Double], exponent: Int, gap: Double) -> Int {
        let tolerance = scaled(gap, byPower10: -exponent) * 1e-4
        for places in 0..<18 {
            let unit = power10(places)
            let isExact = values.allSatisfy { value in
                let short = scaled(value, byPower10: -exponent)
                return abs((short * unit).rounded() / unit - short) <= tolerance
            }
            if isExact { return places }
        }
        return 18
    }
}

/// A whole number with a proper minus sign.
private func superscript(_ exponent: Int) -> String {
    exponent < 0 ? "\u{2212}\(-exponent)" : "\(exponent)"
}
