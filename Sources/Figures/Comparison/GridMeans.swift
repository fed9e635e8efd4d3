import Training

/// The means of a grid of arms, on the colour scale that they share.
struct GridMeans {
    let scale: ColorScale
    /// Drawn means, [rows, columns]; NaN without a finite mean.
    let values: [[Double]]

    /// - Parameter places: for each row and each column, the place of its arm in `arms`.
    init(_ arms: [ArmSamples], places: [[Int]], _ metric: ValidationMetric) {
        let means = places.map { $0.map { arms.indices.contains($0) ? arms[$0].mean ?? .nan : .nan } }
        let scale = ColorScale(metric, means: means.flatMap { $0 })
        self.scale = scale
        values = means.map { $0.map { $0.isFinite ? scale.value($0) : .nan } }
    }

    /// "Final validation error over lr_max and batch_size"
    func title(_ columns: StudyKey, _ rows: StudyKey) -> String {
        "\(ComparisonLabels.sentence(scale.name)) over \(columns.name) and \(rows.name)"
    }
}
