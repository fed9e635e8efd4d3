import Statistics
import Text
import Training

extension ComparisonReport {
    /// The chosen arm's accuracy on test images, or a warning that it was not measured.
    ///
    /// It is nil if nothing was chosen. Then the metric is not that of a best epoch, and there are two arms or the
    /// baseline is best.
    ///
    /// Noise, too, chooses the best of several arms and the best epoch of a run. They look better on the images that
    /// chose them than on others.
    public var selectionRemark: String? {
        let choosesEpoch = metric == .bestAccuracy || metric == .bestLoss
        guard arms.count > 2 || choosesEpoch, !metric.isOfTest, let best = ranking.first.map({ arms[$0] }),
            best[metric].mean != nil, choosesEpoch || best.name != family.baseline
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
                ? "; --metric test_accuracy avoids this" : "; \"test\": true in data.valid_split measures it")
    }
}
