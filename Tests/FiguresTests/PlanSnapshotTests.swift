import Datasets
import Figures
import Foundation
import Plotting
import TestSupport
import Testing
import Training

/// Every figure against a text file that names each line, text and sign, to a hundredth of a point.
///
/// Set `UPDATE_PLANS=1` to write the files anew; then read their differences.
@Suite struct PlanSnapshotTests {
    private static let folder =
        (#filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast() + ["Plans"])
        .joined(separator: "/")
    private static let small = Size(320, 240)

    /// Images of 2 x 2 pixels, of two classes in turn.
    private static let images = ImageDataset(
        pixels: (0..<12).flatMap { Array(repeating: UInt8($0 * 20), count: 4) }, labels: (0..<12).map { $0 / 2 % 2 },
        planes: 1, height: 2, width: 2, channels: 1, classNames: ["three", "seven"], origin: "made up")
    private static let predictions = Predictions(
        labels: images.labels, classes: 2, logits: (0..<24).map { Float($0 * 17 % 23) })

    /// Names of the comparison's figures, in the order of `ComparisonInputs.figures`.
    static let comparisons = [
        "compared-losses", "compared-accuracies", "final-metric", "paired-differences", "time-to-target",
        "schedules-and-losses", "sensitivity", "sensitivity-of-words", "sensitivity-of-two-keys", "loss-against-rate",
        "every-seed", "overview", "losses-of-each-arm", "heat-map", "surface", "losses-of-a-grid",
        "schedules-of-a-grid",
    ]

    /// Figures of runs that no picture is kept of.
    static let ofRuns = ["loss-by-rate", "gap", "rate-momentum", "every-seed"]

    static let names = FigurePictureTests.names + ofRuns + ["gallery", "mistakes"] + comparisons

    static func figure(_ name: String) -> Figure {
        if let place = comparisons.firstIndex(of: name) {
            let inputs = ComparisonInputs(arms: 3)
            return (inputs.figures() + inputs.moreFigures())[place]
        }
        let runs = (0..<3).map { history(seed: UInt64($0)) }
        switch name {
        case "loss-by-rate": return .lossByRate(RunCurves(runs), name: "seeds")
        case "gap": return .gap(RunCurves(runs), name: "seeds")
        case "rate-momentum":
            return .rateMomentum(runs[0], name: "seeds", momentumName: "β₁") ?? .gap(RunCurves(runs), name: "")
        case "every-seed": return .seeds(RunCurves(runs), seeds: [3, 5, 8], name: "seeds")
        case "gallery": return .gallery(of: images, name: "images")
        case "mistakes": return .mistakes(predictions, on: images, name: "images")
        default: return FigurePictureTests.figure(name)
        }
    }

    private static func recorded(_ file: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(file).txt", encoding: .utf8)
    }

    @Test(arguments: names, [nil, small])
    func isPlannedAsRecorded(_ name: String, _ size: Size?) throws {
        let described = Self.figure(name).described(size: size)
        let file = size == nil ? name : name + "-small"
        if ProcessInfo.processInfo.environment["UPDATE_PLANS"] != nil {
            try Data(described.utf8).write(to: URL(filePath: "\(Self.folder)/\(file).txt"))
            return
        }
        let recorded = try Self.recorded(file)
        guard described != recorded else { return }
        let (new, old) = (described.split(separator: "\n"), recorded.split(separator: "\n"))
        let changes = new.difference(from: old)
        let removed = changes.removals.prefix(20).map { Self.line("-", $0) }
        let added = changes.insertions.prefix(20).map { Self.line("+", $0) }
        Issue.record("\(file) differs from Plans/\(file).txt:\n\((removed + added).joined(separator: "\n"))")
    }

    private static func line(_ sign: String, _ change: CollectionDifference<Substring>.Change) -> String {
        switch change {
        case .insert(let place, let line, _), .remove(let place, let line, _): "\(sign) \(place + 1): \(line)"
        }
    }

    @Test func noFileIsLeftOver() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(Set(files) == Set(Self.names.flatMap { ["\($0).txt", "\($0)-small.txt"] }))
    }

    /// Each damage takes one thing from the plan, and the description shows it.
    @Test func aMissingPartIsNoticed() throws {
        let plan = Self.figure("loss").plan(measuring: PlainMeasurer())
        let whole = plan.described()
        let lines = whole.split(separator: "\n").count

        var noSpines = plan
        noSpines.panels[0].hasAxes = false
        var noTick = plan
        noTick.panels[0].x.ticks.removeLast()
        noTick.panels[0].x.labels.labels.removeLast()
        var noMinor = plan
        noMinor.panels[0].y.minor.append(plan.panels[0].plot.midY)
        var noLabel = plan
        noLabel.texts.remove(at: try #require(plan.texts.firstIndex { $0.role == .xTick }))
        var noLegendLine = plan
        noLegendLine.swatches.removeFirst()
        var noMark = plan
        noMark.panels[0].shapes.removeLast()
        for damaged in [noSpines, noTick, noLabel, noLegendLine, noMark] {
            #expect(damaged.described().split(separator: "\n").count < lines)
        }
        #expect(noMinor.described() != whole)

        var moved = plan
        moved.texts[0].origin.x += 0.01
        #expect(moved.described() != whole)
    }
}
