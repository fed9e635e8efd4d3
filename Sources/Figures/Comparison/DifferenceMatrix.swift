import Plotting
import Training

/// Differences of many pairs: one cell per pair, the row's arm minus the column's.
struct DifferenceMatrix {
    /// The max number of pairs with one row each. A slide has one height.
    static func maxRows(_ theme: Theme) -> Int { theme.labelSize < 15 ? 45 : 14 }

    let pairs: [PairedDifferences]
    let names: [String]
    let metric: ValidationMetric
    let alpha: Double
    /// The label of the arms' names: "lr_max, div_factor"; empty for arms' names.
    let label: String
    let theme: Theme

    var figure: Figure {
        let count = names.count
        var means = Array(repeating: Array(repeating: Double.nan, count: count), count: count)
        var found: (x: [Double], y: [Double]) = ([], [])
        // The first arm is the top row.
        for pair in pairs where names.indices.contains(pair.first) && names.indices.contains(pair.second) {
            let (first, second) = (pair.first, pair.second)
            means[count - 1 - first][second] = pair.mean ?? .nan
            means[count - 1 - second][first] = pair.mean.map { -$0 } ?? .nan
            if let p = pair.p, p < alpha {
                found.x += [Double(second), Double(first)]
                found.y += [Double(count - 1 - first) - 0.3, Double(count - 1 - second) - 0.3]
            }
        }
        let sizes = means.joined().filter(\.isFinite).map(abs)
        let largest = sizes.max() ?? 0
        // A few huge differences do not take the whole range of colours.
        let robust = RobustRange.upper(sizes).map { largest > 3 * $0 ? $0 : largest } ?? largest
        let end = robust > 0 ? robust : largest > 0 ? largest : 1
        let colors = ColorMap(lower: -end, upper: end, stops: Self.stops)
        let labels = means.map { $0.map { RichText($0.isFinite ? ComparisonLabels.difference($0) : "") } }
        let numbered = names.enumerated().map { "\($0.offset + 1)  \($0.element)" }
        let map = Panel(
            x: .names(names.indices.map { "\($0 + 1)" }, label: "minus arm"),
            y: .names(numbered.reversed(), label: label),
            marks: [
                Mark(.cells(CellGrid(values: means, colors: colors, labels: labels))),
                Mark(.points(x: found.x, y: found.y, marker: Marker(.circle, size: 3, fill: theme.ink))),
            ], weight: 24)
        let key = Panel.key(of: colors, Axis("difference (\(metric.differenceUnit))", lower: -end, upper: end))
        let height = 130 + 26 * Double(count)
        return Figure(
            title: "Paired differences: \(metric.name)",
            caption: "mean over seeds of the row's arm minus the column's; blue (above 0): the row's is better; "
                + (Figure.tooFew(pairs, alpha: alpha) ?? "dot: p < \(alpha) (Holm)")
                + (largest > end ? "; beyond ±\(ComparisonLabels.difference(end)): the colour of the end" : ""),
            rows: [PanelRow([map, key])], preferredSize: Size(360 + 34 * Double(count), height), theme: theme)
    }

    /// Vermillion over white to blue.
    private static let stops = [OkabeIto.vermillion, Color(0xF3C6A5), .white, Color(0xA9CFE6), OkabeIto.blue]
}
