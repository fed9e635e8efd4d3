import Figures
import Plotting
import TestSupport
import Testing

@Suite("axes of learning rates")
struct RateAxisTests {
    private func axis(_ rates: [Double]) -> Axis { Figure.schedule(lr: rates, name: "x").rows[0].panels[0].y }

    private func oneCycle(_ peak: Double, steps: Int = 200) -> [Double] {
        (0..<steps).map { step in
            let share = Double(step) / Double(steps - 1)
            return share < 0.3 ? peak * (0.04 + 0.96 * share / 0.3) : peak * ((1 - share) / 0.7 + 1e-6)
        }
    }

    @Test("rates over two decades have a logarithmic axis if a linear one would hide them")
    func steps() {
        let steps = (0..<300).map { [0.03, 0.003, 0.0003][$0 / 100] }
        let log = axis(steps)
        #expect(log.scale == .log && log.lower ?? 0 < 0.0003 && log.upper ?? 0 > 0.03)
        // The last value is well above the axis.
        let plan = Figure.schedule(lr: steps, name: "x").plan(measuring: PlainMeasurer()).panels[0]
        #expect((plan.y.scale.fraction(of: 0.0003) ?? 0) > 0.03)
        // A short plateau at a hundredth, too.
        #expect(axis((0..<160).map { [0.03, 0.003, 0.0003][$0 / 64] }).scale == .log)
        // One decade is seen on a linear axis.
        #expect(axis((0..<300).map { $0 < 150 ? 0.03 : 0.003 }).scale == .linear)
        // The short end of 1cycle would take most of the axis.
        #expect(axis(oneCycle(0.05)).scale == .linear)
    }

    @Test("a rate of 0 keeps the axis linear, except at the ends")
    func zeros() {
        let steps = (0..<300).map { [0.03, 0.003, 0.0003][$0 / 100] }
        #expect(axis([0] + steps + [0]).scale == .log)
        #expect(axis(steps.enumerated().map { $0.offset == 150 ? 0 : $0.element }).scale == .linear)
        #expect(axis([]).scale == .linear && axis([0, 0]).scale == .linear && axis([.nan]).scale == .linear)
    }

    @Test("schedules of different peaks share a logarithmic axis that shows all of them")
    func several() throws {
        func figure(_ peaks: [Double]) -> Figure {
            .schedules(
                peaks.map { Figure.NamedSchedule(name: "\($0)", lr: oneCycle($0), momentum: oneCycle(0.9)) })
        }
        let far = figure([1, 0.1, 0.01, 0.001])
        let axis = far.rows[0].panels[0].y
        #expect(axis.scale == .log)
        let (low, high) = (try #require(axis.lower), try #require(axis.upper))
        #expect(low < 0.001 * 0.04 && low > 1e-6 && high > 1)
        #expect(far.caption.contains("; below the axis: rates under "), "\(far.caption)")
        #expect(far.rows[0].panels[1].y.scale == .linear)
        #expect(figure([0.05, 0.02, 0.01]).rows[0].panels[0].y.scale == .linear)
    }

    @Test("overlaid schedules have lines of one width, and equal ones stay visible")
    func widths() {
        let rates = oneCycle(0.1)
        let figure = Figure.schedules((0..<4).map { Figure.NamedSchedule(name: "\($0)", lr: rates) })
        let pens = figure.rows[0].panels[0].marks.compactMap { mark -> Pen? in
            if case .line(_, _, let pen) = mark.shape { pen } else { nil }
        }
        #expect(Set(pens.map(\.width)).count == 1)
        #expect(pens[0].dash.isEmpty && pens.dropFirst().allSatisfy { !$0.dash.isEmpty })
        #expect(Set(pens.map { $0.dash.map { "\($0)" }.joined(separator: " ") }).count == 4)
    }
}
