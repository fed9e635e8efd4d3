import Plotting

/// Puts SVG together, byte by byte, with numbers of two decimals: the same bytes on every machine.
struct SVGWriter {
    private(set) var bytes: [UInt8] = []
    /// Hundredths that places along a path are rounded to.
    private let grain: Int

    /// - Parameter isCoarse: whether paths are written with one decimal.
    init(isCoarse: Bool = false) { grain = isCoarse ? 10 : 1 }

    mutating func add(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(_ number: Double) {
        add(hundredths: SVGWriter.hundredths(number))
    }

    /// ` name="number"`.
    mutating func attribute(_ name: String, _ number: Double) {
        add(" \(name)=\"")
        add(number)
        add("\"")
    }

    /// ` name="text"`, the text as it stands.
    mutating func attribute(_ name: String, _ text: String) {
        add(" \(name)=\"\(text)\"")
    }

    /// A colour as an attribute, and its opacity where it does not cover.
    mutating func paint(_ name: String, _ color: Color?) {
        guard let color else { return attribute(name, "none") }
        attribute(name, SVGWriter.hex(color))
        if color.alpha < 1 { attribute(name + "-opacity", max(0, color.alpha)) }
    }

    /// The path through points, each as its distance from the one before, which is short.
    mutating func path(_ points: [Point], isClosed: Bool) {
        var (x, y) = (0, 0)
        for (index, point) in points.enumerated() {
            let (nextX, nextY) = (rounded(point.x), rounded(point.y))
            if index == 0 { add("M") } else if index == 1 { add("l") }
            if index > 1, nextX - x >= 0 { bytes.append(UInt8(ascii: " ")) }
            add(hundredths: nextX - x)
            if nextY - y >= 0 { bytes.append(UInt8(ascii: " ")) }
            add(hundredths: nextY - y)
            (x, y) = (nextX, nextY)
        }
        if isClosed { add("z") }
    }

    private func rounded(_ number: Double) -> Int {
        let hundredths = Double(SVGWriter.hundredths(number))
        return Int((hundredths / Double(grain)).rounded()) * grain
    }

    private static func hundredths(_ number: Double) -> Int {
        number.isFinite ? Int((min(max(number, -1e9), 1e9) * 100).rounded()) : 0
    }

    /// As short as it can be: ".5", "-3", "12.25".
    private mutating func add(hundredths: Int) {
        if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
        let value = hundredths.magnitude
        let (whole, part) = (value / 100, value % 100)
        if whole > 0 || part == 0 { bytes.append(contentsOf: String(whole).utf8) }
        guard part > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        bytes.append(UInt8(ascii: "0") + UInt8(part / 10))
        if part % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(part % 10)) }
    }

    private static func hex(_ color: Color) -> String {
        let parts = [color.red, color.green, color.blue].map { part in
            let value = String(Int((min(max(part.isFinite ? part : 0, 0), 1) * 255).rounded()), radix: 16)
            return value.count == 1 ? "0" + value : value
        }
        return "#" + parts.joined()
    }
}
