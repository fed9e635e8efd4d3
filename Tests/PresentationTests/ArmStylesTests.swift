import Comparison
import Figures
import Plotting
import Presentation
import Runs
import TestSupport
import Testing
import Training

@Suite("Names, colours and panels of arms")
struct ArmStylesTests {
    /// Experiments of a constant rate and a batch size each.
    private func experiments(
        _ folders: RecordedFolders, _ arms: [(lr: String, batch: Int)]
    ) throws -> [RecordedExperiment] {
        for (index, arm) in arms.enumerated() {
            try folders.write(
                try folders.constant("arm-\(index)", lr: arm.lr, ", \"data\": {\"batch_size\": \(arm.batch)}"),
                seeds: [0, 1, 2], results: "\(index)")
        }
        return try folders.experiments(arms.indices.map { "arm-\($0)" })
    }

    private func styles(_ count: Int, _ theme: Theme) -> [SeriesStyle] { (0..<count).map(theme.series) }

    @Test("values of an ordered key have colours in their order, whatever the order of the arms")
    func sequence() throws {
        try RecordedFolders.with { folders in
            let rates = ["0.3", "0.001", "0.01", "0.1"]
            let arms = ArmStyles(try experiments(folders, rates.map { ($0, 64) }))
            #expect(arms.names == rates.map { "lr \($0)" })
            for ground in [Theme.light, .dark] {
                let luminance = styles(4, arms.theme(ground)).map(\.color.luminance)
                let ordered = [1, 2, 3, 0].map { luminance[$0] }
                #expect(ordered == (ground == .light ? ordered.sorted(by: >) : ordered.sorted(by: <)))
            }
            let found = styles(4, arms.theme(.light))
            #expect(Set(found.map(\.dash)).count == 4 && Set(found.map(\.marker)).count >= 3)
            #expect(arms.layout == nil)
        }
    }

    @Test("thirty values of a key have thirty colours and a key that names all of them")
    func manyValues() throws {
        try RecordedFolders.with { folders in
            let arms = ArmStyles(try experiments(folders, (1...30).map { ("\(Double($0) / 100)", 64) }))
            let colors = styles(30, arms.theme(.light)).map(\.color)
            for (index, color) in colors.enumerated() { #expect(!colors[(index + 1)...].contains(color)) }
            let layout = try #require(arms.layout)
            #expect(layout.groups.count == 1 && layout.groups[0].arms == Array(0..<30))
            #expect(layout.colors?.labels.count == 30)
        }
    }

    @Test("a grid of two keys has a panel per value of the shorter one and colours for the other")
    func grid() throws {
        try RecordedFolders.with { folders in
            let arms = [32, 64, 128].flatMap { batch in
                ["0.01", "0.1", "0.2", "0.3"].map { (lr: $0, batch: batch) }
            }
            let styles = ArmStyles(try experiments(folders, arms))
            let layout = try #require(styles.layout)
            #expect(layout.groups.map(\.title) == ["batch_size 32", "batch_size 64", "batch_size 128"])
            #expect(layout.groups.map(\.arms) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]])
            #expect(layout.colors?.name == "lr" && layout.colors?.labels == ["0.01", "0.1", "0.2", "0.3"])
            let theme = styles.theme(.light)
            for place in 0..<4 {
                let column = [place, place + 4, place + 8].map { theme.series($0) }
                #expect(Set(column.map(\.color.luminance)).count == 1 && Set(column.map(\.dash)).count == 3)
            }
            #expect(styles.rowLabel == "batch_size, lr" && styles.rowNames[5] == "64, 0.1")
        }
    }

    @Test("long numbers are shortened as far as they stay different")
    func names() throws {
        try RecordedFolders.with { folders in
            let rates = ["0.0031289345872", "0.0031281345", "0.01"]
            let names = ArmStyles(try experiments(folders, rates.map { ($0, 64) })).names
            #expect(names == ["lr 0.003129", "lr 0.003128", "lr 0.01"])
        }
    }

    @Test("many arms that are no grid have a panel each; few have none")
    func arms() throws {
        try RecordedFolders.with { folders in
            let arms = try experiments(folders, (1...9).map { ("\(Double($0) / 100)", 31 + $0) })
            let layout = try #require(ArmStyles(arms).layout)
            #expect(layout.showsOthers && layout.groups.map(\.arms) == (0..<9).map { [$0] })
            #expect(layout.groups.map(\.title) == (0..<9).map(String.init))
            #expect(ArmStyles(Array(arms.prefix(8))).layout == nil)
            let found = styles(8, ArmStyles(Array(arms.prefix(8))).theme(.light))
            for (index, one) in found.enumerated() {
                for other in found[(index + 1)...] { #expect(one.color != other.color || one.dash != other.dash) }
            }
            #expect(found[0].dash != found[1].dash && found[0].marker != found[1].marker)
        }
    }

    @Test("all figures of a comparison draw an arm in one colour")
    func oneColour() throws {
        try RecordedFolders.with { folders in
            let recorded = try experiments(folders, ["0.3", "0.01", "0.1"].map { ($0, 64) })
            let comparison = try ExperimentComparison(recorded, options: .init())
            let theme = ArmStyles(comparison.experiments).theme(.light)
            let wanted = Set((0..<3).map { theme.series($0).color.luminance })
            for (name, figure) in ComparisonFigures.all(comparison, theme: .light) {
                // Differences are in ink unless they are shown.
                if ["differences"].contains(name) { continue }
                let marks = figure.rows.flatMap(\.panels).flatMap(\.marks)
                let colors = marks.compactMap { mark -> Double? in
                    guard case .points(_, _, let marker) = mark.shape, marker.fill.alpha == 1 else { return nil }
                    return marker.fill == theme.background ? nil : marker.fill.luminance
                }
                #expect(Set(colors).isSubset(of: wanted), "\(name)")
                if !["rates", "schedules", "seeds"].contains(name) { #expect(Set(colors) == wanted, "\(name)") }
            }
        }
    }
}

@Suite("The best arm and its equals")
struct GridStandingTests {
    @Test("arms that the sign-flip test does not show to be worse cannot be told from the best one")
    func standing() throws {
        // Against the best: always 0.02 worse with little noise; equal on average; one with too few seeds.
        let worse = (0..<8).map { 0.95 + 0.0001 * Double($0) }
        let near = (0..<8).map { $0 % 2 == 0 ? 0.985 : 0.953 }
        let report = try ComparisonReport(
            [
                arm("worse", worse), arm("near", near), arm("best", worse.map { $0 + 0.02 }), arm("few", [0.2]),
            ], options: .init())
        let standing = GridStanding(report)
        #expect(standing.best == 2)
        #expect(standing.near == [1, 3])
        #expect(standing.note.contains("Bonferroni over 3 cells"))
    }

    @Test("of losses the lowest is the best; an infinite one is not marked")
    func losses() throws {
        func runs(_ losses: [Double]) -> [ComparedRun] {
            losses.enumerated().map { ComparedRun(seed: UInt64($0.offset), accuracy: 0.9, loss: $0.element) }
        }
        let low = [0.1, 0.11, 0.1, 0.12, 0.1, 0.11]
        let report = try ComparisonReport(
            [
                ComparedArm(name: "a", runs: runs(low.map { $0 + 0.2 })), ComparedArm(name: "b", runs: runs(low)),
                ComparedArm(name: "c", runs: runs([.infinity, 0.01, 0.01, 0.01, 0.01, 0.01])),
            ], options: .init(metric: .finalLoss))
        let standing = GridStanding(report)
        #expect(standing.best == 1 && standing.near.isEmpty)
    }
}
