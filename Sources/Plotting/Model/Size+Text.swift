extension Size {
    /// Parses a page's size: "900x700" (pixels), "180mmx90mm", "180x90mm", "7inx4in", "640ptx420pt".
    ///
    /// A unit given once holds for both lengths. Returns nil for any other text, and for a length outside 1 to 14,400
    /// points. A PDF page is limited to 200 inches.
    /// - Parameter pixelsPerPoint: pixels to the point, for sizes in pixels.
    public init?(_ text: String, pixelsPerPoint: Double = 2) {
        let parts = text.lowercased().replacing("×", with: "x").replacing("px", with: "p").split(
            separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, pixelsPerPoint > 0 else { return nil }
        var lengths: [(number: Double, unit: Substring)] = []
        for part in parts {
            let trimmed = part.drop { $0 == " " }
            let digits = trimmed.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let number = Double(digits) else { return nil }
            lengths.append((number, trimmed[digits.endIndex...].filter { $0 != " " }[...]))
        }
        if lengths[0].unit.isEmpty { lengths[0].unit = lengths[1].unit }
        func points(_ length: (number: Double, unit: Substring)) -> Double? {
            let unit: Double
            switch length.unit {
            case "", "p": unit = 1 / pixelsPerPoint
            case "pt": unit = 1
            case "mm": unit = 72 / 25.4
            case "cm": unit = 720 / 25.4
            case "in": unit = 72
            default: return nil
            }
            let points = length.number * unit
            return points >= 1 && points <= 14_400 ? points : nil
        }
        guard let width = points(lengths[0]), let height = points(lengths[1]) else { return nil }
        self.init(width, height)
    }

    /// The size as ``init(_:pixelsPerPoint:)`` takes it, to a hundredth of a point: "450ptx283.46pt".
    public var text: String {
        func length(_ value: Double) -> String {
            let hundredths = Int((min(max(value.isFinite ? value : 0, 0), 1e9) * 100).rounded())
            let (whole, part) = (hundredths / 100, hundredths % 100)
            return part == 0 ? "\(whole)pt" : "\(whole).\(part < 10 ? "0" : "")\(part)pt"
        }
        return "\(length(width))x\(length(height))"
    }
}
