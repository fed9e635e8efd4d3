import Plotting
import Testing

/// Numbers from the smallest to the largest finite one: equal places are drawn as one, nothing traps.
@Suite struct ExtremeValueTests {
    private let canvas = RecordingCanvas(size: Size(640, 420))
    private static let numbers: [Double] = [
        5e-324, 1e-322, 1e-310, 2.3e-308, 1e-300, 1e-200, 1e-30, 1, 1e30, 1e200, 1e300, 1e307, 1e308,
        .greatestFiniteMagnitude,
    ]

    private func draw(_ values: [Double], _ axis: Axis, _ right: Axis? = nil) -> FigurePlan {
        let x = values.indices.map(Double.init)
        var panel = Panel(x: Axis("step"), y: axis, right: right)
        for side in [AxisSide.left, .right] {
            panel.marks += [
                Mark(.line(x: x, y: values, pen: Pen(.black, width: 1)), side: side, label: "a line"),
                Mark(.step(x: x, y: values, pen: Pen(.black, width: 1)), side: side),
                Mark(.band(x: x, lower: values, upper: values.map { $0 * 2 }, color: .black), side: side),
                Mark(.points(x: x, y: values, marker: Marker(.circle, size: 5, fill: .black)), side: side),
                Mark(.bars(at: x, values: values, color: .black), side: side),
                Mark(.intervals(at: x, lower: values, upper: values, pen: Pen(.black, width: 1), cap: 3), side: side),
            ]
        }
        let last = values.last ?? 0
        panel.annotations = [
            Annotation(
                TickFormatter.number(last), at: .point(x: 0, y: last, side: .left), color: .black,
                swatch: Pen(.black, width: 1))
        ]
        let plan = Figure(title: "extreme", rows: [PanelRow([panel])]).plan(measuring: canvas)
        for shape in plan.panels[0].shapes {
            if case .lines(let lines, _) = shape {
                #expect(lines.joined().allSatisfy { $0.x.isFinite && $0.y.isFinite })
            }
            if case .areas(let areas, _) = shape {
                #expect(areas.joined().allSatisfy { $0.x.isFinite && $0.y.isFinite })
            }
        }
        plan.draw(on: canvas)
        return plan
    }

    @Test(arguments: numbers, [ScaleKind.linear, .log, .log(nonPositive: .clip)])
    func oneNumberAndItsHalf(_ number: Double, _ kind: ScaleKind) {
        for values in [
            [number], [number, number], [number / 2, number, 0], [-number, number], [number, -number / 3],
        ] {
            let axes = [
                Axis("y", scale: kind), Axis("y", scale: kind, lower: -0.04 * number, upper: 1.16 * number),
                Axis("y", scale: kind, lower: 0), Axis("y", scale: kind, upper: number),
                Axis("y", scale: kind, lower: number, upper: number, tickLimits: 0...Double.infinity),
            ]
            for axis in axes {
                let plan = draw(values, axis, Axis("right", scale: kind))
                #expect(plan.panels[0].y.scale.lower < plan.panels[0].y.scale.upper)
            }
        }
    }

    @Test func everyPairOfNumbersOnTwoAxes() {
        for left in Self.numbers {
            for right in Self.numbers {
                let plan = draw([left, left / 3], Axis("left"), Axis("right", lower: right / 3, upper: right))
                #expect(plan.panels[0].right != nil)
            }
        }
    }
}
