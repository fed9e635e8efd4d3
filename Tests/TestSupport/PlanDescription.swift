import Foundation
package import Plotting
import Raster

/// Letters that are all 0.6 of the font's size wide, 0.68 if bold.
package struct PlainMeasurer: TextMeasurer {
    package init() {}

    package func measure(_ text: String, _ font: Font) -> TextExtent {
        TextExtent(
            width: Double(text.count) * font.size * (font.isBold ? 0.68 : 0.6), ascent: font.size * 0.76,
            descent: font.size * 0.24)
    }
}

extension Figure {
    /// The figure's plan and drawing as text, the same on every machine.
    /// - Parameter size: the page in points; nil: the preferred size.
    package func described(size: Size? = nil) -> String {
        plan(size: size ?? preferredSize, measuring: PlainMeasurer()).described()
    }
}

extension FigurePlan {
    /// The plan as text: axes with their ticks, texts with their roles, then every drawing call in order.
    /// Lengths are in points, rounded to a hundredth.
    package func described() -> String {
        let canvas = DescribingCanvas(size: size)
        draw(on: canvas)
        var lines = ["page \(size.described)"]
        for (index, panel) in panels.enumerated() {
            lines.append("panel \(index + 1) \(panel.plot.described)")
            lines.append("  x axis \(panel.x.described)")
            lines.append("  left axis \(panel.y.described)")
            if let right = panel.right { lines.append("  right axis \(right.described)") }
        }
        lines.append("texts")
        for text in texts {
            lines.append(
                "  \(text.role) \"\(text.text.flattened)\" \(text.box.described)\(text.isCut ? " cut" : "")")
        }
        for text in omitted { lines.append("  omitted \(text.role) \"\(text.text.flattened)\"") }
        lines.append("drawing")
        return (lines + canvas.lines.map { "  " + $0 }).joined(separator: "\n") + "\n"
    }
}

/// A canvas that keeps a line of text for every call.
private final class DescribingCanvas: Canvas {
    let size: Size
    let pixel = 0.5
    private(set) var lines: [String] = []
    private var indent = ""

    init(size: Size) { self.size = size }

    private func add(_ line: String) { lines.append(indent + line) }

    func measure(_ text: String, _ font: Font) -> TextExtent { PlainMeasurer().measure(text, font) }

    func stroke(_ points: [Point], _ pen: Pen) { add("line \(points.described), \(pen.described)") }

    func fill(_ polygon: [Point], _ color: Color) { add("polygon \(polygon.described), \(color.described)") }

    func fill(_ rect: Rect, _ color: Color) { add("rectangle \(rect.described), \(color.described)") }

    func circles(at centers: [Point], radius: Double, fill: Color?, outline: Pen?) {
        var parts = ["circles \(centers.described)", "radius \(radius.described)"]
        if let fill { parts.append(fill.described) }
        if let outline { parts.append("outline \(outline.described)") }
        add(parts.joined(separator: ", "))
    }

    func text(
        _ text: String, at point: Point, _ font: Font, _ color: Color, _ alignment: TextAlignment, rotation: Double
    ) {
        let turned = rotation == 0 ? "" : ", rotated \(rotation.described)"
        let weight = font.isBold ? " bold" : ""
        add(
            "text \"\(text)\" \(alignment) \(point.described), \(font.size.described)\(weight), "
                + "\(color.described)\(turned)")
    }

    func image(_ image: PixelImage, in rect: Rect) {
        let sum = checksum(image.bytes.map(Int64.init))
        add("image \(image.width)x\(image.height)x\(image.channels) #\(sum) \(rect.described)")
    }

    func clipped(to rect: Rect, _ draw: () -> Void) {
        add("clip \(rect.described)")
        indent += "  "
        draw()
        indent.removeLast(2)
    }
}

/// 32 bits of FNV-1a over whole numbers.
private func checksum(_ values: [Int64]) -> String {
    var hash: UInt32 = 0x811C_9DC5
    for value in values {
        for shift in stride(from: 0, to: 64, by: 8) {
            hash = (hash ^ UInt32(truncatingIfNeeded: value >> Int64(shift)) & 255) &* 0x0100_0193
        }
    }
    return String(hash, radix: 16)
}

extension Double {
    fileprivate var hundredths: Int64 { Int64((self * 100).rounded()) }

    fileprivate var described: String {
        let text = String(format: "%.2f", Double(hundredths) / 100)
        return text == "-0.00" ? "0.00" : text
    }
}

extension Point {
    fileprivate var described: String { "(\(x.described) \(y.described))" }
}

extension Size {
    fileprivate var described: String { "\(width.described)x\(height.described)" }
}

extension Rect {
    fileprivate var described: String { "(\(minX.described) \(minY.described))-(\(maxX.described) \(maxY.described))" }
}

extension Color {
    fileprivate var described: String {
        func part(_ value: Double) -> String { String(format: "%02X", Int((value * 255).rounded())) }
        let percent = Int((alpha * 100).rounded())
        return "#\(part(red))\(part(green))\(part(blue))\(percent == 100 ? "" : " \(percent)%")"
    }
}

extension Pen {
    fileprivate var described: String {
        let dashes = dash.isEmpty ? "" : " dash " + dash.map(\.described).joined(separator: " ")
        return "\(color.described) \(width.described)\(dashes)\(cap == .round ? " round" : "")"
    }
}

extension [Point] {
    /// Up to seven points; of more their number, first, last, bounds and a checksum of all.
    fileprivate var described: String {
        guard count > 7, let first, let last else { return map(\.described).joined(separator: " ") }
        let (x, y) = (map(\.x), map(\.y))
        let bounds = [x.min(), y.min(), x.max(), y.max()].map { ($0 ?? .nan).described }
        let sum = checksum(flatMap { [$0.x.hundredths, $0.y.hundredths] })
        return "\(count) points \(first.described)...\(last.described) in "
            + "(\(bounds[0]) \(bounds[1]))-(\(bounds[2]) \(bounds[3])) #\(sum)"
    }
}

extension AxisPlan {
    fileprivate var described: String {
        var named: [String] = []
        for (index, tick) in ticks.enumerated() {
            named.append("\(labels.labels[index].flattened) at \(tick.position.described)")
        }
        let (lower, upper) = (TickFormatter.number(scale.lower), TickFormatter.number(scale.upper))
        let ends = "\(scale.kind) \(lower.flattened)...\(upper.flattened)"
        return "\(ends): \(named.joined(separator: ", "))\(minor.isEmpty ? "" : "; \(minor.count) minor")"
    }
}
