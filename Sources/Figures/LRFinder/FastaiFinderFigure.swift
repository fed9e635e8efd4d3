import Plotting
import RangeTest

extension Figure {
    /// The curves of range tests with fastai's settings: loss over learning rate, with the suggestions of fastai's methods.
    ///
    /// One curve is drawn with the losses of single steps. Several are drawn as the median of their smoothed losses,
    /// with a band from the lowest to the highest seed. Both end when half of the curves have stopped. A curve that
    /// stopped keeps its last loss. The ends that the methods ignore are shaded, and thinner. Each method has a marker
    /// on the curve at its rate, above the markers of others with the same rate. For several seeds, each method has a
    /// line below with a dot per seed. A diverging loss leaves the panel at the top.
    /// - Parameters:
    ///   - curves: one per seed, over the same rates.
    ///   - name: the name of the experiment.
    ///   - beta: weight of the exponential average in the points of the curves.
    ///   - theme: colours, sizes, line widths.
    static func fastaiFinder(
        _ curves: [LRFinderCurve], name: String, beta: Double = LRFinder.defaultBeta, theme: Theme
    ) -> Figure {
        let data = LRFinderData(curves)
        let labels = LRFinderLabels(data, beta: beta)
        let range = data.lossRange
        var panel = Panel(
            x: rateAxis(data), y: Axis(labels.lossAxis, lower: range?.lower, upper: range?.upper))
        panel.marks = leftOutMarks(data, labels, theme) + curveMarks(data, labels, theme)
        addStops(data, labels, theme, &panel)
        addConsensus(data, labels, theme, &panel)
        panel.marks += LRFinderSigns(theme).marks(data, labels, panel)
        var rows = [PanelRow(weight: 4, [panel])]
        if data.isOfSeveral, !data.found.isEmpty {
            rows.append(PanelRow(weight: 1, [spreadPanel(data, panel.x, theme)]))
        }
        return Figure(
            title: "\(name): learning-rate range test", caption: labels.caption, rows: rows, sharesX: true,
            preferredSize: Size(680, rows.count > 1 ? 520 : 440), theme: theme)
    }

    private static func rateAxis(_ data: LRFinderData) -> Axis {
        .rates(of: data.curves, and: data.rates + data.found.flatMap { [$0.found.low, $0.found.high] })
    }

    /// The regions whose points the methods do not read: before the first and after the last point that they read.
    private static func leftOutMarks(_ data: LRFinderData, _ labels: LRFinderLabels, _ theme: Theme) -> [Mark] {
        guard let start = data.rates.first, let end = data.rates.last else { return [] }
        let judged = data.judged
        let color = theme.faintInk.opacity(theme.spanOpacity * 1.4)
        let spans =
            judged.isEmpty
            ? [(start, end)] : [(start, data.rates[judged.lowerBound]), (data.rates[judged.upperBound - 1], end)]
        return spans.filter { $0.0 < $0.1 }.map {
            Mark(.verticalSpan(from: $0.0, to: $0.1, color: color), label: labels.leftOut)
        }
    }

    private static func curveMarks(_ data: LRFinderData, _ labels: LRFinderLabels, _ theme: Theme) -> [Mark] {
        var marks: [Mark] = []
        if data.isOfSeveral {
            marks.append(
                Mark(
                    .band(
                        x: data.rates, lower: data.lower, upper: data.upper,
                        color: theme.first.opacity(theme.bandOpacity)), label: labels.smooth))
        } else {
            marks.append(
                Mark(
                    .line(
                        x: data.rates, y: data.raw, pen: theme.rawPen(theme.first, width: 1.25)), label: "each step"))
        }
        let judged = data.judged
        func part(_ range: Range<Int>, _ pen: Pen, _ label: String?) {
            guard !range.isEmpty else { return }
            marks.append(
                Mark(.line(x: Array(data.rates[range]), y: Array(data.middle[range]), pen: pen), label: label))
        }
        let thin = Pen(theme.first, width: theme.averageWidth * 0.6)
        // The parts share the points where they meet.
        part(judged, Pen(theme.first, width: theme.averageWidth), labels.smooth)
        let before = judged.isEmpty ? 0..<data.rates.count : 0..<min(judged.lowerBound + 1, data.rates.count)
        part(before, thin, judged.isEmpty ? labels.smooth : nil)
        if !judged.isEmpty { part(judged.upperBound - 1..<data.rates.count, thin, nil) }
        return marks
    }

    private static func addStops(
        _ data: LRFinderData, _ labels: LRFinderLabels, _ theme: Theme, _ panel: inout Panel
    ) {
        let ends = data.curves.compactMap(\.points.last?.lr).sorted()
        guard !ends.isEmpty else { return }
        let pen = Pen(theme.faintInk.opacity(data.isOfSeveral ? 0.6 : 1), width: theme.weight, dash: [1.2, 2.4])
        let label = data.isOfSeveral ? labels.stops : nil
        for (place, lr) in ends.enumerated() where place == 0 || ends[place - 1] != lr {
            panel.marks.append(Mark(.verticalRule(x: lr, pen: pen), label: place == 0 ? label : nil))
        }
        // The text for several seeds is too long to fit beside a rule.
        if data.isOfSeveral { return }
        panel.annotations.append(
            Annotation(
                RichText(labels.stops), at: .verticalRule(x: ends[ends.count / 2]), color: theme.faintInk, swatch: pen))
    }

    private static func addConsensus(
        _ data: LRFinderData, _ labels: LRFinderLabels, _ theme: Theme, _ panel: inout Panel
    ) {
        guard let consensus = try? data.suggestions.consensus.get() else { return }
        panel.marks.append(consensusRule(consensus, theme))
        panel.annotations.insert(
            Annotation(
                RichText(labels.consensus(consensus)), at: .verticalRule(x: consensus.lr), color: theme.highlight,
                swatch: consensusPen(theme)), at: 0)
    }

    static func consensusRule(_ consensus: SuggestedRates.Consensus, _ theme: Theme) -> Mark {
        Mark(.verticalRule(x: consensus.lr, pen: consensusPen(theme)))
    }

    private static func consensusPen(_ theme: Theme) -> Pen {
        Pen(theme.highlight, width: 1.3 * theme.weight, dash: [5, 3])
    }
}
