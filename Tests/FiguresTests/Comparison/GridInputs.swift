import Figures
import Plotting
import TestSupport
import Training

/// A grid of rates and factors: the error is lowest near the middle of the rates. The cell of the highest rate and the lowest
/// factor is dead, at the accuracy of guessing.
struct GridInputs {
    let columns: Int
    let rows: Int
    let seeds = 3

    var rates: StudyKey {
        let values = (0..<columns).map { Self.power(3, $0) / 1000 }
        return StudyKey(name: "schedule.lr_max", labels: values.map { "\($0)" }, numbers: values)
    }

    var factors: StudyKey {
        let values = (0..<rows).map { Double(5 * $0 * $0 + 1) }
        return StudyKey(name: "schedule.div_factor", labels: values.map { "\(Int($0))" }, numbers: values)
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    /// Place of the arm of a cell.
    func arm(_ row: Int, _ column: Int) -> Int { row * columns + column }
    var places: [[Int]] { (0..<rows).map { row in (0..<columns).map { arm(row, $0) } } }
    var dead: Int { arm(0, columns - 1) }
    var best: Int { arm(rows / 2, columns * 2 / 3) }

    /// Error in percent of a cell's mean.
    func error(_ row: Int, _ column: Int) -> Double {
        if arm(row, column) == dead { return 50 }
        let (x, y) = (Double(column - columns * 2 / 3), Double(row - rows / 2))
        return 0.7 + 0.35 * x * x + 0.1 * y * y
    }

    var samples: [ArmSamples] {
        (0..<rows).flatMap { row in
            (0..<columns).map { column in
                let values = [-0.1, 0, 0.1].map { 100 - self.error(row, column) + $0 }
                let mean = 100 - self.error(row, column)
                return ArmSamples(
                    name: "\(rates.labels[column]), \(factors.labels[row])", values: values, mean: mean,
                    interval: mean - 0.25...mean + 0.25)
            }
        }
    }

    var standing: GridStanding {
        GridStanding(
            best: best, near: [best - 1, best - columns], note: "the 95 % interval of its difference contains 0")
    }

    var histories: [ArmHistories] {
        samples.enumerated().map { index, sample in
            ArmHistories(
                name: sample.name,
                histories: (0..<seeds).map {
                    history(seed: UInt64(index * 10 + $0), steps: 60, divergesAt: index == dead ? 20 : nil)
                }, diverged: index == dead ? seeds : 0)
        }
    }

    /// A panel per factor, rates in colours.
    var layout: ArmLayout {
        ArmLayout(
            groups: (0..<rows).map { row in
                .init(title: "div_factor \(factors.labels[row])", arms: (0..<columns).map { arm(row, $0) })
            },
            colors: .init(name: "lr_max", labels: rates.labels, arms: (0..<columns).map { arm(0, $0) }))
    }

    func theme(_ theme: Theme) -> Theme {
        var theme = theme.sequential(columns)
        theme.seriesPlaces = (0..<rows).flatMap { row in (0..<columns).map { SeriesPlace(color: $0, dash: row % 5) } }
        return theme
    }

    func heatMap(_ theme: Theme = .light) -> Figure {
        .sensitivity(
            samples, columns: rates, rows: factors, places: places, metric: .finalAccuracy, standing: standing,
            theme: self.theme(theme))
    }

    func surface(_ theme: Theme = .light) -> Figure {
        Figure.surface(
            samples, columns: rates, rows: factors, places: places, metric: .finalAccuracy, standing: standing,
            theme: self.theme(theme)) ?? Figure(rows: [PanelRow([Panel(x: "", y: "")])])
    }

    func losses(_ theme: Theme = .light) -> Figure {
        .comparedLosses(histories, band: .range, layout: layout, theme: self.theme(theme))
    }

    func schedules(_ theme: Theme = .light) -> Figure {
        .schedulesAndLosses(histories, band: .range, layout: layout, theme: self.theme(theme))
    }
}
