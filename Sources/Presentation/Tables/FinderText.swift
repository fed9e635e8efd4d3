import RangeTest
package import Runs
package import Specs
import Text

/// A range test in words.
package enum FinderText {
    /// "recommended lr 0.052 (0.02 to 0.13), sure: 5 seeds agree within 10 %; all seeds made all steps"
    package static func line(_ record: FinderRecord) -> String {
        let answer =
            record.curves.first?.curve.method == .fastai ? fastai(record.rates) : recommended(record.rates)
        return "\(answer); \(stops(record))"
    }

    /// "minimum / 10 is lr 0.13, consensus lr 0.083", for a test with fastai's settings.
    private static func fastai(_ rates: SuggestedRates) -> String {
        let minimum =
            switch rates.methods[.minimum] {
            case .success(let found)?: "minimum / 10 is lr \(NumberText.significant(found.lr))"
            case .failure(let reason)?: "no suggestion: \(reason)"
            case nil: ""
            }
        guard case .success(let consensus) = rates.consensus else { return minimum }
        return "\(minimum), consensus lr \(NumberText.significant(consensus.lr))"
    }

    /// The recommended rate, its range and how sure it is; or the reason why it is missing.
    private static func recommended(_ rates: SuggestedRates) -> String {
        switch rates.recommended {
        case .failure(let reason): "no recommended lr: \(reason)"
        case .success(let rate):
            "recommended lr \(NumberText.significant(rate.lr)) (\(NumberText.significant(rate.low)) to "
                + "\(NumberText.significant(rate.high))), \(certainty(rate))"
        }
    }

    /// The result of `find`: the recommended rate, the suggestions of fastai's methods with their spread, and the
    /// reason why the tests ended.
    package static func lines(_ record: FinderRecord, _ spec: ExperimentSpec) -> [String] {
        let finder = spec.lrFinder.test
        let range = "\(NumberText.significant(finder.startLR)) to \(NumberText.significant(finder.endLR))"
        let heading =
            "\(spec.name): range test of lr \(range), \(Plural.counted(finder.steps, "step")), "
            + "\(finder.loss.rawValue) loss, \(Plural.counted(record.curves.count, "seed"))"
        return [heading, recommended(record.rates)] + [record.confirmation.map(confirmed)].compactMap { $0 }
            + table(record) + consensus(record.rates) + [stops(record)]
    }

    /// "confirmed: lr 0.05 holds (validation loss 0.07 after 200 steps; at lr 0.017 0.1, at lr 0.15 0.3)"
    private static func confirmed(_ confirmation: RateConfirmation) -> String {
        guard let own = confirmation.recommended else { return "" }
        func loss(_ trial: RateConfirmation.Trial) -> String {
            trial.meanLoss.isFinite ? NumberText.significant(trial.meanLoss) : "diverged"
        }
        let others = confirmation.trials.filter { $0.times != 1 }
            .map { "at lr \(NumberText.significant($0.lr)) \(loss($0))" }.joined(separator: ", ")
        let seeds = Plural.counted(confirmation.seeds.count, "seed")
        let facts =
            "validation loss \(loss(own)) after \(Plural.counted(confirmation.steps, "step")), mean of \(seeds); \(others)"
        guard let better = confirmation.better else {
            return "confirmed: lr \(NumberText.significant(own.lr)) holds (\(facts))"
        }
        return "not confirmed: lr \(NumberText.significant(better.lr)) does better in every seed (\(facts)); "
            + "to use it, set \"times\" beside \"from_finder\", or give the rate"
    }

    /// "sure: 5 seeds agree within 10 %"
    private static func certainty(_ rate: RecommendedRate) -> String {
        let word =
            switch rate.confidence {
            case .high: "sure"
            case .medium: "fairly sure"
            case .low: "unsure"
            }
        return "\(word): " + ([rate.agreement].compactMap { $0 } + rate.doubts.map(words)).joined(separator: "; ")
    }

    private static func words(_ doubt: RecommendedRate.Doubt) -> String {
        switch doubt {
        case .oneSeed: "one seed shows no spread; test more with --seeds 5"
        case .openEnd: "the loss is still low at the last rate; raise lr_finder.end_lr"
        case .openStart: "the loss is low from the first rate on; lower lr_finder.start_lr"
        case .twoBasins: "the loss is low in two ranges"
        }
    }

    private static func table(_ record: FinderRecord) -> [String] {
        let hasSpread = record.curves.count > 1
        let spread = hasSpread ? ["lowest", "highest", "seeds"] : []
        var table = TextTable(["fastai's method", "lr"] + spread + ["rule"], left: [0, 2 + spread.count])
        for method in SuggestionMethod.allCases {
            switch record.rates.methods[method] {
            case .success(let found)?:
                let numbers =
                    hasSpread ? [found.low, found.high].map { NumberText.significant($0) } + ["\(found.seeds)"] : []
                table.add([method.rawValue, NumberText.significant(found.lr)] + numbers + [meaning(method)])
            case .failure(let reason)?:
                table.add([method.rawValue, "-"] + spread.map { _ in "-" } + ["no suggestion: \(reason)"])
            case nil: break
            }
        }
        return table.lines
    }

    private static func consensus(_ rates: SuggestedRates) -> [String] {
        guard case .success(let found) = rates.consensus else { return [] }
        let list = Printable.inWords(found.methods.map(\.rawValue))
        return [
            "consensus: lr \(NumberText.significant(found.lr)), the middle of \(list), which agree within half a decade"
        ]
    }

    /// "made all steps"; for several seeds "3 of 5 seeds stopped: loss not finite, 2 of 5 seeds made all steps"
    private static func stops(_ record: FinderRecord) -> String {
        var kinds: [(words: String, count: Int)] = []
        for entry in record.curves {
            let words = words(entry.curve.stop)
            if let place = kinds.firstIndex(where: { $0.words == words }) {
                kinds[place].count += 1
            } else {
                kinds.append((words, 1))
            }
        }
        if kinds.count == 1, let only = kinds.first {
            return (record.curves.count > 1 ? "all seeds " : "") + only.words
        }
        return kinds.map { "\($0.count) of \(record.curves.count) seeds \($0.words)" }.joined(separator: ", ")
    }

    private static func words(_ stop: LRFinderCurve.Stop) -> String {
        switch stop {
        case .completed: "made all steps"
        case .diverged(let factor):
            "stopped: smoothed loss above \(NumberText.significant(factor)) times the lowest"
        case .aboveStart(let factor): "stopped: loss above \(NumberText.significant(factor)) times that of the start"
        case .nonFinite: "stopped: loss not finite"
        }
    }

    private static func meaning(_ method: SuggestionMethod) -> String {
        switch method {
        case .minimum: "a tenth of the rate at the lowest loss"
        case .steep: "steepest fall of the loss"
        case .valley: "middle of the longest fall"
        case .slide: "before the divergence, where the slope settles"
        case .minGrad: "largest fall in one step (fastai 1)"
        }
    }
}
