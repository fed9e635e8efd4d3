import CairoCanvas
import Datasets
import Figures
import Plotting
import TestSupport
import Testing
import Training

/// A machine's look at every figure on every medium: no text over text or data, nothing cut, every line named.
@Suite struct FigureFaultTests {
    private func check(_ figure: Figure, _ medium: Theme.Medium, _ note: Comment) throws {
        let measurer = try PNGCanvas(size: Size(10, 10))
        var figure = figure
        figure.theme = .of(.light, for: medium)
        let size = figure.size(for: medium, measuring: measurer)
        // A column of a paper has room for curves before it has room for a long caption.
        let optional: Set<TextRole> = medium == .paperSingle ? [.caption] : []
        let faults = PlanCheck.faults(of: figure, size: size, measuring: measurer, optional: optional)
        #expect(faults.isEmpty, "\(note), \(medium), \(size): \(faults)")
    }

    @Test(arguments: PlanSnapshotTests.names, Theme.Medium.allCases)
    func noFigureHasFaults(_ name: String, _ medium: Theme.Medium) throws {
        // The medium decides the number of panels in a row.
        let theme = Theme.of(.light, for: medium)
        let figure =
            switch name {
            case "losses-of-a-grid": GridInputs(columns: 6, rows: 4).losses(theme)
            case "schedules-of-a-grid": GridInputs(columns: 6, rows: 4).schedules(theme)
            default: PlanSnapshotTests.figure(name)
            }
        try check(figure, medium, "\(name)")
    }

    @Test(arguments: [1, 2, 4, 7, 12, 24, 30], Theme.Medium.allCases)
    func noNumberOfArmsHasFaults(_ arms: Int, _ medium: Theme.Medium) throws {
        let inputs = ComparisonInputs(arms: arms, letters: 14, seeds: arms == 1 ? 1 : 3)
        // A slide has one size: 30 rows of names are too many for it.
        for (index, figure) in inputs.figures().enumerated() where medium != .slide || arms <= 12 || index < 2 {
            try check(figure, medium, "\(arms) arms, figure \(index)")
        }
    }

    @Test(arguments: Theme.Medium.allCases)
    func noPageOfPicturesHasFaults(_ medium: Theme.Medium) throws {
        let names = ["Abyssinian", "american_pit_bull_terrier", "staffordshire_bull_terrier", "Egyptian_Mau"]
        let data = ImageDataset(
            pixels: [UInt8](repeating: 9, count: 240), labels: (0..<60).map { UInt8($0 % 4) }, planes: 1, height: 2,
            width: 2, channels: 1, classNames: names, origin: "made up")
        let logits = (0..<60).flatMap { image in (0..<4).map { Float(($0 + image / 4) % 4 * 3) } }
        let predictions = Predictions(labels: data.labels, classes: 4, logits: logits)
        for figure in [
            Figure.gallery(of: data, name: "pets"), .mistakes(predictions, on: data, name: "pets", seed: 3),
        ] {
            try check(figure, medium, "\(figure.title)")
            var figure = figure
            figure.theme = .of(.light, for: medium)
            let size = figure.size(for: medium, measuring: try PNGCanvas(size: Size(10, 10)))
            #expect(size.height <= size.width * 2.4, "\(figure.title): \(size)")
        }
    }

    /// Faults that the check must find.
    @Test func faultsAreFound() {
        let pen = Pen(.black, width: 2)
        let x = (0..<100).map(Double.init)
        var panel = Panel(
            x: "step", y: Axis("loss", lower: 0, upper: 1),
            marks: [Mark(.line(x: x, y: x.map { $0 / 100 }, pen: pen), label: "arm")])
        let good = Figure(rows: [PanelRow([panel])])
        #expect(PlanCheck.faults(of: good) == [])
        // A long word as an axis' label is cut.
        var long = good
        long.rows[0].panels[0].y.label = String(repeating: "loss", count: 60)
        #expect(PlanCheck.faults(of: long).contains { $0.hasPrefix("yLabel") })
        // A text that is data lies over a line by the caller's will; its role is not that of an annotation.
        panel.annotations = [
            Annotation("here", at: .point(x: 50, y: 0.5, side: .left), color: .black, swatch: pen)
        ]
        #expect(PlanCheck.faults(of: Figure(rows: [PanelRow([panel])])) == [])
    }
}
