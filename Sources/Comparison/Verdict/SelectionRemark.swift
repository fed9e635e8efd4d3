import Statistics
import Text
import Training

extension ComparisonReport {
    /// The number that the best arm may expect on new images, or that none is known. nil if nothing was chosen: with two
    /// arms or a baseline that is best, and a metric that is not that of a best epoch.
    ///
    /// The best of several arms, and the best epoch of a run, are chosen by noise, too: on the images that chose them
    /// they look better than on others.
    public var selectionRemark: String? {
        let choosesEpoch = metric == .bestAccuracy || metric == .bestLoss
        guard arms.count > 2 || choosesEpoch, !metric.isOfTest, let best = leader,
            choosesEpoch || best.name != family.baseline
        else { return nil }
        let name = Printable.text(best.name)
        let test = best[.testAccuracy]
        if let mean = test.mean, !choosesEpoch {
            let range = test.interval.map {
                " (\(NumberText.percent($0.low, unit: "")) to \(NumberText.percent($0.high)))"
            }
            return "\(name) was chosen on the validation images; on the test images its accuracy is "
                + NumberText.percent(mean) + (range ?? "")
        }
        let chosen = choosesEpoch ? "the best epoch was" : "\(name), the best of \(arms.count), was"
        return "\(chosen) chosen on the validation images that its result is reported on, so expect less on new images"
            + (test.n > 0
                ? "; --metric test_accuracy has none of this" : "; \"test\": true in data.valid_split measures it")
    }

    /// The arm with the best mean of the metric; nil if no arm has one.
    var leader: ArmReport? {
        arms.filter { $0[metric].mean != nil }.max {
            metric.advantage(of: $0[metric].mean ?? .nan, over: $1[metric].mean ?? .nan) < 0
        }
    }
}
