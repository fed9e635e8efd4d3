import CairoCanvas
import Plotting
import Testing

/// A figure of own data: two lines, as on the page of the libraries.
func twoLines() -> Figure {
    let steps = (0..<200).map(Double.init)
    let train = steps.map { 2.3 / (1 + $0 / 20) }
    let valid = stride(from: 0, to: 200, by: 10).map { Double($0) }
    return Figure.lines(
        ["training": (steps, train), "validation": (x: valid, y: valid.map { 2.4 / (1 + $0 / 25) + 0.1 })], x: "step",
        y: "loss", title: "Two lines & <more>")
}

@Test("a figure of two lines of one's own data")
func linesOfOwnData() throws {
    let panel = try #require(twoLines().rows.first?.panels.first)
    #expect(panel.marks.map(\.label) == ["training", "validation"])
    #expect(panel.x.label == "step" && panel.y.label == "loss")
    let counts = panel.marks.map { mark in
        if case .line(let x, let y, _) = mark.shape, x.count == y.count { x.count } else { 0 }
    }
    #expect(counts == [200, 20])
    // Axes may be more than a label, and a line alone has no legend.
    let log = Figure.lines(
        ["rate": ([1, 2, 3], [1e-3, 1e-2, 1e-1])], x: "step", y: Axis("learning rate", scale: .log))
    #expect(log.rows.first?.panels.first?.marks.map(\.label) == [nil])
}
