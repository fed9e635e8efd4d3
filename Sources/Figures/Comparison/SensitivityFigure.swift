public import Plotting
public import Training

/// A key that a study varies, with the values it tried.
public struct StudyKey: Sendable, Equatable {
    /// "schedule.lr_max"
    public var name: String
    /// The values as the spec writes them.
    public var labels: [String]
    /// The values as ascending numbers; nil if one of them is not a number.
    public var numbers: [Double]?

    /// A key.
    public init(name: String, labels: [String], numbers: [Double]? = nil) {
        self.name = name
        self.labels = labels
        self.numbers = numbers
    }

    /// An axis of its values: logarithmic if they are spaced by ratio, with names if they are words.
    var axis: Axis {
        guard let numbers, numbers.count == labels.count else { return .names(labels, label: name) }
        let ticks = zip(numbers, labels).map { AxisTick($0, RichText($1)) }
        return Axis(
            name, scale: StudyKey.isSpacedByRatio(numbers) ? .log : .linear, padding: 0.06,
            ticks: ticks)
    }

    /// Places of its values on that axis.
    var places: [Double] {
        guard let numbers, numbers.count == labels.count else { return labels.indices.map(Double.init) }
        return numbers
    }

    /// Whether ascending numbers are spaced more evenly by ratio than by difference.
    static func isSpacedByRatio(_ values: [Double]) -> Bool {
        guard let first = values.first, let last = values.last, first > 0, last > first else { return false }
        guard values.count > 2 else { return last / first >= 8 }
        /// The largest gap over the smallest.
        func unevenness(_ gaps: [Double]) -> Double { (gaps.max() ?? 1) / (gaps.min() ?? 1) }
        let pairs = zip(values, values.dropFirst())
        // A ratio less 1 stands for its logarithm; near 1 both say the same.
        return unevenness(pairs.map { $1 / $0 - 1 }) < unevenness(pairs.map { $1 - $0 })
    }
}

extension Figure {
    /// A metric over the values of one key: the mean with its 95 % interval, every seed as a pale point.
    /// - Parameters:
    ///   - arms: their order sets the colours.
    ///   - key: the varied key.
    ///   - places: for each value of the key, the place of its arm in `arms`.
    ///   - metric: the metric of the values.
    ///   - theme: colours, sizes, line widths.
    public static func sensitivity(
        _ arms: [ArmSamples], key: StudyKey, places: [Int], metric: ValidationMetric, theme: Theme = .light
    ) -> Figure {
        let found = zip(key.places, places).filter { arms.indices.contains($0.1) }
        let x = found.map(\.0)
        let samples = found.map { arms[$0.1] }
        let means = samples.map { $0.mean ?? .nan }
        var marks = [
            Mark(.line(x: x, y: means, pen: Pen(theme.faintInk, width: theme.averageWidth * 0.6)))
        ]
        for (place, (arm, sample)) in zip(x, zip(found.map(\.1), samples)) {
            let style = theme.series(arm)
            let seed = Marker(
                .circle, size: theme.markerSize * 0.62, fill: style.color.opacity(theme.rawOpacity))
            marks.append(Mark(.points(x: sample.values.map { _ in place }, y: sample.values, marker: seed)))
            if let interval = sample.interval {
                marks.append(
                    Mark(
                        .intervals(
                            at: [place], lower: [interval.lowerBound], upper: [interval.upperBound],
                            pen: Pen(style.color, width: theme.averageWidth * 0.9), cap: theme.markerSize)))
            }
            let sign = Marker(
                style.marker, size: theme.markerSize * 1.15, fill: style.color, outline: Pen(theme.background, width: 1)
            )
            marks.append(Mark(.points(x: [place], y: [sample.mean ?? .nan], marker: sign)))
        }
        let panel = Panel(x: key.axis, y: Axis(metric.label, tickLimits: metric.limits, padding: 0.08), marks: marks)
        return Figure(
            title: "\(ComparisonText.sentence(metric.name)) over \(key.name)",
            caption: "mean with its 95 % interval (bootstrap); pale: each seed, "
                + "\(ComparisonText.seeds(samples.map(\.values.count))) per value",
            rows: [PanelRow([panel])], preferredSize: Size(640, 420), theme: theme)
    }

