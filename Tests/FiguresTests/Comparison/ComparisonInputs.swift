import Training
import Figures
import Plotting
import Training

/// Arms of a comparison as figures take them.
struct ComparisonInputs {
    var names: [String]
    var seeds = 5

    init(arms: Int, letters: Int = 12, seeds: Int = 5) {
        names = (0..<arms).map { index in
            let start = "arm-\(index)-"
            return start + String(repeating: "long_name-", count: 7).prefix(max(0, letters - start.count))
        }
        self.seeds = seeds
    }

    var histories: [ArmHistories] {
        names.enumerated().map { index, name in
            ArmHistories(
                name: name,
                histories: (0..<seeds).map {
                    history(seed: UInt64(index * 10 + $0), steps: 60, divergesAt: index == 5 && $0 == 1 ? 20 : nil)
                })
        }
    }

    /// Arm i has seeds around 99 - i percent.
    var samples: [ArmSamples] {
        names.enumerated().map { index, name in
            let values = (0..<seeds).map { 99 - Double(index) + 0.1 * Double($0) }
            let mean = values.reduce(0, +) / Double(max(seeds, 1))
            return ArmSamples(
                name: name, values: values, mean: seeds > 0 ? mean : nil,
                interval: seeds > 1 ? mean - 0.1...mean + 0.1 : nil)
        }
    }

    var pairs: [PairedDifferences] {
        names.indices.flatMap { first in
            names.indices[(first + 1)...].map { second in
                let difference = Double(second - first)
                return PairedDifferences(
                    first: first, second: second, values: (0..<seeds).map { difference + 0.1 * Double($0) },
                    mean: difference, interval: difference - 0.2...difference + 0.2, p: difference > 1 ? 0.012 : 0.34)
            }
        }
    }

    /// The last arm missed with all its seeds, the first with its first.
    var times: [ArmTimes] {
        names.enumerated().map { index, name in
            let epochs = (0..<seeds).map { seed -> Double? in
                index == names.count - 1 || (index == 0 && seed == 0) ? nil : 1 + 0.1 * Double(seed)
            }
            let isMissed = index == names.count - 1
            return ArmTimes(
                name: name, epochs: epochs, seconds: epochs.map { $0.map { 2 * $0 } },
                medianEpochs: isMissed ? nil : 1.2, medianSeconds: isMissed ? nil : 2.4)
        }
    }

    /// All figures there are of these arms.
    func figures(_ theme: Theme = .light) -> [Figure] {
        let metric = ValidationMetric.finalAccuracy
        let values = names.indices.map { "\(0.01 * Double($0 + 1))" }
        let key = StudyKey(
            name: "schedule.lr_max", labels: values, numbers: names.indices.map { 0.01 * Double($0 + 1) })
        let words = StudyKey(name: "schedule.flavor", labels: names)
        return [
            .comparedLosses(histories, band: .range, theme: theme),
            .comparedAccuracies(histories, band: .range, theme: theme),
            .finalMetric(samples, metric: metric, theme: theme),
            .pairedDifferences(pairs, arms: names, metric: metric, theme: theme),
            .timeToTarget(times, target: 0.985, theme: theme),
            .schedulesAndLosses(histories, band: .range, theme: theme),
            .sensitivity(samples, key: key, places: Array(names.indices), metric: metric, theme: theme),
            .sensitivity(samples, key: words, places: Array(names.indices), metric: metric, theme: theme),
            .sensitivity(
                samples, columns: key, rows: words, places: [Array(names.indices)], metric: metric, theme: theme),
        ]
    }

    /// Figures of few arms, and those of a grid.
    func moreFigures(_ theme: Theme = .light) -> [Figure] {
        let grid = GridInputs(columns: 6, rows: 4)
        let parts = names.indices.map { ArmLayout.Group(title: names[$0], arms: [$0]) }
        return [
            .lossAgainstRate(histories, theme: theme),
            .seeds(histories, theme: theme),
            .overview(histories, samples, metric: .finalAccuracy, band: .range, theme: theme),
            .comparedLosses(
                histories, band: .range, layout: ArmLayout(groups: parts, showsOthers: true), theme: theme),
            grid.heatMap(theme), grid.surface(theme), grid.losses(theme), grid.schedules(theme),
        ]
    }
}
