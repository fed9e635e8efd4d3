public import Plotting
public import Training

extension Figure {
    /// A metric over the values of two keys: a heat map of means, with mean and standard deviation in its cells.
    ///
    /// Accuracies are drawn as errors. Colours are logarithmic if the means span a factor of three. A few dead cells do
    /// not take the range along; a cross marks them, and cells with diverged runs. The best cell is outlined. A dot marks
    /// cells that cannot be told from it, unless the seeds are too few to tell any cells apart.
    /// - Parameters:
    ///   - arms: in any order.
    ///   - columns: the key along the horizontal axis.
    ///   - rows: the key along the vertical axis.
    ///   - places: for each value of `rows` and each of `columns`, the place of its arm in `arms`.
    ///   - metric: the metric of the values.
    ///   - standing: which arms are marked.
    ///   - theme: colours, sizes, line widths.
    public static func sensitivity(
        _ arms: [ArmSamples], columns: StudyKey, rows: StudyKey, places: [[Int]], metric: ValidationMetric,
        standing: GridStanding = .unknown, theme: Theme = .light
    ) -> Figure {
        let means = GridMeans(arms, places: places, metric)
        let map = HeatMap(arms, places: places, means, standing, theme)
        let panel = Panel(
            x: .names(columns.labels, label: columns.name), y: .names(rows.labels, label: rows.name),
            marks: [map.cells] + map.signs, weight: 20)
        let height = 150 + 42 * Double(max(rows.labels.count, 4))
        return Figure(
            title: means.title(columns, rows),
            caption: map.caption(columns, rows), rows: [PanelRow([panel, means.scale.key()])],
            preferredSize: Size(max(560, 190 + 72 * Double(columns.labels.count)), height), theme: theme)
    }
}

/// The cells of a grid of arms, with the signs on them.
struct HeatMap {
    private let scale: ColorScale
    /// Drawn means, [rows, columns]; NaN without a finite mean.
    private let means: [[Double]]
    private let arms: [ArmSamples]
    private let places: [[Int]]
    private let standing: GridStanding
    private let theme: Theme

    init(_ arms: [ArmSamples], places: [[Int]], _ means: GridMeans, _ standing: GridStanding, _ theme: Theme) {
        scale = means.scale
        self.means = means.values
        self.arms = arms
        self.places = places
        self.standing = standing
        self.theme = theme
    }

    var cells: Mark {
        let labels = means.map { $0.map { RichText($0.isFinite ? ComparisonLabels.value($0) : "∞") } }
        let details = places.map { row in
            row.map { place in
                guard arms.indices.contains(place), let deviation = arms[place].deviation else { return RichText("") }
                return RichText("±" + ComparisonLabels.difference(deviation))
            }
        }
        let hasDetails = details.joined().contains { !$0.isEmpty }
        return Mark(
            .cells(
                CellGrid(
                    values: means.map { $0.map(scale.place) }, colors: scale.colors, labels: labels,
                    details: hasDetails ? details : [])))
    }

    /// The outline of the best cell, dots on those that cannot be told from it, crosses on dead ones.
    var signs: [Mark] {
        var marks: [Mark] = []
        for (row, line) in places.enumerated() {
            for (column, place) in line.enumerated() {
                let (x, y) = (Double(column), Double(row))
                let ink = scale.colors.color(of: scale.place(means[row][column]))?.blackOrWhite ?? theme.ink
                if standing.limit == nil, standing.near.contains(place) {
                    let dot = Marker(.circle, size: theme.markerSize * 0.6, fill: ink)
                    marks.append(Mark(.points(x: [x + 0.4], y: [y + 0.36], marker: dot)))
                }
                if isDead(row, column) || hasDiverged(row, column) {
                    let cross = Marker(.cross, size: theme.markerSize * 0.75, fill: ink)
                    marks.append(Mark(.points(x: [x - 0.4], y: [y + 0.36], marker: cross)))
                }
            }
        }
        if let (row, column) = bestCell {
            let (x, y) = (Double(column), Double(row))
            marks.append(
                Mark(
                    .line(
                        x: [x - 0.47, x + 0.47, x + 0.47, x - 0.47, x - 0.47],
                        y: [y - 0.46, y - 0.46, y + 0.46, y + 0.46, y - 0.46],
                        pen: Pen(theme.highlight, width: theme.averageWidth * 1.4))))
        }
        return marks
    }

    /// - Parameters: the keys, for the values of the best cell.
    func caption(_ columns: StudyKey, _ rows: StudyKey) -> String {
        let shown = places.joined().filter(arms.indices.contains)
        let counts = shown.map { arms[$0].values.count }
        let spread = shown.contains { arms[$0].deviation != nil } ? "mean ± standard deviation" : "mean"
        var parts = ["\(spread) of \(ComparisonLabels.seeds(counts)) per cell"]
        if let (row, column) = bestCell {
            parts.append(
                "outlined: best, \(ComparisonLabels.value(means[row][column])) at \(columns.labels[column]) / "
                    + rows.labels[row])
            if let limit = standing.limit {
                parts.append(limit)
            } else if !standing.near.isEmpty {
                parts.append("dot: \(standing.note)")
            }
        }
        let reasons = crossed
        if !reasons.isEmpty { parts.append("cross: " + reasons.joined(separator: " or ")) }
        return parts.joined(separator: "; ")
    }

    /// The meanings of the crosses.
    private var crossed: [String] {
        func any(_ holds: (Int, Int) -> Bool) -> Bool {
            means.indices.contains { row in means[row].indices.contains { holds(row, $0) } }
        }
        var reasons: [String] = []
        if any(hasDiverged) { reasons.append("runs diverged") }
        if any({ scale.isBeyond(means[$0][$1]) }) { reasons.append("beyond the colours") }
        if any({ means[$0][$1].isNaN }) { reasons.append("no finite mean") }
        return reasons
    }

    private var bestCell: (row: Int, column: Int)? {
        guard let best = standing.best else { return nil }
        for (row, line) in places.enumerated() {
            if let column = line.firstIndex(of: best) { return (row, column) }
        }
        return nil
    }

    private func hasDiverged(_ row: Int, _ column: Int) -> Bool {
        let place = places[row][column]
        return arms.indices.contains(place) && arms[place].diverged > 0
    }

    private func isDead(_ row: Int, _ column: Int) -> Bool {
        means[row][column].isNaN || scale.isBeyond(means[row][column])
    }
}
