import Plotting

/// Writes SVG byte by byte, with numbers of at most two decimals: the same bytes on every machine.
struct SVGWriter {
    private(set) var bytes: [UInt8] = []
    /// Hundredths of a point that places along a path are rounded to.
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

    /// ` name="text"`; the caller escapes the text.
    mutating func attribute(_ name: String, _ text: String) {
        add(" \(name)=\"\(text)\"")
    }

    /// Fill and stroke; without a fill, "none". Colours with a counterpart for dark pages become classes if there are any.
    mutating func paint(fill: Color?, stroke: Color? = nil, _ classes: SVGColorClasses?) {
        var names: [String] = []
        for (property, color) in [("fill", fill), ("stroke", stroke)] {
            guard let color else {
                if property == "fill" { attribute("fill", "none") }
                continue
            }
            if let classes, let dark = color.onDark {
                names.append(classes.name(property, color, onDark: dark))
            } else {
                attribute(property, SVGWriter.hex(color))
                if color.alpha < 1 { attribute(property + "-opacity", max(0, color.alpha)) }
            }
        }
        if !names.isEmpty { attribute("class", names.joined(separator: " ")) }
    }

    /// The path through points, each as its distance from the one before: those numbers are short.
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

    /// "#0072b2"
    static func hex(_ color: Color) -> String {
        let parts = [color.red, color.green, color.blue].map { part in
            let value = String(Int((min(max(part.isFinite ? part : 0, 0), 1) * 255).rounded()), radix: 16)
            return value.count == 1 ? "0" + value : value
        }
        return "#" + parts.joined()
    }
}
