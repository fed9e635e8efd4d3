public import Plotting
import Training

extension Figure {
    /// Every seed of every arm, a panel per arm. The smoothed training loss of each seed is a thin line, its
    /// validations are small signs. The mean is a strong line. With more than ten seeds a band from the lowest to the
    /// highest seed stands for the thin lines.
    /// - Parameters:
    ///   - arms: their order sets the colours.
    ///   - theme: colours, sizes, line widths.
    public static func seeds(_ arms: [ArmHistories], theme: Theme = .light) -> Figure {
        let layout = ArmLayout(groups: arms.enumerated().map { .init(title: $0.element.name, arms: [$0.offset]) })
        let curves = ComparedCurves(arms, .loss, band: .range, layout: layout, theme: theme)
        let axis = CurveAxis(curves, curves.training + curves.validation, label: curves.label, showsSeeds: true)
        let grid = PanelsOfArms(layout, theme: theme)
        let rows = grid.rows { group, _ in
            SeedLines(curves, axis).panel(group.arms.first ?? 0, title: group.title)
        }
        let most = arms.map(\.histories.count).max() ?? 0
        let seeds = most > ComparedCurves.maxSeeds ? "bands: lowest to highest seed" : "thin lines: each seed"
        return Figure(
            title: "Every seed",
            caption: CurveCaption(
                arms, .range,
                notes: [seeds, "lines: training; signs: validation"]
                    + curves.beyondNotes(curves.training, axis, averages: SeedLines.averages)
            ).withoutBands,
            rows: rows, sharesX: true, preferredSize: grid.preferredSize, theme: theme)
    }
}

/// The lines of all seeds of one arm.
struct SeedLines {
    private let curves: ComparedCurves
    private let axis: CurveAxis

    init(_ curves: ComparedCurves, _ axis: CurveAxis) {
        self.curves = curves
        self.axis = axis
    }

    /// The averages that have a line: those of each seed, or their mean.
    static func averages(_ line: ComparedCurves.Line) -> [[Double]] {
        line.seeds.count > ComparedCurves.maxSeeds ? [line.curve.mean] : line.seeds
    }

    func panel(_ arm: Int, title: String) -> Panel {
        let (theme, line) = (curves.theme, curves.training[arm])
        let style = theme.series(arm)
        var marks: [Mark] = []
        if line.seeds.count > ComparedCurves.maxSeeds {
            let color = style.color.opacity(theme.bandOpacity)
            let (lower, upper) = (line.curve.lower.map(axis.shown), line.curve.upper)
            marks.append(Mark(.band(x: line.places, lower: lower, upper: upper, color: color)))
        } else if line.seeds.count > 1 {
            let pen = theme.rawPen(style.color)
            for row in line.seeds { marks.append(Mark(.line(x: line.places, y: row.map(axis.shown), pen: pen))) }
        }
        let mean = line.curve.mean.map(axis.shown)
        marks.append(Mark(.line(x: line.places, y: mean, pen: Pen(style.color, width: theme.averageWidth * 0.8))))
        let validation = curves.validationAtSteps[arm]
        let sign = Marker(
            style.marker, size: theme.markerSize * 0.55, fill: style.color.opacity(0.8),
            outline: Pen(theme.background, width: 0.5))
        for row in validation.seeds {
            marks.append(Mark(.points(x: validation.places, y: row.map(axis.shown), marker: sign)))
        }
        let signs = CurveMarks(curves, axis)
        if let cross = signs.cross(line, arm) { marks.append(cross) }
        marks += signs.exits(of: Self.averages(line), line, arm, markZeros: true)
        return Panel(
            title: title, x: Axis("step", wholeNumbers: true, padding: 0.02), y: axis.axis, marks: marks)
    }
}
