import Text
import RangeTest
package import Specs
package import Runs

/// A range test in words.
package enum FinderText {
    /// "minimum / 10 is lr 0.13, consensus lr 0.083; made all steps"
    package static func line(_ record: FinderRecord) -> String {
        let minimum = (try? record.suggestedLR(.method(.minimum))).map {
            "minimum / 10 is lr \(NumberText.significant($0))"
        }
        let consensus =
            switch record.rates.consensus {
            case .success(let found): "consensus lr \(NumberText.significant(found.lr))"
            case .failure(let reason): "no reliable suggestion: \(reason)"
            }
        return [minimum, consensus].compactMap { $0 }.joined(separator: ", ") + "; " + stops(record)
    }

    /// The result of `find`: the suggestion of each method with its spread over the seeds, the consensus, and why the
    /// tests ended.
    package static func lines(_ record: FinderRecord, _ spec: ExperimentSpec) -> [String] {
        let finder = spec.lrFinder.test
        let range = "\(NumberText.significant(finder.startLR)) to \(NumberText.significant(finder.endLR))"
        let heading =
            "\(spec.name): range test of lr \(range), \(Plural.counted(finder.steps, "step")), "
            + "\(finder.loss.rawValue) loss, \(Plural.counted(record.curves.count, "seed"))"
        let hasSpread = record.curves.count > 1
        let spread = hasSpread ? ["lowest", "highest", "seeds"] : []
        var table = TextTable(["method", "lr"] + spread + ["rule"], left: [0, 2 + spread.count])
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
        return [heading] + table.lines + [consensus(record.rates), stops(record)]
    }

    private static func consensus(_ rates: SuggestedRates) -> String {
        switch rates.consensus {
        case .failure(let reason): return "no reliable suggestion: \(reason)"
        case .success(let found):
            let list = Printable.inWords(found.methods.map(\.rawValue))
            return
                "consensus: lr \(NumberText.significant(found.lr)), the middle of \(list), which agree within half a decade"
        }
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
