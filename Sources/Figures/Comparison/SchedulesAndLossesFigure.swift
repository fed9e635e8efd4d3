public import Plotting
import Training

extension Figure {
    /// Learning rate and momentum of arms by step, beside training and validation loss by step in the same colours.
    ///
    /// Rates and momenta are from the longest history of an arm. Without momentum the figure has one row.
    ///
    /// With a layout the figure has a panel of rates per group of arms. If momenta differ between arms, they have
    /// panels, too.
    /// - Parameters:
    ///   - arms: their order sets the colours.
    ///   - band: the span of the bands around the losses.
    ///   - momentumName: the name of the momentum: "momentum", "β₁".
    ///   - layout: panels for many arms; nil: one panel for all.
    ///   - theme: colours, sizes, line widths.
    public static func schedulesAndLosses(
        _ arms: [ArmHistories], band: Spread, momentumName: String = "momentum", layout: ArmLayout? = nil,
        theme: Theme = .light
    ) -> Figure {
        let schedules = ArmSchedules(arms, momentumName: momentumName, theme: theme)
        if let layout { return schedules.multiples(layout) }
        let losses = ComparedCurves(arms, .loss, band: band, theme: theme)
        var rows = [PanelRow([schedules.rates(isNamed: true), losses.trainingPanel(isNamed: false)])]
        if schedules.hasMomentum {
            rows.append(PanelRow([schedules.momenta(), losses.validationPanelAtSteps()]))
        }
        let height = rows.count > 1 ? 520.0 : 360
        return Figure(
            title: "Schedules and losses",
            caption: CurveCaption(
                arms, band, of: losses, notes: losses.notes() + [schedules.rateNote].compactMap { $0 }
            ).text,
            rows: rows, sharesX: true, stacksIfNarrow: true,
            preferredSize: Size(900, height + LegendRoom.height(of: losses.names, width: 880, theme)), theme: theme)
    }
}

/// Learning rates and momenta of arms by step.
struct ArmSchedules {
    private let names: [String]
    private let steps: [[Double]]
    private let lr: [[Double]]
    private let momentum: [[Double]]
    private let momentumName: String
    private let theme: Theme

    init(_ arms: [ArmHistories], momentumName: String, theme: Theme) {
        let longest = arms.map { arm in arm.histories.map(\.steps).max { $0.count < $1.count } ?? [] }
        names = arms.map(\.name)
        steps = longest.map { $0.map { Double($0.step) } }
        lr = longest.map { $0.map(\.lr) }
        momentum = longest.map { $0.map { $0.momentum ?? .nan } }
        self.momentumName = momentumName
        self.theme = theme
    }

    var hasMomentum: Bool { momentum.contains { $0.contains(where: \.isFinite) } }

    /// Whether arms have different momenta.
    private var momentaDiffer: Bool {
        guard let first = momentum.first, hasMomentum else { return false }
        return momentum.contains { other in
            other.count != first.count || zip(other, first).contains { $0 != $1 && !($0.isNaN && $1.isNaN) }
        }
    }

    /// Rates that the panels do not show; nil if they show all.
    var rateNote: String? { RateSpan(lr).note }

    private var rateAxis: Axis { Figure.ratesAxis("learning rate", lr) }
    private var momentumAxis: Axis { Figure.momentumAxis(momentumName, momentum.flatMap { $0 }, color: nil) }

    func rates(isNamed: Bool) -> Panel {
        let legend = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.offset, $0.element) })
        return panel(rateAxis, lr, of: Array(names.indices), legend: isNamed ? legend : [:])
    }

    func momenta() -> Panel { panel(momentumAxis, momentum, of: Array(names.indices)) }

    /// A panel of rates per group; then, if they differ between arms, one of momenta.
    func multiples(_ layout: ArmLayout) -> Figure {
        let grid = PanelsOfArms(layout, theme: theme)
        let (rateAxis, momentumAxis) = (rateAxis, momentumAxis)
        let others = layout.showsOthers ? Array(names.indices) : []
        func rows(_ axis: Axis, _ values: [[Double]], isNamed: Bool) -> [PanelRow] {
            grid.rows { group, legend in
                panel(
                    axis, values, of: group.arms, title: group.title, legend: isNamed ? legend : [:], ground: others)
            }
        }
        var all = rows(rateAxis, lr, isNamed: true)
        var size = grid.preferredSize
        if momentaDiffer {
            all += rows(momentumAxis, momentum, isNamed: false)
            size.height *= 1.8
        }
        return Figure(
            title: "Schedules",
            caption: "values applied at each step" + (layout.showsOthers ? "; grey: the other arms" : "")
                + (rateNote.map { "; " + $0 } ?? ""), rows: all,
            sharesX: true, preferredSize: size, theme: theme)
    }

    /// - Parameters:
    ///   - shown: places of the arms.
    ///   - legend: names for the legend.
    ///   - ground: places of the arms drawn as pale lines behind them.
    private func panel(
        _ axis: Axis, _ values: [[Double]], of shown: [Int], title: String = "", legend: [Int: String] = [:],
        ground: [Int] = []
    ) -> Panel {
        let width = theme.averageWidth * (shown.count > 6 ? 0.75 : 1)
        func mark(_ arm: Int, _ pen: Pen) -> Mark {
            let line = ScheduleLine(steps[arm], values[arm])
            return Mark(.line(x: line.x, y: line.y, pen: pen), label: legend[arm])
        }
        let pale = Pen(theme.faintInk.opacity(0.3), width: theme.averageWidth * 0.45)
        let marks =
            ground.filter { !shown.contains($0) }.map { mark($0, pale) }
            + shown.map { mark($0, theme.series($0).pen(width: width)) }
        return Panel(title: title, x: Axis("step", wholeNumbers: true, padding: 0.015), y: axis, marks: marks)
    }
}
