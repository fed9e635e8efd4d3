public import Plotting
public import Training

extension Figure {
    /// A metric over the values of two ordered keys, at their true distances. Colours show the means, and a point marks
    /// each trained combination. Contour lines lie at the values that the colour key names.
    ///
    /// Lines interpolate between neighbouring means, on the scales of the axes and of the colours.
    /// - Parameters:
    ///   - arms: in any order.
    ///   - columns: the key along the horizontal axis, with numbers.
    ///   - rows: the key along the vertical axis, with numbers.
    ///   - places: for each value of `rows` and each of `columns`, the place of its arm in `arms`.
    ///   - metric: the metric of the values.
    ///   - standing: the best arm is marked.
    ///   - theme: colours, sizes, line widths.
    /// - Returns: nil unless both keys have at least three numbers.
    public static func surface(
        _ arms: [ArmSamples], columns: StudyKey, rows: StudyKey, places: [[Int]], metric: ValidationMetric,
        standing: GridStanding = .unknown, theme: Theme = .light
    ) -> Figure? {
        guard columns.isOrdered, rows.isOrdered, columns.labels.count > 2, rows.labels.count > 2 else { return nil }
        let means = GridMeans(arms, places: places, metric)
        let scale = means.scale
        let values = means.values.map { $0.map(scale.place) }
        var marks = [
            Mark(
                .cells(
                    CellGrid(
                        columnEdges: columns.edges, rowEdges: rows.edges, values: values, colors: scale.colors)))
        ]
        let contours = Contours(x: columns.places, y: rows.places, values: values, columns.isLog, rows.isLog)
        let casing = Pen(Color.white.opacity(0.75), width: theme.averageWidth * 1.2)
        let pen = Pen(.black, width: theme.averageWidth * 0.5)
        for level in scale.levels {
            let line = contours.line(at: scale.place(level))
            guard !line.x.isEmpty else { continue }
            for pen in [casing, pen] { marks.append(Mark(.line(x: line.x, y: line.y, pen: pen))) }
        }
        for (row, line) in places.enumerated() {
            for (column, place) in line.enumerated() {
                let ground = scale.colors.color(of: values[row][column])
                let isBest = standing.best == place
                let marker = Marker(
                    isBest ? .diamond : .circle, size: theme.markerSize * (isBest ? 1.1 : 0.45),
                    fill: isBest ? theme.highlight : ground?.blackOrWhite ?? theme.ink,
                    outline: isBest ? Pen(.white, width: 1) : nil)
                marks.append(Mark(.points(x: [columns.places[column]], y: [rows.places[row]], marker: marker)))
            }
        }
        func axis(_ key: StudyKey) -> Axis {
            var axis = key.axis
            (axis.lower, axis.upper, axis.hasGrid) = (key.edges.first, key.edges.last, false)
            return axis
        }
        return Figure(
            title: means.title(columns, rows),
            caption: "lines: equal means, interpolated; points: trained combinations"
                + (standing.best == nil ? "" : "; diamond: the best"),
            rows: [
                PanelRow([
                    Panel(x: axis(columns), y: axis(rows), marks: marks, weight: 20),
                    scale.key(rules: scale.levels, pen: pen),
                ])
            ], preferredSize: Size(620, 440), theme: theme)
    }
}

/// Lines of equal values over a grid, by marching squares. Each square of four values is cut where the linear
/// interpolation along its edges has the level.
struct Contours {
    private let x: [Double]
    private let y: [Double]
    private let values: [[Double]]
    private let isLogX: Bool
    private let isLogY: Bool

    /// - Parameters:
    ///   - x: places of the columns, ascending.
    ///   - y: places of the rows, ascending.
    ///   - values: [rows, columns]; a square with a value that is not finite has no line.
    ///   - isLogX: whether columns are interpolated by ratio.
    ///   - isLogY: whether rows are.
    init(x: [Double], y: [Double], values: [[Double]], _ isLogX: Bool, _ isLogY: Bool) {
        self.x = x
        self.y = y
        self.values = values
        self.isLogX = isLogX
        self.isLogY = isLogY
    }

    /// The segments of one level, with a gap (NaN) after each.
    func line(at level: Double) -> (x: [Double], y: [Double]) {
        var line: (x: [Double], y: [Double]) = ([], [])
        for row in 0..<max(0, min(y.count, values.count) - 1) {
            let columns = min(x.count, values[row].count, values[row + 1].count)
            for column in 0..<max(0, columns - 1) {
                for (from, to) in segments(row, column, level) {
                    line.x += [from.x, to.x, .nan]
                    line.y += [from.y, to.y, .nan]
                }
            }
        }
        return line
    }

    private func segments(_ row: Int, _ column: Int, _ level: Double) -> [(Point, Point)] {
        // Counterclockwise from the lower left.
        let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        let heights = corners.map { values[$0.0][$0.1] - level }
        guard heights.allSatisfy(\.isFinite) else { return [] }
        var cuts: [Point] = []
        for edge in 0..<4 {
            let next = (edge + 1) % 4
            guard (heights[edge] < 0) != (heights[next] < 0) else { continue }
            let share = heights[edge] / (heights[edge] - heights[next])
            let (one, other) = (corners[edge], corners[next])
            cuts.append(
                Point(
                    StudyKey.between(x[one.1], x[other.1], share, isLog: isLogX),
                    StudyKey.between(y[one.0], y[other.0], share, isLog: isLogY)))
        }
        switch cuts.count {
        case 2: return [(cuts[0], cuts[1])]
        case 4:
            // A saddle: the mean of the corners says which ones are connected.
            let isHighInside = heights.reduce(0, +) >= 0
            return isHighInside == (heights[0] >= 0)
                ? [(cuts[0], cuts[1]), (cuts[2], cuts[3])] : [(cuts[3], cuts[0]), (cuts[1], cuts[2])]
        default: return []
        }
    }
}