    /// A metric over the values of one key, one line per arm: the means with their 95 % intervals.
    /// - Parameters:
    ///   - samples: all arms at all values.
    ///   - names: the arms; their order sets the colours.
    ///   - key: the varied key.
    ///   - places: for each arm and each value of the key, the place in `samples`.
    ///   - metric: the metric of the values.
    ///   - theme: colours, sizes, line widths; ``Theme/seriesPlaces`` is ignored.
    public static func sensitivity(
        _ samples: [ArmSamples], arms names: [String], key: StudyKey, places: [[Int]], metric: ValidationMetric,
        theme: Theme = .light
    ) -> Figure {
        var styles = theme
        styles.seriesPlaces = []
        var (bars, lines, signs): ([Mark], [Mark], [Mark]) = ([], [], [])
        var counts: [Int] = []
        for (arm, (name, row)) in zip(names, places).enumerated() {
            let style = styles.series(arm)
            let found = zip(key.places, row).filter { samples.indices.contains($0.1) }
            let x = found.map(\.0)
            let cells = found.map { samples[$0.1] }
            let means = cells.map { $0.mean ?? .nan }
            counts += cells.map(\.values.count)
            bars.append(
                Mark(
                    .intervals(
                        at: x, lower: cells.map { $0.interval?.lowerBound ?? .nan },
                        upper: cells.map { $0.interval?.upperBound ?? .nan },
                        pen: Pen(style.color, width: theme.averageWidth * 0.6), cap: theme.markerSize * 0.8)))
            lines.append(
                Mark(.line(x: x, y: means, pen: style.pen(width: theme.averageWidth)), label: name))
            let sign = Marker(
                style.marker, size: theme.markerSize, fill: style.color, outline: Pen(theme.background, width: 1))
            signs.append(Mark(.points(x: x, y: means, marker: sign), label: name))
        }
        let panel = Panel(
            x: key.axis, y: Axis(metric.label, tickLimits: metric.limits, padding: 0.08), marks: bars + lines + signs)
        return Figure(
            title: "\(ComparisonText.sentence(metric.name)) over \(key.name)",
            caption: "mean with its 95 % interval (bootstrap), \(ComparisonText.seeds(counts)) per point",
            rows: [PanelRow([panel])],
            preferredSize: Size(680, 420 + LegendRoom.height(of: names, width: 660, theme)), theme: theme)
    }

    /// A metric over the values of two keys: a heat map of means, with the values in its cells.
    /// - Parameters:
    ///   - arms: in any order.
    ///   - columns: the key along the horizontal axis.
    ///   - rows: the key along the vertical axis.
    ///   - places: for each value of `rows` and each of `columns`, the place of its arm in `arms`.
    ///   - metric: the metric of the values.
    ///   - theme: colours, sizes, line widths.
    public static func sensitivity(
        _ arms: [ArmSamples], columns: StudyKey, rows: StudyKey, places: [[Int]], metric: ValidationMetric,
        theme: Theme = .light
    ) -> Figure {
        let means = places.map { $0.map { arms.indices.contains($0) ? arms[$0].mean ?? .nan : .nan } }
        let finite = means.joined().filter(\.isFinite)
        var (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
        if !(low < high) { (low, high) = (low - max(abs(low) * 0.01, 1e-6), high + max(abs(high) * 0.01, 1e-6)) }
        let colors = ColorMap(lower: low, upper: high)
        let labels = means.map { $0.map { RichText($0.isFinite ? ComparisonText.value($0) : "∞") } }
        let map = Panel(
            x: .names(columns.labels, label: columns.name), y: .names(rows.labels, label: rows.name),
            marks: [Mark(.cells(CellGrid(values: means, colors: colors, labels: labels)))], weight: 20)
        let key = Panel.key(of: colors, Axis(metric.label, lower: low, upper: high, tickLimits: metric.limits))
        let counts = places.joined().compactMap { arms.indices.contains($0) ? arms[$0].values.count : nil }
        let height = 170 + 34 * Double(max(rows.labels.count, 4))
        return Figure(
            title: "\(ComparisonText.sentence(metric.name)) over \(columns.name) and \(rows.name)",
            caption: "mean of \(ComparisonText.seeds(counts)) per cell",
            rows: [PanelRow([map, key])],
            preferredSize: Size(max(560, 180 + 62 * Double(columns.labels.count)), height), theme: theme)
    }
}
