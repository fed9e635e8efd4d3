#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Ten to the power of a whole number, as the nearest floating-point number there is.
func power10(_ exponent: Int) -> Double {
    pow(10, Double(exponent))
}

/// Logarithm to base 10.
func logarithm10(_ value: Double) -> Double {
    log10(value)
}

/// Ten to the power of any number.
func exponential10(_ value: Double) -> Double {
    pow(10, value)
}

/// `value` times ten to the power of `exponent`, also if that power alone is not finite.
func scaled(_ value: Double, byPower10 exponent: Int) -> Double {
    if exponent < 0, exponent >= -300 { return value / power10(-exponent) }
    if abs(exponent) <= 300 { return value * power10(exponent) }
    let half = exponent / 2
    return value * power10(half) * power10(exponent - half)
}

/// `value` with exactly `places` decimals, a proper minus sign, and no negative zero.
func decimalText(_ value: Double, places: Int) -> String {
    var text = withVaList([Int32(places), value]) { arguments in
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 400) { buffer in
            vsnprintf(buffer.baseAddress, buffer.count, "%.*f", arguments)
            return buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }
    guard text.first == "-" else { return text }
    text.removeFirst()
    return text.contains { $0 != "0" && $0 != "." } ? "\u{2212}" + text : text
}

/// `base` to the power of `exponent`.
func exponential(_ base: Double, _ exponent: Double) -> Double {
    pow(base, exponent)
}
