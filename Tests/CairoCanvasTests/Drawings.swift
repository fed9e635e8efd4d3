import TestSupport
import Plotting

/// A figure with a bit of everything on it.
func sample(_ count: Int = 300) -> Figure {
    let x = (0..<count).map(Double.init)
    let noisy = noise(count)
    let panel = Panel(
        x: Axis("step"), y: Axis("loss (β = 0.98, ±1 σ)"), right: Axis("rate", scale: .log),
        marks: [
            Mark(.band(x: x, lower: noisy, upper: noisy.map { $0 + 0.3 }, color: OkabeIto.green.opacity(0.3))),
            Mark(.line(x: x, y: noisy, pen: Pen(OkabeIto.blue.opacity(0.4), width: 0.8)), label: "each step"),
            Mark(.line(x: x, y: x.map { 1e-5 * ($0 + 1) }, pen: Pen(.black, width: 2, dash: [4, 2])), side: .right),
            Mark(.points(x: [10, 200], y: [0.5, 0.7], marker: Marker(.diamond, size: 7, fill: OkabeIto.vermillion))),
        ])
    return Figure(title: "A title: Ωμέγα", caption: "caption", rows: [PanelRow([panel])])
}

/// Values between 0 and 1, the same on every run.
func noise(_ count: Int) -> [Double] {
    var numbers = Congruential(state: 42)
    return (0..<count).map { _ in numbers.uniform() }
}
