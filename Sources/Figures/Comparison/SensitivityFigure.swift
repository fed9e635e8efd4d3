public import Plotting
public import Training

extension Figure {
    /// A metric over the values of one key: the mean with its 95 % interval, every seed as a pale point.
    /// - Parameters:
    ///   - arms: their order sets the colours.
    ///   - key: the varied key.
    ///   - places: for each value of the key, the place of its arm in `arms`.
    ///   - metric: the metric of the values.
    ///   - theme: colours, sizes, line widths.
    public static func sensitivity(
        _ arms: [ArmSamples], key: StudyKey, places: [Int], metric: ValidationMetric,
        theme: Theme = .light
    ) -> Figure {
        let found = zip(key.places, places).filter { arms.indices.contains($0.1) }
        let x = found.map(\.0)
        let scale = MetricScale(metric, found.map { arms[$0.1] })
        let samples = found.map { arms[$0.1].on(scale) }
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
        let panel = Panel(x: key.axis, y: scale.axis, marks: marks)
        let parts = [
            "mean with its 95 % interval; pale: each seed, "
                + "\(ComparisonLabels.seeds(samples.map(\.values.count))) per value", scale.note,
        ]
        return Figure(
            title: "\(ComparisonLabels.sentence(scale.name)) over \(key.name)",
            caption: parts.compactMap { $0 }.joined(separator: "; "),
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
        let scale = MetricScale(
            metric, places.joined().filter(samples.indices.contains).map { samples[$0] })
        var (bars, lines, signs): ([Mark], [Mark], [Mark]) = ([], [], [])
        var counts: [Int] = []
        for (arm, (name, row)) in zip(names, places).enumerated() {
            let style = styles.series(arm)
            let found = zip(key.places, row).filter { samples.indices.contains($0.1) }
            let x = found.map(\.0)
            let cells = found.map { samples[$0.1].on(scale) }
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
            x: key.axis, y: scale.axis, marks: bars + lines + signs)
        let parts = [
            "mean with its 95 % interval, \(ComparisonLabels.seeds(counts)) per point", scale.note,
        ]
        return Figure(
            title: "\(ComparisonLabels.sentence(scale.name)) over \(key.name)",
            caption: parts.compactMap { $0 }.joined(separator: "; "),
            rows: [PanelRow([panel])],
            preferredSize: Size(680, 420 + LegendRoom.height(of: names, width: 660, theme)), theme: theme)
    }
}
