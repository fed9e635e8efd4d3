import Plotting
import TestSupport
import Testing

/// Ticks of a second axis lie on the first one's grid, whatever both show.
@Suite struct TwinAxesTests {
    private let canvas = RecordingCanvas(size: Size(640, 420))

    private func range(_ random: inout SplitMix) -> (lower: Double, upper: Double) {
        var scale = 1.0
        for _ in 0..<Int.random(in: 0...6, using: &random) { scale *= Bool.random(using: &random) ? 31 : 0.043 }
        let lower = Int.random(in: 0..<3, using: &random) == 0 ? 0 : Double.random(in: -3...3, using: &random)
        return (lower * scale, (lower + Double.random(in: 0.02...5, using: &random)) * scale)
    }

    @Test func linearAxesShareOneGrid() {
        var random = SplitMix(state: 11)
        var (filled, count) = (0.0, 0.0)
        for round in 0..<500 {
            let (left, right) = (range(&random), range(&random))
            let panel = Panel(
                x: Axis("step"), y: Axis("loss", lower: left.lower, upper: left.upper),
                right: Axis("accuracy", lower: right.lower, upper: right.upper),
                marks: [Mark(.line(x: [0, 1], y: [left.lower, left.upper], pen: Pen(.black, width: 1)))])
            let height = Double.random(in: 170...700, using: &random)
            let found = Figure(rows: [PanelRow([panel])]).plan(size: Size(640, height), measuring: canvas).panels[0]
            let note: Comment = "round \(round): \(left) \(right) \(found.y.scale) \(String(describing: found.right))"
            guard let twin = found.right else { continue }
            #expect(twin.isAligned, note)
            #expect((2...12).contains(twin.ticks.count) && found.y.ticks.count >= twin.ticks.count, note)
            if found.plot.height > 200 { #expect(twin.ticks.count >= 3, note) }
            for tick in twin.ticks {
                #expect(found.y.ticks.contains { abs($0.position - tick.position) < 1e-3 }, note)
            }
            for (range, axis) in [(left, found.y), (right, twin)] {
                #expect(axis.scale.lower <= range.lower && axis.scale.upper >= range.upper, note)
                let share = (range.upper - range.lower) / (axis.scale.upper - axis.scale.lower)
                #expect(share > 0.4, note)
                (filled, count) = (filled + share, count + 1)
            }
        }
        #expect(filled / count > 0.75, "\(filled / count) of the axes' lengths are used")
    }

    @Test func aLossBeginsAtZeroStill() throws {
        let panel = Panel(
            x: Axis("step"), y: Axis("loss", lower: 0, upper: 0.73), right: Axis("accuracy", lower: 45, upper: 101.5),
            marks: [Mark(.line(x: [0, 1], y: [0.7, 0.1], pen: Pen(.black, width: 1)))])
        let found = Figure(rows: [PanelRow([panel])]).plan(measuring: canvas).panels[0]
        #expect(found.y.scale.lower == 0)
        #expect(try #require(found.right).isAligned)
    }

    @Test func whatIsLogarithmicOrNamedKeepsItsOwnTicks() throws {
        for right in [Axis("r", scale: .log, lower: 1, upper: 1000), .names(["a", "b"])] {
            let panel = Panel(
                x: Axis("step"), y: Axis("loss", lower: 0, upper: 1), right: right,
                marks: [Mark(.line(x: [0, 1], y: [0, 1], pen: Pen(.black, width: 1)))])
            let found = Figure(rows: [PanelRow([panel])]).plan(measuring: canvas).panels[0]
            #expect(try !#require(found.right).isAligned)
        }
    }
}
