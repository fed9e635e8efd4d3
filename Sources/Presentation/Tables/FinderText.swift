import Training
package import Specs
package import Runs

/// A range test in words.
package enum FinderText {
    /// "minimum / 10 is lr 0.13, consensus lr 0.083; " and why the tests ended
    package static func line(_ record: FinderRecord) -> String {
        let minimum = (try? record.suggestedLR(.method(.minimum))).map {
            "minimum / 10 is lr \(Rounded.significant($0))"
        }
        let consensus =
            switch record.rates.consensus {
            case .success(let found): "consensus lr \(Rounded.significant(found.lr))"
            case .failure(let reason): "no reliable suggestion: \(reason)"
            }
        return [minimum, consensus].compactMap { $0 }.joined(separator: ", ") + "; " + stops(record)
    }

    /// What `find` ends with: each method's suggestion with its spread over the seeds, what they agree on, and why the
    /// tests ended.
    package static func lines(_ record: FinderRecord, _ spec: ExperimentSpec) -> [String] {
        let finder = spec.lrFinder
        let range = "\(Rounded.significant(finder.startLR)) to \(Rounded.significant(finder.endLR))"
        let heading =
            "\(spec.name): range test of lr \(range), \(SpecText.counted(finder.numIt, "step")), "
            + "\(finder.loss.rawValue) loss, \(SpecText.counted(record.curves.count, "seed"))"
        let hasSpread = record.curves.count > 1
        let spread = hasSpread ? ["lowest", "highest", "seeds"] : []
        var table = TextTable(["method", "lr"] + spread + ["what it is"], left: [0, 2 + spread.count])
        for method in SuggestionMethod.allCases {
            switch record.rates.methods[method] {
            case .success(let found)?:
                let numbers = hasSpread ? [found.low, found.high].map(Rounded.significant) + ["\(found.seeds)"] : []
                table.add([method.rawValue, Rounded.significant(found.lr)] + numbers + [meaning(method)])
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
            let names = found.methods.map(\.rawValue)
            let list = names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
            return
                "consensus: lr \(Rounded.significant(found.lr)), the middle of \(list), which lie within half a decade"
        }
    }

    /// "all steps made", or of several seeds "3 of 5 seeds stopped where the loss was not finite, 2 made all steps"
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
            "stopped where the smoothed loss was above \(Rounded.significant(factor)) times the lowest"
        case .nonFinite: "stopped where the loss was not finite"
        }
    }

    private static func meaning(_ method: SuggestionMethod) -> String {
        switch method {
        case .minimum: "a tenth of the rate at the lowest loss"
        case .steep: "where the loss falls most steeply"
        case .valley: "half the way down the longest fall"
        case .slide: "left of the divergence, where the slope settles"
        case .minGrad: "where the loss falls most in a step (fastai 1)"
        }
    }
}
