// Times the second seed's figure, 800 x 400 pixels, from recorded values to a PNG file, and looks for leaks.
// If the call names other numbers of steps, it times these without looking for leaks.
// Benchmarks/matplotlib_figure.py times matplotlib's. Memory is that of the process, read from /proc.
import CairoCanvas
import Figures
import Foundation
import Plotting
import Training

/// A training that looks like the second seed's, with `steps` steps in three epochs; that has 5,157.
func history(steps: Int) -> History {
    var generator = SystemRandomNumberGenerator()
    let total = Double(steps)
    let records = (0..<steps).map { step -> StepRecord in
        let place = Double(step)
        let loss = 2.3 * exp(-place / (total / 5)) + 0.15 + 0.1 * Double.random(in: 0..<1, using: &generator)
        let way = place < 0.3 * total ? place / (0.3 * total) : (total - place) / (0.7 * total)
        return StepRecord(
            step: step, epoch: step * 3 / steps, lr: 1e-2 * way, momentum: 0.95 - 0.1 * way, loss: loss,
            accuracy: 1 - loss / 3)
    }
    let epochs = (0..<3).map {
        EpochRecord(epoch: $0, trainLoss: 0.2, validLoss: 0.2, accuracy: 0.93 + 0.02 * Double($0), seconds: 1)
    }
    return History(steps: records, epochs: epochs)
}

/// From recorded values to a file: averages, layout, drawing, PNG.
func draw(_ history: History, to path: String) throws {
    try Figure.loss([history], name: "second-seed", momentumName: "β₁")
        .write(to: path, size: Size(576, 288), scale: 100.0 / 72)
}

/// Resident memory in MB; 0 if the system does not report it.
func residentMegabytes() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    return (line?.split(separator: " ").dropLast().last.flatMap { Double($0) } ?? 0) / 1024
}

let path = FileManager.default.temporaryDirectory.appendingPathComponent("figure-bench-\(UUID().uuidString).png").path
defer { try? FileManager.default.removeItem(atPath: path) }
let lengths = CommandLine.arguments.dropFirst().compactMap { Int($0) }
for steps in lengths.isEmpty ? [5157, 100_000] : lengths {
    let history = history(steps: steps)
    try draw(history, to: path)
    let clock = ContinuousClock()
    let times = try (0..<20).map { _ in try clock.measure { try draw(history, to: path) } / .seconds(1) }.sorted()
    print("figure_seconds \(steps) " + String(format: "%.4f", (times[9] + times[10]) / 2))
}
guard lengths.isEmpty else { exit(0) }
let short = history(steps: 5157)
for _ in 0..<20 { try draw(short, to: path) }
let before = residentMegabytes()
for _ in 0..<1000 { try draw(short, to: path) }
print("growth_megabytes " + String(format: "%.1f", residentMegabytes() - before))
