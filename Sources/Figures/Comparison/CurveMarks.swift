import Plotting

/// Draws the curves of arms in one panel: bands and bars, seeds, lines, signs, from back to front.
struct CurveMarks {
    /// Marks by their depth.
    struct Layers {
        var ground: [Mark] = []
        var bands: [Mark] = []
        var seeds: [Mark] = []
        var lines: [Mark] = []
        var signs: [Mark] = []

        var all: [Mark] { ground + bands + seeds + lines + signs }
    }

    private let curves: ComparedCurves
    private let axis: CurveAxis
    private var theme: Theme { curves.theme }
    private var count: Int { curves.perPanel }
    /// Many overlapping bands are paler, and their lines thinner.
    private var crowd: Double { count > 6 ? 0.6 : 1 }

    init(_ curves: ComparedCurves, _ axis: CurveAxis) {
        self.curves = curves
        self.axis = axis
    }

    /// A line of an arm with its band; with signs, bars and seeds if it is one of validations.
    func add(_ line: ComparedCurves.Line, _ arm: Int, label: String?, hasSigns: Bool, to layers: inout Layers) {
        let style = theme.series(arm)
        let curve = shown(line.curve)
        if hasSigns, curves.hasBars(line) {
            layers.bands.append(bars(line, arm))
        } else {
            let narrow = curve.withoutBands(widerThan: axis.maxBand)
            if narrow.hasBand, !curves.isCrowded {
                layers.bands.append(
                    Mark(
                        .band(
                            x: line.places, lower: narrow.lower, upper: narrow.upper,
                            color: style.color.opacity(theme.bandOpacity * crowd)), label: label))
            }
        }
        let pen = style.pen(width: theme.averageWidth * max(crowd, 0.75))
        layers.lines.append(Mark(.line(x: line.places, y: curve.mean, pen: pen), label: label, endLabel: label))
        if hasSigns { addSigns(line, curve, arm, label: label, to: &layers) }
        if let cross = cross(line, arm) { layers.signs.append(cross) }
        layers.signs += exits(of: [line.curve.mean], line, arm)
    }

    /// A cross at the panel's edge where a line leaves it for good, or at the end of a line above it; nil for other lines.
    func cross(_ line: ComparedCurves.Line, _ arm: Int) -> Mark? {
        guard let exit = axis.exit(of: line.curve.mean), exit < line.places.count else { return nil }
        let cross = Marker(.cross, size: theme.markerSize, fill: theme.series(arm).color)
        return Mark(.points(x: [line.places[exit]], y: [line.curve.mean[exit]], marker: cross), beyond: .atEdge)
    }

    /// Triangles where averages leave the panel, and where they come back. An average that leaves for good has a cross.
    /// - Parameter markZeros: whether values at the lower end of a logarithmic axis have one, too.
    func exits(
        of averages: [[Double]], _ line: ComparedCurves.Line, _ arm: Int, markZeros: Bool = false
    ) -> [Mark] {
        guard let lower = axis.axis.lower, let upper = axis.axis.upper else { return [] }
        let isOpen = axis.hasZeros && !markZeros
        let exits = PanelExits(lower: isOpen ? -.infinity : lower, upper: upper, side: .left)
        let edges = averages.map { values in
            exits.edges(Array(values.prefix((values.lastIndex { $0 <= upper } ?? -1) + 1)))
        }
        // The caption explains them once for all arms.
        return exits.marks(line.places, edges, color: theme.series(arm).color, theme).map { mark in
            var mark = mark
            mark.label = nil
            return mark
        }
    }

    /// Validations without a line: signs at their true places, with their bars and seeds.
    func addValidations(_ line: ComparedCurves.Line, _ arm: Int, label: String?, to layers: inout Layers) {
        if curves.hasBars(line) { layers.bands.append(bars(line, arm)) }
        addSigns(line, shown(line.curve), arm, label: label, to: &layers)
    }

    /// A line behind others.
    func pale(_ line: ComparedCurves.Line) -> Mark {
        let pen = Pen(theme.faintInk.opacity(0.3), width: theme.averageWidth * 0.45)
        return Mark(.line(x: line.places, y: shown(line.curve).mean, pen: pen))
    }

    /// An arm's sign at the end of its line, so that the legend and the panel show it.
    func end(_ line: ComparedCurves.Line, _ arm: Int, label: String) -> Mark? {
        let values = line.curve.mean
        let steps = 0..<min(line.places.count, values.count)
        guard let last = steps.last(where: { line.places[$0].isFinite && values[$0].isFinite }) else { return nil }
        return Mark(.points(x: [line.places[last]], y: [axis.shown(values[last])], marker: sign(arm)), label: label)
    }

    private func addSigns(
        _ line: ComparedCurves.Line, _ curve: SeedCurve, _ arm: Int, label: String?, to layers: inout Layers
    ) {
        if curves.hasSeeds(line) {
            let style = theme.series(arm)
            let small = Marker(
                style.marker, size: theme.markerSize * 0.45, fill: style.color.opacity(theme.rawOpacity))
            for row in line.seeds {
                layers.seeds.append(
                    Mark(.points(x: line.places, y: row.map(axis.shown), marker: small)))
            }
        }
        layers.signs.append(Mark(.points(x: line.places, y: curve.mean, marker: sign(arm)), label: label))
    }

    /// Intervals at the places of few validations: a band would suggest measurements between them. Overlapping bars
    /// differ in the widths of their caps.
    private func bars(_ line: ComparedCurves.Line, _ arm: Int) -> Mark {
        let pen = Pen(theme.series(arm).color.opacity(count > 1 ? 0.75 : 1), width: theme.averageWidth * 0.55)
        let cap = theme.markerSize * (0.7 + 1.1 * Double(arm % max(count, 1)) / Double(max(count, 2)))
        let curve = shown(line.curve)
        return Mark(.intervals(at: line.places, lower: curve.lower, upper: curve.upper, pen: pen, cap: cap))
    }

    private func sign(_ arm: Int) -> Marker {
        let style = theme.series(arm)
        return Marker(
            style.marker, size: theme.markerSize * 0.85 * max(crowd, 0.75), fill: style.color,
            outline: Pen(theme.background, width: 0.8))
    }

    /// The curve with values that have no logarithm at the lower end of a logarithmic axis.
    private func shown(_ curve: SeedCurve) -> SeedCurve { axis.hasZeros ? curve.map(axis.shown) : curve }
}
