public import Plotting
import Text
public import Training

extension Figure {
    /// A metric over the values of two ordered keys, at their true distances. Colours show the means, interpolated, and a
    /// point marks each trained combination. Contour lines of the same surface have their values.
    ///
    /// Colours and lines interpolate between neighbouring means, on the scales of the axes and of the colours.
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
        let values = means.values.map { row in
            row.map { $0.isFinite ? scale.place(min($0, scale.ends.upper)) : .nan }
        }
        let surface = Surface(columns, rows, values)
        var marks = [Mark(.cells(surface.ground(scale.colors)))]
        let contours = surface.contours
        let pen = Pen(.black, width: theme.averageWidth * 0.6)
        var labels = ContourLabels(columns, rows, theme)
        var named: [Double] = []
        for level in scale.levels {
            let text = NumberText.short(level, digits: 3)
            // Along a line the ground has the colour of its level.
            let ink = scale.colors.color(of: scale.place(level))?.blackOrWhite ?? theme.ink
            for line in contours.lines(at: scale.place(level)) {
                // A line without room for its value is not drawn.
                guard let label = labels.place(text, on: line) else { continue }
                marks.append(Mark(.line(x: label.line.x, y: label.line.y, pen: Pen(ink, width: pen.width))))
                marks.append(Mark(.texts(x: [label.x], y: [label.y], texts: [RichText(text)], color: ink)))
                if named.last != level { named.append(level) }
            }
        }
        var hasDiverged = false
        for (row, line) in places.enumerated() {
            for (column, place) in line.enumerated() {
                let ink = scale.colors.color(of: values[row][column])?.blackOrWhite ?? theme.ink
                let isBest = standing.best == place
                let isCrossed = !isBest && arms.indices.contains(place) && arms[place].diverged > 0
                hasDiverged = hasDiverged || isCrossed
                let marker = Marker(
                    isBest ? .diamond : isCrossed ? .cross : .circle,
                    size: theme.markerSize * (isBest ? 1.1 : isCrossed ? 0.75 : 0.45),
                    fill: isBest ? theme.highlight : ink,
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
            caption: "colours and lines: means, interpolated; points: trained combinations"
                + (standing.best == nil ? "" : "; diamond: the best") + (hasDiverged ? "; cross: runs diverged" : ""),
            rows: [
                PanelRow([
                    Panel(x: axis(columns), y: axis(rows), marks: marks, weight: 20),
                    scale.key(rules: named, pen: pen),
                ])
            ], preferredSize: Size(620, 440), theme: theme)
    }
}
