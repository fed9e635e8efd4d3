/// Numbers of bytes in words.
package enum ByteText {
    /// "812 bytes", "3.4 kB", "1.2 GB"
    package static func text(_ count: Int) -> String {
        if count < 1000 { return Plural.counted(count, "byte") }
        var (value, unit) = (Double(count) / 1000, "kB")
        for larger in ["MB", "GB", "TB"] where value >= 999.5 { (value, unit) = (value / 1000, larger) }
        return NumberText.decimals(value, value < 9.95 ? 1 : 0) + " " + unit
    }
}
