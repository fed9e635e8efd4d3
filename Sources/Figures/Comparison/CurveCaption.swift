import Plotting
import Text

/// The caption of compared curves.
struct CurveCaption {
    /// All parts.
    var text: String { (count + [bands].compactMap { $0 } + rest).joined(separator: "; ") }
    /// Without the part about bands, for figures of lines alone.
    var withoutBands: String { (count + rest).joined(separator: "; ") }

    private let count: [String]
    private let bands: String?
    private let rest: [String]

    /// - Parameters:
    ///   - curves: the drawn curves; nil for lines without bands.
    ///   - notes: further parts.
    init(_ arms: [ArmHistories], _ band: Spread, of curves: ComparedCurves? = nil, notes: [String] = []) {
        let counts = arms.map(\.histories.count)
        let (fewest, most) = (counts.min() ?? 0, counts.max() ?? 0)
        if most <= 1 {
            (count, bands) = (["one seed per arm"], nil)
        } else {
            count = ["mean over \(fewest == most ? "\(most)" : "\(fewest) to \(most)") seeds"]
            if let curves, curves.isCrowded {
                bands = "bands omitted, since they would overlap"
            } else {
                bands = curves?.hasBands == true ? band.caption : "too few seeds for intervals"
            }
        }
        var parts: [String] = []
        let smoothings = Set(arms.map(\.smoothingLabel))
        if let only = smoothings.first, smoothings.count == 1 {
            parts.append("training \(only)")
        } else if !smoothings.isEmpty {
            parts.append("training smoothed as in each spec")
        }
        let diverged = arms.reduce(0) { $0 + $1.diverged }
        if diverged > 0 {
            parts.append("\(Plural.counted(diverged, "run")) diverged, included while the loss is finite")
        }
        let omitted = arms.reduce(0) { $0 + $1.omitted }
        if omitted > 0 { parts.append("\(Plural.counted(omitted, "diverged run")) omitted") }
        rest = parts + notes
    }
}

/// The extra height of a legend above the panels, beyond two lines.
enum LegendRoom {
    /// - Parameters:
    ///   - names: the entries of the legend.
    ///   - width: width of the page in points.
    static func height(of names: [String], width: Double, _ theme: Theme) -> Double {
        let size = theme.legendSize
        var (lines, place) = (1.0, 0.0)
        for name in names {
            let needed = min(width, size * (4 + 0.6 * Double(name.count)))
            if place > 0, place + needed > width {
                lines += 1
                place = 0
            }
            place += needed
        }
        return lines <= 2 ? 0 : (lines - 2) * size * 1.5
    }
}
