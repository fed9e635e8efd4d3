import Figures
import Plotting
import TestSupport
import Testing
import Training

@Suite("Scales of results")
struct MetricScaleTests {
    private func arm(_ name: String, _ values: [Double], _ interval: ClosedRange<Double>? = nil) -> ArmSamples {
        ArmSamples(name: name, values: values, mean: values.reduce(0, +) / Double(values.count), interval: interval)
    }

    private func axis(_ arms: [ArmSamples], _ metric: ValidationMetric = .finalAccuracy) -> Axis {
        Figure.finalMetric(arms, metric: metric).rows[0].panels[0].x
    }

    private func places(_ figure: Figure) -> [Double] {
        figure.rows[0].panels[0].marks.flatMap { mark -> [Double] in
            if case .points(let x, _, _) = mark.shape { x } else { [] }
        }
    }

    @Test("accuracies whose errors span a decade are drawn as errors on a logarithmic axis")
    func errors() {
        let arms = [arm("good", [99.5, 99.3]), arm("dead", [50, 50])]
        let axis = axis(arms)
        #expect(axis.scale != .linear && axis.label == "final validation error (%)")
        let figure = Figure.finalMetric(arms, metric: .finalAccuracy)
        #expect(figure.title == "Final validation error")
        for (one, other) in zip(places(figure), [0.5, 0.7, 50, 50, 0.6, 50]) { #expect(abs(one - other) < 1e-9) }
        #expect(figure.words().contains("0.600") && figure.words().contains("50.00"))
    }

    @Test("below a decade accuracies stay, on an axis that ends at 100 % at most")
    func accuracies() {
        for arms in [
            [arm("a", [99.8, 99.5], 99.2...100.4), arm("b", [99, 98.9])], [arm("a", [100]), arm("b", [100])],
        ] {
            let axis = axis(arms)
            #expect(axis.scale == .linear && axis.label == "final validation accuracy (%)")
            #expect((axis.upper ?? 200) <= 100 && (axis.lower ?? -1) >= 0)
        }
        #expect((axis([arm("a", [0]), arm("b", [1])]).lower ?? -1) >= 0)
    }

    @Test("no interval is drawn beyond the possible values")
    func intervals() {
        func ends(_ arms: [ArmSamples], _ metric: ValidationMetric) -> [Double] {
            Figure.finalMetric(arms, metric: metric).rows[0].panels[0].marks.flatMap { mark -> [Double] in
                if case .intervals(_, let lower, let upper, _, _, _) = mark.shape { lower + upper } else { [] }
            }
        }
        #expect(ends([arm("a", [98, 99], -165...100.4), arm("b", [97])], .finalAccuracy) == [0, 100])
        #expect(ends([arm("a", [0.1, 0.2], -0.4...0.7), arm("b", [0.3])], .finalLoss) == [0, 0.7])
        for end in ends([arm("a", [99.9], 99...101), arm("b", [50])], .finalAccuracy) { #expect(end > 0 && end <= 1) }
    }

    @Test("a seed without errors is drawn at the end of a logarithmic axis, and the caption says so")
    func zero() throws {
        let figure = Figure.finalMetric([arm("a", [100, 99]), arm("b", [50])], metric: .finalAccuracy)
        let lower = try #require(figure.rows[0].panels[0].x.lower)
        #expect(places(figure).contains(lower) && lower > 0)
        #expect(figure.caption.contains("no errors: at the lower end of the axis"))
        let plan = figure.plan(measuring: PlainMeasurer())
        let signs = plan.panels[0].shapes.reduce(0) { count, shape in
            if case .markers(let points, _) = shape { count + points.count } else { count }
        }
        #expect(signs == 5)
    }

    @Test("losses that span a decade are logarithmic")
    func losses() {
        #expect(axis([arm("a", [0.01]), arm("b", [0.2])], .finalLoss).scale != .linear)
        #expect(axis([arm("a", [0.1]), arm("b", [0.2])], .finalLoss).scale == .linear)
    }

    @Test("the best arm is the top row, in its own colour")
    func order() {
        let arms = [arm("worst", [90]), arm("best", [97]), arm("middle", [95])]
        let panel = Figure.finalMetric(arms, metric: .finalAccuracy).rows[0].panels[0]
        #expect(panel.y.ticks?.reversed().map(\.label.plain) == ["best", "middle", "worst"])
        let signs = panel.marks.suffix(3).compactMap { mark -> Color? in
            if case .points(_, _, let marker) = mark.shape { marker.fill } else { nil }
        }
        #expect(signs == [1, 2, 0].map { Theme.light.series($0).color })
        let named = Figure.finalMetric(arms, metric: .finalAccuracy, rowLabel: "lr")
        #expect(named.rows[0].panels[0].y.label == "lr")
    }
}
